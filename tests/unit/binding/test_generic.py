# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any kind by name: its options are checked like those of the kind's own module, and its secrets are hidden."""

from __future__ import annotations

import importlib
import json
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS
from ansible_collections.iamops.keycloak.plugins.modules.keycloak_client import BINDING as CLIENT
from ansible_collections.iamops.keycloak.plugins.modules.keycloak_resource import BINDING

LOGIN = {"auth_keycloak_url": "http://127.0.0.1:1", "token": "a-token-of-mine", "retries": 0}
CANARY = "canary-in-a-cage"


@pytest.mark.parametrize("module", ["keycloak_resource", "keycloak_info"])
def test_the_documentation_names_every_kind(module: str) -> None:
    text = importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").DOCUMENTATION
    assert yaml.safe_load(text)["options"]["kind"]["choices"] == sorted(KINDS)


def run(**options: Any) -> dict[str, Any]:
    return BINDING.run({**LOGIN, **options})


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": "a", "nosuch": 1}, "options: don't fit kind client: unknown option nosuch"),
        ({"client_id": "a", "protocol_mappers": [{"nosuch": 1}]}, "unknown option protocol_mappers.nosuch"),
        ({"client_id": "a", "attributes": "text"}, "argument 'attributes' is of type"),
        ({"client_id": "a", "state": "absent"}, "unknown option state"),
        ({"name": "a"}, "one of the following is required: client_id, id"),
        ({"client_id": ".."}, "client_id: must be a name other than"),
    ],
)
def test_options_that_do_not_fit(options: dict[str, Any], says: str) -> None:
    result = run(kind="client", options=options)
    assert result["failed"]
    assert says in result["msg"]
    assert result["failure"]["kind"] == "invalid_input"


def test_an_unknown_kind() -> None:
    result = run(kind="nosuch", options={"secret": CANARY, "registration_access_token": CANARY + "-2"})
    assert "value of kind must be one of" in result["msg"]
    assert CANARY not in json.dumps(result)


@pytest.mark.parametrize(
    "options",
    [
        {"client_id": "a", "secret": CANARY},
        {"client_id": "a", "secret": CANARY, "nosuch": 1},
        {"client_id": "a", "protocol_mappers": [{"name": "m", "config": {"client.secret": CANARY}}], "nosuch": 1},
    ],
)
@pytest.mark.parametrize("more", [{}, {"state": "nosuch"}])
def test_secrets_among_the_options_are_hidden(options: dict[str, Any], more: dict[str, Any]) -> None:
    result = run(kind="client", options=options, **more)
    assert result["failed"]
    assert CANARY not in json.dumps(result)


def test_it_fails_like_the_kinds_own_module() -> None:
    ours = run(kind="client", options={"client_id": "a"}, realm="acme")
    own = CLIENT.run({**LOGIN, "client_id": "a", "realm": "acme"})
    assert {**ours, "invocation": None} == {**own, "invocation": None}
    assert ours["failure"]["kind"] == "unreachable"


def test_every_mistake_is_named() -> None:
    result = CLIENT.run({**LOGIN, "protocol_mappers": "text", "enabled": "perhaps"})
    assert "protocol_mappers" in result["msg"]
    assert "enabled" in result["msg"]
