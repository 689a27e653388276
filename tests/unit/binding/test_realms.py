# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The realms of an inventory: which are hosts, and that their variables tell no secret."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding import realms
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.looking import look
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

LISTED = [{"realm": name, "enabled": name != "old"} for name in ("shop", "acme", "master", "old")]
UNSEEN = {"realm": "unseen", "enabled": None}
SERVER = {
    "name": "eu",
    "auth_keycloak_url": "https://id.example.org",
    "auth_username": "ann",
    "auth_password": "s3cret",
}


@pytest.mark.parametrize(
    ("wanted", "unwanted", "disabled", "hosts"),
    [
        (["*"], [], True, ["acme", "old", "shop"]),
        (["*"], [], False, ["acme", "shop"]),
        (["*", "master"], [], False, ["acme", "master", "shop"]),
        (["ma*"], [], True, []),
        (["~(acme|old)$"], ["o*"], True, ["acme"]),
        (["master"], ["~m"], True, []),
        (["sho"], [], True, []),
        ([], [], True, []),
    ],
)
def test_which_are_hosts(wanted: list[str], unwanted: list[str], disabled: bool, hosts: list[str]) -> None:
    assert [realm["realm"] for realm in realms.chosen(LISTED, wanted, unwanted, disabled)] == hosts


def test_a_realm_of_which_the_login_sees_the_name_alone() -> None:
    assert realms.chosen([UNSEEN], ["*"], [], False) == [UNSEEN]
    assert realms.facts_of(UNSEEN) == {"keycloak_realm": "unseen", "keycloak_realm_enabled": None}


def test_a_pattern_that_is_none() -> None:
    with pytest.raises(InvalidInput, match="exclude: holds a regular expression that isn't one"):
        realms.chosen(LISTED, ["*"], ["~("], True)


def test_names_of_options() -> None:
    assert realms.by_their_names({"url": "x", "auth_username": "y", "nosuch": 1}) == {
        "auth_keycloak_url": "x",
        "auth_username": "y",
        "nosuch": 1,
    }
    with pytest.raises(InvalidInput, match="servers: must be a list of maps"):
        realms.by_their_names("eu")


def options(**more: Any) -> Any:
    return look(realms.of_server(), {**SERVER, **more}, Runtime(), lambda checked, runtime: checked)


def test_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYCLOAK_CLIENT_SECRET", "from-the-environment")
    shown = realms.shown(options(retries="5", validate_certs=True))
    assert shown == {
        "iamops_keycloak_url": "https://id.example.org",
        "iamops_keycloak_auth_username": "ann",
        "iamops_keycloak_retries": 5,
    }
    defaults = realms.defaults_of({**shown, "iamops_keycloak_auth_password": "{{ vaulted }}"})
    assert {name: value for name, value in defaults.items() if "omit" not in value} == {
        "auth_keycloak_url": "{{ iamops_keycloak_url }}",
        "auth_username": "{{ iamops_keycloak_auth_username }}",
        "auth_password": "{{ iamops_keycloak_auth_password }}",
        "retries": "{{ iamops_keycloak_retries }}",
        "realm": "{{ keycloak_realm }}",
    }
    assert defaults["auth_client_secret"] == "{{ iamops_keycloak_auth_client_secret | default(omit) }}"


def test_what_the_cache_tells_apart() -> None:
    keys = {
        realms.cache_key(options(**more), attributes)
        for attributes in (False, True)
        for more in (
            {},
            {"auth_username": "bob"},
            {"auth_realm": "acme"},
            {"auth_keycloak_url": "https://b.example.org"},
        )
    }
    assert len(keys) == 8
    assert realms.cache_key(options(auth_password="another"), False) in keys
