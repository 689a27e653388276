# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_certificate_info on a real server: keys by use, private ones in clear where asked alone."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.key_pairs import pair
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_certificate_info"
STORE = {"keystore": pair("one").pkcs12("Of-the-store-1"), "key_alias": "one", "store_password": "Of-the-store-1"}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client that has a key for one use."""
    name = f"certificate-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"id": f"{name}-shop", "clientId": "shop/1"})
    given = {"realm": name, "client_id": "shop/1", "attribute": "saml.signing", **STORE}
    assert not world.run("keycloak_client_certificate", given).failed
    yield name
    world.admin.remove_realm(name)


def private_key(world: World, realm: str) -> str:
    found = world.admin.get(f"/admin/realms/{realm}/clients/{realm}-shop/certificates/saml.signing")
    return str(found["privateKey"])


@pytest.mark.parametrize("check", [True, False])
def test_keys_by_use(world: World, realm: str, check: bool) -> None:
    for options in ({"client_id": "shop/1"}, {"id": f"{realm}-shop"}):
        asked = {"realm": realm, "attributes": ["saml.signing", "saml.encryption"], **options}
        ran = world.run(MODULE, asked, check=check)
        signing = {"certificate": pair("one").inner, "privateKey": "********"}
        assert ran.result["certificates"] == {"saml.signing": signing, "saml.encryption": {}}
        assert ran.result["msg"] == "1 of 2 keys are there"
        shown = world.run(MODULE, {**asked, "show_secrets": True}, check=check)
        assert shown.result["certificates"]["saml.signing"]["privateKey"] == private_key(world, realm)
    assert world.run(MODULE, {"realm": realm, **options}).result["certificates"] == {"jwt.credential": {}}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"client_id": "shop/1", "attributes": [".."]}, "must be a name other than"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, object], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    shop = {"realm": realm, "client_id": "shop/1", "attributes": ["saml.signing"]}
    played, results = both(world, tmp_path, MODULE, {"read": shop, "refuse": {**shop, "client_id": "nosuch"}})
    for worker, process in results.values():
        assert worker == process
    assert private_key(world, realm)[:60] not in played.printed + played.syslog
