# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_admin_event_info on a real server: what administrators did, by each filter, and without secrets."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_admin_event_info"
SECRET = canary()


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm in which an administrator has been at work."""
    name = f"admin-event-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name, adminEventsEnabled=True, adminEventsDetailsEnabled=True)
    shop = {"id": f"{name}-shop", "clientId": "shop", "secret": SECRET, "attributes": {"shop.secret": SECRET}}
    for method, path, body in (
        ("POST", "clients", shop),
        ("PUT", f"clients/{name}-shop", {"description": "a shop"}),
        ("POST", "roles", {"name": "editor"}),
        ("DELETE", "roles/editor", None),
    ):
        world.admin.send(method, f"/admin/realms/{name}/{path}", body)
    yield name
    world.admin.remove_realm(name)


def read(world: World, realm: str, **options: Any) -> list[dict[str, Any]]:
    """Read in check mode and in a run: both tell the same."""
    ran = [world.run(MODULE, {"realm": realm, **options}, check) for check in (True, False)]
    for one in ran:
        assert not one.failed, one.result["msg"]
        assert not one.changed and not one.writes
    assert ran[0].result == ran[1].result
    return list(ran[1].result["events"])


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [f"{one['operationType']} {one['resourceType']}" for one in events]


ALL = ["CREATE CLIENT", "UPDATE CLIENT", "CREATE REALM_ROLE", "DELETE REALM_ROLE"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, ALL),
        ({"operation_types": ["CREATE", "UPDATE"]}, ALL[:3]),
        ({"resource_types": ["REALM_ROLE"]}, ALL[2:]),
        ({"operationTypes": ["DELETE"], "resourceTypes": ["CLIENT"]}, []),
        ({"resource_path": "clients/*"}, ALL[:2]),
        ({"resource_path": "nosuch"}, []),
        ({"actor_realm": "master"}, ALL),
        ({"actor_realm": "nosuch"}, []),
        ({"actor_realm": "master", "actor_client": "admin-cli"}, ALL),
        ({"actor_realm": "master", "actor_client": "account"}, []),
        ({"actor_user": "nobody"}, []),
        ({"actor_ip_address": "127.0.0.1"}, ALL),
        ({"authIpAddress": "192.0.2.7"}, []),
        pytest.param({"date_from": "2020-02-29T10:00:00Z"}, ALL, marks=pytest.mark.since("26")),
        ({"date_to": "2020-02-29"}, []),
        pytest.param({"first": 1, "max": 2}, ALL[1:3], marks=pytest.mark.since("26")),
    ],
)
def test_filters(world: World, realm: str, options: dict[str, Any], found: list[str]) -> None:
    assert kinds(read(world, realm, direction="asc", **options)) == found


def test_who_did_it(world: World, realm: str) -> None:
    """The server only knows ids; a name is looked up where the login may look."""
    here = read(world, realm, actor_realm="master", actor_user=world.admin.username, actor_client="admin-cli")
    assert len(here) == len(ALL)
    who = here[0]["authDetails"]
    ids = {"actor_realm": who["realmId"], "actor_user": who["userId"], "actor_client": who["clientId"]}
    assert read(world, realm, **ids) == here
    assert read(world, realm, actor_user=world.admin.username) == []
    unseen = world.run(MODULE, {"realm": realm, "actor_user": world.admin.username})
    assert "was taken for an id" in unseen.result["warnings"][0]


def test_secrets_are_hidden(world: World, realm: str) -> None:
    """The server masks those that it knows; an attribute may be a secret as well."""
    made = read(world, realm, operation_types=["CREATE"], resource_types=["CLIENT"])[0]
    assert "shop.secret" in made["representation"]
    assert SECRET not in made["representation"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"operation_types": ["MAKE"]}, "operation_types: the server has no operation type 'MAKE', but ACTION"),
        ({"resource_types": ["SHOP"]}, "resource_types: the server has no resource type 'SHOP', but"),
        ({"date_from": "yesterday"}, "date_from: must be a day such as"),
        ({"max": -1}, "max: must not be negative"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm}
    steps = {
        "all": here,
        "check": {**here, "operation_types": ["DELETE"], "actor_realm": "master"},
        "refuse": {**here, "resource_types": ["SHOP"]},
    }
    played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert kinds(results["check"][0]["events"]) == ALL[3:]
    assert SECRET not in played.printed + played.syslog
