# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The transport against a server that misbehaves: what is sent again, and when."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest import errors
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Act, Close, Reply, Reset, serving
from ansible_collections.iamops.keycloak.tests.unit.rest.talk import (
    BROKEN,
    BUSY,
    DONE,
    GATEWAY,
    GONE,
    HTML,
    LATE,
    MOVED,
    OK,
    SLOW_DOWN,
    TOO_SLOW,
    TRUNCATED,
    Talk,
)


@pytest.mark.parametrize("method, acts, attempts, outcome", [
    ("GET", [OK], 1, 200),
    ("GET", [BUSY, BUSY, OK], 3, 200),
    ("GET", [GATEWAY, OK], 2, 200),
    ("GET", [LATE, OK], 2, 200),
    ("GET", [SLOW_DOWN, OK], 2, 200),
    ("GET", [Reset(), OK], 2, 200),
    ("GET", [Close(), OK], 2, 200),
    ("GET", [TOO_SLOW, OK], 2, 200),
    ("GET", [TRUNCATED, OK], 2, 200),
    ("GET", [BUSY], 4, errors.ServerFault),
    ("GET", [Reset()], 4, errors.Unreachable),
    ("GET", [Reply(500, {"error": "unknown_error"}), OK], 1, errors.ServerFault),
    ("GET", [Reply(501, {"error": "Feature not enabled"}), OK], 1, errors.ServerFault),
    ("GET", [BROKEN, OK], 1, errors.UnexpectedBody),
    ("GET", [HTML, OK], 1, errors.UnexpectedBody),
    ("GET", [Reply(200, "hello", kind="text/plain"), OK], 1, errors.UnexpectedBody),
    ("GET", [MOVED, OK], 1, errors.Redirected),
    ("PUT", [MOVED, OK], 1, errors.Redirected),
    ("GET", [GONE, OK], 1, errors.NotFound),
    ("GET", [Reply(401, {"error": "HTTP 401 Unauthorized"}), OK], 1, errors.Unauthorized),
    ("PUT", [Reset(), DONE], 2, 204),
    ("PUT", [TOO_SLOW, DONE], 2, 204),
    ("PUT", [GATEWAY, DONE], 2, 204),
    ("DELETE", [Reset(), DONE], 2, 204),
    ("DELETE", [Reset(), GONE], 2, 204),
    ("DELETE", [LATE, GONE], 2, 204),
    ("DELETE", [BUSY, GONE], 2, errors.NotFound),
    ("DELETE", [GONE], 1, errors.NotFound),
    ("PUT", [Reset(), GONE], 2, errors.NotFound),
    ("POST", [Reply(201, kind="", headers={"Location": "/x/y"})], 1, 201),
    ("POST", [BUSY, DONE], 2, 204),
    ("POST", [SLOW_DOWN, DONE], 2, 204),
    ("POST", [Reset(), DONE], 1, errors.AnswerLost),
    ("POST", [Close(), DONE], 1, errors.AnswerLost),
    ("POST", [TOO_SLOW, DONE], 1, errors.AnswerLost),
    ("POST", [GATEWAY, DONE], 1, errors.AnswerLost),
    ("POST", [LATE, DONE], 1, errors.AnswerLost),
    ("POST", [TRUNCATED, DONE], 1, errors.AnswerLost),
    ("POST", [BROKEN, DONE], 1, errors.AnswerLost),
    ("POST", [HTML], 1, errors.UnexpectedBody),
    ("POST", [Reply(200, "done", kind="text/plain")], 1, 200),
    ("POST", [Reply(409, {"errorMessage": "exists"})], 1, errors.Conflict),
    ("PATCH", [Reset(), DONE], 1, errors.AnswerLost),
])
def test_attempts(method: str, acts: list[Act], attempts: int, outcome: Any) -> None:
    with serving(*acts) as server:
        talk = Talk(server)
        if isinstance(outcome, int):
            assert talk.transport.send(method, "/thing").status == outcome
        else:
            with pytest.raises(outcome) as caught:
                talk.transport.send(method, "/thing")
            assert caught.type is outcome
            assert caught.value.__cause__ is None and caught.value.__context__ is None
        assert server.calls == [f"{method} /thing"] * attempts
        assert len(talk.seen) == attempts
        assert len(talk.waits) == attempts - 1


@pytest.mark.parametrize("arguments, attempts", [({"idempotent": True}, 2), ({"reads": True}, 2)])
def test_a_post_that_may_be_repeated(arguments: dict[str, Any], attempts: int) -> None:
    with serving(Reset(), OK) as server:
        assert Talk(server).transport.send("POST", "/export", **arguments).data == {"a": 1}
        assert len(server.requests) == attempts


@pytest.mark.parametrize("act", [BUSY, SLOW_DOWN, Reset()])
def test_a_post_that_is_sent_once(act: Act) -> None:
    with serving(act, OK) as server, pytest.raises(errors.ApiError):
        Talk(server).transport.send("POST", "/thing", once=True)
    assert server.calls == ["POST /thing"]


def test_a_put_that_may_not_be_repeated() -> None:
    with serving(Reset(), OK) as server, pytest.raises(errors.AnswerLost):
        Talk(server).transport.send("PUT", "/thing", idempotent=False)


def test_a_refused_post_is_sent_again() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    waits: list[float] = []
    lonely = Transport(f"http://127.0.0.1:{port}", TransportOptions(retries=2), Redactor(), sleep=waits.append)
    with pytest.raises(errors.Unreachable, match=f"http://127.0.0.1:{port}: connection refused") as caught:
        lonely.send("POST", "/thing")
    assert caught.type is errors.Unreachable
    assert len(waits) == 2


def test_an_unknown_host_is_named() -> None:
    lonely = Transport("http://nosuch.invalid", TransportOptions(retries=0), Redactor())
    with pytest.raises(errors.Unreachable, match="http://nosuch.invalid: the host name isn't known"):
        lonely.send("GET", "/thing")


@pytest.mark.parametrize("asked, attempts, waits", [("2", 2, [2.0]), ("0", 2, [0.0]), ("3600", 1, [])])
def test_retry_after_is_obeyed_within_reason(asked: str, attempts: int, waits: list[float]) -> None:
    with serving(Reply(429, {"error": "slow down"}, {"Retry-After": asked}), OK) as server:
        talk = Talk(server)
        if attempts == 1:
            with pytest.raises(errors.ApiError, match="429"):
                talk.transport.send("GET", "/thing")
        else:
            talk.transport.send("GET", "/thing")
        assert talk.waits == waits
        assert len(server.requests) == attempts


def test_no_retries() -> None:
    with serving(BUSY) as server:
        with pytest.raises(errors.ServerFault):
            Talk(server, retries=0).transport.send("GET", "/thing")
        assert len(server.requests) == 1


def test_the_observer_sees_every_attempt() -> None:
    with serving(Reset(), BUSY, OK) as server:
        talk = Talk(server)
        talk.transport.send("GET", "/thing")
    assert talk.seen == [("GET", "/thing", None), ("GET", "/thing", 503), ("GET", "/thing", 200)]


def test_one_connection_is_kept() -> None:
    with serving(OK) as server:
        talk = Talk(server)
        for _each in range(5):
            talk.transport.send("GET", "/thing")
        assert server.connections == 1


def test_a_connection_closed_while_idle_is_opened_again() -> None:
    with serving(Reply(200, {"a": 1}, {"Connection": "close"}), OK) as server:
        talk = Talk(server)
        talk.transport.send("GET", "/thing")
        assert talk.transport.send("POST", "/thing").status == 200
