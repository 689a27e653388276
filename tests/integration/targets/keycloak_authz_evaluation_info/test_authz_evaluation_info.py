# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_authz_evaluation_info on a real server: what is granted to whom, when, and why."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.place import protect
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_authz_evaluation_info"
MORNING, NIGHT = {"kc.time.date_time": "2030-12-31 08:30:00"}, {"kc.time.date_time": "2030-12-31 23:30:00"}
SETTINGS = {
    "scopes": [{"name": "view"}, {"name": "edit"}],
    "resources": [
        {"name": "Orders", "type": "urn:order", "scopes": ["view", "edit"]},
        {"name": "Nobody's", "scopes": ["view"]},
    ],
    "policies": [
        {"name": "Office hours", "type": "time", "config": {"hour": "8", "hourEnd": "17"}},
        {"name": "Managers", "type": "role", "config": {"roles": '[{"id": "manager", "required": true}]'}},
        {"name": "View orders", "type": "scope",
         "config": {"resources": '["Orders"]', "scopes": '["view"]', "applyPolicies": '["Office hours"]'}},
        {"name": "Edit orders", "type": "scope",
         "config": {"resources": '["Orders"]', "scopes": '["edit"]', "applyPolicies": '["Managers"]'}},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client whose policies are about times and roles."""
    name = f"authz-decides-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/roles", {"name": "manager"})
    world.admin.send("POST", f"/admin/realms/{name}/users", {"username": "ann", "enabled": True})
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"clientId": "page", "publicClient": True})
    protect(world, name, "app")
    options = {"client_id": "app", "settings": SETTINGS, "connection_timeout": 60}
    ran = world.run("keycloak_authz_settings", {"realm": name, **options})
    assert ran.changed, ran.result["msg"]
    photo = {"client_id": "app", "name": "Photo", "owner": "ann"}
    assert world.run("keycloak_authz_resource", {"realm": name, **photo}).changed
    yield name
    world.admin.remove_realm(name)


def _ask(world: World, realm: str, **options: Any) -> dict[str, Any]:
    ran = world.run(MODULE, {"realm": realm, "client_id": "app", "user": "ann", **options})
    assert not ran.failed, ran.result["msg"]
    assert (ran.changed, ran.writes) == (False, [])
    return ran.result


@pytest.mark.parametrize("at", ["policy", "permission"])
@pytest.mark.parametrize("type", [None, "scope"])
@pytest.mark.parametrize(("context", "granted"), [(MORNING, True), (NIGHT, False)])
def test_a_scope(world: World, realm: str, at: str, type: str, context: dict[str, str], granted: bool) -> None:
    view = [{"name": "Orders", "scopes": ["view"]}]
    asked = _ask(world, realm, resources=view, context=context, at=at, policy_type=type)
    assert asked["granted"] is granted
    assert asked["evaluation"]["status"] == ("PERMIT" if granted else "DENY")
    (result,) = asked["evaluation"]["results"]
    assert {one["policy"]["name"]: one["status"] for one in result["policies"]}["View orders"] == result["status"]
    assert asked["msg"] == f"access of user 'ann' would be {'granted' if granted else 'denied'}"


def test_roles_that_the_user_does_not_have(world: World, realm: str) -> None:
    edit = [{"name": "Orders", "scopes": ["edit"]}]
    assert not _ask(world, realm, resources=edit)["granted"]
    both = [{"name": "Orders", "scopes": ["view", "edit"]}]
    asked = _ask(world, realm, resources=both, context=MORNING)
    assert (asked["evaluation"]["status"], asked["granted"]) == ("PERMIT", False)
    assert _ask(world, realm, resources=both, context=MORNING, roles=["manager"])["granted"]
    asked = _ask(world, realm, resources=edit, roles=["manager"], requesting_client_id="page")
    assert asked["granted"]
    assert asked["evaluation"]["rpt"]["azp"] == "page"


def test_all_resources_and_those_of_a_type(world: World, realm: str) -> None:
    for more, granted in (
        ({"resources": [{"type": "urn:order"}]}, True),
        ({"resources": [{"scopes": ["edit"]}]}, True),
        # others have the scope, and no policy is about them
        ({"resources": [{"scopes": ["view"]}]}, False),
        ({"entitlements": True}, False),
        ({}, False),
    ):
        asked = _ask(world, realm, context=MORNING, roles=["manager"], **more)
        assert (asked["evaluation"]["status"], asked["granted"]) == ("PERMIT", granted), more
        assert all(one["resource"]["name"].startswith("Orders") for one in asked["evaluation"]["results"])


def test_a_part_of_what_is_meant_is_not_all_of_it(world: World, realm: str) -> None:
    """Who asks for a resource without scopes asks for all that it has; a type is all of its resources."""
    in_part = ([{"name": "Orders"}], [{"type": "urn:order"}], [{"type": "urn:order", "scopes": ["view", "edit"]}])
    for mode in ("PERMISSIVE", "ENFORCING"):
        options = {"realm": realm, "client_id": "app", "policy_enforcement_mode": mode}
        assert not world.run("keycloak_authz_settings", options).failed
        for given in (*in_part, [{"name": "Orders", "scopes": ["view", "edit"]}]):
            asked = _ask(world, realm, context=MORNING, resources=given)
            assert (asked["evaluation"]["status"], asked["granted"]) == ("PERMIT", False), (mode, given)
            assert _ask(world, realm, context=MORNING, roles=["manager"], resources=given)["granted"], (mode, given)
    lone = {"client_id": "app", "realm": realm, "name": "lone"}
    assert world.run("keycloak_authz_authorization_scope", lone).changed
    try:
        for scopes in (["lone"], ["lone", "edit"]):
            assert not _ask(world, realm, context=MORNING, roles=["manager"], resources=[{"scopes": scopes}])["granted"]
    finally:
        assert world.run("keycloak_authz_authorization_scope", {**lone, "state": "absent"}).changed


def test_what_no_policy_is_about(world: World, realm: str) -> None:
    given = [{"name": "Nobody's"}]
    assert _ask(world, realm, resources=[{"name": "Photo", "owner": "ann"}])["evaluation"]["results"] == []
    assert not _ask(world, realm, resources=given)["granted"]
    for mode, granted in (("PERMISSIVE", True), ("ENFORCING", False)):
        options = {"realm": realm, "client_id": "app", "policy_enforcement_mode": mode}
        assert world.run("keycloak_authz_settings", options).changed
        assert _ask(world, realm, resources=given)["granted"] is granted


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": "nosuch"}, "no client with authorization services 'nosuch'"),
        ({"user": "nosuch"}, "no user 'nosuch'"),
        ({"user": None}, "missing required arguments: user"),
        ({"roles": ["nosuch"]}, "no role 'nosuch'"),
        ({"requesting_client_id": "nosuch"}, "no client 'nosuch'"),
        ({"resources": [{"name": "nosuch"}]}, "no resource 'nosuch'"),
        ({"resources": [{"name": "Orders", "owner": "ann"}]}, "no resource 'Orders' of 'ann'"),
        ({"resources": [{"name": "Orders", "scopes": ["nosuch"]}]}, "no authorization scope 'nosuch'"),
        ({"resources": [{"name": "Orders", "type": "urn:order"}]}, "must have a name or a type, not both"),
        ({"resources": [{"type": "nosuch"}]}, "no resource of type 'nosuch'"),
        ({"resources": [{"owner": "ann"}]}, "must have a name, a type or scopes"),
        ({"policy_type": "nosuch"}, "no 'nosuch' among aggregate"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "client_id": "app", "user": "ann", **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    given = {"realm": realm, "client_id": "app", "user": "ann", "context": NIGHT}
    _played, results = both(world, tmp_path, MODULE, {"ask": given, "refuse": {**given, "user": "nosuch"}})
    for worker, process in results.values():
        for result in (worker, process):
            # each evaluation has a token of its own
            result.get("evaluation", {}).pop("rpt", None)
        assert worker == process
