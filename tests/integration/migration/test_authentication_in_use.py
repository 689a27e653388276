# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication flows that are in use: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.flows import (
    FLAT,
    NESTED,
    RICH,
    SECOND,
    Flows,
    a_realm,
    flows_of,
    step,
    sub,
)
from ansible_collections.iamops.keycloak.tests.integration.harness.proxy import Request
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

LISTED = [step("auth-cookie", "ALTERNATIVE"), step("auth-otp-form")]
MOVED = [step("auth-cookie"), RICH[1], sub("own forms (all)", step("auth-username-password-form")), SECOND]


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


@pytest.mark.parametrize(
    ("want", "writes"),
    [
        ([step("auth-cookie", "DISABLED"), *RICH[1:]], 1),
        ([RICH[1], RICH[0], *RICH[2:]], 1),
        ([RICH[0], RICH[2], RICH[1], RICH[3]], 1),
        # older servers raise a step by one place at a time
        ([RICH[0], step("auth-spnego", "DISABLED"), *RICH[1:]], 4 if older("25") else 1),
        (
            [RICH[0], step("identity-provider-redirector", "ALTERNATIVE", "own first", defaultProvider="b"), *RICH[2:]],
            1,
        ),
        ([*RICH[:3], sub("own forms (all)", step("auth-username-password-form"))], 1),
        (
            [
                *RICH[:3],
                sub("own forms (all)", step("auth-username-password-form"), {**SECOND, "requirement": "REQUIRED"}),
            ],
            1,
        ),
    ],
)
def test_one_change_of_a_flow_in_use_is_one_write(flows: Flows, want: list[Any], writes: int) -> None:
    """Theirs builds the whole flow again, moves all that use it, and every step has another id."""
    flows.turn(NESTED, alias="own", authenticationExecutions=RICH)
    flows.bind("own")
    mine = flows.ids()["own"]
    flows.turn(NESTED, writes, alias="own", authenticationExecutions=want)
    assert flows.bound() == {mine}


def test_a_flow_in_use_is_forced_without_losing_it(flows: Flows) -> None:
    """Theirs deletes the flow before it can make it again: without a provider_id, or in use, that fails half way."""
    flows.turn(FLAT, alias="own", authenticationExecutions=LISTED)
    flows.bind("own")
    old = flows.ids()["own"]
    check = flows.run(FLAT, True, alias="own", force=True, authenticationExecutions=LISTED[:1])
    ran = flows.run(FLAT, alias="own", force=True, authenticationExecutions=LISTED[:1])
    assert check.result["actions"] == ran.result["actions"]
    assert flows.bound() == {flows.ids()["own"]} != {old}
    assert flows.steps("own") == [(0, "auth-cookie", "ALTERNATIVE")]


@pytest.mark.parametrize("want", [MOVED, [*RICH[:3], sub("own forms (all)", subFlowType="form-flow")]])
def test_what_cant_be_changed_in_place_is_built_beside(flows: Flows, want: list[Any]) -> None:
    """A sub-flow on another level, and one of another type."""
    flows.turn(NESTED, alias="own", authenticationExecutions=RICH)
    flows.bind("own")
    old = flows.ids()["own"]
    flows.turn(NESTED, alias="own", authenticationExecutions=want)
    assert flows.bound() == {flows.ids()["own"]} != {old}
    assert not [alias for alias in flows.ids() if "swap" in alias]


@pytest.mark.parametrize("broken", [0, 4, 9, 14, 16, 17, 18])
def test_a_run_that_breaks_off_loses_nothing_and_is_finished_by_the_next(flows: Flows, broken: int) -> None:
    """Whatever write the server refuses, all that used the flow uses a whole one, and running again ends the job."""
    flows.turn(NESTED, alias="own", authenticationExecutions=RICH)
    flows.bind("own")
    whole = (flows.steps("own"), list(_expected(MOVED)))
    left = [broken]

    def refuse(method: str, path: str) -> int | None:
        if not Request(method, path, 0).writes:
            return None
        left[0] -= 1
        return 500 if left[0] == -1 else None

    with flows.world.proxy.wire.troubled(refuse):
        ran = flows.run(NESTED, alias="own", authenticationExecutions=MOVED)
    assert ran.failed == (left[0] < 0)
    names = {flow_id: alias for alias, flow_id in flows.ids().items()}
    for flow_id in flows.bound():
        plain = [(level, name.replace("_tmp_for_swap", ""), word) for level, name, word in flows.steps(names[flow_id])]
        assert plain in whole
    assert not flows.run(NESTED, alias="own", authenticationExecutions=MOVED).failed
    assert flows.bound() == {flows.ids()["own"]}
    assert flows.steps("own") == whole[1]
    assert not [alias for alias in flows.ids() if "swap" in alias]
    assert not flows.run(NESTED, alias="own", authenticationExecutions=MOVED).changed


def _expected(steps: list[dict[str, Any]], level: int = 0) -> Iterator[tuple[int, str, str]]:
    for one in steps:
        yield level, one.get("subFlow") or one["providerId"], one["requirement"]
        yield from _expected(one.get("authenticationExecutions") or [], level + 1)


def test_what_a_broken_run_has_left_is_not_touched_where_that_is_forbidden(flows: Flows) -> None:
    """The option means what it means in theirs."""
    flows.turn(NESTED, alias="own", authenticationExecutions=RICH)
    flows.turn(NESTED, alias="own_swap", authenticationExecutions=[])
    options = {"alias": "own", "authenticationExecutions": MOVED, "temporary_swap_flow_suffix": "_swap"}
    ran = flows.run(NESTED, **options, force_temporary_swap_flow_deletion=False)
    assert ran.failed
    assert "own_swap" in ran.result["msg"]
    assert not ran.writes
    flows.turn(NESTED, **options)


def test_a_flow_in_use_is_not_removed_and_the_error_says_why(flows: Flows) -> None:
    """Theirs fails with HTTP Error 500 or without saying what uses it and, in check mode, says that it would go."""
    flows.turn(NESTED, alias="own", authenticationExecutions=RICH)
    flows.bind("own")
    for check in (True, False):
        ran = flows.run(NESTED, check, alias="own", state="absent")
        assert ran.failed
        for user in ("browserFlow", "client 'app'", "identity provider 'partner'", "postBrokerLoginFlowAlias"):
            assert user in ran.result["msg"]
        assert not ran.writes
