# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_email on a real server, whose mail comes to the test's own mail server."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_email"
SHOP = {"clientId": "shop", "redirectUris": ["https://shop.example.org/*"]}


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with users, a client, and a mail server."""
    name = f"letter-{secrets.token_hex(3)}"
    world.admin.make_realm(name, smtpServer=post_office.settings)
    for user in (
        {"username": "ann", "enabled": True, "email": "ann@example.org"},
        {"username": "bob", "enabled": True},
        {"username": "cid", "enabled": False, "email": "cid@example.org"},
        {"username": "dan", "enabled": True, "email": "dan@example.org", "emailVerified": True},
    ):
        world.admin.send("POST", f"/admin/realms/{name}/users", user)
    world.admin.send("POST", f"/admin/realms/{name}/clients", SHOP)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize(
    ("email", "path", "text"),
    [
        # 16.1 speaks of actions here, too
        ("verify_email", "send-verify-email", "erify " + ("Email" if older("24") else "your email")),
        ("reset_password", "reset-password-email", "Update Password"),
    ],
)
def test_a_mail(world: World, realm: str, mailbox: Mailbox, email: str, path: str, text: str) -> None:
    user = world.admin.get(f"/admin/realms/{realm}/users?username=ann")[0]["id"]
    options = {"realm": realm, "email": email}
    check = world.run(MODULE, {**options, "username": "ann"}, check=True)
    assert mailbox.mails == []
    run = world.run(MODULE, {**options, "id": user})
    assert check.changed and run.changed
    wanted = [f"PUT /admin/realms/{realm}/users/{user}/{path}"]
    assert check.result["actions"] == run.result["actions"] == wanted
    assert len(run.writes) == 1
    assert (run.result["user_id"], run.result["email"]) == (user, email)
    assert run.result["msg"] == f"The {email} email has been sent to user {user}"
    assert [mail.to for mail in mailbox.mails] == [["ann@example.org"]]
    assert text in mailbox.mails[0].text


def test_where_the_links_lead(world: World, realm: str, mailbox: Mailbox) -> None:
    shop = {"realm": realm, "username": "ann", "client_id": "shop", "redirect_uri": "https://shop.example.org/welcome"}
    assert world.run(MODULE, {**shop, "email": "verify_email", "lifespan": 600}).changed
    assert world.run(MODULE, {**shop, "email": "reset_password"}).changed
    assert len(mailbox.mails) == 2
    assert ("10 minutes" in mailbox.mails[0].text) is not older("24")


def test_a_verified_address(world: World, realm: str, mailbox: Mailbox) -> None:
    dan = {"realm": realm, "username": "dan", "email": "verify_email"}
    for check in (True, False):
        ran = world.run(MODULE, dan, check=check)
        assert not ran.changed and not ran.failed and not ran.writes
        assert "is verified already" in ran.result["msg"]
    assert mailbox.mails == []
    assert world.run(MODULE, {**dan, "force": True}).changed
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"username": None}, "one of the following is required: id, username"),
        ({"email": "hello"}, "value of email must be one of: verify_email, reset_password"),
        ({"username": "nosuch"}, "username: User 'nosuch' not found in realm"),
        ({"username": "bob"}, "username: user 'bob' has no e-mail address to send to (User email missing)"),
        ({"username": "cid"}, "username: user 'cid' gets no mail while it is disabled"),
        ({"client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"redirect_uri": "https://x.example.org"}, "redirect_uri: needs client_id"),
        ({"email": "reset_password", "lifespan": 60}, "lifespan: can't be given with email=reset_password"),
    ],
)
def test_refused_before_any_write(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        given = {"realm": realm, "username": "ann", "email": "verify_email", **options}
        ran = world.run(MODULE, given, check=check)
        assert ran.failed
        assert not ran.writes
        assert says in ran.result["msg"]


def test_no_mail_server(world: World, realm: str, mailbox: Mailbox) -> None:
    world.admin.send("PUT", f"/admin/realms/{realm}", {"realm": realm, "smtpServer": {}})
    try:
        ran = world.run(MODULE, {"realm": realm, "username": "ann", "email": "verify_email"})
    finally:
        world.admin.send("PUT", f"/admin/realms/{realm}", {"realm": realm, "smtpServer": mailbox.settings})
    assert ran.failed
    assert "is the realm's smtp_server right" in ran.result["msg"]


def test_both_ways(world: World, realm: str, mailbox: Mailbox, tmp_path: pathlib.Path) -> None:
    ann = {"realm": realm, "username": "ann", "email": "reset_password"}
    steps = {"check": ann, "run": ann, "refuse": {**ann, "username": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert len(mailbox.mails) == 2
