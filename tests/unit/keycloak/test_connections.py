# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of other servers: what Keycloak is asked to try, and what it isn't sent."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.connections import LDAP_TEST, SMTP_TEST
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

LATER = "Nothing was tried: what it would be tried with is yet to be made"
MAIL = {"host": "mail.example.org", "from": "a@example.org", "user": "a", "password": "**********", "auth": "true"}


class Server:
    """A realm with a mail server."""

    def __init__(self, **mail: str) -> None:
        self.mail = {**MAIL, **mail}
        self.asked: list[tuple[str, Any]] = []

    def get(self, path: str, params: Any = None) -> Any:
        return {"smtpServer": self.mail} if path == "/admin/realms/acme" else None

    def list(self, path: str, params: Any = None) -> Any:
        return []

    def query(self, path: str, body: Any = None, params: Any = None, **how: Any) -> Any:
        assert how["once"], "a mail may not be sent twice, nor a wrong password"
        self.asked.append((path.rpartition("/")[2], body))


@pytest.mark.parametrize(
    ("given", "more"),
    [
        (None, {}),
        ({"port": 25, "ssl": True}, {"port": "25", "ssl": "true"}),
        ({"host": "another", "password": "own"}, {"host": "another", "password": "own"}),
        ({"host": "another", "password": None}, {"host": "another", "password": ...}),
        ({"port": 1, "auth": False}, {"port": "1", "auth": "false"}),
    ],
)
def test_what_a_mail_is_sent_with(given: Any, more: dict[str, Any]) -> None:
    server = Server()
    SMTP_TEST.read(Source(server, {"realm": "acme", "smtp_server": given}))
    wanted = {name: value for name, value in {**MAIL, **more}.items() if value is not ...}
    assert server.asked == [("testSMTPConnection", wanted)]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"host": "another"}, "smtp_server.password: must be given for another host"),
        ({"port": 26}, "must be given for another port"),
        ({"user": "b"}, "must be given for another user"),
        ({"host": None}, "smtp_server.host: is needed"),
    ],
)
def test_a_secret_stays_where_it_belongs(given: Any, says: str) -> None:
    server = Server()
    with pytest.raises(InvalidInput, match=says):
        SMTP_TEST.read(Source(server, {"realm": "acme", "smtp_server": given}))
    assert not server.asked


def test_a_realm_that_an_earlier_task_makes_sends_nothing() -> None:
    server, unset = Server(), dict.fromkeys(LDAP_TEST.arguments)
    own = {"realm": "new", "smtp_server": {"host": "a", "from": "b"}, "connection_url": "ldap://a", "tests": []}
    for reading in (SMTP_TEST, LDAP_TEST):
        assert reading.read(Source(server, {**unset, **own}, Anything())) == {"msg": LATER}
        with pytest.raises(MissingReference, match="there is no realm 'new'"):
            reading.read(Source(server, {**unset, **own}, Certain()))
    assert not server.asked


def test_a_directory_that_an_earlier_task_makes_known() -> None:
    server = Server()
    unset = dict.fromkeys(LDAP_TEST.arguments)
    options = {**unset, "realm": "acme", "name": "directory", "tests": ["connection", "capabilities"]}
    told = LDAP_TEST.read(Source(server, options, Anything()))
    assert told == {"capabilities": [], "msg": LATER}
    assert not server.asked
    with pytest.raises(InvalidInput, match="there is no user federation 'directory'"):
        LDAP_TEST.read(Source(server, options, Certain()))
