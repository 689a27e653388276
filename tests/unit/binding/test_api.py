# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One raw call: what is asked -> which requests, and what is said of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import AnswerLost, NotFound
from ansible_collections.iamops.keycloak.plugins.modules.keycloak_api import BINDING

THINGS = [{"id": str(number), "name": f"thing {number}"} for number in range(12)]
CANARY = "canary-in-a-cage"


class Server:
    """A server with a few paths; it remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.has: dict[str, Any] = {
            "/thing": {"name": "a", "on": True, "list": ["x", "y"], "secret": CANARY},
            "/things": THINGS[:10],
            "/none": [],
            "/secret": {"type": "secret", "value": CANARY},
            "/binary": b"\x00\xff",
        }

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        self.asked.append(f"{method} {path}" + (" reads" if more["reads"] else ""))
        if method == "GET" and path not in self.has:
            if 404 in more["expected"]:
                return Answer(404, {}, {"error": "nothing"})
            raise NotFound(404, method, path, "nothing")
        if path == "/lost":
            raise AnswerLost(None, method, path, "the answer was lost")
        if method == "POST":
            return Answer(201, {"Location": "http://server/things/a%2Fb"}, None)
        return Answer(200, {}, self.has.get(path))

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append(f"LIST {path}")
        return THINGS


class Run(Runtime):
    """A runtime whose client is that server."""

    def __init__(self) -> None:
        super().__init__()
        self.server = Server()

    def client(self, options: Any, system: Any) -> Any:
        return self.server


def run(check: bool = False, **options: Any) -> tuple[dict[str, Any], list[str]]:
    runtime = Run()
    login = {"auth_keycloak_url": "http://server", "token": "a-token-of-mine"}
    result = BINDING.run({**login, **options}, check_mode=check, diff=True, runtime=runtime)
    return result, runtime.server.asked


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ({"path": "/thing"}, []),
        ({"method": "PUT", "path": "/thing", "body": {"name": "a", "on": "true", "list": ["y", "x"]}}, []),
        ({"method": "PUT", "path": "/thing", "body": {"name": "b"}}, ["PUT /thing"]),
        ({"method": "PUT", "path": "/thing", "body": {"name": "a"}, "force": True}, ["PUT /thing"]),
        ({"method": "PUT", "path": "/unreadable", "body": {"name": "a"}}, ["PUT /unreadable"]),
        ({"method": "PUT", "path": "/unreadable"}, ["PUT /unreadable"]),
        ({"method": "PATCH", "path": "/thing", "body": {"on": False}}, ["PATCH /thing"]),
        ({"method": "POST", "path": "/things", "body": {"name": "a"}}, ["POST /things"]),
        ({"method": "POST", "path": "/things", "body": {}, "unless": {"has": {"name": "thing 3"}}}, []),
        ({"method": "POST", "path": "/things", "body": {}, "unless": {"has": {"name": "thing 11"}}}, []),
        ({"method": "POST", "path": "/things", "body": {}, "unless": {"has": {"name": "other"}}}, ["POST /things"]),
        ({"method": "POST", "path": "/things", "body": {}, "unless": {"path": "/thing"}}, []),
        ({"method": "POST", "path": "/things", "body": {}, "unless": {"path": "/none"}}, ["POST /things"]),
        ({"method": "POST", "path": "/export", "changes": False}, []),
        ({"method": "DELETE", "path": "/thing"}, ["DELETE /thing"]),
        ({"method": "DELETE", "path": "/nothing"}, []),
        ({"method": "DELETE", "path": "/nothing", "force": True}, ["DELETE /nothing"]),
        ({"method": "DELETE", "path": "/none"}, []),
        ({"method": "DELETE", "path": "/things", "only_if": {"has": [{"id": "1"}, {"id": "99"}]}}, ["DELETE /things"]),
        ({"method": "DELETE", "path": "/things", "only_if": {"has": [{"id": "99"}]}}, []),
        ({"method": "PUT", "path": "/{a}", "path_values": {"a": "b/c"}, "body": 1}, ["PUT /b%2Fc"]),
    ],
)
def test_writes(options: dict[str, Any], asked: list[str]) -> None:
    result, requests = run(**options)
    assert "failed" not in result
    writes = [one for one in requests if not one.startswith(("GET", "LIST")) and not one.endswith("reads")]
    assert (writes, result["actions"], result["changed"]) == (asked, asked, bool(asked))
    foreseen, requests = run(check=True, **options)
    assert [one for one in requests if not one.startswith(("GET", "LIST")) and not one.endswith("reads")] == []
    for key in ("changed", "actions", "diff"):
        assert foreseen.get(key) == result.get(key)


def test_what_was_made_is_named() -> None:
    result, _requests = run(method="POST", path="/things", body={})
    assert (result["status"], result["location_id"], result["body"]) == (201, "a/b", None)


def test_a_write_whose_answer_is_lost_may_have_been_carried_out() -> None:
    result, _asked = run(method="POST", path="/lost")
    assert result["failed"]
    assert result["changed"]
    assert result["actions"] == ["POST /lost"]


def test_diff_shows_what_was_compared() -> None:
    result, _requests = run(method="PUT", path="/thing", body={"name": "b", "secret": CANARY + "-2"})
    before = {"name": "a", "secret": "********"}
    assert result["diff"] == {"before": before, "after": {"name": "b", "secret": "********"}}


@pytest.mark.parametrize("path", ["/thing", "/secret"])
def test_secrets_are_shown_on_request_only(path: str) -> None:
    assert CANARY not in json.dumps(run(path=path)[0])
    assert CANARY in json.dumps(run(path=path, show_secrets=True)[0])


def test_binary_data_comes_as_base64() -> None:
    assert run(path="/binary", accept="*/*")[0]["body"] == "AP8="


def test_an_expected_status_is_no_failure() -> None:
    assert run(path="/nothing")[0]["failure"]["status"] == 404
    result, _requests = run(path="/nothing", status_code=[200, 404])
    assert (result["status"], result["changed"]) == (404, False)


def test_another_status_than_expected_is_a_failure_that_tells_of_the_write() -> None:
    result, _requests = run(method="POST", path="/things", body={}, status_code=[204])
    assert result["failed"]
    assert (result["changed"], result["actions"]) == (True, ["POST /things"])
    assert "answered 201: 204 was expected" in result["msg"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        *(
            ({"path": path}, "path: must be a path")
            for path in (
                "thing", "", "/", "//evil/x", "http://evil/x", "/a//b", "/a/", "/a/../b", "/a/%2e%2E/b", "/./a",
                "/a?b=c", "/a b", "/a#b", "/a\\b", "/a\nb", "/ä", "/a%zz",
            )
        ),
        ({"path": "/{a}/{b}", "path_values": {"a": "x"}}, "path_values: lacks b"),
        ({"path": "/{a}", "path_values": {"a": ".."}}, "a: must be a name other than"),
        ({"path": "/{a}", "path_values": {"a": ""}}, "a: must be a name other than"),
        ({"path": "/a", "body": {}}, "body: can't be given for GET"),
        ({"path": "/a", "unless": {}}, "unless: is for calls that change something"),
        ({"path": "/a", "method": "PUT", "unless": {}, "only_if": {}}, "can't be given together"),
        ({"path": "/a", "method": "PUT", "unless": {"path": "/../b"}}, "unless.path: must be a path"),
        ({"path": "/a", "method": "PUT", "body": '{"secret": "canary-in-a-cage"}'}, "from_json"),
        ({"path": "/a", "method": "PUT", "body": {"a": 1}, "body_format": "text"}, "must be a text"),
        ({"path": "/a", "method": "PUT", "body": "a", "body_format": "form"}, "must be a dictionary"),
        ({"path": "/a", "method": "HEAD", "body": {"secret": CANARY}}, "value of method must be one of"),
    ],
)  # fmt: skip
def test_refused(options: dict[str, Any], says: str) -> None:
    result, requests = run(**options)
    assert says in result["msg"]
    assert requests == []
    assert CANARY not in json.dumps(result)


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ({"path": "/{realm}/x", "realm": "a b"}, "GET /a%20b/x reads"),
        ({"path": "/{realm}/x", "realm": "a", "path_values": {"realm": "b"}}, "GET /b/x reads"),
        ({"path": "/x", "realm": "a"}, "GET /x reads"),
    ],
)
def test_the_realm_may_be_a_default_of_all_modules(options: dict[str, Any], asked: str) -> None:
    assert run(status_code=[404], **options)[1] == [asked]
