# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a not-before time is written with."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Deed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.revocation import REVOKE
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ON = {"authorizationServicesEnabled": True}


def revoke(server: Any, anticipation: Any = None, **options: str) -> Deed:
    defaults = {name: entry.get("default") for name, entry in REVOKE.arguments.items()}
    return REVOKE.prepare(Source(server, {**defaults, "realm": "acme", **options}, anticipation or Certain()))


@pytest.mark.parametrize("client", [{}, ON])
def test_a_client_keeps_its_authorization_services(client: dict[str, Any]) -> None:
    """The server takes them away, resources and policies with them, where a PUT doesn't say that they are on."""

    class Server:
        def list(self, path: str, params: Any = None) -> Any:
            return [{"id": "9f", "clientId": "shop", "notBefore": 0, "description": "untouched", **client}]

    (call,) = revoke(Server(), client_id="shop", not_before="1700000000").calls
    assert str(call) == "PUT /admin/realms/acme/clients/9f"
    assert call.body == {"clientId": "shop", "notBefore": 1700000000, **client}


@pytest.mark.parametrize(("whose", "option"), [({}, "realm"), ({"client_id": "shop"}, "client_id")])
def test_a_time_that_the_login_may_not_see_is_not_taken_for_none(whose: dict[str, str], option: str) -> None:
    """Such a login gets names and nothing else: to clear the time would be no change."""

    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return {"realm": "acme"}

        def list(self, path: str, params: Any = None) -> Any:
            return [{"id": "9f", "clientId": "shop"}]

    with pytest.raises(InvalidInput, match=f"{option}: its not-before time is not shown to the login"):
        revoke(Server(), not_before="cleared", **whose)


@pytest.mark.parametrize("whose", [{}, {"client_id": "shop"}])
def test_what_is_yet_to_be_made_has_no_time(whose: dict[str, str]) -> None:
    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return None

        def list(self, path: str, params: Any = None) -> Any:
            return []

    assert revoke(Server(), Anything(), not_before="1700000000", **whose).foretold["existing"] == {"notBefore": 0}
