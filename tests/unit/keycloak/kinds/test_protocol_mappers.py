# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocol mappers on their own: whose they are, which one is meant, and what is refused before a request."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.protocol_mappers import (
    PROTOCOL_MAPPER,
    PROTOCOL_MAPPERS,
    owner_of,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ACME = "/admin/realms/acme"
TYPE = "oidc-hardcoded-claim-mapper"
MAPPERS = [
    {"id": "1", "name": "a", "protocol": "openid-connect", "protocolMapper": TYPE, "config": {"x": "1"}},
    {"id": "3", "name": "c", "protocol": "openid-connect", "protocolMapper": TYPE, "config": {}},
    {"id": "2", "name": "a", "protocol": "saml", "protocolMapper": "saml-hardcode-attribute-mapper", "config": {}},
]
HOST = {"protocolMappers": [{**MAPPERS[0], "config": {"user.session.note": "clientHost"}}]}


class Server:
    """A client and a client scope, each with a mapper for either protocol."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        return next((one for one in MAPPERS if path.endswith(f"/models/{one['id']}")), None)

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        shop = {"id": "c", "clientId": "shop", "protocol": "openid-connect", "protocolMappers": MAPPERS}
        sales = {"id": "s", "name": "sales", "protocol": "saml", "protocolMappers": MAPPERS}
        bare = {"id": "b", "clientId": "acme-realm", "protocolMappers": []}
        robots = [
            {"id": name, "clientId": name, "serviceAccountsEnabled": True, "defaultClientScopes": [scope], **HOST}
            for name, scope in (("robot", "service_account"), ("older", "basic"))
        ]
        return [shop, bare, *robots] if path.endswith("/clients") else [sales]


def actions(kind: Any, **options: Any) -> list[str]:
    """Return the writes that check mode foresees; what is unchanged takes one read."""
    server = Server()
    came = run(kind, server, read(kind, {"realm": "acme", **options}), Certain(), True, [])
    if not came.first.changed and "id" not in options:
        assert len(server.asked) == 1
    return came.first.actions


OIDC = {"protocol": "openid-connect"}
SHOP, SALES = f"{ACME}/clients/c/protocol-mappers", f"{ACME}/client-scopes/s/protocol-mappers"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"client_id": "shop", "name": "a", **OIDC, "config": {"x": "1"}}, []),
        ({"client_id": "shop", "name": "a", **OIDC, "config": {"x": 1, "y": ""}}, []),
        ({"client_id": "shop", "name": "a", **OIDC, "config": {"x": None}}, [f"PUT {SHOP}/models/1"]),
        ({"client_scope": "sales", "name": "a", "protocol": "saml", "config": {"x": 2}}, [f"PUT {SALES}/models/2"]),
        ({"client_scope": "s", "name": "a", "protocol": "saml", "state": "absent"}, [f"DELETE {SALES}/models/2"]),
        ({"client_template": "sales", "name": "b", "protocol_mapper": TYPE},
         [f"POST {ACME}/client-templates/s/protocol-mappers/models"]),
        ({"client_id": "shop", "name": "a", "protocol": "docker-v2", "state": "absent"}, []),
        ({"client_id": "shop", "name": "c", "state": "absent"}, [f"DELETE {SHOP}/models/3"]),
        ({"client_id": "shop", "id": "2", "config": {"y": "z"}}, [f"PUT {SHOP}/models/2"]),
    ],
)  # fmt: skip
def test_one(options: dict[str, Any], expected: list[str]) -> None:
    assert actions(PROTOCOL_MAPPER, **options) == expected


def test_a_new_one_has_its_owners_protocol() -> None:
    for owner, protocol in (
        ({"client_id": "shop"}, "openid-connect"),
        ({"client_scope": "sales"}, "saml"),
        ({"client_id": "acme-realm"}, "openid-connect"),
    ):
        desired = read(PROTOCOL_MAPPER, {"realm": "acme", **owner, "name": "b", "protocol_mapper": TYPE})
        (step,) = run(PROTOCOL_MAPPER, Server(), desired, Certain(), True, []).first.steps
        assert step.body["protocol"] == protocol


def test_several() -> None:
    new = [{"name": name, "protocolMapper": TYPE} for name in "bd"]
    more = {"client_id": "shop", "protocol_mappers_behavior": "subset"}
    assert actions(PROTOCOL_MAPPERS, **more, protocol_mappers=new) == [f"POST {SHOP}/add-models"]
    assert actions(PROTOCOL_MAPPERS, **more, protocol_mappers=new[:1]) == [f"POST {SHOP}/models"]
    assert actions(PROTOCOL_MAPPERS, **more, protocol_mappers=[]) == []


@pytest.mark.parametrize(
    ("client", "expected"), [("robot", [f"DELETE {ACME}/clients/robot/protocol-mappers/models/1"]), ("older", [])]
)
def test_those_of_an_older_servers_service_account_stay(client: str, expected: list[str]) -> None:
    desired = read(PROTOCOL_MAPPERS, {"realm": "acme", "client_id": client, "protocol_mappers": []})
    came = run(PROTOCOL_MAPPERS, Server(), desired, Certain(), True, [])
    assert came.first.actions == expected
    assert set(came.first.before) == {"id", "clientId", "protocolMappers"}
    assert set(PROTOCOL_MAPPERS.presents(came.existing or {}, False)) == {"id", "clientId", "protocolMappers"}


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({"client_id": "shop"}, "client_id"),
        ({"client_id": "shop", "client_scope": ""}, "client_id"),
        ({"client_template": "x"}, "client_template"),
        ({}, None),
        ({"client_id": "shop", "client_scope": "sales"}, None),
    ],
)
def test_whose(options: dict[str, str], option: Optional[str]) -> None:
    if option:
        assert owner_of(options) == option
    else:
        with pytest.raises(InvalidInput, match="one of them only"):
            owner_of(options)


@pytest.mark.parametrize(
    ("kind", "options", "says"),
    [
        (PROTOCOL_MAPPER, {"name": "b"}, "protocol_mapper: is needed"),
        (PROTOCOL_MAPPER, {"name": "a", "state": "absent"}, "protocol: is needed.* each of openid-connect, saml"),
        (PROTOCOL_MAPPER, {"id": "1", "name": "b"}, "name: .*can't be changed"),
        (PROTOCOL_MAPPER, {"id": "1", "protocol": "saml"}, "protocol: .*can't be changed"),
        (PROTOCOL_MAPPERS, {"protocol_mappers": [{"name": "b"}]}, "needs a protocolMapper"),
        (
            PROTOCOL_MAPPERS,
            {"protocol_mappers": [{"name": "c", "protocol": "saml"}]},
            "protocol_mappers.* can't be changed",
        ),
    ],
)
def test_refused(kind: Any, options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        actions(kind, client_id="shop", **options)
