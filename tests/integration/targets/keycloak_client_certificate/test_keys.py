# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_certificate on a real server: made where there is none, taken as given, once."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.admin import settled
from ansible_collections.iamops.keycloak.tests.integration.harness.key_pairs import pair
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_certificate"
PASSWORD = canary()
STORE = {"keystore": pair("one").pkcs12(PASSWORD), "key_alias": "one", "store_password": PASSWORD}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client, whose authorization services are nobody's business here."""
    name = f"certificates-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    more = {"serviceAccountsEnabled": True, "authorizationServicesEnabled": True}
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"id": f"{name}-shop", "clientId": "shop/1", **more})
    yield name
    world.admin.remove_realm(name)


def keys(world: World, realm: str, use: str = "jwt.credential") -> Any:
    return world.admin.get(f"/admin/realms/{realm}/clients/{realm}-shop/certificates/{use}")


def client(world: World, realm: str) -> Any:
    """Return the client, without what its key is."""
    whole = settled(world.admin.get(f"/admin/realms/{realm}/clients/{realm}-shop"))
    kept = {
        key: value for key, value in whole["attributes"].items() if not key.startswith(("jwt.", "jwks", "use.jwks"))
    }
    return {**whole, "attributes": kept}


def turn(world: World, realm: str, options: dict[str, Any], writes: list[str]) -> Ran:
    """See a task in check mode, in a run and again; nothing but the key may be another one afterwards."""
    task = {"realm": realm, "client_id": "shop/1", "connection_timeout": 120, **options}
    had, rest = keys(world, realm), client(world, realm)
    check = world.run(MODULE, task, check=True)
    assert not check.failed, check.result["msg"]
    assert (check.changed, check.writes, keys(world, realm)) == (True, [], had)
    run = world.run(MODULE, task)
    assert not run.failed, run.result["msg"]
    assert run.changed
    assert [write.method for write in run.writes] == writes
    assert client(world, realm) == rest
    for key in ("actions", "diff", "existing"):
        assert check.result[key] == run.result[key], key
    for name, value in check.result["end_state"].items():
        shown = run.result["end_state"].get(name)
        assert shown == value or name in ("publicKey", "jwks"), name
    assert run.result["diff"]["before"] != run.result["diff"]["after"]
    if not options.get("regenerate"):
        for mode in (True, False):
            again = world.run(MODULE, task, check=mode)
            assert (again.changed, again.writes, again.result["actions"]) == (False, [], []), again
            assert again.result["diff"]["before"] == again.result["diff"]["after"]
    return run


def test_what_is_given_is_uploaded(world: World, realm: str) -> None:
    one, two, curve = pair("one"), pair("two"), pair("curve", curve=True)
    turn(world, realm, {"certificate": one.certificate}, ["POST"])
    assert keys(world, realm) == {"certificate": one.inner}
    # the same without the lines around it
    bare = {"realm": realm, "client_id": "shop/1", "certificate": one.inner}
    assert not world.run(MODULE, bare).changed
    turn(world, realm, {"certificate": two.certificate}, ["POST"])
    turn(world, realm, {"certificate": curve.certificate}, ["POST"])
    if not older("24"):
        # 16.1 takes RSA keys alone
        turn(world, realm, {"public_key": curve.public_key}, ["POST"])
    turn(world, realm, {"public_key": one.public_key}, ["POST"])
    assert keys(world, realm) == {"publicKey": one.public_key}


def test_a_key_set(world: World, realm: str) -> None:
    first, second = {"keys": [pair("one").jwk]}, {"keys": [pair("one").jwk, {**pair("two").jwk, "use": "enc"}]}
    turn(world, realm, {"jwks": first}, ["POST"])
    assert keys(world, realm)["kid"] == "one"
    if not older("24"):
        # 16.1 keeps the key to sign with alone
        turn(world, realm, {"jwks": second}, ["POST"])
    turn(world, realm, {"state": "absent"}, ["PUT"])
    assert keys(world, realm) == {}


def test_a_keystore(world: World, realm: str) -> None:
    run = turn(world, realm, STORE, ["POST"])
    assert set(keys(world, realm)) == {"certificate", "privateKey"}
    assert run.result["end_state"]["privateKey"] == "********"
    # a certificate that is there is none to upload, whatever is beside it
    told = world.run(MODULE, {"realm": realm, "client_id": "shop/1", "certificate": pair("one").certificate})
    assert not told.changed
    turn(world, realm, {"certificate": pair("two").certificate}, ["POST"])
    turn(world, realm, {**STORE, "only_certificate": True}, ["POST"])
    assert keys(world, realm) == {"certificate": pair("one").inner}
    # now with its private key
    turn(world, realm, STORE, ["POST"])


@pytest.mark.parametrize("form", ["JKS", pytest.param("BCFKS", marks=pytest.mark.since("24"))])
def test_keystores_of_other_formats(world: World, realm: str, form: str) -> None:
    """The server writes them itself."""
    shop = {"realm": realm, "client_id": "shop/1"}
    assert not world.run(MODULE, {**shop, **STORE}).failed
    wanted = {"format": form, "key_alias": "Mixed", "key_password": "Of-the-key-1", "store_password": "Of-the-store-1"}
    read = world.run("keycloak_client_keystore", {**shop, **wanted, "connection_timeout": 60})
    given = {name: wanted[name] for name in ("key_alias", "key_password", "store_password")}
    given.update(keystore=read.result["keystore"], keystore_format=form)
    if form == "BCFKS":
        refused = world.run(MODULE, {**shop, **given})
        assert "certificate: is needed beside a BCFKS keystore" in refused.result["msg"]
        given["certificate"] = pair("one").certificate
    assert not world.run(MODULE, {**shop, **given}).changed
    turn(world, realm, {"state": "absent"}, ["PUT"])
    turn(world, realm, given, ["POST"])
    assert keys(world, realm)["certificate"] == pair("one").inner


def test_a_key_pair_is_made_where_there_is_none(world: World, realm: str) -> None:
    """The server takes its time for a long key, so this is done once."""
    world.run(MODULE, {"realm": realm, "client_id": "shop/1", "state": "absent"})
    run = turn(world, realm, {}, ["POST"])
    assert run.result["actions"] == [
        f"POST /admin/realms/{realm}/clients/{realm}-shop/certificates/jwt.credential/generate"
    ]
    made = keys(world, realm)
    assert set(made) == {"certificate", "privateKey"}
    assert run.result["end_state"]["certificate"] == made["certificate"]
    assert made["privateKey"] not in str(run.result)
    again = world.run(MODULE, {"realm": realm, "client_id": "shop/1", "regenerate": True}, check=True)
    assert again.changed
    assert again.result["actions"] == run.result["actions"]
    assert keys(world, realm) == made


def test_each_use_has_its_own(world: World, realm: str) -> None:
    """What a client signs with has nothing to do with what is encrypted to it."""
    before = keys(world, realm)
    shop = {"realm": realm, "id": f"{realm}-shop", "attr": "saml.encryption", "certificate": pair("two").certificate}
    assert world.run(MODULE, shop).changed
    assert keys(world, realm, "saml.encryption") == {"certificate": pair("two").inner}
    assert world.run(MODULE, {**shop, "certificate": None, "state": "absent"}).changed
    assert keys(world, realm, "saml.encryption") == {}
    assert keys(world, realm) == before


PRIVATE = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"client_id": None}, "one of the following is required: id, client_id"),
    ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
    ({"state": "gone"}, "state must be one of: present, absent"),
    ({"certificate": PRIVATE}, "certificate: must be one PEM text that begins with -----BEGIN CERTIFICATE-----"),
    ({"certificate": pair("one").certificate * 2}, "certificate: must be one PEM text"),
    ({"public_key": PRIVATE}, "public_key: must be one PEM text that begins with -----BEGIN PUBLIC KEY-----"),
    ({"jwks": {"keys": []}}, "jwks: must have keys"),
    ({"jwks": {"keys": [{"kty": "RSA", "d": PASSWORD}]}}, "jwks: must have public keys alone"),
    ({"jwks": {"keys": [{**pair("one").jwk, "use": "enc"}]}}, "jwks: must have a key whose use is sig"),
    ({**STORE, "key_alias": None}, "key_alias: is needed with keystore"),
    ({**STORE, "key_alias": "nosuch"}, "key_alias: must be among those in the keystore: one"),
    ({**STORE, "store_password": "it-is-another"}, "keystore: must be a PKCS12 keystore that store_password opens"),
    ({**STORE, "keystore_format": "JKS"}, "keystore: must be a JKS keystore"),
    ({**STORE, "keystore": "?"}, "keystore: must be a keystore's bytes as base64"),
    ({**STORE, "public_key": "x"}, "mutually exclusive"),
    ({"attribute": ".."}, "attribute: must be a name other than"),
]


@pytest.mark.parametrize(("options", "says"), REFUSED)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "client_id": "shop/1", **options}, check=check)
        assert (ran.failed, ran.changed, ran.writes) == (True, False, [])
        assert says in ran.result["msg"]
        assert PASSWORD not in str(ran.result)


def test_a_wrong_password_of_the_key_is_told(world: World, realm: str) -> None:
    """The server then takes the certificate, drops the private key, and answers 200."""
    shop = {"realm": realm, "client_id": "shop/1"}
    assert not world.run(MODULE, {**shop, **STORE}).failed
    wanted = {"format": "JKS", "key_alias": "one", "key_password": "Of-the-key-1", "store_password": "Of-the-store-1"}
    store = world.run("keycloak_client_keystore", {**shop, **wanted}).result["keystore"]
    assert world.run(MODULE, {**shop, "state": "absent"}).changed
    given = {"keystore": store, "keystore_format": "JKS", "key_alias": "one", "store_password": "Of-the-store-1"}
    ran = world.run(MODULE, {**shop, **given, "key_password": "Another-one-1"})
    assert (ran.failed, ran.changed) == (True, True)
    assert "key_password: doesn't open the key" in ran.result["msg"]
    turn(world, realm, {**given, "key_password": "Of-the-key-1"}, ["POST"])


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    shop = {"realm": realm, "client_id": "shop/1"}
    for first in ({"state": "absent"}, {"certificate": pair("one").certificate}):
        assert not world.run(MODULE, {**shop, **first}).failed
    steps = {
        "check": {**shop, **STORE},
        "again": {**shop, "certificate": pair("one").certificate},
        "refuse": {**shop, **STORE, "key_alias": "nosuch"},
    }
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert [results[step][0]["changed"] for step in ("check", "again")] == [True, False]
    assert PASSWORD not in played.printed + played.syslog
    assert STORE["keystore"][:60] not in played.printed + played.syslog
