# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_authz_settings on a real server: how the services decide, and imports by names."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.place import protect
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_authz_settings"
DECIDES = {
    "policyEnforcementMode": "ENFORCING",
    "decisionStrategy": "UNANIMOUS",
    "allowRemoteResourceManagement": True,
}
RESOURCES: list[dict[str, Any]] = [
    {"name": "Orders", "uris": ["/b", "/a"], "scopes": ["view", "edit"], "attributes": {"a": ["1"]}},
    {"name": "Photo"},
    {"name": "Photo", "owner": {"name": "ann"}},
]
EARLY = {"name": "Early", "type": "time", "config": {"hour": "5", "hourEnd": "8"}}
STAFF = {"name": "Staff", "type": "role", "config": {"roles": '[{"id": "reader", "required": true}]'}}
CONFIG = {"resources": '["Orders"]', "scopes": '["edit", "view"]', "applyPolicies": '["Staff", "Early"]'}
GIVEN = {
    "scopes": [{"name": "view"}, {"name": "edit"}],
    "resources": RESOURCES,
    "policies": [EARLY, STAFF, {"name": "May view", "type": "scope", "config": CONFIG}],
}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with clients that are protected, and one that isn't."""
    name = f"authz-settings-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/roles", {"name": "reader"})
    world.admin.send("POST", f"/admin/realms/{name}/users", {"username": "ann", "enabled": True})
    for client in ("app", "shop", "web", "two"):
        protect(world, name, client)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"clientId": "page", "publicClient": True})
    yield name
    world.admin.remove_realm(name)


def _brought_about(world: World, options: dict[str, Any], writes: list[str]) -> dict[str, Any]:
    """Return the result of a task whose check says what its run does, and that changes nothing the second time."""
    foreseen = world.run(MODULE, options, check=True)
    assert (foreseen.changed, foreseen.writes) == (True, [])
    ran = world.run(MODULE, options)
    assert ran.changed, ran.result["msg"]
    assert [action.partition(" ")[0] for action in ran.result["actions"]] == writes
    for key in ("actions", "diff", "proposed"):
        assert ran.result[key] == foreseen.result[key]
    again = world.run(MODULE, options)
    assert not again.failed
    assert not again.changed, again
    assert again.writes == []
    return ran.result


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("policy_enforcement_mode", "PERMISSIVE"),
        ("policy_enforcement_mode", "DISABLED"),
        ("decisionStrategy", "AFFIRMATIVE"),
        ("allow_remote_resource_management", False),
        ("policy_enforcement_mode", "ENFORCING"),
    ],
)
def test_each_alone(world: World, realm: str, option: str, value: Any) -> None:
    result = _brought_about(world, {"realm": realm, "client_id": "app", option: value}, ["PUT"])
    before, after = ({name: result[key][name] for name in DECIDES} for key in ("existing", "end_state"))
    assert [before[name] == after[name] for name in DECIDES].count(False) == 1
    assert value in [after[name] for name in DECIDES if before[name] != after[name]]


def test_an_import_keeps_how_the_services_decide(world: World, realm: str) -> None:
    given = {"realm": realm, "client_id": "shop"}
    world.run(MODULE, {**given, "decision_strategy": "AFFIRMATIVE", "policy_enforcement_mode": "PERMISSIVE"})
    result = _brought_about(world, {**given, "settings": GIVEN}, ["POST"])
    assert result["end_state"]["decisionStrategy"] == "AFFIRMATIVE"
    assert result["end_state"]["policyEnforcementMode"] == "PERMISSIVE"
    names = {name: sorted(one["name"] for one in result["end_state"]["settings"][name]) for name in GIVEN}
    assert names == {"scopes": ["edit", "view"], "resources": ["Orders", "Photo", "Photo"],
                     "policies": ["Early", "May view", "Staff"]}  # fmt: skip
    early = {"name": "Early", "config": {"hour": "6"}}
    result = _brought_about(world, {**given, "settings": {"policies": [early]}}, ["POST"])
    held = {one["name"]: one for one in result["end_state"]["settings"]["policies"]}
    assert held["Early"]["config"] == {"hour": "6", "hourEnd": "8"}
    result = _brought_about(
        world, {**given, "decision_strategy": "UNANIMOUS", "settings": {"scopes": [{"name": "more"}]}}, ["PUT", "POST"]
    )
    assert result["end_state"]["decisionStrategy"] == "UNANIMOUS"
    assert result["end_state"]["policyEnforcementMode"] == "PERMISSIVE"


def test_what_one_client_exports_another_takes(world: World, realm: str) -> None:
    world.run(MODULE, {"realm": realm, "client_id": "web", "settings": GIVEN})
    asked = {"realm": realm, "client_id": "web", "include": ["settings"]}
    exported = world.run("keycloak_authz_info", asked).result["settings"]
    taken = {name: exported[name] for name in GIVEN}
    result = _brought_about(world, {"realm": realm, "client_id": "two", "settings": taken}, ["POST"])
    assert len(result["end_state"]["settings"]["policies"]) == 3


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "missing required arguments: client_id"),
        ({"client_id": "nosuch"}, "no client with authorization services 'nosuch'"),
        ({"client_id": "page"}, "no client with authorization services 'page'"),
        ({"client_id": "app", "policy_enforcement_mode": "MAYBE"}, "must be one of: ENFORCING, PERMISSIVE, DISABLED"),
        ({"client_id": "app", "settings": {"policies": [{"type": "role"}]}}, "must be a dictionary with a name"),
        ({"client_id": "app", "settings": {"decisionStrategy": "UNANIMOUS"}}, "has an option of its own"),
        ({"client_id": "app", "settings": {"resources": "all"}}, "settings.resources"),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_refused(world: World, realm: str, options: dict[str, Any], says: str, check: bool) -> None:
    ran = world.run(MODULE, {"realm": realm, **options}, check=check)
    assert ran.failed
    assert says in ran.result["msg"]
    assert ran.writes == []


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    given = {"realm": realm, "client_id": "app"}
    now = world.run(MODULE, given).result["end_state"]["decisionStrategy"]
    steps = {
        "check": {**given, "decision_strategy": "AFFIRMATIVE" if now == "UNANIMOUS" else "UNANIMOUS"},
        "same": {**given, "decision_strategy": now},
        "refuse": {**given, "client_id": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert results["check"][0]["changed"]
