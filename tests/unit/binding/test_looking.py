# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lookups are given: the modules' options by the same names, and errors in the modules' words."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.doc_fragments.keycloak import ModuleDocFragment as OfModules
from ansible_collections.iamops.keycloak.plugins.doc_fragments.lookup import ModuleDocFragment
from ansible_collections.iamops.keycloak.plugins.module_utils.binding import lookups
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.keycloak import connection
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.looking import (
    PREFIX,
    LookingFailed,
    look,
    options_of,
    runtime_of,
    variables_of,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime

SECRET = "canary-of-a-lookup"
URL = {"auth_keycloak_url": "https://id.example.org"}


def test_the_fragment_documents_the_connection() -> None:
    documented = yaml.safe_load(ModuleDocFragment.DOCUMENTATION)["options"]
    of_modules = yaml.safe_load(OfModules.DOCUMENTATION)["options"]
    spec = connection()
    assert set(documented) == set(spec)
    for name, entry in spec.items():
        own = documented[name]
        assert own["type"] == entry["type"]
        assert own.get("default") == entry.get("default")
        assert own["vars"] == [{"name": PREFIX + ("url" if name == "auth_keycloak_url" else name)}]
        read = entry["fallback"][1] if "fallback" in entry else []
        assert [one["name"] for one in own.get("env", [])][: len(read)] == read
        # what modules say of a variable of the environment stands under env here
        told = [line for line in _lines(of_modules[name]["description"]) if not line.endswith(" if this is not set.")]
        assert own["description"] == told


def _lines(text: Any) -> list[str]:
    return text if isinstance(text, list) else [text]


def test_variables_are_filled() -> None:
    variables = {PREFIX + "url": "{{ a }}", PREFIX + "realm": "{{ b }}", PREFIX + "nosuch": "{{ c }}", "realm": "x"}
    filled = variables_of(lookups.of_client_secret(), variables, lambda text: text.strip("{ }"))
    assert filled == {PREFIX + "url": "a", PREFIX + "realm": "b"}


def test_an_option_that_is_none() -> None:
    known = {"realm": "acme", "_terms": ["shop"]}
    assert options_of(known, {"realm": "acme"}) == {"realm": "acme"}
    with pytest.raises(LookingFailed, match="unknown option relm; the options are realm"):
        options_of(known, {"relm": "acme"})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "missing required arguments: auth_keycloak_url"),
        ({**URL, "retries": "many"}, "retries"),
        (URL, "no way to log in is given"),
        ({**URL, "realm": "acme"}, "realm: needs client_id or username"),
        ({**URL, "client_id": "shop"}, "client_secret: or username and password are needed"),
        ({**URL, "client_secret": SECRET}, "client_id: is missing; client_secret needs it"),
        ({**URL, "client_id": "", "client_secret": ""}, "client_id: must not be empty"),
        ({**URL, "token": SECRET, "audience": ""}, "audience: must not be empty"),
        ({**URL, "username": "ann"}, "password: is missing; username needs it"),
        ({**URL, "password": SECRET}, "username: is missing; password needs it"),
        ({**URL, "token": SECRET, "scope": "address"}, "scope: needs a login of its own or audience"),
        ({**URL, "refresh_token": SECRET, "scope": "address"}, "scope: needs a login of its own or audience"),
    ],
)
def test_refused(given: Mapping[str, Any], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEYCLOAK_URL", raising=False)
    for name in ("USERNAME", "PASSWORD", "CLIENT_SECRET", "TOKEN"):
        monkeypatch.delenv(f"KEYCLOAK_{name}", raising=False)
    with pytest.raises(LookingFailed) as failed:
        look(lookups.of_token(), given, Runtime(), lookups.token)
    assert says in str(failed.value)
    assert SECRET not in str(failed.value)


def test_one_runtime_a_process(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = runtime_of(str(tmp_path))
    assert runtime_of(str(tmp_path)) is mine
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert runtime_of(str(tmp_path)) is not mine
