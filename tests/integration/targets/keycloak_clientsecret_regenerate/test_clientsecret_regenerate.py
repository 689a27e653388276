# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_clientsecret_regenerate on a real server: a new secret each time, none in check mode."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client."""
    name = f"secret-new-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"id": f"{name}-shop", "clientId": "shop/1"})
    yield name
    world.admin.remove_realm(name)


def secret_of(world: World, realm: str) -> Any:
    return world.admin.get(f"/admin/realms/{realm}/clients/{realm}-shop/client-secret")


@pytest.mark.parametrize("options", [{"client_id": "shop/1"}, {"id": "@realm@-shop"}])
def test_a_new_secret(world: World, realm: str, options: dict[str, str]) -> None:
    options = {"realm": realm, **{name: value.replace("@realm@", realm) for name, value in options.items()}}
    before = secret_of(world, realm)
    check = world.run("keycloak_clientsecret_regenerate", options, check=True)
    assert secret_of(world, realm) == before
    run = world.run("keycloak_clientsecret_regenerate", options)
    assert check.changed
    assert run.changed
    assert check.result["actions"] == run.result["actions"]
    assert [str(write).split()[0] for write in run.writes] == ["POST"]
    assert run.result["end_state"] == secret_of(world, realm) != before
    assert check.result["end_state"] == {"type": "secret", "value": "********"}
    assert run.result["msg"] == f"New client secret has been generated for ID {realm}-shop"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"id": "nosuch"}, "id: Client does not exist nosuch"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, str], says: str) -> None:
    ran = world.run("keycloak_clientsecret_regenerate", {"realm": realm, **options})
    assert ran.failed
    assert not ran.writes
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    shop = {"realm": realm, "client_id": "shop/1"}
    steps = {"check": shop, "run": shop, "refuse": {**shop, "client_id": "nosuch"}}
    played, results = both(world, tmp_path, "keycloak_clientsecret_regenerate", steps, no_log=True)
    made = [result["end_state"].pop("value") for result in results["run"]]
    for worker, process in results.values():
        assert worker == process
    assert made[0] != made[1] == secret_of(world, realm)["value"]
    assert not [secret for secret in made if secret in played.printed + played.syslog]
