# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's representation falls into objects: flows and required actions."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config import (
    flows,
    sections,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput
from ansible_collections.iamops.keycloak.tests.unit.keycloak.config.fallen import items


def flow(alias: str, *steps: Any, **more: Any) -> dict[str, Any]:
    return {"alias": alias, "providerId": "basic-flow", "authenticationExecutions": list(steps), **more}


FLOWS = {
    "authenticationFlows": [
        flow(
            "outer",
            {"flowAlias": "inner", "requirement": "REQUIRED", "priority": 20, "authenticatorFlow": True},
            {"authenticator": "auth-otp", "requirement": "ALTERNATIVE", "priority": 10, "authenticatorConfig": "own"},
            topLevel=True,
            id="1",
            builtIn=False,
        ),
        flow("inner", {"authenticator": "auth-x", "requirement": "REQUIRED"}, topLevel=False, description="within"),
        flow("saml ecp", topLevel=True),
        {"alias": "bare"},
    ],
    "authenticatorConfig": [{"alias": "own", "id": "2", "config": {"a": "b"}}],
}


def test_flows() -> None:
    outer, bare = items(flows.flows, FLOWS)
    inner = {"requirement": "REQUIRED", "provider_id": "auth-x", "authentication_config": None}
    steps = [
        {
            "requirement": "ALTERNATIVE",
            "provider_id": "auth-otp",
            "authentication_config": {"alias": "own", "config": {"a": "b"}},
        },
        {
            "requirement": "REQUIRED",
            "sub_flow": "inner",
            "sub_flow_type": "basic-flow",
            "description": "within",
            "executions": [inner],
        },
    ]
    wanted = {"alias": "outer", "providerId": "basic-flow", "executions": steps}
    assert outer == ("authentication_flow", "authenticationFlows[0]", wanted, {})
    # nothing is said of its steps
    assert bare == ("authentication_flow", "authenticationFlows[3]", {"alias": "bare"}, {})


def test_a_form_has_its_page() -> None:
    page = {"flowAlias": "form", "authenticator": "registration-page-form", "requirement": "REQUIRED"}
    data = {"authenticationFlows": [flow("outer", page), flow("form", topLevel=False, providerId="form-flow")]}
    step = items(flows.flows, data)[0][2]["executions"][0]
    assert (step["provider_id"], step["sub_flow_type"]) == ("registration-page-form", "form-flow")


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        (
            [{"flowAlias": "nosuch"}],
            r"authenticationFlows\[0\].authenticationExecutions\[0\].flowAlias: must be an alias",
        ),
        ([{"flowAlias": "outer"}], r"flowAlias: can't be a flow that this one is in"),
        ([{"authenticator": "a", "authenticatorConfig": "nosuch"}], r"authenticatorConfig: must be an alias in"),
        ([{"flowAlias": "b", "authenticatorConfig": "own"}], r"authenticatorConfig: can't be given for a flow"),
        ([{"authenticator": "a", "requirment": "REQUIRED"}], r"requirment: is not one of authenticator, "),
        ([{"authenticator": "a", "priority": "first"}], r"authenticationExecutions\[0\].priority: must be"),
    ],
)
def test_flows_that_cant_be(steps: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(flows.flows, {"authenticationFlows": [flow("outer", *steps)]})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"authenticationFlows": [flow("a"), flow("a")]}, r"\[1\].alias: is already that of authenticationFlows\[0\]"),
        ({"authenticationFlows": [flow("a", descripton="x")]}, r"\[0\].descripton: is not one of"),
        (
            {"authenticatorConfig": [{"alias": "a", "config": {"x": "1"}}, {"alias": "a", "config": {}}]},
            r"authenticatorConfig\[1\].alias: is already that of other settings",
        ),
    ],
)
def test_parts_of_flows_that_cant_be(data: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(flows.flows, data)


def test_steps_are_in_the_order_of_their_priorities() -> None:
    steps = [{"authenticator": name, "priority": priority} for name, priority in (("b", "10"), ("c", 20), ("a", None))]
    outer = items(flows.flows, {"authenticationFlows": [flow("outer", *steps)]})[0][2]
    assert [step["provider_id"] for step in outer["executions"]] == ["a", "b", "c"]


def test_what_no_flow_uses_is_told_of() -> None:
    assert list(flows.unused(FLOWS)) == []
    rest = [flow("left", {"flowAlias": "below"}, topLevel=False), flow("below", topLevel=False)]
    config = [{"alias": "mine", "config": {}}] * 2
    data = {
        "authenticationFlows": [*FLOWS["authenticationFlows"], *rest],
        "authenticatorConfig": [*FLOWS["authenticatorConfig"], *config],
    }
    told = (
        "authenticationFlows has what no flow uses, which is not written: left, below",
        "authenticatorConfig has what no flow uses, which is not written: mine",
    )
    assert next(sections.realm({"realm": "acme", **data})).notes == told


def test_required_actions_are_one_object() -> None:
    actions = [{"alias": "A"}, {"alias": "B"}]
    wanted = ("authentication_required_actions", "requiredActions", {"required_actions": actions}, {})
    assert items(flows.required_actions, {"requiredActions": actions}) == [wanted]
    assert items(flows.required_actions, {"requiredActions": []})[0][2] == {"required_actions": []}
    assert items(flows.required_actions, {}) == []
