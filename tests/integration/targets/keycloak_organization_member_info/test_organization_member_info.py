# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_member_info on a real server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.invited import invite, register
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_organization_member_info"


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with an organization of 25 members, one of whom it manages."""
    name = f"member-info-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name, organizationsEnabled=True, smtpServer=post_office.settings)
    for organization in ("Staff of x", "other"):
        admin.send("POST", f"{base}/organizations", {"name": organization, "alias": organization[:5]})
    other, staff = (one["id"] for one in sorted(admin.get(f"{base}/organizations"), key=lambda one: one["alias"])[::-1])
    users = [{"username": f"user{number:02}", "enabled": True} for number in range(25)]
    admin.send("POST", f"{base}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    place = f"{base}/organizations/{staff}"
    for user in admin.get(f"{base}/users")[:24]:
        admin.send("POST", f"{place}/members", user["id"])
    admin.send("POST", f"{base}/organizations/{other}/members", user["id"])
    invite(admin, name, staff, "eve@example.org")
    register(admin, name, staff, "eve@example.org")
    group = admin.send("POST", f"{place}/groups", {"name": "team"}).json()["id"]
    admin.send("PUT", f"{place}/groups/{group}/members/{user['id']}")
    yield name
    admin.remove_realm(name)


@pytest.fixture
def read(world: World, realm: str) -> Any:
    """Run the module and see that it writes nothing."""

    def run(**options: Any) -> dict[str, Any]:
        ran = world.run(MODULE, {"realm": realm, **options}, check=True)
        assert not ran.failed, ran.result["msg"]
        assert (ran.writes, ran.changed) == ([], False)
        return ran.result

    return run


def names(result: dict[str, Any]) -> list[str]:
    return [one["username"] for one in result["members"]]


def test_members(read: Any) -> None:
    organizations = ("Staff of x", "Staff")
    for organization in organizations:
        found = read(organization=organization, count=True)
        assert (len(found["members"]), found["count"]) == (25, 25)
    for options, expected in (
        ({"membership_type": "managed"}, ["eve"]),
        ({"membership_type": "unmanaged", "search": "user1", "max": 3}, ["user10", "user11", "user12"]),
        ({"search": "user07", "exact": True}, ["user07"]),
        ({"search": "user0", "first": 8}, ["user08", "user09"]),
        ({"max": 0}, []),
        ({"member": "user24"}, []),
    ):
        assert names(read(organization="Staff of x", **options)) == expected, options
    assert read(organization="Staff", member="eve")["members"][0]["membershipType"] == "MANAGED"


def test_what_belongs_to_one(read: Any) -> None:
    one = read(organization="Staff", member="user23", include=["groups", "organizations"])["members"][0]
    assert [group["path"] for group in one["groups"]] == ["/team"]
    assert sorted(each["name"] for each in one["organizations"]) == ["Staff of x", "other"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "missing required arguments: organization"),
        ({"organization": "nosuch"}, "organization: there is no organization 'nosuch'"),
        ({"organization": "Staff", "member": "nosuch"}, "member: there is no user 'nosuch'"),
        ({"organization": "Staff", "member": "eve", "search": "eve"}, "mutually exclusive: member|search"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]
