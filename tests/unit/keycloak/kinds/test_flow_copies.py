# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flows that are copied and get steps of their own: a copy, what is new in it, and what that waits for."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import Run, run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.flows import FLAT_FLOW
from ansible_collections.iamops.keycloak.tests.unit.keycloak.kinds.flow_server import FlowServer

STEPS = [
    {"provider_id": "otp", "requirement": "REQUIRED"},
    {"display_name": "new", "requirement": "REQUIRED"},
    {"provider_id": "cookie", "requirement": "REQUIRED", "flow_alias": "new"},
]


def ran(server: FlowServer, check: bool = False, **options: Any) -> Run:
    server.writes.clear()
    given = {"realm": "acme", "alias": "f", "copy_from": "source", **options}
    return run(FLAT_FLOW, server, read(FLAT_FLOW, given), Certain(), check, [])


@pytest.mark.parametrize("anew", [False, True])
def test_a_sub_flow_of_a_copy_is_enabled_when_it_is_whole(anew: bool) -> None:
    server = FlowServer()
    ran(server, alias="source", copy_from=None)
    if anew:
        ran(server)
    check = ran(server, check=True, authentication_executions=STEPS, force=anew)
    first = ran(server, authentication_executions=STEPS, force=anew)
    assert first.warnings == ()
    assert anew or len(check.first.actions) == len(server.writes)
    steps = list(server.listed(server.flow_of("f") or "", 0))
    assert [(one.get("displayName") or one["providerId"], one["requirement"]) for one in steps] == [
        ("otp", "REQUIRED"),
        ("new", "REQUIRED"),
        ("cookie", "REQUIRED"),
    ]
    assert sorted(flow["alias"] for flow in server.flows.values()) == ["f", "new", "source"]
    assert not ran(server, authentication_executions=STEPS).first.changed
