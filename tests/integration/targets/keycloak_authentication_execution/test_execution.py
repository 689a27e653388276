# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps of a flow that are found by a number or an id, sub-flows, and what stays as it is beside them."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.client import KeycloakClient
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import AnswerLost
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_authentication_execution"
REVIEW = "idp-review-profile"
# the writes that make a step with settings
APART = 3 if older("25") else 2


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm for flows."""
    name = f"execution-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


class Flow:
    """A flow of one's own; runs the module in it."""

    def __init__(self, world: World, realm: str, alias: str) -> None:
        self.world, self.realm, self.alias = world, realm, alias

    def steps(self, alias: str = "") -> list[dict[str, Any]]:
        path = f"/admin/realms/{self.realm}/authentication/flows/{alias or self.alias}/executions"
        return [step for step in self.world.admin.get(path) if not step["level"]]

    def names(self) -> list[str]:
        return [step["displayName"] for step in self.steps()]

    def run(self, check: bool = False, **options: Any) -> Ran:
        where = {} if "id" in options else {"flow_alias": self.alias}
        return self.world.run(MODULE, {"realm": self.realm, **where, **options}, check)

    def turn(self, writes: int, **options: Any) -> dict[str, Any]:
        """Check, run, again; return the end state."""
        check, ran, again = (self.run(check, **options) for check in (True, False, False))
        assert not ran.failed, ran.result["msg"]
        assert check.result["actions"] == ran.result["actions"]
        assert len(ran.writes) == writes, ran
        assert not again.changed, again
        assert not again.writes
        assert ran.result["warnings"] == []
        return ran.result["end_state"]


@pytest.fixture
def flow(world: World, realm: str) -> Flow:
    alias = f"flow-{secrets.token_hex(3)}"
    body = {"alias": alias, "providerId": "basic-flow", "topLevel": True, "builtIn": False}
    world.admin.send("POST", f"/admin/realms/{realm}/authentication/flows", body)
    return Flow(world, realm, alias)


def test_several_of_one_authenticator(flow: Flow) -> None:
    flow.turn(1, provider_id=REVIEW, requirement="REQUIRED")
    given = {"config_alias": flow.alias, "config": {"a": "b"}}
    second = flow.turn(APART, provider_id=REVIEW, nth=2, requirement="ALTERNATIVE", **given)
    before = flow.steps()
    flow.turn(1, provider_id=REVIEW, nth=2, requirement="DISABLED")
    assert flow.steps()[0] == before[0]
    assert [step["requirement"] for step in flow.steps()] == ["REQUIRED", "DISABLED"]
    refused = flow.run(provider_id=REVIEW, nth=2, index=0)
    assert "name it by its id" in refused.result["msg"]
    assert not refused.writes
    # the next run would remove the other one
    refused = flow.run(provider_id=REVIEW, state="absent")
    assert "the flow has 2 executions" in refused.result["msg"]
    assert not refused.writes
    moved = flow.turn(1, id=second["id"], index=0)
    assert moved["authenticatorConfig"]["config"] == {"a": "b"}
    assert [step["id"] for step in flow.steps()] == [second["id"], before[0]["id"]]
    flow.turn(1, id=second["id"], state="absent")
    assert [step["id"] for step in flow.steps()] == [before[0]["id"]]


def test_a_sub_flow(flow: Flow) -> None:
    name = f"{flow.alias} forms"
    made = flow.turn(2, sub_flow=name, description="second factors", requirement="CONDITIONAL")
    assert made["displayName"] == name
    assert made["description"] == "second factors"
    flow.turn(1, sub_flow=name, description="")
    flow.turn(1, provider_id="auth-cookie", requirement="ALTERNATIVE")
    flow.turn(1, sub_flow=name, index=1)
    assert flow.names() == ["Cookie", name]
    inner = Flow(flow.world, flow.realm, name)
    # in a sub-flow an execution is set up before it is enabled
    state = inner.turn(3, provider_id=REVIEW, requirement="REQUIRED", config_alias=name, config={"alpha": "one"})
    assert state["flowAlias"] == name
    inner.turn(3, provider_id="auth-cookie", requirement="ALTERNATIVE", index=0)
    assert inner.names() == ["Cookie", "Review Profile"]
    flow.turn(1, id=made["id"], sub_flow=f"{name} renamed")
    assert flow.names() == ["Cookie", f"{name} renamed"]
    flow.turn(1, sub_flow=f"{name} renamed", state="absent")
    assert flow.names() == ["Cookie"]


def test_a_form(flow: Flow) -> None:
    name = f"{flow.alias} form"
    flow.turn(2, sub_flow=name, sub_flow_type="form-flow", requirement="REQUIRED")
    assert flow.steps()[0]["providerId"] == "registration-page-form"
    assert not flow.run(sub_flow=name, sub_flow_type="form-flow").changed
    assert "can't be changed" in flow.run(sub_flow=name, sub_flow_type="basic-flow").result["msg"]
    config = {"site.key": "site", "secret.key": "canary-of-the-captcha"}
    inner = Flow(flow.world, flow.realm, name)
    options = {"provider_id": "registration-recaptcha-action", "config_alias": name, "config": config}
    for check in (True, False, False):
        ran = inner.run(check, **options)
        assert not ran.failed, ran.result["msg"]
        assert "canary" not in str(ran.result)
    assert not ran.changed


def test_far_moves_leave_the_others_in_order(flow: Flow) -> None:
    for number in range(5):
        flow.turn(1, sub_flow=f"{flow.alias} {number}", requirement="DISABLED")
    # one by one where there are no numbers
    flow.turn(4 if older("25") else 1, sub_flow=f"{flow.alias} 4", index=0)
    flow.turn(1, sub_flow=f"{flow.alias} 0", index=2)
    assert [name[-1] for name in flow.names()] == ["4", "1", "0", "2", "3"]


def test_a_built_in_flow(world: World, realm: str) -> None:
    """It takes places and requirements, and neither gets nor loses steps."""
    flow = Flow(world, realm, "browser")
    names = flow.names()
    flow.turn(1, provider_id="auth-spnego", requirement="ALTERNATIVE")
    if older("25"):
        assert "don't move the steps of a built-in flow" in flow.run(provider_id="auth-spnego", index=0).result["msg"]
    else:
        flow.turn(1, provider_id="auth-spnego", index=0)
        assert flow.names() == ["Kerberos", "Cookie", *names[2:]]
    assert "must be one of REQUIRED" in flow.run(provider_id="auth-cookie", requirement="CONDITIONAL").result["msg"]
    assert "built in flow" in flow.run(provider_id=REVIEW).result["msg"]
    assert "built in flow" in flow.run(provider_id="auth-cookie", state="absent").result["msg"]


def test_settings_of_a_step_that_is_gone_are_nobodys(flow: Flow) -> None:
    """16.1 keeps them, and would give them to the next step that names their alias."""
    for value in ("old", "new"):
        options = {"provider_id": REVIEW, "config_alias": flow.alias}
        state = flow.turn(2, config={"a": value}, **options)
        assert state["authenticatorConfig"]["config"] == {"a": value}
        assert flow.run(provider_id=REVIEW, state="absent").changed


@pytest.mark.since("25")  # older ones are given settings when the step is there
def test_settings_that_a_broken_run_left(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    """No list has them, but the next run finds them and finishes."""
    options = {"provider_id": REVIEW, "requirement": "REQUIRED", "config_alias": flow.alias}
    real = KeycloakClient.send

    def broken(self: KeycloakClient, method: str, path: str, *rest: Any, **more: Any) -> Any:
        if path.endswith("/authentication/executions"):
            raise AnswerLost(None, method, path, "the network is gone")
        return real(self, method, path, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(KeycloakClient, "send", broken)
        assert flow.run(config={"a": "old"}, **options).failed
    assert flow.steps() == []
    state = flow.turn(2, config={"a": "new"}, **options)
    assert state["authenticatorConfig"]["config"] == {"a": "new"}


def test_in_a_flow_that_an_earlier_task_makes(world: World, realm: str) -> None:
    runtime = world.fresh_record()
    assert world.run("keycloak_authentication_flow", {"realm": realm, "alias": "later"}, True, runtime).changed
    step = {"realm": realm, "flow_alias": "later", "sub_flow": "later forms", "requirement": "REQUIRED"}
    assert world.run(MODULE, step, True, runtime).changed
    inner = {"realm": realm, "flow_alias": "later forms", "provider_id": "auth-cookie", "index": 0}
    assert world.run(MODULE, inner, True, runtime).changed
    assert world.run(MODULE, {**inner, "flow_alias": "never"}, True, runtime).failed


def _refused(flow: Flow, says: str, **options: Any) -> None:
    """Both ways, before any write."""
    for check in (True, False):
        ran = flow.run(check, **options)
        assert says in ran.result["msg"]
        assert ran.failed
        assert not ran.writes


def test_a_name_that_another_flow_has(flow: Flow) -> None:
    """Names of flows are unique in a realm, those of sub-flows too; the server refuses another only as it is made."""
    taken = "is the name of another flow"
    name = f"{flow.alias} forms"
    made = flow.turn(1, sub_flow=name, requirement="DISABLED")
    inner = Flow(flow.world, flow.realm, name)
    _refused(inner, taken, sub_flow=name, requirement="REQUIRED")
    _refused(inner, taken, sub_flow=flow.alias, requirement="REQUIRED")
    _refused(flow, taken, sub_flow="forms")
    _refused(flow, taken, id=made["id"], sub_flow="browser")
    for check in (True, False):
        ran = flow.world.run("keycloak_authentication_flow", {"realm": flow.realm, "alias": name}, check)
        assert "alias: " in ran.result["msg"] and taken in ran.result["msg"]
        assert not ran.writes


def test_an_alias_that_other_settings_have(flow: Flow) -> None:
    """The alias of settings is unique in a realm, and is only told where an execution lists it."""
    says = "config_alias: 'review profile config' is the alias of settings in the flow 'first broker login'"
    settings = {"config_alias": "review profile config", "config": {"alpha": "one"}}
    _refused(flow, says, provider_id=REVIEW, requirement="REQUIRED", **settings)
    name = f"{flow.alias} forms"
    flow.turn(1, sub_flow=name, requirement="DISABLED")
    _refused(Flow(flow.world, flow.realm, name), says, provider_id=REVIEW, requirement="REQUIRED", **settings)
    flow.turn(1, provider_id=REVIEW, requirement="REQUIRED")
    _refused(flow, says, provider_id=REVIEW, **settings)


def test_a_requirement_that_an_authenticator_does_not_take(flow: Flow) -> None:
    """A new one can't be asked yet what it takes, as one that is there: the server takes anything."""
    name = f"{flow.alias} forms"
    flow.turn(1, sub_flow=name, requirement="DISABLED")
    for place in (flow, Flow(flow.world, flow.realm, name)):
        _refused(place, "must be one of REQUIRED:", provider_id="auth-username-form", requirement="ALTERNATIVE")
        options = {"provider_id": "conditional-user-configured", "requirement": "ALTERNATIVE"}
        _refused(place, "must be one of REQUIRED, DISABLED:", **options)


def test_several_of_one_authenticator_in_a_check_run(world: World, realm: str, flow: Flow) -> None:
    """The second comes after the first, which is there as soon as an earlier task would have made it."""
    for alias in (flow.alias, f"{flow.alias} later"):
        runtime = world.fresh_record()
        if alias != flow.alias:
            assert world.run("keycloak_authentication_flow", {"realm": realm, "alias": alias}, True, runtime).changed
        step = {"realm": realm, "flow_alias": alias, "provider_id": REVIEW}
        assert world.run(MODULE, {**step, "nth": 2}, True, runtime).failed
        for number in (1, 2, 3):
            ran = world.run(MODULE, {**step, "nth": number, "requirement": "REQUIRED"}, True, runtime)
            assert ran.changed, ran.result["msg"]
        assert "can't be made" in world.run(MODULE, {**step, "nth": 5}, True, runtime).result["msg"]


def test_both_ways(world: World, flow: Flow, tmp_path: pathlib.Path) -> None:
    here = {"realm": flow.realm, "flow_alias": flow.alias, "provider_id": "auth-cookie"}
    steps = {"check": {**here, "requirement": "REQUIRED"}, "absent": {**here, "state": "absent"}}
    steps["refuse"] = {**here, "provider_id": "nosuch"}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
