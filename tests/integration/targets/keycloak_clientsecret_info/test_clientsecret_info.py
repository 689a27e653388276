# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_clientsecret_info on a real server: in clear in the result, nowhere else."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

SECRET = canary()


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client that has a secret, and one that has none."""
    name = f"secret-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    shop = {"id": f"{name}-shop", "clientId": "shop/1", "secret": SECRET}
    for client in (shop, {"clientId": "page", "publicClient": True}):
        world.admin.send("POST", f"/admin/realms/{name}/clients", client)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_a_secret(world: World, realm: str, check: bool) -> None:
    for options in ({"client_id": "shop/1"}, {"id": f"{realm}-shop"}, {"clientId": "shop/1"}):
        ran = world.run("keycloak_clientsecret_info", {"realm": realm, **options}, check=check)
        assert not ran.changed
        assert ran.result["clientsecret_info"] == {"type": "secret", "value": SECRET}
        assert ran.result["msg"] == f"Get client secret successful for ID {realm}-shop"


@pytest.mark.since("24")
def test_no_rotated_secret(world: World, realm: str) -> None:
    """There is one where policies rotate secrets, and a secret was made anew."""
    ran = world.run("keycloak_clientsecret_info", {"realm": realm, "client_id": "shop/1", "rotated": True})
    assert ran.result["rotated_clientsecret_info"] == {}
    assert ran.result["clientsecret_info"]["value"] == SECRET


def test_a_public_client_has_none(world: World, realm: str) -> None:
    ran = world.run("keycloak_clientsecret_info", {"realm": realm, "client_id": "page"})
    assert ran.result["clientsecret_info"] == {"type": "secret"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"id": "nosuch"}, "id: Client does not exist nosuch"),
        ({"id": ".."}, "must be a name other than"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, str], says: str) -> None:
    ran = world.run("keycloak_clientsecret_info", {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm, "client_id": "shop/1"}, "refuse": {"realm": realm, "client_id": "nosuch"}}
    played, results = both(world, tmp_path, "keycloak_clientsecret_info", steps, no_log=True)
    for worker, process in results.values():
        assert worker == process
    assert results["read"][0]["clientsecret_info"]["value"] == SECRET
    assert SECRET not in played.printed + played.syslog
