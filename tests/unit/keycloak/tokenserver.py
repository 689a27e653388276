# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for a Keycloak server: it gives tokens and accepts only those that it gave."""

from __future__ import annotations

import itertools
from typing import Any, Optional
from urllib.parse import parse_qsl, urlsplit

from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.auth import Login
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.client import KeycloakClient
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import MemoryStore, TokenStore
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Act, Loopback, Reply, Request

PASSWORD = "canary-passw0rd"


class TokenServer:
    """Serves ``/realms/master/...`` and, with a valid token, whatever ``objects`` holds."""

    def __init__(self) -> None:
        self.lifespan = 60.0
        self.refresh = True
        self.grants: list[str] = []
        self.forms: list[dict[str, str]] = []
        self.valid: set[str] = set()
        self.sessions: dict[str, str] = {}
        self.objects: dict[str, Any] = {}
        self.next_answers: list[Act] = []
        self._numbers = itertools.count(1)
        self.loopback = Loopback(self.answer)
        self.url = self.loopback.url

    def answer(self, request: Request) -> Reply:
        """Answer a request."""
        path = urlsplit(request.target).path
        form = dict(parse_qsl(request.body.decode()))
        if path.endswith("/.well-known/openid-configuration"):
            return Reply(200, {"issuer": "http://kc.example.org/realms/master"})
        if path.endswith("/token"):
            return self._token(form)
        if path.endswith("/logout"):
            self.grants.append("logout")
            self.sessions.pop(form.get("refresh_token", ""), None)
            return Reply(204, kind="")
        if request.headers.get("Authorization", "").partition(" ")[2] not in self.valid:
            return Reply(401, {"error": "HTTP 401 Unauthorized"})
        if self.next_answers:
            act = self.next_answers.pop(0)
            assert isinstance(act, Reply)
            return act
        if path in self.objects:
            return Reply(200, self.objects[path]) if request.method == "GET" else Reply(204, kind="")
        return Reply(404, {"error": "Could not find it"})

    def revoke(self) -> None:
        """Make every access token invalid."""
        self.valid.clear()

    def _token(self, form: dict[str, str]) -> Reply:
        grant = form["grant_type"]
        self.grants.append(grant)
        self.forms.append(form)
        if grant == "password" and form["password"] != PASSWORD:
            return Reply(401, {"error": "invalid_grant", "error_description": "Invalid user credentials"})
        if grant == "refresh_token" and form["refresh_token"] not in self.sessions:
            return Reply(400, {"error": "invalid_grant", "error_description": "Session not active"})
        number = next(self._numbers)
        token = f"access-{number}"
        self.valid.add(token)
        answer: dict[str, Any] = {"access_token": token, "expires_in": self.lifespan}
        if self.refresh and grant != "client_credentials":
            session = self.sessions.pop(form.get("refresh_token", ""), str(number))
            self.sessions[f"refresh-{number}"] = session
            answer.update(refresh_token=f"refresh-{number}", refresh_expires_in=1800)
        return Reply(200, answer)


def connect(server: TokenServer, store: Optional[TokenStore] = None, **login: Any) -> KeycloakClient:
    """Return a client of the server; by default with user name and password."""
    given = login or {"username": "jane", "password": PASSWORD}
    transport = Transport(server.url, TransportOptions(timeout=5), Redactor(), sleep=lambda _wait: None)
    return KeycloakClient(transport, transport, Login(server.url, **given), store or MemoryStore())
