# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs: what another makes at the same time."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import run
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import BadRequest, Conflict
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Answer
from ansible_collections.iamops.keycloak.tests.unit.engine.test_run import THING, Server, lose_request, ran


class Numbered(Server):
    """Things of one name may be several; their ids are unique, and one may choose them."""

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        if self.accidents:
            self.accidents.pop(0)(self)
        made = body.get("id", "the-server's-own")
        if method == "POST" and made in self.things:
            raise Conflict(409, method, path, "exists")
        self.things[made] = {**body, "id": made}
        return Answer(201, {}, None)


CHOOSING = replace(THING, unique=False, chooses_id=True)


def test_of_two_who_make_the_same_the_later_is_refused() -> None:
    first = Numbered()
    ran(first, CHOOSING, name="a", size=1)
    (made,) = first.things

    def somebody(server: Server) -> None:
        server.things[made] = {"id": made, "name": "a", "size": 1}

    second = Numbered(accidents=[somebody])
    again, done = ran(second, CHOOSING, name="a", size=1)
    assert (list(second.things), done) == ([made], [])
    assert again.end_state == {"id": made, "name": "a", "size": 1}
    ran(first, CHOOSING, name="b", size=1)
    assert len(first.things) == 2


def test_an_id_that_belongs_to_another_object_by_now() -> None:
    server = Numbered()
    ran(server, CHOOSING, name="a")
    next(iter(server.things.values()))["name"] = "renamed"
    assert ran(server, CHOOSING, name="a")[1] == ["POST /things"]
    assert sorted(thing["name"] for thing in server.things.values()) == ["a", "renamed"]


@pytest.mark.parametrize("lost", [False, True])
def test_a_refusal_that_tells_of_another_in_the_making_is_waited_out(
    lost: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether somebody else makes it, or the server is still at work on this run's own request."""

    def busy(server: Server) -> None:
        raise BadRequest(400, "POST", "/things", "busy")

    kind = replace(THING, awaits=frozenset({"busy"}))
    server = Server(accidents=[lose_request, busy] if lost else [busy])
    looks = iter([None, {"name": "a", "size": 1}])

    def later(seconds: float) -> None:
        made = next(looks)
        if made:
            server.store(made)

    monkeypatch.setattr(time, "sleep", later)
    result, done = ran(server, kind, name="a", size=1)
    assert (done, result.first.changed) == ((["POST /things"], True) if lost else ([], False))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with pytest.raises(BadRequest):
        ran(Server(accidents=[busy]), kind, name="a")


def test_what_somebody_else_is_still_making_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It wasn't there before, and grows between two looks."""
    server = Server({"name": "a"})
    growth = iter([{"size": 1}, {"colour": "red"}])
    monkeypatch.setattr(time, "sleep", lambda seconds: server.things["a"].update(next(growth, {})))
    kind, done = replace(THING, grows=True), []  # type: ignore[var-annotated]
    wanted = replace(read(kind, {"name": "a", "size": 1, "colour": "red"}), unseen=True)
    run(kind, server, wanted, Certain(), False, done)
    assert done == []
    # who stops half-way is not waited for
    server.things["a"]["colour"] = "blue"
    run(kind, server, wanted, Certain(), False, done)
    assert done == ["PUT /things/a"]
