# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server makes by itself is a change where the data says otherwise, and only there."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.realm_data import wishing_of
from ansible_collections.iamops.keycloak.plugins.module_utils.config.born import beyond
from ansible_collections.iamops.keycloak.plugins.module_utils.config.compared import Compared
from ansible_collections.iamops.keycloak.plugins.module_utils.config.items import Item
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.readers import Nothing

WISHING = wishing_of("acme", "on_change", True)
CLIENT = {"clientId": "account", "enabled": True, "attributes": {"a": "b"}, "optionalClientScopes": ["phone", "email"]}
MAPPERS = [{"name": "one", "protocolMapper": "x", "config": {"c": "d"}}, {"name": "two", "protocolMapper": "y"}]
FLOW = {"alias": "ours", "executions": [{"provider_id": name, "requirement": "REQUIRED"} for name in ("one", "two")]}
ROLE = {"name": "all", "composites": [{"name": "one"}, {"name": "two", "client_id": "account"}]}


def compared(kind: str, data: dict[str, Any], born: dict[str, Any]) -> Compared:
    """Compare data with what comes by itself."""
    wish, there = (WISHING.wish(Item(kind, "here", given)) for given in (data, born))
    return beyond(wish, there, Nothing(), Anything())


@pytest.mark.parametrize(
    ("kind", "born", "more", "fields"),
    [
        ("client", CLIENT, {}, ()),
        ("client", CLIENT, {"attributes": {}, "description": "", "webOrigins": []}, ()),
        ("client", CLIENT, {"attributes": {"c": "d"}}, ("attributes",)),
        ("client", CLIENT, {"attributes": {"a": None}}, ("attributes",)),
        ("client", CLIENT, {"enabled": False, "description": "Ours"}, ("description", "enabled")),
        ("client", CLIENT, {"optionalClientScopes": ["email", "phone"]}, ()),
        ("client", CLIENT, {"optionalClientScopes": ["email"]}, ("optionalClientScopes",)),
        ("client", {**CLIENT, "protocolMappers": MAPPERS}, {"protocolMappers": MAPPERS[::-1]}, ()),
        ("client", {**CLIENT, "protocolMappers": MAPPERS}, {"protocolMappers": MAPPERS[:1]}, ("protocolMappers",)),
        ("client", CLIENT, {"secret": "ab"}, ("secret",)),
        ("authentication_flow", FLOW, {}, ()),
        ("authentication_flow", FLOW, {"executions": FLOW["executions"][::-1]}, ("authenticationExecutions",)),
        ("role", ROLE, {"composites": ROLE["composites"][::-1]}, ()),
        ("role", ROLE, {"composites": ROLE["composites"][:1]}, ("composites",)),
    ],
)
def test_beyond(kind: str, born: dict[str, Any], more: dict[str, Any], fields: tuple[str, ...]) -> None:
    one = compared(kind, {**born, **more}, born)
    assert (one.plan.changed, tuple(sorted(one.plan.unsettled))) == (bool(fields), fields)
    assert one.change == ("updated" if fields else "unchanged")
    assert set(one.plan.after) == set(fields)
    assert "ab" not in str(one.plan.after.get("secret"))
