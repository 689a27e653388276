# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication flows: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.flows import (
    FLAT,
    FLOW,
    NESTED,
    RICH,
    Flows,
    a_realm,
    flows_of,
    step,
    sub,
)
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

SECRET = "captcha-4711-of-nobody"
LISTED = [
    step("auth-cookie", "ALTERNATIVE"),
    {"displayName": "own forms", "requirement": "ALTERNATIVE"},
    {**step("auth-username-password-form"), "flowAlias": "own forms"},
    {**step("auth-otp-form"), "flowAlias": "own forms"},
    step("identity-provider-redirector", "ALTERNATIVE", "own first", defaultProvider="a"),
]


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client and an identity provider."""
    with a_realm(world) as name:
        yield name


@pytest.fixture
def flows(world: World, realm: str) -> Iterator[Flows]:
    """The realm, without flows of another test's."""
    with flows_of(world, realm) as flows:
        yield flows


def test_check_mode_predicts_an_update(flows: Flows) -> None:
    """Theirs says in check mode that nothing changes, and then changes the requirement."""
    flows.turn(FLAT, alias="own", authenticationExecutions=LISTED)
    flows.turn(FLAT, 1, alias="own", authenticationExecutions=[step("auth-cookie"), *LISTED[1:]])
    assert flows.steps("own")[0] == (0, "auth-cookie", "REQUIRED")


def test_executions_that_leave_the_list_leave_the_server(flows: Flows) -> None:
    """Theirs leaves them there, so a second factor that a task has dropped is still asked for."""
    flows.turn(FLAT, alias="own", authenticationExecutions=LISTED)
    flows.turn(FLAT, 2, alias="own", authenticationExecutions=LISTED[:3])
    names = [name for _level, name, _requirement in flows.steps("own")]
    assert names == ["auth-cookie", "own forms", "auth-username-password-form"]


def test_a_diff_has_leaves_by_names(flows: Flows) -> None:
    """Theirs puts a list of Python dictionaries, printed with their ids, into one text."""
    flows.turn(FLAT, alias="own", authenticationExecutions=LISTED)
    diff = flows.turn(FLAT, alias="own", authenticationExecutions=[step("auth-cookie"), *LISTED[1:]]).result["diff"]
    before, after = (diff[when]["authenticationExecutions"] for when in ("before", "after"))
    assert before[0] == {"providerId": "auth-cookie", "requirement": "ALTERNATIVE"}
    assert after[0] == {"providerId": "auth-cookie", "requirement": "REQUIRED"}
    assert before[1:] == after[1:]
    assert "flowId" not in json.dumps(diff)


def test_the_end_state_lists_all_steps_flat_with_their_settings(flows: Flows) -> None:
    """Theirs has it in this shape for one of its modules, and after an update in another one for the other."""
    for _turn in range(2):
        end = flows.run(NESTED, alias="own", description="d", authenticationExecutions=RICH).result["end_state"]
        assert {name: end[name] for name in ("alias", "description", "providerId", "topLevel", "builtIn")} == {
            "alias": "own",
            "description": "d",
            "providerId": "basic-flow",
            "topLevel": True,
            "builtIn": False,
        }
        steps = end["authenticationExecutions"]
        assert [one["level"] for one in steps] == [0, 0, 0, 0, 1, 1, 2, 2]
        assert [one["index"] for one in steps] == [0, 1, 2, 3, 0, 1, 0, 1]
        assert steps[0]["displayName"] == "Cookie"
        settings = steps[1]["authenticationConfig"]
        assert (settings["alias"], settings["config"]) == ("own first", {"defaultProvider": "a"})


def test_a_rich_tree_is_unchanged_the_second_time(flows: Flows) -> None:
    """The same authenticator twice, with and without settings, and sub-flows in sub-flows."""
    flows.turn(NESTED, alias="own", authenticationExecutions=RICH)


def test_a_renamed_sub_flow_is_seen(flows: Flows) -> None:
    """Theirs does not compare the names of sub-flows, and says that nothing has changed."""
    flows.turn(NESTED, alias="own", authenticationExecutions=[sub("own a", step("auth-cookie"))])
    flows.turn(NESTED, alias="own", authenticationExecutions=[sub("own b", step("auth-cookie"))])
    assert flows.steps("own")[0] == (0, "own b", "ALTERNATIVE")


def test_a_built_in_flow_is_adjusted_and_never_removed(flows: Flows) -> None:
    """Theirs says in check mode that it would be deleted, and fails with HTTP Error 400."""
    flows.turn(FLAT, 1, alias="browser", authenticationExecutions=[step("auth-spnego", "ALTERNATIVE")])
    settings = step("identity-provider-redirector", "ALTERNATIVE", "redirect", defaultProvider="partner")
    flows.turn(FLAT, 1, alias="browser", authenticationExecutions=[settings])
    for options in ({"state": "absent"}, {"force": True}, {"authenticationExecutions": [step("auth-otp-form")] * 9}):
        for check in (True, False):
            ran = flows.run(FLAT, check, alias="browser", **options)
            assert ran.failed
            assert "built" in ran.result["msg"]
            assert not ran.writes


def test_a_copy_keeps_its_source_s_steps_and_loses_what_leaves_the_list(flows: Flows) -> None:
    """Theirs leaves what leaves the list."""
    added = {**step("auth-otp-form"), "flowAlias": "own forms", "index": 0}
    listed = [step("auth-spnego", "REQUIRED"), added]
    # older servers raise a step by one place at a time
    writes = 5 if older("25") else 3
    flows.turn(FLAT, writes, alias="own", copyFrom="browser", authenticationExecutions=listed)
    with_it = flows.steps("own")
    assert (1, "auth-otp-form", "REQUIRED") in with_it
    flows.turn(FLAT, 1, alias="own", copyFrom="browser", authenticationExecutions=listed[:1])
    assert flows.steps("own") == [one for one in with_it if one != (1, "auth-otp-form", "REQUIRED")]
    source = [(level, name) for level, name, _requirement in flows.steps("browser")]
    assert [(level, name.replace("own ", "")) for level, name, _requirement in flows.steps("own")] == source


def test_a_copy_gets_sub_flows_of_its_own(flows: Flows) -> None:
    """A copy, what is new in it, and what waits for that, all foreseen in their order."""
    new = [{"displayName": "own new", "requirement": "REQUIRED"}, {**step("auth-otp-form"), "flowAlias": "own new"}]
    settings = step("identity-provider-redirector", "ALTERNATIVE", "own copy", defaultProvider="a")
    options = {"alias": "own", "copyFrom": "browser", "authenticationExecutions": [*new, settings]}
    flows.turn(FLAT, 7, description="d", **options)
    assert flows.steps("own")[-2:] == [(0, "own new", "REQUIRED"), (1, "auth-otp-form", "REQUIRED")]


def test_a_step_of_a_copy_is_adjusted_wherever_it_is(flows: Flows) -> None:
    """As in theirs; but where a task says which sub-flow is meant, theirs changes one of another."""
    listed = [step("idp-email-verification", "DISABLED")]
    flows.turn(FLAT, 2, alias="own", copyFrom="first broker login", authenticationExecutions=listed)
    found = [one[1:] for one in flows.steps("own") if one[1] == "idp-email-verification"]
    assert found == [("idp-email-verification", "DISABLED")]


def test_steps_of_a_copy_go_by_the_names_that_people_see(flows: Flows) -> None:
    """As in theirs, display_name can be an execution's."""
    review = [{"displayName": "Review Profile", "requirement": "DISABLED"}]
    flows.turn(FLAT, 2, alias="own", copyFrom="first broker login", authenticationExecutions=review)
    assert flows.steps("own")[0] == (0, "idp-review-profile", "DISABLED")


def test_what_other_modules_have_set_stays(flows: Flows) -> None:
    """A list of providers and requirements says nothing of settings."""
    flows.turn(NESTED, alias="own", authenticationExecutions=RICH[:2])
    plain = [{"provider_id": one["providerId"], "requirement": "DISABLED"} for one in RICH[:2]]
    ran = flows.turn(FLOW, 2, alias="own", executions=plain)
    assert ran.result["end_state"]["authenticationExecutions"][1]["alias"] == "own first"


def test_a_required_action_keeps_its_name(flows: Flows) -> None:
    """Theirs gives it its alias for a name where a task says only whether it is enabled."""
    path = f"{flows.path}/authentication/required-actions/CONFIGURE_TOTP"
    name = flows.world.admin.get(path)["name"]
    actions = [{"alias": "CONFIGURE_TOTP", "enabled": False}]
    ran = flows.run("keycloak_authentication_required_actions", required_actions=actions)
    assert ran.changed, ran
    assert flows.world.admin.get(path)["name"] == name != "CONFIGURE_TOTP"


def test_secrets_in_settings_are_not_shown(flows: Flows) -> None:
    """Theirs prints them in its result, its diff and its invocation."""
    form = sub("own form", subFlowType="form-flow", requirement="REQUIRED")
    settings = {"site.key": "y", "secret.key": SECRET}
    captcha = step("registration-recaptcha-action", "REQUIRED", "own captcha", **settings)
    form["authenticationExecutions"] = [captcha]
    for check in (True, False, False):
        ran = flows.run(NESTED, check, alias="own", authenticationExecutions=[form])
        assert not ran.failed, ran.result["msg"]
        assert SECRET not in json.dumps(ran.result)
    assert not ran.changed


def test_messages_are_those_that_playbooks_look_for(flows: Flows) -> None:
    """Theirs says these words."""
    made = flows.run(NESTED, alias="own", authenticationExecutions=RICH[:1])
    found = made.result["end_state"]["id"]
    assert made.result["msg"] == f"Authentication flow 'own' with id: '{found}' created"
    changed = flows.run(NESTED, alias="own", authenticationExecutions=RICH[1:2]).result["msg"]
    assert changed == f"Authentication flow: own id: {found} updated"
    removed = flows.run(NESTED, alias="own", state="absent").result["msg"]
    assert removed == f"Authentication flow: own id: {found} is deleted"
    assert flows.run(NESTED, alias="own", state="absent").result["msg"] == "'own' is already absent"
    assert flows.run(FLAT, alias="own", state="absent").result["msg"] == "own absent"
    found = flows.run(FLAT, alias="own", authenticationExecutions=[]).result["end_state"]["id"]
    removed = flows.run(FLAT, alias="own", state="absent").result["msg"]
    assert removed == f"Authentication flow: own id: {found} is deleted"


def test_a_realm_is_bound_in_check_mode_to_a_flow_that_is_yet_to_be_made(world: World, flows: Flows) -> None:
    """A later task of the same check run finds the flow; one that nothing would make is an error."""
    runtime = world.fresh_record()
    made = world.run(FLAT, {"realm": flows.realm, "alias": "own", "authenticationExecutions": LISTED}, True, runtime)
    assert made.changed
    bound = world.run("keycloak_realm", {"realm": flows.realm, "browser_flow": "own"}, True, runtime)
    assert not bound.failed, bound.result["msg"]
    assert bound.changed
    assert world.run("keycloak_realm", {"realm": flows.realm, "browser_flow": "nosuch"}, True, runtime).failed
