# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_authz_policy on a real server: settings as the server keeps them, and what somebody else removed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_authz_policy"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client that is protected."""
    name = f"authz-policies-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    client = {"clientId": "app", "serviceAccountsEnabled": True, "authorizationServicesEnabled": True}
    world.admin.send("POST", f"/admin/realms/{name}/clients", client)
    world.admin.send("POST", f"/admin/realms/{name}/users", {"username": "ann", "enabled": True})
    world.admin.send("POST", f"/admin/realms/{name}/users", {"username": "bob", "enabled": True})
    yield name
    world.admin.remove_realm(name)


def test_settings_as_the_server_keeps_them(world: World, realm: str) -> None:
    given = {"realm": realm, "client_id": "app", "name": "Early", "policy_type": "time"}
    for config, kept in (
        ({"hour": "5", "hourEnd": 8}, {"hour": "5", "hourEnd": "8"}),
        ({"hour": "6", "hourEnd": None}, {"hour": "6"}),
    ):
        foreseen = world.run(MODULE, {**given, "config": config}, check=True)
        ran = world.run(MODULE, {**given, "config": config})
        assert (ran.changed, len(ran.writes)) == (True, 1)
        assert (ran.result["actions"], ran.result["diff"]) == (foreseen.result["actions"], foreseen.result["diff"])
        assert ran.result["end_state"]["config"] == kept
        assert world.run(MODULE, {**given, "config": config}).writes == []
    ran = world.run(MODULE, {**given, "hour": "6"})
    assert not ran.changed
    ran = world.run(MODULE, {**given, "config": {}, "state": "absent"})
    assert [action.partition(" ")[0] for action in ran.result["actions"]] == ["DELETE"]
    assert not world.run(MODULE, {**given, "state": "absent"}).changed


def test_a_user_who_is_gone_goes_from_the_policy(world: World, realm: str) -> None:
    given = {"realm": realm, "client_id": "app", "name": "Both", "policy_type": "user"}
    assert world.run(MODULE, {**given, "users": ["ann", "bob"]}).changed
    world.run("keycloak_user", {"realm": realm, "username": "bob", "state": "absent"})
    ran = world.run(MODULE, {**given, "users": ["ann"]})
    assert not ran.failed, ran.result["msg"]
    assert len(ran.result["end_state"]["users"]) == 1
    assert world.run(MODULE, {**given, "users": ["ann"]}).writes == []


def test_what_has_no_other_policy_goes_with_it(world: World, realm: str) -> None:
    where = {"realm": realm, "client_id": "app"}
    alone, shared = {**where, "name": "Alone", "policy_type": "user", "users": ["ann"]}, {**where, "name": "Shared"}
    assert world.run(MODULE, alone).changed
    assert world.run(MODULE, {**shared, "policy_type": "user", "users": ["ann"]}).changed
    assert world.run(MODULE, {**where, "name": "All", "policy_type": "aggregate", "policies": ["Alone"]}).changed
    permission = {**where, "permission_type": "resource", "resource_type": "urn:any"}
    for name, policies in (("of one", ["Alone"]), ("of both", ["Alone", "Shared"]), ("of all", ["All"])):
        assert world.run("keycloak_authz_permission", {**permission, "name": name, "policies": policies}).changed
    assert world.run(MODULE, {**alone, "state": "absent"}).changed
    for name, left in (("of one", False), ("of both", True), ("of all", False)):
        ran = world.run("keycloak_authz_permission", {**permission, "name": name, "state": "absent"})
        assert ran.changed is left, name
    assert not world.run(MODULE, {**where, "name": "All", "policy_type": "aggregate", "state": "absent"}).changed
