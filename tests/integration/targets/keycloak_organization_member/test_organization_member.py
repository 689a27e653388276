# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_member on a real server: made a member once, ended once, accounts kept."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.invited import invite, register
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_organization_member"


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with an organization and users."""
    name = f"member-{secrets.token_hex(3)}"
    world.admin.make_realm(name, organizationsEnabled=True, smtpServer=post_office.settings)
    base = f"/admin/realms/{name}"
    world.admin.send("POST", f"{base}/organizations", {"name": "Staff of x", "alias": "staff"})
    for user in ("ann", "bob"):
        world.admin.send("POST", f"{base}/users", {"username": user, "enabled": True, "email": f"{user}@example.org"})
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("names", [{"user": "Ann"}, {"email": "Bob@example.org"}])
def test_begun_and_ended(world: World, realm: str, names: dict[str, str]) -> None:
    options = {"realm": realm, "organization": "Staff of x", **names}
    for state, method in (("present", "POST"), ("absent", "DELETE")):
        check, run = (world.run(MODULE, {**options, "state": state}, check=check) for check in (True, False))
        assert (check.changed, check.writes, run.changed) == (True, [], True)
        assert [write.method for write in run.writes] == [method]
        assert check.result["actions"] == run.result["actions"]
        for check_mode in (True, False):
            again = world.run(MODULE, {**options, "organization": "staff", "state": state}, check=check_mode)
            assert (again.changed, again.writes, again.result["actions"]) == (False, [], [])
        is_one = state == "present"
        assert run.result["member"].get("membershipType") == ("UNMANAGED" if is_one else None)
    users = world.admin.get(f"/admin/realms/{realm}/users")
    assert sorted(user["username"] for user in users) == ["ann", "bob"]


def test_accounts_are_not_deleted_unasked(world: World, realm: str, mailbox: Mailbox) -> None:
    organization = world.admin.get(f"/admin/realms/{realm}/organizations")[0]["id"]
    invite(world.admin, realm, organization, "eve@example.org")
    options = {
        "realm": realm,
        "organization": "staff",
        "user": register(world.admin, realm, organization, "eve@example.org"),
    }
    assert world.run(MODULE, options).result["member"]["membershipType"] == "MANAGED"
    for check in (True, False):
        ran = world.run(MODULE, {**options, "state": "absent"}, check=check)
        assert (ran.failed, ran.writes) == (True, [])
        assert "their accounts would be deleted: eve. delete_managed_members: true allows it" in ran.result["msg"]
    ran = world.run(MODULE, {**options, "state": "absent", "delete_managed_members": True})
    assert ran.changed
    assert world.admin.get(f"/admin/realms/{realm}/users?username=eve") == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"organization": "staff"}, "one of the following is required: user, email"),
        ({"organization": "nosuch", "user": "ann"}, "organization: there is no organization 'nosuch'"),
        ({"organization": "staff", "user": "nosuch"}, "user: there is no user 'nosuch'"),
        (
            {"organization": "staff", "email": "nosuch@x.org"},
            "email: there is no user with the e-mail address 'nosuch@",
        ),
        ({"organization": "staff", "user": "ann", "email": "b"}, "mutually exclusive: user|email"),
    ],
)
def test_refused_before_any_write(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert (ran.failed, ran.writes, ran.changed) == (True, [], False)
        assert says in ran.result["msg"]


def test_nobody_is_no_member(world: World, realm: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "organization": "staff", "user": "nosuch", "state": "absent"})
    assert (ran.failed, ran.changed, ran.result["msg"]) == (False, False, "'nosuch' is no member of 'staff'")


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    one = {"realm": realm, "organization": "staff", "user": "ann"}
    steps = {"check": one, "again": {**one, "state": "absent"}, "refuse": {**one, "user": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in steps] == [True, False, False]
