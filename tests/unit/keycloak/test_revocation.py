# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a not-before time is written with."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.revocation import REVOKE
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ON = {"authorizationServicesEnabled": True}


@pytest.mark.parametrize("client", [{}, ON])
def test_a_client_keeps_its_authorization_services(client: dict[str, Any]) -> None:
    """The server takes them away, resources and policies with them, where a PUT doesn't say that they are on."""

    class Server:
        def list(self, path: str, params: Any = None) -> Any:
            return [{"id": "9f", "clientId": "shop", "description": "untouched", **client}]

    defaults = {name: entry.get("default") for name, entry in REVOKE.arguments.items()}
    asked = {**defaults, "realm": "acme", "client_id": "shop", "not_before": "1700000000"}
    (call,) = REVOKE.prepare(Source(Server(), asked)).calls
    assert str(call) == "PUT /admin/realms/acme/clients/9f"
    assert call.body == {"clientId": "shop", "notBefore": 1700000000, **client}


def test_a_time_that_the_login_may_not_see_is_not_taken_for_none() -> None:
    """Such a login gets the realm's name and nothing else: to clear the time would be no change."""

    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return {"realm": "acme"}

    defaults = {name: entry.get("default") for name, entry in REVOKE.arguments.items()}
    with pytest.raises(InvalidInput, match="realm: the login sees no not-before time of it"):
        REVOKE.prepare(Source(Server(), {**defaults, "realm": "acme", "not_before": "cleared"}))
