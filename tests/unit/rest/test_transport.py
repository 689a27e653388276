# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the transport sends, what it makes of the answers, what it never does."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest import errors, transport
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply, serving
from ansible_collections.iamops.keycloak.tests.unit.rest.talk import DONE, GATEWAY, GONE, HTML, MOVED, OK, Talk


@pytest.mark.parametrize("path", [
    "/a/../b", "/a/./b", "/a/%2e%2e/b", "/a/%2E", "a", "", "/a?b=c", "/a#b", "/a b", "/ä", "/a%7eb",
])
def test_a_path_that_would_change_is_not_sent(path: str) -> None:
    with serving(OK) as server:
        with pytest.raises(errors.InvalidInput):
            Talk(server).transport.send("DELETE", path)
        assert server.requests == []


@pytest.mark.parametrize("base", ["", "/", "/auth", "/auth/", "/a%20b", "/a/b"])
@pytest.mark.parametrize("path", [
    "/admin/realms/a%2Fb", "/x/%C3%A4%3B%2B%25%20%27%22", "/x/a%2F..%2Fb", "/x/~-_.", "/x/%0A%00",
])
def test_the_path_goes_over_the_wire_as_built(base: str, path: str) -> None:
    with serving(OK) as server:
        Transport(server.url + base, TransportOptions(), Redactor()).send("GET", path)
        assert server.calls == [f"GET {base.rstrip('/')}{path}"]


@pytest.mark.parametrize("url", [
    "", "kc.example.org", "ftp://kc", "http://", "http://user:hunter2@kc", "http://kc?x=1", "http://kc#x", "http://kc:x",
    "http://kc:99999", "http://[::1", "http:///path", "https://:8443",
])
def test_a_wrong_url_is_refused(url: str) -> None:
    with pytest.raises(errors.InvalidInput) as caught:
        Transport(url, TransportOptions(), Redactor())
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("params, query", [
    (None, ""), ({}, ""), ({"a": None}, ""), ({"a": True, "b": False}, "?a=true&b=false"), ({"a": 1}, "?a=1"),
    ({"a": ["x", "y"]}, "?a=x&a=y"), ({"q": "a b/ä&c=d"}, "?q=a+b%2F%C3%A4%26c%3Dd"),
])
def test_query(params: Any, query: str) -> None:
    with serving(OK) as server:
        Talk(server).transport.send("GET", "/thing", params=params)
        assert server.requests[0].target == f"/thing{query}"


@pytest.mark.parametrize("arguments, kind, body", [
    ({}, None, b""),
    ({"json": {"a": "ä", "n": None}}, "application/json", b'{"a": "\\u00e4", "n": null}'),
    ({"json": []}, "application/json", b"[]"),
    ({"json": "id"}, "application/json", b'"id"'),
    ({"json": False}, "application/json", b"false"),
    ({"text": "ä"}, "text/plain; charset=utf-8", "ä".encode()),
    ({"text": ""}, "text/plain; charset=utf-8", b""),
    ({"form": {"a": "b c", "d": "ä", "n": None}}, "application/x-www-form-urlencoded", b"a=b+c&d=%C3%A4"),
    ({"json": {}, "headers": {"Content-Type": "application/x"}}, "application/x", b"{}"),
])
def test_body(arguments: dict[str, Any], kind: Optional[str], body: bytes) -> None:
    with serving(DONE) as server:
        Talk(server).transport.send("POST", "/thing", **arguments)
        request = server.requests[0]
    assert (request.headers.get("Content-Type"), request.body) == (kind, body)
    assert request.headers["Accept"] == "application/json"
    assert request.headers["User-Agent"] == "Ansible"


@pytest.mark.parametrize("arguments, sent", [
    ({"form": {"password": "\udcff"}}, b"password=%FF"), ({"text": "\udcff"}, b"\xff"),
    ({"form": {"password": "\ud800"}}, None), ({"text": "\ud800"}, None),
])
def test_bytes_that_are_no_text(arguments: dict[str, Any], sent: Optional[bytes]) -> None:
    with serving(DONE) as server:
        if sent is None:
            with pytest.raises(errors.InvalidInput, match="body: must be valid unicode text"):
                Talk(server).transport.send("POST", "/thing", **arguments)
        else:
            Talk(server).transport.send("POST", "/thing", **arguments)
        assert [request.body for request in server.requests] == ([] if sent is None else [sent])


@pytest.mark.parametrize("body", [{"a": float("nan")}, {"a": object()}, {"a": b"x"}, {1, 2}])
def test_a_body_that_is_no_json_is_refused(body: Any) -> None:
    with serving(DONE) as server:
        with pytest.raises(errors.InvalidInput, match="body: must be JSON data"):
            Talk(server).transport.send("POST", "/thing", json=body)
        assert server.requests == []


def test_another_agent_and_headers() -> None:
    with serving(OK) as server:
        Talk(server, http_agent="mine/1", headers={"X-Extra": "yes"}).transport.send("GET", "/thing")
        headers = server.requests[0].headers
    assert (headers["User-Agent"], headers["X-Extra"]) == ("mine/1", "yes")


@pytest.mark.parametrize("reply, accept, data", [
    (Reply(204, kind=""), "application/json", None),
    (Reply(200, ""), "application/json", None),
    (Reply(200, "a: 1\n", kind="application/yaml"), "application/yaml", "a: 1\n"),
    (Reply(200, "<html>", kind="text/html"), "text/html", "<html>"),
    (Reply(200, b"\xfe\xed\xfe\xed", kind="application/octet-stream"), "application/octet-stream", b"\xfe\xed\xfe\xed"),
    (Reply(200, {"x": "y" * 3_000_000}), "application/json", {"x": "y" * 3_000_000}),
])
def test_data(reply: Reply, accept: str, data: Any) -> None:
    with serving(reply) as server:
        assert Talk(server).transport.send("GET", "/thing", accept=accept).data == data


@pytest.mark.parametrize("reply, words", [
    (Reply(404, {"error": "Could not find role"}), "GET /thing answered 404: Could not find role"),
    (Reply(400, {"field": "u", "errorMessage": "bad", "params": [1]}), "GET /thing answered 400: u: bad \\(1\\)"),
    (Reply(500, GATEWAY.body, kind="text/html"), "answered 500: an HTML page titled '502 Bad Gateway'"),
    (Reply(400, '{"a": ', kind="application/json"), 'answered 400: {"a":'),
    (Reply(418, kind=""), "answered 418: Status"),
    (Reply(400, b"\xfe\xed", kind="image/png"), "answered 400: 2 bytes of binary data"),
    (Reply(400, "x" * 10_000, kind="text/plain"), "x{500}\\.\\.\\. \\(10000 characters in all\\)$"),
    (HTML, "JSON was expected, not an HTML page titled 'Welcome'"),
    (MOVED, "GET /thing answered 302: redirects to https://login.example.org/sso$"),
    (Reply(302, headers={"Location": "http://[bad"}, kind=""), "redirects to http://\\[bad"),
    (Reply(200, b"\xfe\xed", kind="image/png"), "JSON was expected, not image/png"),
])
def test_words(reply: Reply, words: str) -> None:
    with serving(reply) as server, pytest.raises(errors.ApiError, match=words) as caught:
        Talk(server).transport.send("GET", "/thing")
    assert (caught.value.method, caught.value.path, caught.value.status) == ("GET", "/thing", reply.status)
    assert caught.value.facts()["message"] == str(caught.value)


def test_hints_come_from_the_outside() -> None:
    with serving(GONE) as server:
        talk = Talk(server)
        talk.transport.hint = lambda status, method, path, reason: f"{status} {method} {path} {reason}"
        with pytest.raises(errors.NotFound, match=r"\(404 GET /thing Could not find role\)"):
            talk.transport.send("GET", "/thing")


@pytest.mark.parametrize("reply", [
    Reply(400, {"errorMessage": "wrong: canary-5ecret"}),
    Reply(302, headers={"Location": "http://x/canary-5ecret"}, kind=""),
    Reply(200, "<html><title>canary-5ecret</title>", kind="text/html"),
    Reply(500, "canary-5ecret", kind="text/plain"),
])
def test_errors_hold_no_secret(reply: Reply) -> None:
    with serving(reply) as server:
        talk = Talk(server)
        talk.redactor.add("canary-5ecret")
        with pytest.raises(errors.ApiError) as caught:
            talk.transport.send("GET", "/things/canary-5ecret")
    assert "canary-5ecret" not in f"{caught.value} {caught.value!r} {caught.value.facts()}"
    assert "********" in str(caught.value)


@pytest.mark.parametrize("value", ["Bearer canary-5ecret\r\nX: y", "Bearer canary-5ecret\n", "Bearer canary-5ecret-ä€"])
def test_a_header_that_cannot_be_sent(value: str) -> None:
    with serving(OK) as server:
        with pytest.raises(errors.RestError) as caught:
            Talk(server).transport.send("GET", "/thing", headers={"Authorization": value})
        assert server.requests == []
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("method, arguments, refused", [
    ("GET", {}, False), ("HEAD", {}, False), ("POST", {"reads": True}, False), ("POST", {}, True), ("PUT", {}, True),
    ("DELETE", {}, True), ("PATCH", {}, True), ("post", {}, True),
])
def test_writes_can_be_refused(method: str, arguments: dict[str, Any], refused: bool) -> None:
    with serving(DONE) as server:
        talk = Talk(server)
        talk.transport.refuse_writes = True
        if refused:
            with pytest.raises(errors.WriteRefused):
                talk.transport.send(method, "/thing", **arguments)
        else:
            talk.transport.send(method, "/thing", **arguments)
        assert len(server.requests) == int(not refused)


def test_a_head_answer_may_announce_a_body() -> None:
    with serving(Reply(200, length=500)) as server:
        assert Talk(server).transport.send("HEAD", "/thing").data is None


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "HAS_REQUESTS", False)
    with pytest.raises(errors.MissingLibrary) as caught:
        Transport("http://127.0.0.1", TransportOptions(), Redactor())
    assert caught.value.library == "requests"


@pytest.mark.parametrize("options, option", [
    ({"timeout": 0}, "connection_timeout"), ({"timeout": -1}, "connection_timeout"), ({"retries": -1}, "retries"),
])
def test_numbers_that_cannot_be(options: dict[str, Any], option: str) -> None:
    with pytest.raises(errors.InvalidInput) as caught:
        Transport("http://127.0.0.1", TransportOptions(**options), Redactor())
    assert caught.value.option == option
