# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_node on a real server: registered once, removed once."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_node"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client."""
    name = f"node-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"id": f"{name}-shop", "clientId": "shop"})
    yield name
    world.admin.remove_realm(name)


def client(world: World, realm: str) -> dict[str, Any]:
    return world.admin.get(f"/admin/realms/{realm}/clients/{realm}-shop")


def turn(world: World, realm: str, want: list[str], method: str, **options: Any) -> None:
    """See a task in check mode, in a run and again; nothing else of the client may change."""
    before = client(world, realm)
    had = before.pop("registeredNodes", {})
    task = {"realm": realm, "client_id": "shop", **options}
    check = world.run(MODULE, task, check=True)
    assert (check.failed, check.changed, check.writes) == (False, True, [])
    assert client(world, realm).get("registeredNodes", {}) == had
    run = world.run(MODULE, task)
    assert not run.failed, run.result["msg"]
    assert [write.method for write in run.writes] == [method]
    for name in ("actions", "diff", "existing", "end_state"):
        assert check.result[name] == run.result[name]
    assert (run.result["existing"], run.result["end_state"]) == (sorted(had), want)
    after = client(world, realm)
    assert sorted(after.pop("registeredNodes", {})) == want
    assert after == before
    for mode in (True, False):
        again = world.run(MODULE, task, check=mode)
        assert (again.changed, again.writes, again.result["actions"]) == (False, [], [])


def test_registered_and_removed(world: World, realm: str) -> None:
    turn(world, realm, ["n1.example.com"], "POST", node="n1.example.com")
    turn(world, realm, ["n1.example.com", "n2"], "POST", node="n2", client_id=None, id=f"{realm}-shop")
    turn(world, realm, ["n2"], "DELETE", node="n1.example.com", state="absent")
    turn(world, realm, [], "DELETE", node="n2", state="absent")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": None}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"node": None}, "missing required arguments: node"),
        ({"node": ""}, "node: must"),
        ({"node": ".."}, "node: must be a name other than"),
        ({"node": "a/b"}, "node: must be a host name without a slash"),
        ({"state": "gone"}, "state must be one of: present, absent"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "client_id": "shop", "node": "n", **options}, check=check)
        assert (ran.failed, ran.changed, ran.writes) == (True, False, [])
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    shop = {"realm": realm, "client_id": "shop", "node": "n"}
    steps = {"check": shop, "again": {**shop, "state": "absent"}, "refuse": {**shop, "node": "a/b"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert [results[step][0]["changed"] for step in ("check", "again")] == [True, False]
