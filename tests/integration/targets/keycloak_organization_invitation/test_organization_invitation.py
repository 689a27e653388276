# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_invitation on a real server, whose mail comes to the test's own mail server."""

from __future__ import annotations

import pathlib
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_organization_invitation"


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with an organization, a member, and users who are none."""
    name = f"invitation-{secrets.token_hex(3)}"
    world.admin.make_realm(name, organizationsEnabled=True, smtpServer=post_office.settings)
    base = f"/admin/realms/{name}"
    world.admin.send("POST", f"{base}/organizations", {"name": "Staff of x", "alias": "staff"})
    for user in ("ann", "bob", "cid"):
        more = {} if user == "cid" else {"email": f"{user}@example.org"}
        world.admin.send("POST", f"{base}/users", {"username": user, "enabled": True, **more})
    organization = world.admin.get(f"{base}/organizations")[0]["id"]
    member = world.admin.get(f"{base}/users?username=bob")[0]["id"]
    world.admin.send("POST", f"{base}/organizations/{organization}/members", member)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize(
    ("names", "way"),
    [
        ({"email": "New@example.org", "first_name": "Nina", "last_name": "New"}, "invite-user"),
        ({"email": "ann@example.org"}, "invite-user"),
        ({"user": "ann"}, "invite-existing-user"),
    ],
)
def test_invited_once(world: World, realm: str, mailbox: Mailbox, names: dict[str, str], way: str) -> None:
    options = {"realm": realm, "organization": "Staff of x", **names}
    check = world.run(MODULE, options, check=True)
    assert (check.changed, check.writes, mailbox.mails) == (True, [], [])
    run = world.run(MODULE, options)
    assert run.changed, run.result["msg"]
    assert run.result["actions"] == check.result["actions"]
    assert run.result["actions"][0].endswith(f"/members/{way}")
    assert run.result["invitation"]["status"] == "PENDING"
    assert "inviteLink" not in run.result["invitation"]
    assert [[one.lower() for one in mail.to] for mail in mailbox.mails] == [[run.result["invitation"]["email"].lower()]]
    assert ("Nina" in mailbox.mails[0].text) == ("first_name" in names)
    for check_mode in (True, False):
        again = world.run(MODULE, options, check=check_mode)
        assert (again.changed, again.writes) == (False, [])
        assert again.result["invitation"] == run.result["invitation"]
    resent = world.run(MODULE, {**options, "resend": True})
    assert (resent.changed, len(mailbox.mails)) == (True, 2)
    assert resent.result["actions"][0].endswith("/resend")
    for expected in (True, False):
        check, gone = (world.run(MODULE, {**options, "state": "absent"}, check=check) for check in (True, False))
        assert (check.changed, check.writes, gone.changed, len(gone.writes)) == (expected, [], expected, int(expected))
        assert gone.result["invitation"] == {}


def test_one_that_has_ended_is_sent_again(world: World, realm: str, mailbox: Mailbox) -> None:
    base = f"/admin/realms/{realm}"
    options = {"realm": realm, "organization": "staff", "email": "late@example.org"}
    world.admin.send("PUT", base, {"actionTokenGeneratedByAdminLifespan": 1})
    assert world.run(MODULE, options).changed
    world.admin.send("PUT", base, {"actionTokenGeneratedByAdminLifespan": 600})
    time.sleep(2)
    again = world.run(MODULE, options)
    assert again.changed
    assert again.result["actions"][0].endswith("/resend")
    assert (again.result["invitation"]["status"], len(mailbox.mails)) == ("PENDING", 2)
    assert not world.run(MODULE, options).changed


def test_members_are_not_invited(world: World, realm: str, mailbox: Mailbox) -> None:
    for names in ({"user": "bob"}, {"email": "Bob@example.org"}):
        ran = world.run(MODULE, {"realm": realm, "organization": "staff", **names})
        assert (ran.failed, ran.changed) == (False, False), ran.result["msg"]
        assert "is a member of 'staff' already" in ran.result["msg"]
    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"organization": "staff"}, "one of the following is required: email, user"),
        ({"organization": "nosuch", "user": "ann"}, "organization: there is no organization 'nosuch'"),
        ({"organization": "staff", "user": "nosuch"}, "user: there is no user 'nosuch'"),
        ({"organization": "staff", "user": "cid"}, "user: has no e-mail address to send to, not 'cid'"),
        ({"organization": "staff", "email": "no address"}, "email: must be an e-mail address, not 'no address'"),
        ({"organization": "staff", "email": "a@b.org", "user": "ann"}, "mutually exclusive: email|user"),
    ],
)
def test_refused_before_any_write(
    world: World, realm: str, mailbox: Mailbox, options: dict[str, Any], says: str
) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert (ran.failed, ran.writes, ran.changed) == (True, [], False)
        assert says in ran.result["msg"]
    assert mailbox.mails == []


def test_no_server_for_mail(world: World, realm: str, post_office: Mailbox) -> None:
    base = f"/admin/realms/{realm}"
    world.admin.send("PUT", base, {"smtpServer": {}})
    ran = world.run(MODULE, {"realm": realm, "organization": "staff", "email": "else@example.org"})
    world.admin.send("PUT", base, {"smtpServer": post_office.settings})
    assert (ran.failed, ran.changed) == (True, False)
    assert "is the realm's smtp_server right, and does it answer?" in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    one = {"realm": realm, "organization": "staff", "email": "two@example.org"}
    steps = {"check": one, "again": {**one, "state": "absent"}, "refuse": {**one, "organization": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in steps] == [True, False, False]
