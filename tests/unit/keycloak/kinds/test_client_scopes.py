# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client scopes: what is desired -> which writes."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, Observed, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.client_scopes import CLIENT_SCOPE


@pytest.mark.parametrize(("given", "protocol"), [({}, "openid-connect"), ({"protocol": "saml"}, "saml")])
def test_a_new_scope_has_a_protocol(given: dict[str, Any], protocol: str) -> None:
    """Without one the server answers 400 (26.7.2)."""
    made = plan(CLIENT_SCOPE, Observed({"realm": "acme", "name": "s"}), read(CLIENT_SCOPE, {"name": "s", **given}))
    assert made.steps[0].body["protocol"] == protocol
    assert made.foreseen["protocol"] == protocol


def test_a_scope_that_exists_keeps_its_protocol() -> None:
    now = {"id": "1", "name": "s", "protocol": "saml"}
    desired = read(CLIENT_SCOPE, {"name": "s", "description": "d"})
    made = plan(CLIENT_SCOPE, Observed({"realm": "acme", "name": "s", "id": "1"}, now), desired)
    assert made.steps[0].body["protocol"] == "saml"


class Empty:
    """A realm without any client scope."""

    def get(self, path: str, params: Any = None) -> Any:
        return None

    def list(self, path: str, params: Any = None) -> list[Any]:
        return []

    def query(self, path: str, body: Any = None) -> Any:
        return None


def test_a_new_scope_has_the_id_that_the_task_names() -> None:
    desired = read(CLIENT_SCOPE, {"realm": "acme", "name": "s", "id": "mine"})
    made = plan(CLIENT_SCOPE, observe(CLIENT_SCOPE, Empty(), desired, Certain()), desired)
    assert made.steps[0].body["id"] == "mine"


def test_what_is_named_by_its_id_is_called_by_it() -> None:
    ran = run(CLIENT_SCOPE, Empty(), read(CLIENT_SCOPE, {"id": "mine", "state": "absent"}), Certain(), False, [])  # type: ignore[arg-type]
    assert ran.label == "mine"
