# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_protocol_mapper_info on a real server: mappers of each sort of owner, by name, id and protocol."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_protocol_mapper_info"


def names(items: list[dict[str, Any]]) -> list[str]:
    """Return names in their order."""
    return sorted(item["name"] for item in items)


OWNERS = [
    ({"client_id": "shop"}, "clients", "clientId"),
    ({"client_scope": "sales"}, "client-scopes", "name"),
    ({"client_template": "sales"}, "client-templates", "name"),
]
MAPPERS = [
    {"name": "a", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper"},
    {"name": "b", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper"},
    {"name": "b", "protocol": "saml", "protocolMapper": "saml-hardcode-attribute-mapper"},
]


@pytest.mark.parametrize(("owner", "place", "field"), OWNERS)
def test_mappers(world: World, realm_with_roles: str, info: Any, owner: dict[str, str], place: str, field: str) -> None:
    top, called = f"/admin/realms/{realm_with_roles}", next(iter(owner.values()))
    one = next(item["id"] for item in world.admin.get(f"{top}/{place}") if item[field] == called)
    at = f"{top}/{place}/{one}/protocol-mappers"
    world.admin.send("POST", f"{at}/add-models", MAPPERS)
    try:
        found = info(**owner)["protocol_mappers"]
        assert names(found) == ["a", "b", "b"]
        assert names(info(**owner, protocol="openid-connect")["protocol_mappers"]) == ["a", "b"]
        assert info(**owner, protocol="nosuch")["protocol_mappers"] == []
        assert {mapper["protocol"] for mapper in info(**owner, name="b")["protocol_mappers"]} == {
            "openid-connect",
            "saml",
        }
        (saml,) = info(**owner, name="b", protocol="saml")["protocol_mappers"]
        assert info(**owner, id=saml["id"])["protocol_mappers"] == [saml]
        assert info(**owner, id="nosuch")["protocol_mappers"] == []
    finally:
        for mapper in world.admin.get(f"{at}/models"):
            world.admin.send("DELETE", f"{at}/models/{mapper['id']}")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: client_id, client_scope, client_template"),
        ({"client_id": "shop", "client_scope": "sales"}, "mutually exclusive"),
        ({"client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"client_id": "shop", "id": ".."}, "must be a name other than"),
    ],
)
def test_refused(world: World, realm_with_roles: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm_with_roles, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm_with_roles: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm_with_roles}
    steps = {"read": {**here, "client_id": "shop"}, "refuse": {**here, "client_id": "nobody"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert (results["read"][0]["failed"], results["refuse"][0]["failed"]) == (False, True)
