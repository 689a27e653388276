# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluations: what the server is asked, and that it is asked nothing about what isn't there yet."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authz_evaluations import (
    AUTHZ_EVALUATION,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authz_services import AUTHZ_SERVICES
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

ACME = "/admin/realms/acme"
AUTHZ = f"{ACME}/clients/c/authz/resource-server"


class Server:
    """A client that protects orders, which a user may view."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def get(self, path: str, params: Any = None) -> Any:
        name = (params or {}).get("name")
        known = {
            f"{AUTHZ}/resource/search": "Orders",
            f"{AUTHZ}/scope/search": "view",
        }
        if path == f"{ACME}/roles/manager":
            return {"id": "m", "name": "manager"}
        if path == AUTHZ:
            return {"policyEnforcementMode": "ENFORCING"}
        return {"_id": "r", "id": "s", "name": name} if name and known.get(path) == name else None

    def list(self, path: str, params: Any = None) -> Any:
        if path == f"{ACME}/clients":
            return [{"id": "c", "clientId": "shop", "authorizationServicesEnabled": True}]
        if path == f"{AUTHZ}/resource":
            return []
        return [{"id": "a", "username": "ann"}]

    def query(self, path: str, body: Any = None, params: Any = None, **how: Any) -> Any:
        self.asked.append(body)
        granted = [{"resource": {"_id": "r"}, "allowedScopes": [{"name": "view"}]}]
        return {"status": "PERMIT", "results": granted}


def source(server: Server, anticipation: Any = None, **options: Any) -> Source:
    unset = {name: entry.get("default") for name, entry in AUTHZ_EVALUATION.arguments.items()}
    given = {"realm": "acme", "client_id": "shop", "user": "ann", **options}
    return Source(server, {**unset, **given}, anticipation or Certain())


ORDERS = [{"name": "Orders", "scopes": ["view"]}]
LATER: list[dict[str, Any]] = [
    {"resources": [{"name": "Bills", "scopes": ["view"]}]},
    {"resources": [{"name": "Orders", "scopes": ["edit"]}]},
    {"resources": [{"type": "urn:bill"}]},
    {"resources": ORDERS, "roles": ["clerk"]},
]


def test_asked_by_ids() -> None:
    server = Server()
    result = AUTHZ_EVALUATION.read(source(server, resources=ORDERS, roles=["manager"]))
    assert result["granted"] is True
    (asked,) = server.asked
    assert (asked["roleIds"], asked["resources"]) == (
        ["manager"],
        [{"_id": "r", "name": "Orders", "scopes": [{"name": "view"}]}],
    )


@pytest.mark.parametrize("options", LATER)
def test_what_is_yet_to_be_made_is_not_decided_about(options: dict[str, Any]) -> None:
    server = Server()
    with pytest.raises(MissingReference, match="there is no"):
        AUTHZ_EVALUATION.read(source(server, **options))
    result = AUTHZ_EVALUATION.read(source(server, Anything(), **options))
    assert (result["granted"], result["evaluation"], server.asked) == (False, {}, [])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"resources": [{"name": "", "type": "urn:order"}]}, "resources.name: must not be empty"),
        ({"resources": [{"name": "Orders", "owner": ""}]}, "resources.owner: must not be empty"),
        ({"requesting_client_id": ""}, "requesting_client_id: must not be empty"),
    ],
)
def test_an_empty_name_is_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        AUTHZ_EVALUATION.read(source(Server(), **options))


@pytest.mark.parametrize("name", ["resource", "scope", "policy", "permission", "owner", "policy_type"])
def test_an_empty_name_is_no_object_of_the_services(name: str) -> None:
    unset = {option: entry.get("default") for option, entry in AUTHZ_SERVICES.arguments.items()}
    with pytest.raises(InvalidInput, match=f"{name}: must not be empty"):
        AUTHZ_SERVICES.read(Source(Server(), {**unset, "realm": "acme", "client_id": "shop", name: ""}))
