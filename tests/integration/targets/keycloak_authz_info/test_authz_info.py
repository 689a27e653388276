# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_authz_info on a real server: the services as a whole, and what belongs to one of what they hold."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.place import protect
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_authz_info"
MANY = 103
SETTINGS = {
    "scopes": [{"name": "view"}, {"name": "edit"}],
    "resources": [
        {"name": "Orders", "type": "urn:order", "uris": ["/orders/*"], "scopes": ["view", "edit"],
         "attributes": {"a": ["1"]}},
        {"name": "Bill/ü", "scopes": ["view"]},
        *({"name": f"many {number}"} for number in range(MANY)),
    ],
    "policies": [
        {"name": "Early", "type": "time", "config": {"hour": "5"}},
        {"name": "Both", "type": "aggregate", "config": {"applyPolicies": '["Early"]'}},
        {"name": "View orders", "type": "scope",
         "config": {"resources": '["Orders"]', "scopes": '["view"]', "applyPolicies": '["Both"]'}},
        {"name": "All orders", "type": "resource", "config": {"defaultResourceType": "urn:order"}},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client that protects things."""
    name = f"authz-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/users", {"username": "ann", "enabled": True})
    protect(world, name, "app")
    options = {"client_id": "app", "settings": SETTINGS, "connection_timeout": 60}
    ran = world.run("keycloak_authz_settings", {"realm": name, **options})
    assert ran.changed, ran.result["msg"]
    photo = {"client_id": "app", "name": "Photo", "owner": "ann", "attributes": {"of": "ann"}}
    assert world.run("keycloak_authz_resource", {"realm": name, **photo}).changed
    yield name
    world.admin.remove_realm(name)


def _read(world: World, realm: str, **options: Any) -> dict[str, Any]:
    ran = world.run(MODULE, {"realm": realm, "client_id": "app", **options})
    assert not ran.failed, ran.result["msg"]
    assert not ran.changed
    assert ran.writes == []
    return ran.result


def _names(entries: list[dict[str, Any]]) -> list[str]:
    return sorted(entry["name"] for entry in entries)


def test_the_services_as_a_whole(world: World, realm: str) -> None:
    include = ["server", "settings", "scopes", "policies", "permissions", "policy_providers", "permission_providers"]
    read = _read(world, realm, include=include)
    assert read["server"]["policyEnforcementMode"] == "ENFORCING"
    assert _names(read["settings"]["policies"]) == ["All orders", "Both", "Early", "View orders"]
    assert _names(read["scopes"]) == ["edit", "view"]
    assert _names(read["policies"]) == ["Both", "Early"]
    assert {one["name"]: one.get("config") for one in read["policies"]}["Early"] == {"hour": "5"}
    assert _names(read["permissions"]) == ["All orders", "View orders"]
    for providers in ("policy_providers", "permission_providers"):
        assert {"role", "time", "scope"} <= {one["type"] for one in read[providers]}


def test_all_pages(world: World, realm: str) -> None:
    assert len(_read(world, realm, include=["resources"])["resources"]) == MANY + 3


@pytest.mark.parametrize(
    ("include", "filters", "names"),
    [
        ("resources", {"name": "ORDER"}, ["Orders"]),
        ("resources", {"name": "many 1", "exact_name": True}, ["many 1"]),
        ("resources", {"uri": "/orders/7", "matching_uri": True}, ["Orders"]),
        ("resources", {"uri": "/orders/7"}, []),
        ("resources", {"owner": "ann"}, ["Photo"]),
        ("resources", {"type": "urn:order"}, ["Orders"]),
        ("resources", {"scope": "edit"}, ["Orders"]),
        ("scopes", {"name": "vi"}, ["view"]),
        ("policies", {"name": "ear"}, ["Early"]),
        ("permissions", {"resource": "Orders"}, ["View orders"]),
        ("permissions", {"scope": "view"}, ["View orders"]),
        # 16.1 finds those of its resources, too
        pytest.param("permissions", {"resource_type": "urn:order"}, ["All orders"], marks=pytest.mark.since("24")),
    ],
)
def test_filters(world: World, realm: str, include: str, filters: dict[str, Any], names: list[str]) -> None:
    assert _names(_read(world, realm, include=[include], filters=filters)[include]) == names


def test_policies_and_permissions_by_type(world: World, realm: str) -> None:
    read = _read(
        world, realm, include=["policies", "permissions", "policy_providers", "permission_providers"],
        policy_type="time", permission_type="scope",
    )  # fmt: skip
    assert [(one["name"], one["hour"]) for one in read["policies"]] == [("Early", "5")]
    assert _names(read["permissions"]) == ["View orders"]
    assert read["policy_providers"]
    assert read["permission_providers"]


def test_one_resource(world: World, realm: str) -> None:
    of_it = ["resource_attributes", "resource_permissions", "resource_scopes"]
    read = _read(world, realm, resource="Orders", include=of_it)
    assert read["resource"]["type"] == "urn:order"
    assert read["resource_attributes"] == {"a": ["1"]}
    assert _names(read["resource_permissions"]) == ["View orders"]
    assert _names(read["resource_scopes"]) == ["edit", "view"]
    assert _read(world, realm, resource="Bill/ü")["resource"]["name"] == "Bill/ü"
    read = _read(world, realm, resource="Photo", owner="ann", include=["resource_attributes"])
    assert read["resource_attributes"] == {"of": ["ann"]}
    assert _read(world, realm, resource="Photo")["resource"] is None


def test_one_scope(world: World, realm: str) -> None:
    read = _read(world, realm, scope="view", include=["scope_permissions", "scope_resources"])
    assert read["scope"]["name"] == "view"
    assert _names(read["scope_permissions"]) == ["View orders"]
    assert _names(read["scope_resources"]) == ["Bill/ü", "Orders"]
    assert _read(world, realm, scope="nosuch")["scope"] is None


@pytest.mark.parametrize("type", [None, "aggregate"])
def test_one_policy(world: World, realm: str, type: str) -> None:
    of_it = [f"policy_{name}" for name in ("associated_policies", "dependent_policies", "resources", "scopes")]
    read = _read(world, realm, policy="Both", policy_type=type, include=of_it)
    assert read["policy"]["type"] == "aggregate"
    assert _names(read["policy_associated_policies"]) == ["Early"]
    assert _names(read["policy_dependent_policies"]) == ["View orders"]
    assert (read["policy_resources"], read["policy_scopes"]) == ([], [])
    assert _read(world, realm, policy="nosuch", policy_type=type)["policy"] is None


@pytest.mark.parametrize("type", [None, "scope"])
def test_one_permission(world: World, realm: str, type: str) -> None:
    of_it = [f"permission_{name}" for name in ("associated_policies", "dependent_policies", "resources", "scopes")]
    read = _read(world, realm, permission="View orders", permission_type=type, include=of_it)
    assert read["permission"]["type"] == "scope"
    assert _names(read["permission_associated_policies"]) == ["Both"]
    assert _names(read["permission_resources"]) == ["Orders"]
    assert _names(read["permission_scopes"]) == ["view"]
    assert read["permission_dependent_policies"] == []
    assert _read(world, realm, permission="nosuch", permission_type=type)["permission"] is None


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": "nosuch"}, "no client with authorization services 'nosuch'"),
        ({"client_id": "account"}, "no client with authorization services 'account'"),
        ({"include": ["nosuch"]}, "value of include must be one or more of"),
        ({"include": ["resource_scopes"]}, "needs resource, the name of the one that is meant"),
        ({"include": ["scope_resources"], "scope": "nosuch"}, "scope: there is no scope 'nosuch'"),
        ({"include": ["policy_scopes"], "policy": "nosuch"}, "policy: there is no policy 'nosuch'"),
        ({"include": ["policies"], "policy_type": "nosuch"}, "policy_type: there is no 'nosuch' among aggregate"),
        ({"filters": {"nosuch": "x"}}, "nosuch"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "client_id": "app", **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    given = {"realm": realm, "client_id": "app"}
    steps = {
        "read": {**given, "include": ["scopes", "server", "resource_scopes"], "resource": "Orders"},
        "check": {**given, "policy": "Early"},
        "refuse": {**given, "client_id": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
