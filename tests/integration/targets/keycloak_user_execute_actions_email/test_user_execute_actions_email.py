# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_execute_actions_email on a real server, whose mail comes to the test's own mail server."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_execute_actions_email"
SHOP = {"clientId": "shop", "redirectUris": ["https://shop.example.org/*"]}


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with users, a client, and a mail server."""
    name = f"mail-{secrets.token_hex(3)}"
    world.admin.make_realm(name, smtpServer=post_office.settings)
    for user in (
        {"username": "ann", "enabled": True, "email": "ann@example.org"},
        {"username": "bob", "enabled": True},
        {"username": "cid", "enabled": False, "email": "cid@example.org"},
    ):
        world.admin.send("POST", f"/admin/realms/{name}/users", user)
    world.admin.send("POST", f"/admin/realms/{name}/clients", SHOP)
    yield name
    world.admin.remove_realm(name)


def test_a_mail(world: World, realm: str, mailbox: Mailbox) -> None:
    user = world.admin.get(f"/admin/realms/{realm}/users?username=ann")[0]["id"]
    check = world.run(MODULE, {"realm": realm, "username": "ann"}, check=True)
    assert check.changed
    assert check.result["msg"] == f"Would send execute-actions email to user {user}"
    assert mailbox.mails == []
    for options in ({"username": "Ann"}, {"id": user}):
        run = world.run(MODULE, {"realm": realm, **options})
        assert run.changed
        assert len(run.writes) == 1
        told = {"user_id": user, "actions": ["UPDATE_PASSWORD"]}
        assert {name: run.result[name] for name in told} == {name: check.result[name] for name in told} == told
        assert run.result["msg"] == f"Execute-actions email sent to user {user}"
    assert [mail.to for mail in mailbox.mails] == [["ann@example.org"]] * 2
    assert "Update Password" in mailbox.mails[0].text


def test_what_the_mail_asks_for(world: World, realm: str, mailbox: Mailbox) -> None:
    options: dict[str, Any] = {
        "actions": ["UPDATE_PROFILE", "VERIFY_EMAIL"],
        "client_id": "shop",
        "redirect_uri": "https://shop.example.org/welcome",
        "lifespan": 600,
    }
    assert world.run(MODULE, {"realm": realm, "username": "ann", **options}).changed
    text = mailbox.mails[0].text
    assert [words in text for words in ("Update Profile", "Verify Email", "10 minutes")] == [True] * 3


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, username"),
        ({"username": "nosuch"}, "username: User 'nosuch' not found in realm"),
        ({"username": "bob"}, "username: user 'bob' has no e-mail address to send to (User email missing)"),
        ({"username": "cid"}, "username: user 'cid' gets no mail while it is disabled"),
        ({"username": "ann", "client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"username": "ann", "redirect_uri": "https://x.example.org"}, "redirect_uri: needs client_id"),
    ],
)
def test_refused_before_any_write(
    world: World, realm: str, mailbox: Mailbox, options: dict[str, str], says: str
) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert ran.failed
        assert not ran.writes
        assert not ran.changed
        assert says in ran.result["msg"]
    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(
            {"actions": ["NOSUCH"]},
            "an action isn't among the required actions that the realm has enabled",
            # 16.1 sends the mail
            marks=pytest.mark.since("24"),
        ),
        (
            {"client_id": "shop", "redirect_uri": "https://evil.example.org"},
            "the client's redirect_uris don't allow it",
        ),
    ],
)
def test_refused_by_the_server(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "username": "ann", **options})
    assert ran.failed
    assert not ran.changed
    assert says in ran.result["msg"]


def test_no_mail_server(world: World, realm: str, mailbox: Mailbox) -> None:
    world.admin.send("PUT", f"/admin/realms/{realm}", {"realm": realm, "smtpServer": {}})
    try:
        ran = world.run(MODULE, {"realm": realm, "username": "ann"})
    finally:
        world.admin.send("PUT", f"/admin/realms/{realm}", {"realm": realm, "smtpServer": mailbox.settings})
    assert ran.failed
    assert "is the realm's smtp_server right" in ran.result["msg"]


def test_a_user_whom_an_earlier_task_sets_right(world: World, realm: str) -> None:
    runtime = world.fresh_record()
    email = {"realm": realm, "username": "bob", "email": "bob@example.org"}
    assert world.run("keycloak_user", email, check=True, runtime=runtime).changed
    assert world.run(MODULE, {"realm": realm, "username": "bob"}, check=True, runtime=runtime).changed


def test_both_ways(world: World, realm: str, mailbox: Mailbox, tmp_path: pathlib.Path) -> None:
    ann = {"realm": realm, "username": "ann"}
    steps = {"check": ann, "run": ann, "refuse": {**ann, "username": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert len(mailbox.mails) == 2
