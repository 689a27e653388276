# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication flows: compared by place, changed where they are, exchanged where they can't be."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import Run, run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.flow_options import AS_MADE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.flows import FLAT_FLOW, FLOW, NESTED_FLOW
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    InvalidInput,
    MissingReference,
    ServerFault,
)
from ansible_collections.iamops.keycloak.tests.unit.keycloak.kinds.flow_server import FlowServer, OldFlowServer

LISTED = "PUT /admin/realms/acme/authentication/flows/f/executions"


def step(provider: str, requirement: str = "REQUIRED", name: str = "", **config: Any) -> dict[str, Any]:
    settings = {"authentication_config": {"alias": name, "config": config}} if name else {}
    return {"provider_id": provider, "requirement": requirement, **settings}


def flow(name: str, *below: dict[str, Any], requirement: str = "ALTERNATIVE", **more: Any) -> dict[str, Any]:
    return {"sub_flow": name, "requirement": requirement, "authentication_executions": list(below), **more}


DEEP = flow("deep", step("condition"), step("otp"), requirement="CONDITIONAL")
RICH = [
    step("cookie", "ALTERNATIVE"),
    flow("forms", step("password"), DEEP),
    step("redirector", "ALTERNATIVE", "first", to="a"),
    step("redirector", "ALTERNATIVE"),
]


def ran(server: FlowServer, kind: Any = NESTED_FLOW, check: bool = False, **options: Any) -> Run:
    server.writes.clear()
    server.done = []
    return run(kind, server, read(kind, {"realm": "acme", "alias": "f", **options}), Certain(), check, server.done)


def made(steps: Any = None) -> FlowServer:
    server = FlowServer()
    ran(server, authentication_executions=RICH if steps is None else steps)
    server.browser = server.override = server.flow_of("f") or ""
    return server


def changed(number: int, **values: Any) -> list[dict[str, Any]]:
    return [{**one, **values} if at == number else one for at, one in enumerate(RICH)]


@pytest.mark.parametrize(
    ("want", "methods"),
    [
        (RICH, ""),
        (changed(0, requirement="REQUIRED"), "PUT"),
        (changed(1, authentication_executions=[step("password"), {**DEEP, "requirement": "REQUIRED"}]), "PUT"),
        (changed(2, authentication_config={"alias": "first", "config": {"to": "b"}}), "PUT"),
        (changed(2, authentication_config={"alias": "other", "config": {"to": "a"}}), "PUT"),
        (changed(2, authentication_config=None), "DELETE"),
        (changed(3, authentication_config={"alias": "second", "config": {}}), "POST"),
        ([RICH[1], RICH[0], *RICH[2:]], "PUT"),
        ([*RICH[:2], RICH[3], RICH[2]], "PUT"),
        ([RICH[0], step("otp"), *RICH[1:]], "POST"),
        (RICH[:3], "DELETE"),
        ([RICH[0], *RICH[2:]], "DELETE"),
        ([*RICH, flow("more", step("otp"))], "POST POST POST PUT"),
        ([*RICH, flow("more", requirement="DISABLED")], "POST POST"),
        ([RICH[0], flow("forms", step("password")), *RICH[2:]], "DELETE"),
        ([], "DELETE DELETE DELETE DELETE"),
        (
            [
                flow("new", flow("newer", step("otp")), step("cookie", name="second", to="b")),
                *changed(2, requirement="REQUIRED"),
            ],
            "POST POST POST POST POST POST POST PUT PUT PUT",
        ),
    ],
)
def test_a_flow_in_use_is_changed_where_it_is(want: list[Any], methods: str) -> None:
    server = made()
    mine = server.flow_of("f")
    check = ran(server, check=True, authentication_executions=want)
    assert server.writes == []
    ran(server, authentication_executions=want)
    assert " ".join(write.partition(" ")[0] for write in server.writes) == methods
    assert check.first.actions == server.done
    assert (server.flow_of("f"), server.browser, server.override) == (mine, mine, mine)
    assert not ran(server, authentication_executions=want).first.changed


@pytest.mark.parametrize(
    ("want", "methods"),
    [
        (RICH, ""),
        (changed(0, requirement="REQUIRED"), "PUT"),
        ([RICH[1], RICH[0], *RICH[2:]], "POST"),
        ([RICH[3], *RICH[:3]], "POST POST POST"),
        ([RICH[0], step("otp"), *RICH[1:]], "POST POST POST POST"),
        ([RICH[0], flow("more", step("otp")), *RICH[1:]], "POST POST POST PUT POST POST POST"),
        # what is within it goes by itself
        ([RICH[0], *RICH[2:]], "DELETE DELETE"),
    ],
)
def test_on_an_older_server_steps_are_moved_one_by_one(want: list[Any], methods: str) -> None:
    server = OldFlowServer()
    ran(server, authentication_executions=RICH)
    check = ran(server, check=True, authentication_executions=want)
    assert server.writes == []
    ran(server, authentication_executions=want)
    assert " ".join(write.partition(" ")[0] for write in server.writes) == methods
    assert check.first.actions == server.done
    assert not ran(server, authentication_executions=want).first.changed
    # none is left that nobody finds
    assert all(
        one["topLevel"] or any(one["id"] == step.get("flowId") for step in server.steps.values())
        for one in server.flows.values()
    )


def test_a_new_sub_flow_is_enabled_when_it_is_whole_and_what_it_replaces_goes_last() -> None:
    server = made()
    ran(server, authentication_executions=[RICH[0], flow("new", step("password")), *RICH[2:]])
    assert [write.partition(" ")[0] for write in server.writes] == ["POST", "POST", "POST", "PUT", "DELETE"]
    assert server.writes[3] == LISTED


def test_settings_take_over_the_name_of_those_that_go() -> None:
    server = made([step("redirector", name="first", to="a"), step("cookie", name="second", to="b")])
    want = [step("otp", name="first", to="a"), step("cookie", name="first", to="b")]
    ran(server, authentication_executions=want)
    assert [(one["alias"], one["config"]) for one in server.settings.values()].count(("first", {"to": "a"})) == 1
    assert not ran(server, authentication_executions=want).first.changed


def test_what_asks_for_more_comes_before_what_asks_for_less() -> None:
    server = made([step("password"), step("otp", "DISABLED"), step("cookie", "ALTERNATIVE")])
    numbers = {one["providerId"]: one["id"] for one in server.steps.values()}
    order: list[str] = []
    server.tell = lambda body: order.append(body["id"])
    ran(server, authentication_executions=[step("password", "ALTERNATIVE"), step("otp"), step("cookie", "DISABLED")])
    assert order == [numbers["otp"], numbers["password"], numbers["cookie"]]


MOVED = [RICH[0], flow("forms", step("password")), DEEP, RICH[2]]


@pytest.mark.parametrize("want", [MOVED, changed(1, sub_flow_type="form-flow")])
@pytest.mark.parametrize("broken", range(20))
def test_what_cant_be_changed_in_place_is_exchanged_and_a_broken_run_is_finished(want: Any, broken: int) -> None:
    server = made()
    old = server.flow_of("f")
    check = ran(server, check=True, authentication_executions=want)
    server.breaks = broken
    try:
        ran(server, authentication_executions=want)
        assert broken >= len(check.first.actions)
    except ServerFault:
        assert server.browser in server.flows
        assert server.override in server.flows
        ran(server, authentication_executions=want)
    assert server.flow_of("f") == server.browser == server.override != old
    assert sorted(one["alias"] for one in server.flows.values()) == ["deep", "f", "forms"]
    assert not ran(server, authentication_executions=want).first.changed


def test_a_flow_left_by_a_broken_run_is_not_touched_where_that_is_forbidden() -> None:
    server = made()
    server.breaks = 3
    with pytest.raises(ServerFault):
        ran(server, authentication_executions=MOVED)
    with pytest.raises(InvalidInput, match="f_tmp_for_swap"):
        ran(server, authentication_executions=MOVED, force_temporary_swap_flow_deletion=False)


def test_a_flow_can_be_forced_to_be_made_again_while_it_is_in_use() -> None:
    server = made()
    old = server.flow_of("f")
    assert ran(server, FLAT_FLOW, force=True, authentication_executions=[step("cookie")]).first.changed
    assert server.browser == server.override == server.flow_of("f") != old


def test_one_in_use_or_built_in_is_not_removed() -> None:
    server = made()
    with pytest.raises(InvalidInput, match=r"in use .* the realm \(browserFlow\), client 'app'"):
        ran(server, state="absent", check=True)
    server.browser = server.override = ""
    ran(server, state="absent")
    assert (server.flows, server.steps) == ({}, {})


def test_a_built_in_flow_is_adjusted_and_gets_no_step() -> None:
    server = made()
    server.flows[server.browser]["builtIn"] = True
    ran(server, FLAT_FLOW, authentication_executions=[{**step("cookie"), "requirement": "DISABLED"}])
    assert server.writes == [LISTED]
    with pytest.raises(InvalidInput, match="built in: 'otp' can't be added"):
        ran(server, FLAT_FLOW, authentication_executions=[step("otp"), step("otp")])
    with pytest.raises(InvalidInput, match="Can't delete built in flow"):
        ran(server, state="absent")


@pytest.mark.parametrize(
    ("listed", "unlisted"),
    [
        ([step("cookie", "ALTERNATIVE"), flow("forms"), step("redirector")], True),
        ([{"display_name": "forms"}, {**step("password"), "flow_alias": "forms"}], False),
    ],
)
def test_what_a_step_leaves_out(listed: list[Any], unlisted: bool) -> None:
    server = made(
        [step("cookie", "ALTERNATIVE"), flow("forms", step("password")), step("redirector", name="x", to="y")]
    )
    kind, option = (FLOW, "executions") if unlisted else (FLAT_FLOW, "authentication_executions")
    listed = [{name: value for name, value in one.items() if name != "authentication_executions"} for one in listed]
    ran(server, kind, **{option: listed})
    assert len(server.steps) == (4 if unlisted else 2)
    assert len(server.settings) == int(unlisted)


@pytest.mark.parametrize(
    ("kind", "options", "says"),
    [
        (NESTED_FLOW, {"authentication_executions": [{}]}, "needs provider_id, or sub_flow"),
        (NESTED_FLOW, {"authentication_executions": [step("cookie", "SOMETIMES")]}, "must be one of REQUIRED"),
        (NESTED_FLOW, {"authentication_executions": [flow("a"), flow("a")]}, "names two sub-flows"),
        (NESTED_FLOW, {"authentication_executions": [flow("a", {"x": 1})]}, r"\[0\].x: is not one of"),
        (NESTED_FLOW, {"authentication_executions": [step("cookie") | {"authentication_executions": [{}]}]}, "belong"),
        (NESTED_FLOW, {"authentication_executions": [flow("forms")], "alias": "g"}, "name of another flow"),
        (NESTED_FLOW, {"provider_id": "client-flow"}, "needs a list of executions"),
        (FLAT_FLOW, {"authentication_executions": [{**step("otp"), "flow_alias": "x"}]}, "none of this flow's"),
        (FLAT_FLOW, {"authentication_executions": [{**step("otp"), "index": -1}]}, "whole number"),
        (FLAT_FLOW, {"authentication_executions": [{**step("otp"), "authentication_config": {"config": {}}}]}, "alias"),
    ],
)
def test_bad_input_is_told_before_any_write(kind: Any, options: dict[str, Any], says: str) -> None:
    server = made()
    with pytest.raises(InvalidInput, match=says):
        ran(server, kind, **options)
    assert server.writes == []


def test_unknown_authenticators_and_sources_are_told_before_any_write() -> None:
    server = made()
    for options in ({"authentication_executions": [step("nosuch")]}, {"alias": "g", "copy_from": "nosuch"}):
        with pytest.raises(MissingReference, match="nosuch"):
            ran(server, FLAT_FLOW, **options)
    assert server.writes == []


def test_settings_may_stand_beside_an_empty_config() -> None:
    server = FlowServer()
    config = {"alias": "x", "config": None, "to": "a"}
    ran(server, FLAT_FLOW, authentication_executions=[{**step("redirector"), "authentication_config": config}])
    assert [one["config"] for one in server.settings.values()] == [{"to": "a"}]


def test_an_index_places_a_step() -> None:
    server = made([step("cookie"), step("otp"), step("password")])
    want = [step("cookie"), step("otp"), {**step("password"), "index": 0}]
    ran(server, FLAT_FLOW, authentication_executions=want)
    assert [one["providerId"] for one in server.listed(server.browser, 0)] == ["password", "cookie", "otp"]
    assert server.writes == [LISTED]
    assert not ran(server, FLAT_FLOW, authentication_executions=want).first.changed


def test_a_step_of_a_built_in_flow_is_found_wherever_it_is() -> None:
    server = made()
    server.flows[server.browser]["builtIn"] = True
    want = [step("otp", "DISABLED"), {**step("password", "DISABLED"), "flow_alias": "forms"}]
    ran(server, FLAT_FLOW, authentication_executions=want)
    disabled = [one["providerId"] for one in server.listed(server.browser, 0) if one["requirement"] == "DISABLED"]
    assert disabled == ["password", "otp"]
    assert not ran(server, FLAT_FLOW, authentication_executions=want).first.changed


def test_a_built_in_flow_of_another_version_stays_as_it_is() -> None:
    """A realm's data may come from a server that gave the flow other steps; those that are the same are compared."""
    server = made()
    for steps, notes in (([step("cookie")], 1), (RICH, 0), ([*RICH, step("no-such")], 1)):
        one = ran(server, authentication_executions=steps, **{AS_MADE: True})
        assert (server.writes, len(one.first.notes)) == ([], notes)
    ran(server, authentication_executions=changed(0, requirement="DISABLED"), **{AS_MADE: True})
    assert server.writes
