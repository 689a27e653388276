# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_keystore on a real server: what is there, or a new key pair that is kept nowhere else."""

from __future__ import annotations

import base64
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.key_pairs import pair
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

MODULE = "keycloak_client_keystore"
PASSWORD = "Of-the-store-1"
STORE = {"keystore": pair("one").pkcs12(PASSWORD), "key_alias": "one", "store_password": PASSWORD}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client."""
    name = f"keystore-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"id": f"{name}-shop", "clientId": "shop"})
    yield name
    world.admin.remove_realm(name)


def shop(realm: str, **more: Any) -> dict[str, Any]:
    return {"realm": realm, "client_id": "shop", "store_password": PASSWORD, "connection_timeout": 120, **more}


def opened(result: dict[str, Any]) -> Any:
    return pkcs12.load_pkcs12(base64.b64decode(result["keystore"]), PASSWORD.encode())


def keys(world: World, realm: str) -> Any:
    return world.admin.get(f"/admin/realms/{realm}/clients/{realm}-shop/certificates/jwt.credential")


def test_what_is_there(world: World, realm: str) -> None:
    given = {"realm": realm, "client_id": "shop", **STORE}
    assert not world.run("keycloak_client_certificate", given).failed
    for check in (True, False):
        ran = world.run(MODULE, shop(realm, key_alias="mine", generate="missing"), check=check)
        assert (ran.changed, ran.result["actions"], ran.result["has_private_key"]) == (False, [], True)
        store = opened(ran.result)
        assert store.key.private_numbers() == pair("one").key.private_numbers()
        assert store.cert.friendly_name == b"mine"
    more = world.run(MODULE, shop(realm, realm_certificate=True, realm_alias="theirs"))
    assert [one.friendly_name for one in opened(more.result).additional_certs] == [b"theirs"]
    java = world.run(MODULE, shop(realm, format="JKS", key_password="Of-the-key-1"))
    assert base64.b64decode(java.result["keystore"])[:4] == b"\xfe\xed\xfe\xed"


def test_a_new_pair(world: World, realm: str) -> None:
    before = keys(world, realm)
    sized = {} if older("26.3") else {"key_size": 2048, "validity": 2}
    asked = shop(realm, generate="always", **sized)
    check = world.run(MODULE, asked, check=True)
    assert (check.changed, check.writes, check.result["keystore"]) == (True, [], "")
    assert keys(world, realm) == before
    run = world.run(MODULE, asked)
    assert run.changed
    assert run.result["actions"] == check.result["actions"]
    assert [write.method for write in run.writes] == ["POST"]
    store = opened(run.result)
    assert store.key.key_size == (2048 if sized or older("24") else 4096)
    certificate = base64.b64encode(store.cert.certificate.public_bytes(Encoding.DER)).decode()
    # the private key is in the keystore alone
    assert keys(world, realm) == {"certificate": certificate}
    read = world.run(MODULE, shop(realm, generate="missing"))
    assert (read.changed, read.result["has_private_key"]) == (False, False)


@pytest.mark.skipif(not older("26.3"), reason="the server knows sizes")
def test_a_size_that_an_older_server_does_not_know_is_refused(world: World, realm: str) -> None:
    ran = world.run(MODULE, shop(realm, generate="always", key_size=2048))
    assert (ran.failed, ran.writes) == (True, [])
    assert "key_size: needs a server of version 26.3" in ran.result["msg"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": None}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"store_password": None}, "missing required arguments: store_password"),
        ({"format": "PEM"}, "format must be one of: JKS, PKCS12, BCFKS"),
        ({"attribute": "saml.signing"}, "attribute: must name a key: the client has none"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, shop(realm, **options), check=check)
        assert (ran.failed, ran.changed, ran.writes) == (True, False, [])
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    given = {"realm": realm, "client_id": "shop", **STORE}
    assert not world.run("keycloak_client_certificate", given).failed
    steps = {
        "read": shop(realm),
        "check": shop(realm, generate="always"),
        "refuse": shop(realm, attribute="saml.signing"),
    }
    played, results = both(world, tmp_path, MODULE, steps, no_log=True)
    # the server salts each keystore anew
    stores = [result.pop("keystore") for result in results["read"]]
    for worker, process in results.values():
        assert worker == process
    assert stores[0] != stores[1]
    assert not [secret for secret in (PASSWORD, *stores) if secret in played.printed + played.syslog]
