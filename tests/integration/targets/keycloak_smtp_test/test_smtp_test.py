# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail comes to whoever is logged in, and what fails says so."""

from __future__ import annotations

import pathlib
import secrets
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_smtp_test"
PASSWORD = "canary-of-the-smtp-server"


@pytest.fixture(scope="module")
def login(world: World, post_office: Mailbox) -> Iterator[dict[str, Any]]:
    """A realm that sends mail, and somebody with an address who may manage it."""
    name = f"smtp-test-{secrets.token_hex(3)}"
    settings = {**post_office.settings, "auth": "false", "user": "keycloak", "password": PASSWORD}
    world.admin.make_realm(name, smtpServer=settings)
    ann = login_with(world.admin, name, ["manage-realm"], username="ann", email="ann@example.org")
    login_with(world.admin, name, ["manage-realm"], username="bob", email=None)
    profile = world.admin.get(f"/admin/realms/{name}/users/profile")
    if profile:
        # 16.1 has none
        for attribute in profile["attributes"]:
            attribute.pop("required", None)
        world.admin.send("PUT", f"/admin/realms/{name}/users/profile", profile)
    yield {"realm": name, **ann}
    world.admin.remove_realm(name)


def test_a_mail(world: World, login: dict[str, Any], mailbox: Mailbox) -> None:
    for options in ({}, {"smtp_server": {"from": "another@example.org"}}, {"smtp_server": mailbox.settings}):
        ran = world.run(MODULE, {**login, **options})
        assert not ran.failed, ran.result["msg"]
        assert not ran.changed
        assert PASSWORD not in str(ran.result)
    assert [mail.to for mail in mailbox.mails] == [["ann@example.org"]] * 3
    assert [str(mail.message["From"]) for mail in mailbox.mails][1] == "another@example.org"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"smtp_server": {"port": 1}}, "Failed to send email"),
        ({"smtp_server": {"host": ""}}, "smtp_server.host: is needed"),
        ({"smtp_server": {"host": "mail.example.org"}}, "smtp_server.password: must be given for another host"),
        ({"auth_username": "bob"}, "testSMTPConnection answered"),
    ],
)
def test_what_fails_says_so(world: World, login: dict[str, Any], options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {**login, **options})
    assert ran.failed
    assert not ran.changed
    assert says in ran.result["msg"]
    assert PASSWORD not in str(ran.result)


def test_nothing_is_sent_twice(world: World, login: dict[str, Any]) -> None:
    """A mail server that says nothing: the answer is lost, and the mail may yet be on its way."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(3)
        mail = {"host": "127.0.0.1", "port": silent.getsockname()[1], "from": "a@example.org", "auth": "false"}
        ran = world.run(MODULE, {**login, "smtp_server": mail, "connection_timeout": 1, "retries": 1})
        called = [silent.accept()[0]]
        with pytest.raises(TimeoutError):
            called.append(silent.accept()[0])
    for connection in called:
        connection.close()
    assert ran.failed
    assert "no answer within 1 seconds" in ran.result["msg"]


def test_both_ways(world: World, login: dict[str, Any], mailbox: Mailbox, tmp_path: pathlib.Path) -> None:
    steps = {"run": login, "refuse": {**login, "smtp_server": {"port": 1}}}
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert len(mailbox.mails) == 2
    assert PASSWORD not in played.printed + played.syslog
