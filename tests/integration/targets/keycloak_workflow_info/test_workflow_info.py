# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_workflow_info on a real server: workflows, and what is due for whom."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_workflow_info"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with twelve workflows, one of which runs for a user and one for a client."""
    name = f"workflow-info-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name)
    for number in range(12):
        sort = "client" if number == 11 else "user"
        steps = [{"uses": f"disable-{sort}", "after": "P1D"}]
        admin.send("POST", f"{base}/workflows", {"name": f"flow {number:02}", "steps": steps})
    admin.send("POST", f"{base}/users", {"username": "ann", "enabled": True})
    admin.send("POST", f"{base}/clients", {"clientId": "shop"})
    user, client = (admin.get(f"{base}/{where}")[0]["id"] for where in ("users", "clients?clientId=shop"))
    flows = {flow["name"]: flow["id"] for flow in admin.get(f"{base}/workflows?max=100")}
    admin.send("POST", f"{base}/workflows/{flows['flow 03']}/activate/USERS/{user}")
    admin.send("POST", f"{base}/workflows/{flows['flow 11']}/activate/CLIENTS/{client}")
    yield name
    admin.remove_realm(name)


def read(world: World, realm: str, **options: Any) -> list[dict[str, Any]]:
    """Read workflows, and see that nothing is written."""
    ran = world.run(MODULE, {"realm": realm, **options}, check=True)
    assert not ran.failed, ran.result["msg"]
    assert (ran.writes, ran.changed) == ([], False)
    assert ran.result["exists"] == bool(ran.result["workflows"])
    return ran.result["workflows"]


def test_workflows(world: World, realm: str) -> None:
    assert len(read(world, realm)) == 12
    assert [one["name"] for one in read(world, realm, search="flow 1")] == ["flow 10", "flow 11"]
    assert [one["name"] for one in read(world, realm, first=3, max=2)] == ["flow 03", "flow 04"]
    assert read(world, realm, max=0) == []
    (one,) = read(world, realm, name="flow 03")
    assert one["steps"][0]["uses"] == "disable-user"
    assert read(world, realm, id=one["id"]) == [one]
    for options in ({"id": "nosuch"}, {"name": "flow"}, {"search": "nosuch"}):
        assert read(world, realm, **options) == []


def test_what_is_due(world: World, realm: str) -> None:
    for options, name in (({"user": "ann"}, "flow 03"), ({"client_id": "shop"}, "flow 11")):
        (one,) = read(world, realm, **options)
        assert one["name"] == name
        assert (one["steps"][0]["status"], one["steps"][0]["scheduled-at"] > 0) == ("PENDING", True)
    assert read(world, realm, client_id="account") == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"id": "a", "name": "b"}, "mutually exclusive: id|name|search|user|client_id"),
        ({"user": "nosuch"}, "user: there is no user 'nosuch'"),
        ({"client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"user": "ann", "max": 1}, "max: is for lists of all workflows"),
        ({"max": -1}, "max: must not be negative"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]
