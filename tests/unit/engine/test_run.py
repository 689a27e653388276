# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs: what is done when somebody else writes at the same time, or an answer is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Callable, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.children import Children
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import Run, run
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    AnswerLost,
    BadRequest,
    Conflict,
    InvalidInput,
    NotFound,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Answer

THING = Resource(
    name="thing",
    title="thing",
    homes=(Home("/things", "/things/{id}", InList("/things", {"name": "name"})),),
    key=("name",),
    parts=(Field("name"), Field("size", type="int"), Field("colour")),
)


class Server:
    """A server that keeps things, and has an accident at chosen writes."""

    def __init__(self, *things: dict[str, Any], accidents: Optional[list[Callable[[Server], None]]] = None) -> None:
        self.things = {thing["name"]: {"id": thing["name"], **thing} for thing in things}
        self.accidents = accidents or []
        self.keeps_colour = True

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        raise AssertionError(path)

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> list[Any]:
        return json.loads(json.dumps(list(self.things.values())))

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        if self.accidents:
            self.accidents.pop(0)(self)
        if method == "POST" and body["name"] in self.things:
            raise Conflict(409, method, path, "exists")
        self.store(body)
        return Answer(204, {}, None)

    def store(self, thing: dict[str, Any]) -> None:
        kept = {name: value for name, value in thing.items() if name != "colour" or self.keeps_colour}
        self.things[thing["name"]] = {"id": thing["name"], **kept}


def ran(server: Server, kind: Resource = THING, **options: Any) -> tuple[Run, list[str]]:
    done: list[str] = []
    return run(kind, server, read(kind, options), Certain(), False, done), done


def test_somebody_else_made_the_same_thing_meanwhile() -> None:
    server = Server(accidents=[lambda server: server.store({"name": "a", "size": 1})])
    result, done = ran(server, name="a", size=1)
    assert done == []
    assert result.end_state == {"id": "a", "name": "a", "size": 1}
    assert (result.first.changed, result.existing) == (False, result.end_state)


def test_somebody_else_removed_it_meanwhile() -> None:
    def removed(server: Server) -> None:
        server.things.clear()
        raise NotFound(404, "DELETE", "/things/a", "Could not find thing")

    result, done = ran(Server({"name": "a"}, accidents=[removed]), name="a", state="absent")
    assert (done, result.first.changed, result.existing) == ([], False, None)


def test_what_stays_not_found_is_an_error() -> None:
    def lacks(server: Server) -> None:
        raise NotFound(404, "PUT", "/things/a", "Could not find part")

    with pytest.raises(NotFound):
        ran(Server({"name": "a", "size": 1}, accidents=[lacks]), name="a", size=2)


def test_somebody_else_made_another_thing_of_that_name_meanwhile() -> None:
    server = Server(accidents=[lambda server: server.store({"name": "a", "size": 2})])
    _result, done = ran(server, name="a", size=1)
    assert done == ["PUT /things/a"]
    assert server.things["a"]["size"] == 1


def lose_answer(server: Server) -> None:
    server.store({"name": "a", "size": 1})
    raise AnswerLost(None, "POST", "/things", "connection reset")


def test_a_lost_answer_is_resolved_by_reading() -> None:
    _result, done = ran(Server(accidents=[lose_answer]), name="a", size=1)
    assert done == ["POST /things"]


def lose_request(server: Server) -> None:
    raise AnswerLost(None, "POST", "/things", "connection reset")


def test_a_lost_request_that_changed_nothing_is_sent_again() -> None:
    server = Server(accidents=[lose_request])
    _result, done = ran(server, name="a", size=1)
    assert (done, server.things["a"]["size"]) == (["POST /things"], 1)


def test_a_lost_request_that_was_still_at_work_when_it_was_sent_again_counts() -> None:
    server = Server(accidents=[lose_request, lambda server: server.store({"name": "a", "size": 1})])
    result, done = ran(server, name="a", size=1)
    assert (done, result.first.changed) == (["POST /things"], True)


def test_a_lost_request_is_not_sent_again_where_it_might_make_a_second_one() -> None:
    done: list[str] = []
    server = Server(accidents=[lose_request])
    with pytest.raises(AnswerLost):
        run(replace(THING, unique=False), server, read(THING, {"name": "a"}), Certain(), False, done)
    assert (done, server.things) == ([], {})


class Box(Server):
    """A server that keeps things in one box; the second write of a task has an accident.

    :param carried_out: whether it was carried out all the same
    """

    def __init__(self, carried_out: bool) -> None:
        super().__init__({"name": "box", "size": 1})
        self.parts: list[dict[str, Any]] = []
        self.sent, self.carried_out = 0, carried_out

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> list[Any]:
        return super().list(path) if path == "/things" else json.loads(json.dumps(self.parts))

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        self.sent += 1
        if path != "/things/box/parts":
            return super().send(method, path, body)
        if self.sent != 2 or self.carried_out:
            self.parts.append({"id": str(len(self.parts)), **body})
        if self.sent == 2:
            raise AnswerLost(None, method, path, "connection reset")
        return Answer(201, {}, None)


PARTS = Children(
    "parts", fields=(Field("name"),), at="/things/{id}/parts", child="/things/{id}/parts/{child}", listed=True
)
WRITES = ["PUT /things/box", *["POST /things/box/parts"] * 2]


@pytest.mark.parametrize(("unique", "carried_out"), [(True, True), (True, False), (False, True), (False, False)])
def test_a_later_write_whose_answer_is_lost_is_told_and_made_once(unique: bool, carried_out: bool) -> None:
    kind, box, done = replace(THING, parts=(*THING.parts, PARTS), unique=unique), Box(carried_out), []
    desired = read(kind, {"name": "box", "size": 2, "parts": [{"name": "a"}, {"name": "b"}]})
    if unique or carried_out:
        run(kind, box, desired, Certain(), False, done)
        assert (done, [part["name"] for part in box.parts]) == (WRITES, ["a", "b"])
        return
    with pytest.raises(AnswerLost):
        run(kind, box, desired, Certain(), False, done)
    assert (done, box.parts) == (WRITES[:1], [])


def test_requests_that_stay_lost_are_an_error() -> None:
    with pytest.raises(AnswerLost):
        ran(Server(accidents=[lose_request] * 3), name="a", size=1)


def refuse(server: Server) -> None:
    raise Conflict(409, "PUT", "/things/a", "Duplicate resource error")


def test_a_conflict_that_stays_is_an_error() -> None:
    with pytest.raises(Conflict):
        ran(Server({"name": "a", "size": 1}, accidents=[refuse]), name="a", size=2)


def test_another_error_is_not_tried_again() -> None:
    def bad(server: Server) -> None:
        raise BadRequest(400, "PUT", "/things/a", "no")

    server = Server({"name": "a", "size": 1}, accidents=[bad])
    with pytest.raises(BadRequest):
        ran(server, name="a", size=2)
    assert server.things["a"]["size"] == 1


def test_what_the_server_did_not_keep_is_told() -> None:
    server = Server({"name": "a"})
    server.keeps_colour = False
    result, _done = ran(server, name="a", size=1, colour="red")
    assert "did not keep colour as given" in result.warnings[0]


def test_nothing_to_do_reads_once_and_writes_nothing() -> None:
    result, done = ran(Server({"name": "a", "size": 1}), name="a", size=1)
    assert (done, result.first.changed, result.existing) == ([], False, result.end_state)


def test_a_kind_may_spare_what_is_to_be_removed() -> None:
    def spares(reader: Any, address: Any, document: Mapping[str, Any], options: Mapping[str, Any]) -> None:
        if document.get("colour") == "red" and options.get("size") is None:
            raise InvalidInput("size", None, "is needed for a red one")

    kind = replace(THING, spares=spares)
    server = Server({"name": "a", "colour": "red"}, {"name": "b"})
    with pytest.raises(InvalidInput, match="is needed for a red one"):
        run(kind, server, read(kind, {"name": "a", "state": "absent"}), Certain(), False, [])
    for options in ({"name": "a", "size": 1}, {"name": "b"}, {"name": "nosuch"}):
        run(kind, server, read(kind, {**options, "state": "absent"}), Certain(), True, [])


def test_absent_may_take_something_from_what_stays() -> None:
    def taken(options: dict[str, Any]) -> dict[str, Any]:
        return {**options, "state": "present", "colour": ""} if options.get("state") == "absent" else options

    kind = replace(THING, normalize=taken)
    desired = read(kind, {"name": "a", "state": "absent"})
    assert (desired.state, desired.withdraws, desired.removing) == ("present", True, True)
    assert not read(kind, {"name": "a"}).removing
    server, done = Server({"name": "a", "colour": "red", "size": 1}), []
    assert run(kind, server, desired, Certain(), False, done).first.changed
    assert server.things["a"] == {"id": "a", "name": "a", "colour": "", "size": 1}
    assert done == ["PUT /things/a"]
