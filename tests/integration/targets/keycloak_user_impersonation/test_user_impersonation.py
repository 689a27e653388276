# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_impersonation on a real server: a session of the user, and none of its cookies anywhere."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_impersonation"
PASSWORD = canary()


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with users, one of whom may impersonate the others."""
    name = f"impersonate-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    base = f"/admin/realms/{name}"
    world.admin.send("POST", f"{base}/users", {"username": "ann", "enabled": True})
    world.admin.send("POST", f"{base}/users", {"username": "bob", "enabled": False})
    world.admin.send("POST", f"{base}/clients", {"clientId": "robot", "serviceAccountsEnabled": True})
    person = {"username": "boss", "enabled": True, "email": "boss@example.org", "firstName": "A", "lastName": "B"}
    own = [{"type": "password", "value": PASSWORD}]
    world.admin.send("POST", f"{base}/users", {**person, "credentials": own})
    boss = world.admin.get(f"{base}/users?username=boss")[0]["id"]
    client = world.admin.get(f"{base}/clients?clientId=realm-management")[0]["id"]
    roles = [world.admin.get(f"{base}/clients/{client}/roles/{role}") for role in ("impersonation", "view-users")]
    world.admin.send("POST", f"{base}/users/{boss}/role-mappings/clients/{client}", roles)
    yield name
    world.admin.remove_realm(name)


def sessions(world: World, realm: str, user: str) -> int:
    return len(world.admin.get(f"/admin/realms/{realm}/users/{user}/sessions"))


def test_a_session(world: World, realm: str) -> None:
    user = world.admin.get(f"/admin/realms/{realm}/users?username=ann")[0]["id"]
    before = sessions(world, realm, user)
    check = world.run(MODULE, {"realm": realm, "username": "ann"}, check=True)
    assert sessions(world, realm, user) == before
    run = world.run(MODULE, {"realm": realm, "id": user})
    assert sessions(world, realm, user) == before + 1
    assert check.changed and run.changed
    wanted = [f"POST /admin/realms/{realm}/users/{user}/impersonation"]
    assert check.result["actions"] == run.result["actions"] == wanted
    assert run.result["redirect"].endswith(f"/realms/{realm}/account")
    assert run.result["same_realm"] is False
    assert run.result["msg"] == "A session of user ann has been started"
    assert "KEYCLOAK_IDENTITY" not in str(run.result)


def test_a_login_of_the_same_realm_logs_in_again(world: World, realm: str) -> None:
    boss = {"auth_realm": realm, "auth_username": "boss", "auth_password": PASSWORD}
    run = world.run(MODULE, {"realm": realm, "username": "ann", **boss})
    assert run.changed
    assert run.result["same_realm"] is True
    after = world.run("keycloak_user_info", {"realm": realm, "username": "ann", **boss})
    assert not after.failed
    assert after.result["exists"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, username"),
        ({"username": "nosuch"}, "username: User 'nosuch' not found in realm"),
        ({"username": "bob"}, "username: user 'bob' can't be impersonated while it is disabled"),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_refused(world: World, realm: str, options: dict[str, Any], says: str, check: bool) -> None:
    ran = world.run(MODULE, {"realm": realm, **options}, check=check)
    assert ran.failed
    assert not ran.writes
    assert says in ran.result["msg"]


@pytest.mark.since("24")
def test_a_service_account(world: World, realm: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "username": "service-account-robot"})
    assert ran.failed
    assert not ran.changed
    assert "Service accounts cannot be impersonated" in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    ann = {"realm": realm, "username": "ann"}
    steps = {"check": ann, "run": ann, "refuse": {**ann, "username": "nosuch"}}
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert "KEYCLOAK_IDENTITY" not in played.printed
