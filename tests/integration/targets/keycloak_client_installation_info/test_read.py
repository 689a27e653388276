# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_installation_info on a real server: what each provider writes, with secrets where asked alone."""

from __future__ import annotations

import base64
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.key_pairs import pair
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_installation_info"
SECRET = canary()
JSON = "keycloak-oidc-keycloak-json"
STORE = {"keystore": pair("one").pkcs12("Of-the-store-1"), "key_alias": "one", "store_password": "Of-the-store-1"}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client of each protocol."""
    name = f"installation-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    unsigned = {"saml.client.signature": "false", "saml.signing.certificate": pair("two").inner}
    for client in (
        {"id": f"{name}-shop", "clientId": "shop", "secret": SECRET},
        {"id": f"{name}-wiki", "clientId": "wiki", "protocol": "saml", "attributes": unsigned},
    ):
        world.admin.send("POST", f"/admin/realms/{name}/clients", client)
    given = {"realm": name, "client_id": "wiki", "attribute": "saml.signing", **STORE}
    assert not world.run("keycloak_client_certificate", given).failed
    wiki = world.admin.get(f"/admin/realms/{name}/clients/{name}-wiki")
    wiki["attributes"]["saml.client.signature"] = "true"
    world.admin.send("PUT", f"/admin/realms/{name}/clients/{name}-wiki", wiki)
    yield name
    world.admin.remove_realm(name)


def read(world: World, realm: str, **options: Any) -> dict[str, Any]:
    check, run = (world.run(MODULE, {"realm": realm, **options}, check=check) for check in (True, False))
    assert not run.failed, run.result["msg"]
    assert check.result.keys() == run.result.keys()
    assert not run.changed
    return run.result["installations"]


def test_what_an_adapter_is_told(world: World, realm: str) -> None:
    for who in ({"client_id": "shop"}, {"id": f"{realm}-shop"}):
        (found,) = read(world, realm, providers=[JSON], **who).values()
        assert (found["data"]["resource"], found["data"]["credentials"]) == ("shop", {"secret": "********"})
        (shown,) = read(world, realm, providers=[JSON], show_secrets=True, **who).values()
        assert shown["data"]["credentials"]["secret"] == SECRET
        assert SECRET in shown["text"]


def test_all_of_a_protocol(world: World, realm: str) -> None:
    found = read(world, realm, client_id="shop")
    assert JSON in found
    assert SECRET not in str(found)
    found = read(world, realm, client_id="wiki")
    assert found["saml-sp-descriptor"]["text"].startswith("<md:EntityDescriptor")
    private = world.admin.get(f"/admin/realms/{realm}/clients/{realm}-wiki/certificates/saml.signing")["privateKey"]
    assert private not in str(found)
    assert "********" in found["keycloak-saml"]["text"]
    shown = read(world, realm, client_id="wiki", show_secrets=True)
    assert private in shown["keycloak-saml"]["text"]
    assert set(shown) > set(found)


def test_an_archive(world: World, realm: str) -> None:
    asked = {"realm": realm, "client_id": "wiki", "providers": ["mod-auth-mellon"]}
    ran = world.run(MODULE, asked)
    assert "show_secrets: must be true for mod-auth-mellon" in ran.result["msg"]
    (shown,) = read(world, **asked, show_secrets=True).values()
    assert base64.b64decode(shown["base64"]).startswith(b"PK")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"client_id": "shop", "providers": ["nosuch"]}, "providers: there is no installation provider 'nosuch'"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm, "client_id": "shop", "providers": [JSON]}}
    played, results = both(world, tmp_path, MODULE, steps)
    worker, process = results["read"]
    assert worker == process
    assert SECRET not in played.printed + played.syslog
