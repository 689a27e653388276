# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_invitation_info on a real server: invitations, and their links where they are asked for."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.invited import invite
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_organization_invitation_info"


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with an organization that has invited eleven people, and one whose invitation has ended."""
    name = f"invitation-info-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    more = {"smtpServer": post_office.settings, "actionTokenGeneratedByAdminLifespan": 1}
    admin.make_realm(name, organizationsEnabled=True, **more)
    admin.send("POST", f"{base}/organizations", {"name": "Staff of x", "alias": "staff"})
    staff = admin.get(f"{base}/organizations")[0]["id"]
    invite(admin, name, staff, "late@example.org")
    admin.send("PUT", base, {"actionTokenGeneratedByAdminLifespan": 600})
    for number in range(11):
        invite(admin, name, staff, f"new{number:02}@example.org")
    time.sleep(2)
    yield name
    admin.remove_realm(name)


def read(world: World, realm: str, **options: Any) -> list[dict[str, Any]]:
    """Read invitations, and see that nothing is written."""
    ran = world.run(MODULE, {"realm": realm, "organization": "Staff of x", **options}, check=True)
    assert not ran.failed, ran.result["msg"]
    assert (ran.writes, ran.changed) == ([], False)
    assert ran.result["exists"] == bool(ran.result["invitations"])
    return ran.result["invitations"]


def test_invitations(world: World, realm: str) -> None:
    found = read(world, realm)
    assert len(found) == 12
    assert not any("inviteLink" in one for one in found)
    assert [one["email"] for one in read(world, realm, status="expired")] == ["late@example.org"]
    assert len(read(world, realm, status="pending")) == 11
    assert len(read(world, realm, first=10)) == 2
    assert len(read(world, realm, organization="staff", search="new0")) == 10
    (one,) = read(world, realm, email="new03@example.org")
    assert (one["email"], one["status"]) == ("new03@example.org", "PENDING")
    assert read(world, realm, id=one["id"]) == [one]
    assert read(world, realm, id="nosuch") == []
    assert read(world, realm, email="nosuch@example.org") == []
    assert read(world, realm, first_name="Ann", last_name="Lee") == []
    (shown,) = read(world, realm, id=one["id"], show_links=True)
    assert shown["inviteLink"].startswith("http")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "missing required arguments: organization"),
        ({"organization": "nosuch"}, "organization: there is no organization 'nosuch'"),
        ({"organization": "staff", "id": "a", "email": "b"}, "mutually exclusive: id|email"),
        ({"organization": "staff", "status": "gone"}, "value of status must be one of: pending, expired"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]
