# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_role on a real server: roles of clients by their names, and roles by their ids."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_role"
PARTS = [{"name": "part"}, {"name": "part", "client_id": "shop"}]


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm with a client, and a role of each to be held by others."""
    name = f"roles-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    top = f"/admin/realms/{name}"
    world.admin.send("POST", f"{top}/clients", {"id": f"{name}-shop", "clientId": "shop"})
    for roles in (f"{top}/roles", f"{top}/clients/{name}-shop/roles"):
        world.admin.send("POST", roles, {"name": "part"})
    yield Tasks(world, name)
    world.admin.remove_realm(name)


def seen(tasks: Tasks, options: dict[str, Any]) -> list[str]:
    """Run a task in check mode, for real and again, and return its writes below the realm."""
    ran = tasks.foreseen(MODULE, options)
    assert ran.changed
    tasks.unchanged(MODULE, options)
    sent = [f"{one.method} {one.path}".replace(f"/auth/admin/realms/{tasks.realm}", "") for one in ran.writes]
    assert [one.replace(f"/admin/realms/{tasks.realm}", "") for one in ran.result["actions"]] == [
        one.replace(f"/admin/realms/{tasks.realm}", "") for one in sent
    ]
    return [one.replace(f"/admin/realms/{tasks.realm}", "") for one in sent]


@pytest.mark.parametrize("client", [None, "shop"])
def test_by_name(tasks: Tasks, client: str | None) -> None:
    key = {"name": "by/name", "client_id": client}
    roles = f"/clients/{tasks.realm}-shop/roles" if client else "/roles"
    path = f"{roles}/by%2Fname"
    assert seen(tasks, key) == [f"POST {roles}"]
    assert seen(tasks, {**key, "description": "changed"}) == [f"PUT {path}"]
    assert seen(tasks, {**key, "composites": PARTS}) == [f"POST {path}/composites"]
    assert sorted(one["clientRole"] for one in tasks.get(f"{path}/composites")) == [False, True]
    assert seen(tasks, {**key, "composites": []}) == [f"DELETE {path}/composites"]
    assert seen(tasks, {**key, "state": "absent"}) == [f"DELETE {path}"]


@pytest.mark.parametrize("client", [None, "shop"])
def test_by_id(tasks: Tasks, client: str | None) -> None:
    made = tasks.run(MODULE, {"name": "by-id", "client_id": client}).result["end_state"]
    key, path = {"id": made["id"]}, f"/roles-by-id/{made['id']}"
    tasks.unchanged(MODULE, key)
    tasks.unchanged(MODULE, {**key, "name": "by-id"})
    assert seen(tasks, {**key, "attributes": {"a": "b"}}) == [f"PUT {path}"]
    assert seen(tasks, {**key, "composites": PARTS}) == [f"POST {path}/composites"]
    assert seen(tasks, {**key, "composites": []}) == [f"DELETE {path}/composites"]
    assert seen(tasks, {**key, "name": "another"}) == [f"PUT {path}"]
    assert tasks.get(path)["name"] == "another"
    renamed = {**key, "name": "third", "composites": PARTS}
    assert seen(tasks, renamed) == [f"PUT {path}", f"POST {path}/composites"]
    assert seen(tasks, {**key, "state": "absent"}) == [f"DELETE {path}"]


def test_what_another_role_has(world: World, tasks: Tasks) -> None:
    one = tasks.run(MODULE, {"name": "one"}).result["end_state"]
    tasks.run(MODULE, {"name": "two"})
    ran = world.run(MODULE, {"realm": tasks.realm, "id": one["id"], "name": "two"})
    assert ran.failed
    assert tasks.get(f"/roles-by-id/{one['id']}")["name"] == "one"


def test_one_read(tasks: Tasks) -> None:
    made = tasks.run(MODULE, {"name": "cheap"}).result["end_state"]
    for key in ({"name": "cheap"}, {"id": made["id"]}, {"id": made["id"], "name": "cheap"}):
        since = len(tasks.world.proxy.wire.requests)
        tasks.run(MODULE, {**key, "attributes": {}})
        assert [request.method for request in tasks.world.proxy.wire.requests[since:]] == ["GET"]
