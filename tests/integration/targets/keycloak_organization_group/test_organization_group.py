# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_group on a real server: at the top, in another place, by another name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

MODULE = "keycloak_organization_group"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with an organization that has a group and one below."""
    name = f"organization-group-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name, organizationsEnabled=True)
    admin.send("POST", f"{base}/organizations", {"name": "staff"})
    place = f"{base}/organizations/{admin.get(f'{base}/organizations')[0]['id']}/groups"
    home = admin.send("POST", place, {"name": "home"}).json()["id"]
    admin.send("POST", f"{place}/{home}/children", {"name": "below"})
    yield name
    admin.remove_realm(name)


def turn(world: World, realm: str, writes: list[str], **options: Any) -> Ran:
    """See a task in check mode, in a run and again."""
    given = {"realm": realm, "organization": "staff", **options}
    check, run, again = (world.run(MODULE, given, check=check) for check in (True, False, False))
    for ran in (check, run, again):
        assert not ran.failed, ran.result["msg"]
    assert (check.writes, again.writes, again.changed) == ([], [], False)
    assert [write.method for write in run.writes] == writes, str(run)
    assert check.result["actions"] == run.result["actions"]
    assert check.result["diff"] == run.result["diff"]
    return run


def test_at_the_top_and_moved(world: World, realm: str) -> None:
    below = {"parents": [{"name": "home"}]}
    made = turn(world, realm, ["POST"], name="a/b", attributes={"x": "y"}).result["end_state"]
    assert (made["path"], made["attributes"]) == ("/a/b", {"x": ["y"]})
    # one of that name below another is another
    other = turn(world, realm, ["POST", "PUT"], name="a/b", description="d", attributes={"x": "z"}, **below)
    shown = {name: other.result["end_state"][name] for name in ("path", "description", "attributes")}
    assert shown == {"path": "/home/a/b", "description": "d", "attributes": {"x": ["z"]}}
    turn(world, realm, ["DELETE"], name="a/b", state="absent", **below)
    assert turn(world, realm, ["POST"], name="a/b", **below).result["end_state"]["path"] == "/home/a/b"
    turn(world, realm, ["DELETE"], name="a/b", state="absent", **below)
    moved = turn(world, realm, ["POST"], name="a/b", moved_from=[], **below).result["end_state"]
    assert (moved["id"], moved["path"], moved["attributes"]) == (made["id"], "/home/a/b", {"x": ["y"]})
    deeper = [{"name": "home"}, {"name": "below"}]
    assert turn(world, realm, ["POST"], id=made["id"], parents=deeper).result["end_state"]["path"] == "/home/below/a/b"
    renamed = turn(world, realm, ["PUT"], id=made["id"], name="c").result["end_state"]
    assert (renamed["id"], renamed["path"]) == (made["id"], "/home/below/c")
    assert turn(world, realm, ["POST"], id=made["id"], parents=[]).result["end_state"]["path"] == "/c"
    turn(world, realm, ["DELETE"], name="c", state="absent")


def test_refused(world: World, realm: str) -> None:
    inside = {"id": None, "name": "home", "parents": [{"name": "home"}, {"name": "below"}], "moved_from": []}
    ran = world.run(MODULE, {"realm": realm, "organization": "staff", **inside})
    assert (ran.failed, ran.writes) == (True, [])
    assert "must be outside of the group itself, '/home'" in ran.result["msg"]
