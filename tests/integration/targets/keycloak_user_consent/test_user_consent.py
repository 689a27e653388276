# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_consent on a real server: consents and offline tokens go, and nothing where there are none."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_consent"
PASSWORD, SECRET = canary(), canary()
CONSENTS = [{"clientId": client, "grantedClientScopes": ["email", "profile"]} for client in ("shop/1", "stock")]


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with clients."""
    name = f"consent-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    for client in ("shop/1", "stock", "other"):
        own = {"clientId": client, "secret": SECRET, "directAccessGrantsEnabled": True}
        world.admin.send("POST", f"/admin/realms/{name}/clients", own)
    yield name
    world.admin.remove_realm(name)


def consenting(world: World, realm: str, name: str) -> str:
    """Make a user who has consented to two clients, and return its id."""
    users = [{"username": name, "enabled": True, "clientConsents": CONSENTS}]
    world.admin.send("POST", f"/admin/realms/{realm}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    return world.admin.get(f"/admin/realms/{realm}/users?username={name}&exact=true")[0]["id"]


def clients_of(world: World, realm: str, user: str) -> list[str]:
    return sorted(one["clientId"] for one in world.admin.get(f"/admin/realms/{realm}/users/{user}/consents"))


def test_one_client(world: World, realm: str) -> None:
    user = consenting(world, realm, "ann")
    options = {"realm": realm, "username": "ann", "client_id": "shop/1"}
    check = world.run(MODULE, options, check=True)
    assert clients_of(world, realm, user) == ["shop/1", "stock"]
    run, again = world.run(MODULE, options), world.run(MODULE, options)
    assert clients_of(world, realm, user) == ["stock"]
    assert (check.changed, run.changed, again.changed) == (True, True, False)
    path = f"/admin/realms/{realm}/users/{user}/consents/shop%2F1"
    assert check.result["actions"] == run.result["actions"] == [f"DELETE {path}"]
    assert check.result["revoked"] == run.result["revoked"]
    assert [one["clientId"] for one in run.result["revoked"]] == ["shop/1"]
    assert run.result["msg"] == "The consents of user ann for shop/1 have been revoked"
    assert not again.writes
    assert again.result["msg"] == "User ann has no such consent and no offline token: nothing is revoked"


def test_all_clients(world: World, realm: str) -> None:
    user = consenting(world, realm, "bob")
    check = world.run(MODULE, {"realm": realm, "id": user}, check=True)
    run = world.run(MODULE, {"realm": realm, "id": user})
    assert clients_of(world, realm, user) == []
    assert check.result["actions"] == run.result["actions"]
    assert len(run.writes) == 2
    assert not world.run(MODULE, {"realm": realm, "id": user, "state": "absent"}).changed


def test_offline_tokens(world: World, realm: str) -> None:
    person = {"username": "cid", "enabled": True, "email": "cid@example.org", "firstName": "C", "lastName": "D"}
    own = [{"type": "password", "value": PASSWORD}]
    world.admin.send("POST", f"/admin/realms/{realm}/users", {**person, "credentials": own})
    form = {"grant_type": "password", "client_id": "other", "client_secret": SECRET, "scope": "openid offline_access"}
    login = {"username": "cid", "password": PASSWORD}
    url = f"{world.admin.url}/realms/{realm}/protocol/openid-connect/token"
    token = requests.post(url, data={**form, **login}, timeout=20).json()["refresh_token"]
    assert world.run(MODULE, {"realm": realm, "username": "cid"}).changed
    again = {**form, "grant_type": "refresh_token", "refresh_token": token}
    assert requests.post(url, data=again, timeout=20).status_code == 400
    assert not world.run(MODULE, {"realm": realm, "username": "cid"}).changed


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, username"),
        ({"username": "nosuch"}, "username: User 'nosuch' not found in realm"),
        ({"id": "nosuch"}, "id: User 'nosuch' not found in realm"),
        ({"username": "eve", "client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"username": "eve", "state": "present"}, "value of state must be one of: absent"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    if not world.admin.get(f"/admin/realms/{realm}/users?username=eve"):
        world.admin.send("POST", f"/admin/realms/{realm}/users", {"username": "eve"})
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert ran.failed
        assert not ran.writes
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    consenting(world, realm, "dan")
    dan = {"realm": realm, "username": "dan"}
    steps = {"check": dan, "run": dan, "refuse": {**dan, "client_id": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    worker, process = results.pop("run")
    assert (worker["changed"], process["changed"]) == (True, False)
    for worker, process in results.values():
        assert worker == process
