# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a login that fails, and what is done about it."""

from __future__ import annotations

import base64
import json
import time

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    InvalidInput,
    LoginFailed,
    UnexpectedBody,
    Unreachable,
)
from ansible_collections.iamops.keycloak.tests.unit.keycloak.tokenserver import PASSWORD, TokenServer, connect
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply, Request, Reset, serving

USER = {"username": "jane", "password": PASSWORD}
SERVICE = {"client_id": "robot", "client_secret": "canary-secret"}


def test_a_signed_proof_is_made_anew_when_the_answer_was_lost(server: TokenServer) -> None:
    server.loopback.acts = [server.answer, Reset(), server.answer]
    client = connect(server, client_id="robot", client_secret="s" * 32, signing_algorithm="HS256")
    client.get("/thing")
    sent = [request for request in server.loopback.requests if request.method == "POST"]
    assert len(sent) == 2
    assert sent[0].body != sent[1].body


@pytest.mark.parametrize("reply, error, words", [
    (Reply(401, {"error": "invalid_client", "error_description": "Invalid client or Invalid client credentials"}),
     LoginFailed, "auth_client_id admin-cli doesn't exist in realm master, or it has to prove who it is"),
    (Reply(404, {"error": "Realm does not exist"}), LoginFailed, "auth_realm master isn't on this server"),
    (Reply(404, {"error": "Unable to find matching target resource method"}), LoginFailed, "base path .* /auth"),
    (Reply(404, "<html><title>404 Not Found</title></html>", kind="text/html"), LoginFailed, "base path .* /auth"),
    (Reply(403, {"error": "invalid_request", "error_description": "HTTPS required"}), LoginFailed, "wants https://"),
    (Reply(200, {"hello": "world"}), UnexpectedBody, "the answer holds no access token"),
    (Reply(200, []), UnexpectedBody, "the answer holds no access token"),
    (Reply(200, "<html>", kind="text/html"), UnexpectedBody, "JSON was expected"),
])
def test_what_is_said_of_a_failed_login(reply: Reply, error: type[Exception], words: str) -> None:
    with serving(reply) as server:
        made = TokenServer.__new__(TokenServer)
        made.url = server.url
        with pytest.raises(error, match=words) as caught:
            connect(made).get("/thing")
        assert PASSWORD not in f"{caught.value} {caught.value!r}"
        assert caught.value.__cause__ is None


def test_an_unreachable_server_is_named(server: TokenServer) -> None:
    client = connect(server)
    server.loopback.stop()
    with pytest.raises(Unreachable, match=f"{server.url}: connection refused"):
        client.get("/thing")


@pytest.mark.parametrize("ahead, expected", [(0, 0), (3, 0), (300, 300), (-300, -300)])
def test_the_servers_clock_counts(ahead: int, expected: int, server: TokenServer) -> None:
    from email.utils import formatdate

    def discovery(request: Request) -> Reply:
        reply = server.answer(request)
        return Reply(reply.status, reply.body, {"Date": formatdate(time.time() + ahead, usegmt=True)})

    server.loopback.acts = [discovery, server.answer]
    connect(server, client_id="robot", client_secret="s" * 32, signing_algorithm="HS256").get("/thing")
    part = server.forms[0]["client_assertion"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=="))
    assert abs(claims["iat"] - time.time() - expected) < 4
    assert claims["aud"] == "http://kc.example.org/realms/master"


def test_half_a_login_is_refused_before_any_request(server: TokenServer) -> None:
    with pytest.raises(InvalidInput):
        connect(server, username="jane")
    assert server.loopback.requests == []
