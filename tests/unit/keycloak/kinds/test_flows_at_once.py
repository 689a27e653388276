# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication flows: what another run makes at the same time, or one that broke off has left."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import ServerFault
from ansible_collections.iamops.keycloak.tests.unit.keycloak.kinds.test_flows import RICH, flow, made, ran, step


@pytest.mark.parametrize("broken", range(5))
def test_a_sub_flow_that_a_broken_run_has_put_nowhere_is_put_into_its_place(broken: int) -> None:
    server, want = made(), [*RICH, flow("more", step("otp"))]
    server.writes.clear()
    server.breaks = broken
    with contextlib.suppress(ServerFault):
        ran(server, authentication_executions=want)
    ran(server, authentication_executions=want)
    assert sorted(one["alias"] for one in server.flows.values()) == ["deep", "f", "forms", "more"]
    assert not ran(server, authentication_executions=want).first.changed


@pytest.mark.parametrize("ahead", range(5))
def test_two_who_add_the_same_steps_at_once(ahead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once this run writes, another has made so many of the same writes, and goes no further."""
    server, other, want = made(), made(), [*RICH, step("cookie"), flow("more", step("otp"))]
    other.breaks = ahead + len(other.writes)
    with contextlib.suppress(ServerFault):
        ran(other, authentication_executions=want)
    send = server.send

    def meet(*told: Any, **how: Any) -> Any:
        server.flows, server.steps = other.flows, other.steps
        return send(*told, **how)

    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(server, "send", meet)
    ran(server, authentication_executions=want)
    assert sorted(one["alias"] for one in server.flows.values()) == ["deep", "f", "forms", "more"]
    assert len(server.steps) == 8 + 3
    assert not ran(server, authentication_executions=want).first.changed
