# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client template is a client scope, but for what it says and a field that is gone."""

from __future__ import annotations

from typing import Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Observed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.client_templates import CLIENT_TEMPLATE

NOW = {"id": "1", "name": "s", "protocol": "saml"}


@pytest.mark.parametrize("now", [None, NOW])
def test_full_scope_allowed_is_not_written(now: Optional[dict[str, str]]) -> None:
    desired = read(CLIENT_TEMPLATE, {"name": "s", "full_scope_allowed": True})
    seen = Observed({"realm": "acme", "name": "s"}, now, {"name": "s", "fullScopeAllowed": None} if now else {})
    made = plan(CLIENT_TEMPLATE, seen, desired)
    assert made.notes == ("full_scope_allowed was not written: a client has it, in keycloak_client.",)
    assert made.changed is (now is None)
    assert "fullScopeAllowed" not in {**made.foreseen, **made.after}
    assert [step.body for step in made.steps] == ([] if now else [{"protocol": "openid-connect", "name": "s"}])
