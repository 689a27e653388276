# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_registration_token on a real server: a new token each time, with which the client manages itself."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_registration_token"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client."""
    name = f"registration-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"id": f"{name}-shop", "clientId": "shop"})
    yield name
    world.admin.remove_realm(name)


def reads_itself(world: World, realm: str, token: str) -> bool:
    """Return whether a client reads its own registration with a token."""
    path = f"{world.proxy.url}/realms/{realm}/clients-registrations/default/shop"
    return requests.get(path, headers={"Authorization": f"Bearer {token}"}, timeout=60).ok


def test_a_new_token(world: World, realm: str) -> None:
    check = world.run(MODULE, {"realm": realm, "client_id": "shop"}, check=True)
    assert (check.changed, check.writes) == (True, [])
    assert check.result["registration_access_token"] == "********"
    first, second = (
        world.run(MODULE, {"realm": realm, **one}) for one in ({"client_id": "shop"}, {"id": f"{realm}-shop"})
    )
    assert first.changed
    assert first.result["actions"] == check.result["actions"]
    assert [write.method for write in first.writes] == ["POST"]
    assert first.result["registration_access_token"] != second.result["registration_access_token"]
    assert not reads_itself(world, realm, first.result["registration_access_token"])
    assert reads_itself(world, realm, second.result["registration_access_token"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"id": "nosuch"}, "id: Client does not exist nosuch"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, str], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert (ran.failed, ran.changed, ran.writes) == (True, False, [])
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    shop = {"realm": realm, "client_id": "shop"}
    played, results = both(world, tmp_path, MODULE, {"check": shop, "make": shop}, no_log=True)
    made = [result.pop("registration_access_token") for result in results["make"]]
    for worker, process in results.values():
        assert worker == process
    assert not [token for token in made if token in played.printed + played.syslog]
