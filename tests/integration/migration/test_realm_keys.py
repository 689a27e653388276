# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Realm keys: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

import base64
import json
import pathlib
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

PROVIDER_TYPE = "org.keycloak.keys.KeyProvider"
ALL = {
    "rsa-generated": {"algorithm": "RS256", "key_size": 2048},
    "rsa-enc-generated": {"algorithm": "RSA-OAEP", "key_size": 2048},
    "hmac-generated": {"algorithm": "HS256", "secret_size": 64},
    "aes-generated": {"secret_size": 16},
    "ecdsa-generated": {"algorithm": "ES256", "elliptic_curve": "P-256"},
    "ecdh-generated": {"algorithm": "ECDH_ES", "elliptic_curve": "P-256"},
    "eddsa-generated": {"elliptic_curve": "Ed25519"},
}
NEW = ("ecdh-generated", "eddsa-generated")
CURVES = ("ecdsa-generated", *NEW)


def private_key() -> str:
    """Return a new RSA key as PEM."""
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(*form).decode()


@pytest.fixture(scope="module")
def keys() -> list[str]:
    """Two private keys."""
    return [private_key(), private_key()]


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a user, and a client that the user logs in to."""
    name = f"migrate-keys-{secrets.token_hex(3)}"
    app = {"clientId": "app", "publicClient": True, "directAccessGrantsEnabled": True}
    credentials = [{"type": "password", "value": "ann-of-the-keys"}]
    profile = {"firstName": "Ann", "lastName": "Tester", "email": "ann@example.org"}
    ann = {"username": "ann", "enabled": True, "credentials": credentials, **profile}
    world.admin.make_realm(name, users=[ann], clients=[app])
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def run(world: World, realm: str) -> Iterator[Any]:
    """Run the module in the realm; the keys that it has made are removed afterwards."""
    made = set()

    def task(name: str, check: bool = False, **options: Any) -> Ran:
        made.add(name)
        ran = world.run("keycloak_realm_key", {"parent_id": realm, "name": name, **options}, check)
        assert "PRIVATE KEY" not in json.dumps(ran.result)
        return ran

    yield task
    for name in made:
        assert not task(name, state="absent").failed


def own(key: str, **more: Any) -> dict[str, Any]:
    """Return the options of a key of one's own, as playbooks have them."""
    config = {"private_key": key, "certificate": "", "enabled": True, "active": True, "priority": 120}
    return {"provider_id": "rsa", "config": {**config, "algorithm": "RS256", **more}}


def unchanged(run: Any, name: str, **options: Any) -> None:
    """See that nothing is left to do."""
    for check in (True, False):
        ran = run(name, check, **options)
        assert not ran.changed
        assert not ran.writes
        assert ran.result["msg"] == f"Realm key {name} was in sync"


def test_the_whole_life_says_what_playbooks_assert_on(run: Any, keys: list[str]) -> None:
    """Theirs says these words."""
    options = own(keys[0])
    assert run("testkey", True, **options).result["msg"] == "Realm key testkey would be created"
    made = run("testkey", **options)
    assert made.result["msg"] == "Realm key testkey created"
    config = made.result["end_state"]["config"]
    assert {name: config[name] for name in ("active", "enabled", "priority", "algorithm")} == {
        "active": ["true"],
        "enabled": ["true"],
        "priority": ["120"],
        "algorithm": ["RS256"],
    }
    unchanged(run, "testkey", **options)
    higher = own(keys[0], priority=121)
    said = "config.priority: ['120'] -> ['121']"
    assert run("testkey", True, **higher).result["msg"] == f"Realm key testkey would be changed: {said}"
    assert run("testkey", **higher).result["msg"] == f"Realm key testkey changed: {said}"
    assert run("testkey", **higher, force=True).result["msg"] == "Realm key testkey was forcibly updated"
    assert run("testkey", True, state="absent").result["msg"] == "Realm key testkey would be deleted"
    gone = run("testkey", **higher, state="absent")
    assert gone.result["msg"] == "Realm key testkey deleted"
    assert gone.result["end_state"] == {}
    assert run("testkey", state="absent").result["msg"] == "Realm key testkey not present"


@pytest.mark.parametrize("provider", [CURVES[0], *(pytest.param(name, marks=pytest.mark.since("26")) for name in NEW)])
def test_ec_realm_keys_do_not_crash(run: Any, world: World, realm: str, provider: str) -> None:
    """Theirs fails with a bare KeyError: 'elliptic_curve'."""
    options = {"provider_id": provider, "config": {"priority": 100, "enabled": True, "active": True, **ALL[provider]}}
    assert run("curve", True, **options).changed
    made = run("curve", **options)
    assert made.changed
    unchanged(run, "curve", **options)
    told = world.run("keycloak_realm_keys_metadata_info", {"realm": realm}).result["keys_metadata"]
    key = next(key for key in told["keys"] if key["providerId"] == made.result["end_state"]["id"])
    assert key["status"] == "ACTIVE"
    assert key["type"] in ("EC", "OKP")


@pytest.mark.parametrize("provider", sorted(set(ALL) - set(CURVES)))
def test_generated_keys_of_every_other_provider(run: Any, provider: str) -> None:
    """Theirs sends an algorithm that these do not have; ours says nothing that the task does not."""
    options = {"provider_id": provider, "config": {"priority": 100, **ALL[provider]}}
    assert run("generated", **options).result["end_state"]["config"].get("active") is None
    unchanged(run, "generated", **options)


def test_another_private_key_is_seen(run: Any, world: World, realm: str, keys: list[str]) -> None:
    """Theirs reports no change and keeps the old key, unless forced each time."""
    first = run("own", **own(keys[0])).result["end_state"]
    assert run("own", True, **own(keys[1])).changed
    second = run("own", **own(keys[1])).result["end_state"]
    unchanged(run, "own", **own(keys[1]))
    assert first["config"]["certificate"] != second["config"]["certificate"]
    told = world.admin.get(f"/admin/realms/{realm}/keys")["keys"]
    public = next(key["publicKey"] for key in told if key["providerId"] == second["id"])
    form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    loaded = serialization.load_pem_private_key(keys[1].encode(), None).public_key()
    assert base64.b64decode(public) == loaded.public_bytes(*form)


def test_force_writes_again_and_keeps_the_key_known(run: Any, keys: list[str]) -> None:
    """Theirs, too; but here a run without it stays unchanged afterwards."""
    run("own", **own(keys[0]))
    for _time in range(2):
        ran = run("own", **own(keys[0]), force=True)
        assert ran.changed
        assert ran.writes
    unchanged(run, "own", **own(keys[0]))


def test_the_key_of_the_highest_priority_signs(run: Any, world: World, realm: str) -> None:
    """A rotation: the next key signs at once, the old one verifies until it is removed."""
    old = {"provider_id": "rsa-generated", "config": {"priority": 500, "algorithm": "RS256"}}
    new = {"provider_id": "rsa-generated", "config": {"priority": 600, "algorithm": "RS256"}}
    first = run("old", **old).result["end_state"]["id"]
    before = _token(world, realm)
    assert _provider(world, realm, before) == first
    second = run("new", **new).result["end_state"]["id"]
    assert _provider(world, realm, _token(world, realm)) == second
    assert run("old", config={"active": False}).changed
    assert _accepted(world, realm, before)
    assert run("old", config={"enabled": False}).changed
    assert not _accepted(world, realm, before)


def _token(world: World, realm: str) -> str:
    form = {"grant_type": "password", "client_id": "app", "username": "ann", "password": "ann-of-the-keys"}
    url = f"{world.admin.url}/realms/{realm}/protocol/openid-connect/token"
    answer = requests.post(url, data={**form, "scope": "openid"}, timeout=30)
    answer.raise_for_status()
    return answer.json()["access_token"]


def _provider(world: World, realm: str, token: str) -> str:
    """Return the id of the component whose key has signed a token."""
    head = token.partition(".")[0]
    kid = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["kid"]
    told = world.admin.get(f"/admin/realms/{realm}/keys")["keys"]
    return next(key["providerId"] for key in told if key["kid"] == kid)


def _accepted(world: World, realm: str, token: str) -> bool:
    url = f"{world.admin.url}/realms/{realm}/protocol/openid-connect/userinfo"
    return requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=30).status_code == 200


@pytest.fixture
def stores(world: World, realm: str, tmp_path: pathlib.Path) -> Iterator[list[dict[str, str]]]:
    """Two Java keystores with a key each, and what opens them."""
    keytool = shutil.which("keytool")
    assert keytool, "keytool comes with the JDK that the server needs"
    (tmp_path / "empty").touch()
    place, made = _place(world, realm, tmp_path / "empty") or tmp_path, []
    place.mkdir(parents=True, exist_ok=True)
    for number in range(2):
        path, word = place / f"keys-{number}.p12", f"canary-of-store-{number}"
        words = ["-genkeypair", "-alias", "signing", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=test"]
        words += ["-storetype", "PKCS12", "-keystore", str(path), "-storepass", word, "-keypass", word]
        subprocess.run([keytool, *words], check=True, capture_output=True)
        opens = {"keystore": str(path), "keystore_password": word}
        made.append({**opens, "key_alias": "signing", "keystore_type": "PKCS12"})
    yield made
    shutil.rmtree(place)


def _place(world: World, realm: str, file: pathlib.Path) -> pathlib.Path | None:
    """Return where this server, which runs on this machine, wants a realm's keystores: it says so in an error."""
    known = {"keystore": str(file), "keystorePassword": "x", "keyPassword": "x", "keyAlias": "x", "priority": "1"}
    config = {name: [value] for name, value in known.items()}
    body = {"name": "probe", "providerId": "java-keystore", "providerType": PROVIDER_TYPE, "config": config}
    answer = world.admin.send("POST", f"/admin/realms/{realm}/components", body, accept=(400,))
    said = re.search("not under the realm directory (.*)", answer.json()["errorMessage"])
    return pathlib.Path(said.group(1)) if said else None


@pytest.mark.since("24")  # 16.1 knows one type of keystore, and keeps no name of it
def test_a_key_in_a_java_keystore(run: Any, stores: list[dict[str, str]]) -> None:
    """Theirs reports a change with each run unless update_password=on_create, and then never changes a password."""
    options = [{"provider_id": "java-keystore", "config": {"priority": 7, **store}} for store in stores]
    for one in options:
        check, ran = run("store", True, **one), run("store", **one)
        assert check.changed
        assert ran.changed
        assert "canary" not in json.dumps([check.result, ran.result])
        unchanged(run, "store", **one)
    unchanged(run, "store", **options[1], update_password="on_create")
    for _time in range(2):
        assert run("store", **options[1], update_password="always").changed
    unchanged(run, "store", **options[1])


@pytest.mark.since("24")
def test_passwords_are_not_sent_where_they_are_for_a_new_key_only(run: Any, stores: list[dict[str, str]]) -> None:
    """Theirs, too."""
    config = {"priority": 7, **stores[0]}
    run("store", provider_id="java-keystore", config=config, update_password="on_create")
    other = {**config, "keystore_password": "canary-of-another"}
    unchanged(run, "store", provider_id="java-keystore", config=other, update_password="on_create")


def test_a_realm_is_named_by_its_id_as_well(run: Any, world: World, realm: str) -> None:
    """Theirs takes the option for the realm's name, whatever it is called."""
    one = world.admin.get(f"/admin/realms/{realm}")["id"]
    options = {"provider_id": "hmac-generated", "config": {"priority": 3}}
    assert run("by-id", **options, parent_id=one).changed
    unchanged(run, "by-id", **options)
    assert not run("by-id", **options, realm=realm, parent_id=one).changed


def test_secrets_of_components_are_no_change_of_each_run(world: World, realm: str, keys: list[str]) -> None:
    """Their component module reports a change with each run, and prints the private key in msg and diff."""
    config = {"privateKey": keys[0], "priority": 5, "algorithm": "RS256"}
    options = {"parent_id": realm, "name": "component", "provider_type": PROVIDER_TYPE, "provider_id": "rsa"}
    for changed in (True, False):
        for check in (True, False):
            ran = world.run("keycloak_component", {**options, "config": config}, check)
            assert ran.changed == changed
            assert "PRIVATE KEY" not in json.dumps(ran.result)
    assert world.run("keycloak_component", {**options, "state": "absent"}).changed
