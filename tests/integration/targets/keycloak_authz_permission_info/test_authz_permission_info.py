# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A permission is read by its name, with what it connects."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_authz_permission_info"
SETTINGS = {
    "scopes": [{"name": "view"}],
    "resources": [{"name": "Order"}],
    "policies": [{"name": "Night/ü", "type": "time", "config": {"hour": "1"}}],
}
PERMISSION = {
    "name": "May view + ü",
    "permission_type": "scope",
    "description": "a description",
    "scopes": ["view"],
    "resources": ["Order"],
    "policies": ["Night/ü"],
}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a permission, and a client without authorization services."""
    name = f"permission-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    app = {"client_id": "app", "service_accounts_enabled": True, "authorization_services_enabled": True}
    for module, options in (
        ("client", {**app, "authorization_settings": SETTINGS}),
        ("client", {"client_id": "plain"}),
        ("authz_permission", {"client_id": "app", **PERMISSION}),
    ):
        assert not world.run(f"keycloak_{module}", {"realm": name, **options}).failed
    yield name
    world.admin.remove_realm(name)


def read(world: World, realm: str, **options: Any) -> dict[str, Any]:
    """Read in check mode and in a run: both tell the same."""
    given = {"realm": realm, "client_id": "app", **options}
    ran = [world.run(MODULE, given, check) for check in (True, False)]
    assert not any(one.changed or one.writes for one in ran)
    check, run = ({**one.result, "invocation": None} for one in ran)
    assert check == run
    return run


def test_a_permission(world: World, realm: str) -> None:
    result = read(world, realm, name=PERMISSION["name"])
    state = result["queried_state"]
    assert result["exists"] and result["msg"] == ""
    expected = {"name": PERMISSION["name"], "type": "scope", "description": "a description", "config": {}}
    assert {key: state[key] for key in expected} == expected
    assert (state["logic"], state["decisionStrategy"]) == ("POSITIVE", "UNANIMOUS")
    for what in ("scopes", "resources", "policies"):
        assert [one["name"] for one in state[f"{what}Data"]] == PERMISSION[what]
        assert [one["id"] for one in state[f"{what}Data"]] == state[what]


def test_a_policy(world: World, realm: str) -> None:
    state = read(world, realm, name="Night/ü")["queried_state"]
    assert (state["type"], state["config"]) == ("time", {"hour": "1"})


@pytest.mark.parametrize("options", [{"name": "nosuch"}, {"name": "May view"}, {"client_id": "plain", "name": "a"}])
def test_nothing(world: World, realm: str, options: dict[str, str]) -> None:
    result = read(world, realm, **options)
    assert (result["queried_state"], result["exists"]) == (False, False)
    assert "there is no permission" in result["msg"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": "nosuch", "name": "a"}, "Invalid client nosuch for realm"),
        ({"name": None}, "name"),
        ({"client_id": None, "name": "a"}, "client_id"),
        ({"realm": "nosuch", "name": "a"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "client_id": "app", **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    where = {"realm": realm, "client_id": "app"}
    steps = {
        "read": {**where, "name": PERMISSION["name"]},
        "check": {**where, "name": PERMISSION["name"]},
        "nothing": {**where, "name": "nosuch"},
        "refuse": {**where, "client_id": "plain", "name": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert results["read"][0]["exists"]
