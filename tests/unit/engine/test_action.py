# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Actions: what is sent, how it is told, and that nothing is sent twice."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Call, Deed, carry_out
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import PENDING_ID, UNSET
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    AnswerLost,
    BadRequest,
    NotFound,
    UnexpectedBody,
)


class Writer:
    """A server that refuses what is below /bad, and has nothing below /gone."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, method: str, path: str, body: Any, *, params: Any, idempotent: bool, **how: str) -> Answer:
        if path.startswith("/bad"):
            raise BadRequest(400, method, path, "no")
        if path.startswith("/lost"):
            raise AnswerLost(None, method, path, "timed out")
        if path.startswith("/gone"):
            raise NotFound(404, method, path, "no such thing")
        self.sent.append((method, path, body, dict(params), idempotent))
        return Answer(200, {}, f"answer {len(self.sent)}")


def deed(*calls: Call) -> Deed:
    return Deed(calls, {"msg": "would"}, lambda answers: {"answers": answers})


def test_writes_are_sent_in_order_and_never_again() -> None:
    writer, done = Writer(), []
    first = Call("PUT", "/{realm}/mail", {"realm": "a b"}, ["X"], {"n": 1})
    told = carry_out(deed(first, Call("POST", "/secret")), writer, done, {})
    assert writer.sent == [("PUT", "/a%20b/mail", ["X"], {"n": 1}, False), ("POST", "/secret", None, {}, False)]
    assert done == ["PUT /a%20b/mail", "POST /secret"]
    assert told == {"answers": ["answer 1", "answer 2"]}


def test_a_refused_write_leaves_word_of_those_before() -> None:
    done: list[str] = []
    with pytest.raises(BadRequest):
        carry_out(deed(Call("POST", "/good"), Call("POST", "/bad"), Call("POST", "/never")), Writer(), done, {})
    assert done == ["POST /good"]


def test_a_write_that_may_have_been_done_counts() -> None:
    """Nothing tells afterwards whether a mail was sent: a failure without a change would say that it wasn't."""
    done: list[str] = []
    with pytest.raises(AnswerLost):
        carry_out(deed(Call("POST", "/good"), Call("POST", "/lost"), Call("POST", "/never")), Writer(), done, {})
    assert done == ["POST /good", "POST /lost"]


def test_what_is_told_once_is_kept_where_a_later_call_fails() -> None:
    made = Deed(
        [Call("POST", "/secret"), Call("POST", "/bad")], {}, lambda answers: {}, kept=lambda all: {"made": [*all]}
    )
    kept: dict[str, Any] = {}
    with pytest.raises(BadRequest):
        carry_out(made, Writer(), [], kept)
    assert kept == {"made": ["answer 1"]}


def test_an_answer_that_was_lost_is_looked_for() -> None:
    def unreachable(answers: list[Any]) -> str:
        raise AnswerLost(None, "GET", "/", "no answer")

    for look, said in ((lambda answers: f"found after {answers}", "; found after ['answer 1']"), (unreachable, "")):
        lost = Deed([Call("POST", "/good"), Call("POST", "/lost")], {}, lambda answers: {}, lost=look)
        with pytest.raises(AnswerLost) as raised:
            carry_out(lost, Writer(), [], {})
        plain = str(AnswerLost(raised.value.status, "POST", "/lost", raised.value.reason))
        assert raised.value.message == plain + said
        assert raised.value.facts()["message"] == raised.value.message


def test_no_call_follows_one_whose_answer_is_wrong() -> None:
    calls = [Call("POST", "/good"), Call("POST", "/made", wrong=lambda data: f"no {data}"), Call("DELETE", "/old")]
    found = Deed(calls, {}, lambda answers: {}, kept=lambda all: {"made": [*all]}, lost=lambda answers: "it is there")
    writer, done, kept = Writer(), [], {}
    with pytest.raises(UnexpectedBody, match="POST /made answered 200: no answer 2") as raised:
        carry_out(found, writer, done, kept)
    assert raised.value.message.endswith("; it is there")
    assert (done, kept, len(writer.sent)) == (["POST /good", "POST /made"], {"made": ["answer 1"]}, 2)


def test_an_id_that_is_yet_to_be_made_is_told_as_one() -> None:
    assert str(Call("POST", "/clients/{id}/secret", {"id": PENDING_ID})) == "POST /clients/{id}/secret"


def test_what_is_gone_is_as_good_as_removed_where_the_call_says_so() -> None:
    writer, done = Writer(), []
    told = carry_out(deed(Call("DELETE", "/gone", gone_is_done=True), Call("POST", "/good")), writer, done, {})
    assert (told, done) == ({"answers": [UNSET, "answer 1"]}, ["POST /good"])
    with pytest.raises(NotFound):
        carry_out(deed(Call("DELETE", "/gone")), writer, done, {})


def test_a_call_whose_answer_says_that_it_did_nothing_is_no_write() -> None:
    writer, done = Writer(), []
    told = carry_out(
        deed(Call("POST", "/sync", did=lambda data: data == "answer 2"), Call("POST", "/b")), writer, done, {}
    )
    assert (told, done) == ({"answers": ["answer 1", "answer 2"]}, ["POST /b"])
    assert len(writer.sent) == 2
