# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_description_info on a real server: metadata become a client that keycloak_client makes."""

from __future__ import annotations

import json
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.key_pairs import pair
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_description_info"
OIDC = {"client_id": "rocket", "client_name": "Rocket", "redirect_uris": ["https://rocket.example.com/callback"]}
# without a certificate in it, the server would take many seconds to make a key pair
SAML = (
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://wiki.example.com">'
    '<SPSSODescriptor AuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
    '<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>'
    f"<X509Certificate>{pair('saml').inner}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
    '<AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"'
    ' Location="https://wiki.example.com/acs" index="0"/></SPSSODescriptor></EntityDescriptor>'
)
OWN = {"clientId": "own", "redirectUris": ["https://own.example.com/*"]}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm."""
    name = f"description-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize(
    ("description", "client_id", "protocol"),
    [(OIDC, "rocket", "openid-connect"), (SAML, "https://wiki.example.com", "saml"), (OWN, "own", "openid-connect")],
)
def test_a_description(world: World, realm: str, description: Any, client_id: str, protocol: str) -> None:
    asked = {"realm": realm, "description": description}
    check, run = (world.run(MODULE, asked, check=check) for check in (True, False))
    assert not run.failed, run.result["msg"]
    assert (run.changed, run.writes) == (False, [])
    assert check.result["client"] == run.result["client"]
    client = run.result["client"]
    assert client["clientId"] == client_id
    assert world.admin.get(f"/admin/realms/{realm}/clients?clientId={client_id}") == []
    # all of it are options of the client's module, and what it makes is what was described
    made = world.run("keycloak_client", {"realm": realm, **client})
    assert not made.failed, made.result["msg"]
    assert not world.run("keycloak_client", {"realm": realm, **client}).changed
    (found,) = world.admin.get(f"/admin/realms/{realm}/clients?clientId={client_id}")
    assert (found["protocol"], found["redirectUris"]) == (protocol, client["redirectUris"])


def test_a_secret_in_it(world: World, realm: str) -> None:
    secret = canary()
    given = {**OWN, "secret": secret}
    for description in (given, json.dumps(given)):
        ran = world.run(MODULE, {"realm": realm, "description": description})
        assert ran.result["client"]["secret"] == "********"
        assert secret not in str(ran.result)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "missing required arguments: description"),
        ({"description": "hello"}, "description: must be one that the server knows"),
        ({"description": {"client_id": "no redirect uris"}}, "description: must be one that the server knows"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert ran.failed
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm, "description": OIDC}, "refuse": {"realm": realm, "description": "hello"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
