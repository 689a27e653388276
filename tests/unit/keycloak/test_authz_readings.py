# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a client's authorization services: which requests, and what is returned."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authz import AUTHZ_PERMISSION_STATE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authz_services import AUTHZ_SERVICES
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import MissingReference

AUTHZ = "/admin/realms/acme/clients/c/authz/resource-server"
FOUND = {
    "permission": {
        "id": "x",
        "name": "permission",
        "type": "scope",
        "config": {},
        "scopesData": [{"id": "s", "name": "view"}],
    },
    "policy": {"id": "y", "name": "policy", "type": "time", "config": {"hour": "1"}},
}


class Server:
    """Two clients, one of them with a permission and a policy."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path.replace(AUTHZ, ""))
        if path in (f"{AUTHZ}/permission/x", f"{AUTHZ}/policy/y"):
            return FOUND[path.split("/")[-2]]
        return FOUND.get((params or {}).get("name", "")) if path.endswith("/search") else [{"id": "p", "name": "Night"}]

    def list(self, path: str, params: Any = None) -> Any:
        clients = [
            {"clientId": "app", "id": "c", "authorizationServicesEnabled": True},
            {"clientId": "plain", "id": "d"},
        ]
        return [one for one in clients if one["clientId"] == params["clientId"]]


def read(server: Server, **options: str) -> Any:
    return AUTHZ_PERMISSION_STATE.read(Source(server, {"realm": "acme", "client_id": "app", **options}))


@pytest.mark.parametrize(
    ("options", "state", "asked"),
    [
        (
            {"name": "permission"},
            {"type": "scope", "scopes": ["s"], "policies": ["p"], "resources": []},
            ["/policy/search", "/permission/x/associatedPolicies"],
        ),
        ({"name": "policy"}, {"type": "time", "config": {"hour": "1"}}, ["/policy/search"]),
        ({"name": "nosuch"}, None, ["/policy/search"]),
        ({"name": "permission", "client_id": "plain"}, None, []),
    ],
)
def test_a_permission(options: dict[str, str], state: Any, asked: list[str]) -> None:
    server = Server()
    result = read(server, **options)
    assert result["exists"] is (state is not None)
    assert {key: result["queried_state"][key] for key in state} == state if state else not result["queried_state"]
    assert server.asked == asked


def test_a_client_that_is_not_there() -> None:
    with pytest.raises(MissingReference, match="Invalid client nosuch for realm acme"):
        read(Server(), client_id="nosuch", name="a")
    source = Source(Server(), {"realm": "acme", "client_id": "nosuch", "name": "a"}, Anything())
    assert AUTHZ_PERMISSION_STATE.read(source)["queried_state"] is False


@pytest.mark.parametrize(
    ("sort", "name", "there"),
    [
        ("policy", "policy", True),
        ("permission", "permission", True),
        ("policy", "permission", False),
        ("permission", "policy", False),
    ],
)
def test_policies_are_no_permissions(sort: str, name: str, there: bool) -> None:
    unset = {option: entry.get("default") for option, entry in AUTHZ_SERVICES.arguments.items()}
    given = {**unset, "realm": "acme", "client_id": "app", sort: name}
    result = AUTHZ_SERVICES.read(Source(Server(), given))
    assert (result[sort] is not None) is there
