# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The place of one step of a flow, on servers that tell numbers and on those that don't; what names a step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import LATER, Situation
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.execution_places import (
    Place,
    moved,
    one_by_one,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.execution_settings import (
    LeftOver,
    Settings,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.executions import (
    AUTHENTICATION_EXECUTION,
    allowed,
    changed_body,
    named,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import AnswerLost, InvalidInput

ADDRESS = {"realm": "acme", "flow_alias": "f", "id": "c"}


def steps(*numbers: int | None) -> list[dict[str, Any]]:
    """Return steps a, b, c ... with these numbers; None for a server that tells none."""
    items = [{"id": "abcdef"[at], "requirement": "REQUIRED", "providerId": f"p{at}"} for at in range(len(numbers))]
    return [item if number is None else {**item, "priority": number} for item, number in zip(items, numbers)]


def situation(around: list[dict[str, Any]], built_in: bool = False, **address: str) -> Situation:
    document = {"id": "c", "surroundings": {"alias": "f", "builtIn": built_in, "steps": around}}
    return Situation({**ADDRESS, **address}, document=document)


@pytest.mark.parametrize(
    ("numbers", "want", "built_in", "writes"),
    [
        ((10, 20, 30), 2, False, []),
        ((10, 20, 30), 1, False, ["POST raise-priority"]),
        ((10, 20, 30), 0, False, ["PUT c 4"]),
        ((10, 20, 30, 40), 3, False, ["POST lower-priority"]),
        ((10, 20, 30), 99, False, []),
        # two numbers that are equal can't change places
        ((10, 20, 20), 1, False, ["PUT c 15"]),
        ((0, 0, 0), 0, False, ["PUT c -1", "PUT b 10"]),
        # a built-in flow refuses to have steps raised
        ((10, 20, 30), 1, True, ["PUT c 15"]),
        # an older server tells no numbers
        ((None, None, None), 0, False, ["POST raise-priority"] * 2),
    ],
)
def test_places(numbers: tuple[int | None, ...], want: int, built_in: bool, writes: list[str]) -> None:
    around = steps(*numbers)
    now = next(at for at, step in enumerate(around) if step["id"] == "c")
    outcome = Place("index").settle(now, want, situation(around, built_in))
    told = []
    for step in outcome.steps:
        what = f"{step.body['id']} {step.body['priority']}" if step.method == "PUT" else step.path.rpartition("/")[2]
        told.append(f"{step.method} {what}")
    assert told == writes
    assert outcome.changed == bool(writes)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("own", "abcd")
@pytest.mark.parametrize("numbers", [(10, 20, 30, 40), (0, 1, 2, 3), (5, 5, 5, 5), (-3, 0, 0, 9)])
def test_numbers_rise_in_the_order_that_is_wanted(numbers: tuple[int, ...], own: str, place: int) -> None:
    around = steps(*numbers)
    for swaps in sorted({False, one_by_one(around, own, place)}):
        order = moved(around, own, place, swaps)
        assert [step["id"] for step in order].index(own) == place
        assert [step["id"] for step in order if step["id"] != own] == [x for x in "abcd" if x != own]
        if len(set(numbers)) == 4:
            rising = [step["priority"] for step in order]
            assert rising == sorted(set(rising))


def test_a_step_that_is_found_by_its_number_keeps_it() -> None:
    around = [{**step, "providerId": "same"} for step in steps(10, 20, 30)]
    with pytest.raises(InvalidInput, match="name it by its id"):
        Place("index").settle(2, 0, situation(around, step="same", sort="execution", nth="3"))
    assert Place("index").settle(2, 0, situation(around)).changed


def test_a_new_step_is_moved_once_it_is_there() -> None:
    known = {"index": {"flow": {"id": "x", "steps": steps(10, 20)}}}
    new = Situation({"realm": "acme", "flow_alias": "f"}, creating=True, found=known)
    assert [step.phase >= LATER for step in Place("index").settle(None, 1, new).steps] == [True]
    assert not Place("index").settle(None, 2, new).steps


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "provider_id: or sub_flow is needed"),
        ({"provider_id": "a", "nth": 0}, "nth: must be 1 or more"),
        ({"sub_flow": "a", "nth": 2}, "nth: must be 1 or more"),
        ({"id": "x", "nth": 2}, "nth: .*can't be given with id"),
        ({"sub_flow": ".."}, "sub_flow"),
    ],
)
def test_what_names_a_step(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        named(options)
    assert named({"id": "x"}) == {"id": "x"}


def created(**options: Any) -> Plan:
    """Return the plan for a step in a flow with two reviews, of the numbers 10 and 20."""
    desired = read(AUTHENTICATION_EXECUTION, {"realm": "acme", "flow_alias": "f", **options})
    return plan(AUTHENTICATION_EXECUTION, observe(AUTHENTICATION_EXECUTION, Flow(), desired, Certain()), desired)


class Flow:
    """A flow with two executions of one authenticator, which a server numbers."""

    STEPS = [{**step, "providerId": "review", "level": 0} for step in steps(10, 20)]

    def get(self, path: str, params: Any = None) -> Any:
        if path.endswith("/f/executions"):
            return self.STEPS
        if path.endswith("/executions/x"):
            return None
        if path.endswith("-providers"):
            return [{"id": "review"}, {"id": "cookie"}]
        shown = {"id": path[-1], "authenticator": "review", "parentFlow": "1", "requirement": "REQUIRED"}
        return {"alias": "f", "builtIn": False} if "/flows/" in path else shown

    def list(self, path: str, params: Any = None) -> Any:
        return [{"alias": "f", "id": "1"}]

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"provider_id": "cookie", "requirement": "CONDITIONAL"}, "requirement: .*is for sub-flows"),
        ({"id": "x", "provider_id": "review"}, "id: .*there is no such step"),
        # it would be the first or the second one, not the third
        ({"provider_id": "review", "nth": 3, "priority": 15}, "priority: .*name it by its id"),
        ({"provider_id": "review", "nth": 3, "priority": 20}, "priority: .*name it by its id"),
        # the next run would find, and remove, the other one
        ({"provider_id": "review", "state": "absent"}, "nth: .*the flow has 2 executions of 'review'"),
    ],
)
def test_a_step_that_the_next_run_would_not_find(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        created(**options)


@pytest.mark.parametrize(
    ("options", "writes"),
    [
        ({"provider_id": "review", "nth": 3, "priority": 25}, ["POST"]),
        ({"provider_id": "cookie", "priority": 15}, ["POST"]),
        ({"provider_id": "review", "nth": 2, "state": "absent"}, ["DELETE"]),
        ({"provider_id": "review", "nth": 3, "state": "absent"}, []),
        ({"id": "a", "state": "absent"}, ["DELETE"]),
    ],
)
def test_a_step_that_the_next_run_finds(options: dict[str, Any], writes: list[str]) -> None:
    assert [step.method for step in created(**options).steps] == writes


def test_an_execution_whose_answer_is_lost_is_not_made_twice() -> None:
    class Deaf(Flow):
        sent = 0

        def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Any:
            self.sent += 1
            raise AnswerLost(None, method, path, "the network is gone")

    server: Any = Deaf()
    desired = read(AUTHENTICATION_EXECUTION, {"realm": "acme", "flow_alias": "f", "provider_id": "cookie"})
    with pytest.raises(AnswerLost):
        run(AUTHENTICATION_EXECUTION, server, desired, Certain(), False, [])
    assert server.sent == 1


def test_a_requirement_that_means_nothing_is_only_refused_where_it_is_to_be_written() -> None:
    choices = ["REQUIRED", "DISABLED"]
    item = {"id": "a", "requirement": "ALTERNATIVE", "requirementChoices": choices}
    now = {"id": "a", "requirement": "ALTERNATIVE", "surroundings": {"steps": [item]}}
    allowed(now, now, {"requirement": "ALTERNATIVE"})
    with pytest.raises(InvalidInput, match="must be one of REQUIRED, DISABLED"):
        allowed({**now, "requirement": "REQUIRED"}, now, {"requirement": "ALTERNATIVE"})


@pytest.mark.parametrize(
    ("asked", "writes"),
    [
        ({"displayName": "new"}, 1),
        ({"description": "d"}, 1),
        ({"displayName": "new", "description": "d"}, 1),
        ({"displayName": "old", "description": "d"}, 1),
        ({"displayName": "old", "description": ""}, 0),
    ],
)
def test_a_sub_flow_gets_its_name_and_description_at_once(asked: dict[str, str], writes: int) -> None:
    item = {"id": "c", "flowId": "9", "displayName": "old", "requirement": "REQUIRED", "authenticationFlow": True}
    here = replace(situation([item]), desired=asked)
    parts = {part.api: part for part in AUTHENTICATION_EXECUTION.parts}
    outcomes = [parts[api].settle(item.get(api), want, here) for api, want in asked.items()]
    steps = [step for outcome in outcomes for step in outcome.steps]
    description = asked.get("description")
    assert [(step.method, step.body) for step in steps] == [
        ("PUT", {**item, "displayName": asked.get("displayName", "old"), "description": description})
    ] * writes


@pytest.mark.parametrize(("number", "sent"), [(3, {"priority": 7}), (None, {})])
def test_an_older_server_gets_no_number(number: int | None, sent: dict[str, int]) -> None:
    body = {"id": "a", "requirement": "REQUIRED", "priority": 7, "surroundings": {"steps": steps(number)}}
    assert changed_body(body, False) == {"id": "a", "requirement": "REQUIRED", **sent}


class Realm:
    """A realm with one flow, or some other, and some settings."""

    def __init__(self, used: list[str], there: bool, flow: str = "one") -> None:
        self.used, self.there, self.flow = used, there, flow

    def get(self, path: str, params: Any = None) -> Any:
        if path.endswith("/executions"):
            return [{"id": number, "authenticationConfig": used} for number, used in enumerate(self.used)]
        return {"id": "some"} if self.there else None

    def list(self, path: str, params: Any = None) -> Any:
        return [{"alias": "f", "id": self.flow}] if self.flow else []


def test_settings_that_are_left_over() -> None:
    address = {"realm": "acme", "flow_alias": "f", "step": "p"}
    reader: Any = Realm([], True)
    found = LeftOver("one").find(reader, address, "left over")
    assert found and found["there"]
    assert found != LeftOver("two").find(reader, address, "left over")
    # a flow that got this one's name later has settings of its own
    later: Any = Realm([], True, flow="later")
    assert found != LeftOver("one").find(later, address, "left over")
    pending: Any = Realm([], True, flow="")
    assert LeftOver("one").find(pending, address, "left over") == {"id": "", "there": False}
    taken: Any = Realm([found["id"]], True)
    assert LeftOver("one").find(taken, address, "left over") == {"id": "", "there": False}


def test_settings_of_an_execution() -> None:
    part, here = Settings("config", "authenticatorConfig"), Situation({"realm": "acme", "id": "x"})
    had = {"id": "s", "alias": "a", "config": {"k": "v", "l": "w"}}
    changed = part.settle(had, {"config": {"k": None, "l": "x"}}, here)
    assert [(step.method, step.body["config"]) for step in changed.steps] == [("PUT", {"l": "x"})]
    secret = {**had, "config": {"k": "v", "secret.key": "old-secret"}}
    renewed = part.settle(secret, {"config": {"secret.key": "new-secret"}}, here)
    assert renewed.shown == {"alias": "a", "config": {"k": "v", "secret.key": "******** (changed)"}}
    assert changed.shown == {"alias": "a", "config": {"l": "x"}}
    assert not part.settle(had, {"alias": "a", "config": {"k": "v"}}, here).changed
    assert [step.method for step in part.settle(had, {"alias": ""}, here).steps] == ["DELETE"]
    assert not part.settle({}, {"alias": ""}, here).changed
    with pytest.raises(InvalidInput, match="config_alias: is needed"):
        part.settle({}, {"config": {"k": "v"}}, here)
