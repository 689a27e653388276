# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotated secrets of clients, on a server with the feature ``client-secret-rotation``."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_secret"
FIRST = canary()
PERIODS = {"expiration-period": 86400, "rotated-expiration-period": 7200, "remaining-rotation-period": 3600}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm whose policies rotate the secrets of confidential clients."""
    features = world.admin.get("/admin/serverinfo").get("features") or []
    if not any(one.get("name") == "CLIENT_SECRET_ROTATION" and one.get("enabled") for one in features):
        pytest.skip("the server is started without the feature client-secret-rotation")
    name = f"rotation-{secrets.token_hex(3)}"
    place = f"/admin/realms/{name}/client-policies"
    world.admin.make_realm(name)
    executor = {"executor": "secret-rotation", "configuration": PERIODS}
    world.admin.send("PUT", f"{place}/profiles", {"profiles": [{"name": "rotate", "executors": [executor]}]})
    condition = {"condition": "client-access-type", "configuration": {"type": ["confidential"]}}
    policy = {"name": "rotate", "enabled": True, "conditions": [condition], "profiles": ["rotate"]}
    world.admin.send("PUT", f"{place}/policies", {"policies": [policy]})
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def shop(world: World, realm: str) -> Iterator[str]:
    """A client; its path."""
    path = f"/admin/realms/{realm}/clients/{realm}-shop"
    client = {"id": f"{realm}-shop", "clientId": "shop/1", "secret": FIRST}
    world.admin.send("POST", f"/admin/realms/{realm}/clients", client)
    yield path
    world.admin.send("DELETE", path)


def run(world: World, realm: str, check: bool = False, **options: Any) -> Ran:
    ran = world.run(MODULE, {"realm": realm, "client_id": "shop/1", **options}, check=check)
    assert not ran.failed, ran.result["msg"]
    return ran


def rotated(world: World, shop: str) -> Any:
    return world.admin.get(f"{shop}/client-secret/rotated")


def turn(world: World, realm: str, methods: list[str], **options: Any) -> Ran:
    check, ran = (run(world, realm, check, **options) for check in (True, False))
    assert (check.changed, check.writes) == (bool(methods), [])
    assert [write.method for write in ran.writes] == methods
    assert ran.result["actions"] == check.result["actions"]
    assert ran.changed == bool(methods)
    return ran


def test_rotated_and_invalidated(world: World, realm: str, shop: str) -> None:
    turn(world, realm, [], rotated="absent")
    made = turn(world, realm, ["POST"], regenerate=True)
    assert rotated(world, shop)["value"] == FIRST
    assert made.result["end_state"]["rotated_value"] == "********"
    assert FIRST not in str(made.result)
    shown = turn(world, realm, [], show_secrets=True)
    assert shown.result["end_state"]["rotated_value"] == FIRST
    assert shown.result["end_state"]["rotated_expiration_time"] > made.result["end_state"]["creation_time"]
    turn(world, realm, [], max_age=3600)
    gone = turn(world, realm, ["DELETE"], rotated="absent")
    assert rotated(world, shop) is None
    assert "rotated_value" not in gone.result["end_state"]
    turn(world, realm, [], rotated="absent")


def test_a_new_secret_that_leaves_none_behind(world: World, realm: str, shop: str) -> None:
    ran = turn(world, realm, ["POST", "DELETE"], regenerate=True, rotated="absent")
    assert rotated(world, shop) is None
    assert world.admin.get(f"{shop}/client-secret")["value"] != FIRST
    assert "rotated_value" not in ran.result["end_state"]


def test_read(world: World, realm: str, shop: str) -> None:
    asked = {"realm": realm, "client_id": "shop/1", "rotated": True}
    assert world.run("keycloak_clientsecret_info", asked).result["rotated_clientsecret_info"] == {}
    run(world, realm, regenerate=True)
    for check in (True, False):
        ran = world.run("keycloak_clientsecret_info", asked, check=check)
        assert ran.result["rotated_clientsecret_info"] == {"type": "secret", "value": FIRST}
        assert ran.result["clientsecret_info"]["value"] != FIRST


def test_the_client_hides_it(world: World, realm: str, shop: str) -> None:
    """The server keeps the rotated secret among the client's attributes, in clear."""
    run(world, realm, regenerate=True)
    ran = world.run("keycloak_client", {"realm": realm, "client_id": "shop/1", "description": "changed"})
    assert ran.changed
    assert FIRST not in str(ran.result)
    assert rotated(world, shop)["value"] == FIRST


def test_a_change_keeps_it_while_a_policy_rotates(world: World, realm: str, shop: str) -> None:
    """Without one, the server drops it with each PUT, also with one of all that was read (26.7.2)."""
    run(world, realm, regenerate=True)
    assert world.run("keycloak_client", {"realm": realm, "client_id": "shop/1", "description": "changed"}).changed
    assert rotated(world, shop)["value"] == FIRST
    policies = f"/admin/realms/{realm}/client-policies/policies"
    in_force = world.admin.get(policies)
    world.admin.send("PUT", policies, {"policies": []})
    try:
        assert rotated(world, shop)["value"] == FIRST
        world.admin.send("PUT", shop, world.admin.get(shop))
        assert rotated(world, shop) is None
    finally:
        world.admin.send("PUT", policies, {"policies": in_force["policies"]})


def test_both_ways(world: World, realm: str, shop: str, tmp_path: pathlib.Path) -> None:
    run(world, realm, regenerate=True)
    steps = {"check": {"realm": realm, "client_id": "shop/1", "rotated": "absent"}}
    played, results = both(world, tmp_path, MODULE, steps)
    worker, process = results["check"]
    assert worker == process
    assert worker["changed"]
    assert FIRST not in played.printed + played.syslog
