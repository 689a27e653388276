# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A transport in conversation with a server that misbehaves."""

from __future__ import annotations

from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Loopback, Reply

OK = Reply(200, {"a": 1})
DONE = Reply(204, kind="")
BUSY = Reply(503, {"error": "starting"})
GATEWAY = Reply(502, "<html><title>502 Bad Gateway</title></html>", kind="text/html")
LATE = Reply(504, "<html>late</html>", kind="text/html")
SLOW_DOWN = Reply(429, {"error": "slow down"}, {"Retry-After": "2"})
HTML = Reply(200, "<!doctype html><title>Welcome</title>", kind="text/html")
MOVED = Reply(302, headers={"Location": "https://login.example.org/sso?token=abc"}, kind="")
TRUNCATED = Reply(200, '{"a": ', length=50)
BROKEN = Reply(200, '{"a": ')
GONE = Reply(404, {"error": "Could not find role"})
TOO_SLOW = Reply(200, {"a": 1}, delay=0.6)


class Talk:
    """A transport to a misbehaving server, and what was seen of it."""

    def __init__(self, server: Loopback, **options: Any) -> None:
        self.seen: list[Any] = []
        self.waits: list[float] = []
        self.redactor = Redactor()
        self.transport = Transport(
            server.url, TransportOptions(timeout=0.3, **options), self.redactor,
            lambda *attempt: self.seen.append(attempt), sleep=self.waits.append,
        )
