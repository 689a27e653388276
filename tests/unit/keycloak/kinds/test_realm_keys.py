# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Realm keys: what is read and what is desired -> which writes; whose settings go by other names."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.sentences import sentence
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import Desired, read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import MASK, PREFIX, seal
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import Run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.realm_keys import (
    KEYS,
    REALM_KEY,
    of_provider,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

REALM = "/admin/realms/acme"
ALL = f"{REALM}/components"
REALM_ID = "b3d5c1f0-5d0c-4a5e-9f43-0d0f5a1a2b3c"
CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIC\nAAAA\n-----END CERTIFICATE-----\n"


def key(name: str, provider: str, number: str = "", **config: str) -> dict[str, Any]:
    settings = {setting: [value] for setting, value in config.items()}
    one = {"id": f"{name}{number}", "name": name, "providerId": provider, "providerType": KEYS}
    return {**one, "parentId": REALM_ID, "config": settings}


OWN = key("own", "rsa", privateKey=MASK, certificate="MIICAAAA", priority="5")
STORE = key("store", "java-keystore", keystore="/k", keystorePassword=MASK, keyPassword=MASK, keyAlias="a")
CURVE = key("curve", "ecdsa-generated", ecdsaEllipticCurveKey="P-256")
TWINS = [key("twin", "rsa-generated", "1"), key("twin", "hmac-generated", "2")]
LDAP = {"id": "ldap", "name": "ldap", "providerType": "users", "providerId": "ldap", "config": {}}
SEALED = {
    f"{PREFIX}own.config.privateKey": seal("old key", b"0" * 16),
    f"{PREFIX}store.config.keystorePassword": seal("old word", b"0" * 16),
    f"{PREFIX}store.config.keyPassword": seal("old word", b"1" * 16),
}


class Server:
    """A realm with keys."""

    def get(self, path: str, params: Any = None) -> Any:
        if path == "/admin/serverinfo":
            return {"componentTypes": {KEYS: [{"id": one} for one in ("rsa", "rsa-generated", "java-keystore")]}}
        if path == REALM:
            return {"id": REALM_ID, "realm": "acme", "attributes": SEALED}
        return next((one for one in (OWN, LDAP) if path == f"{ALL}/{one['id']}"), None)

    def list(self, path: str, params: Any = None) -> Any:
        if path == "/admin/realms":
            return [{"id": REALM_ID, "realm": "acme"}, {"id": "m", "realm": "master"}]
        items = (OWN, STORE, CURVE, LDAP, *TWINS)
        return [one for one in items if one["providerType"] == params["type"] and one["name"] == params["name"]]


def both(name: Optional[str] = "own", **options: Any) -> tuple[Desired, Plan]:
    options = {"parent_id": "acme", "realm": None, "name": name, **options}
    desired = read(REALM_KEY, options)
    return desired, plan(REALM_KEY, observe(REALM_KEY, Server(), desired, Certain()), desired)


WRITTEN, SEAL = "PUT /components/own", "PUT "


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"parent_id": REALM_ID}, []),
        ({"parent_id": REALM_ID, "realm": "acme"}, []),
        ({"parent_id": None, "realm": "acme", "provider_id": "rsa"}, []),
        ({"name": None, "id": "own"}, []),
        ({"name": "other", "id": "own"}, [WRITTEN]),
        ({"config": {"priority": 5, "certificate": ""}}, []),
        ({"config": {"certificate": CERTIFICATE}}, []),
        ({"config": {"certificate": "MIIDother"}}, [WRITTEN]),
        ({"config": {"priority": 6}}, [WRITTEN]),
        ({"config": {"private_key": "old key\n"}}, []),
        ({"config": {"private_key": "new key"}}, [WRITTEN, SEAL]),
        ({"config": {"private_key": "new key"}, "update_secrets": "on_create"}, []),
        ({"config": {"private_key": "old key"}, "force": True}, [WRITTEN, SEAL]),
        ({"force": True}, [WRITTEN]),
        ({"config": {"private_key": "old key"}, "force": True, "update_secrets": "on_create"}, []),
        ({"name": "store", "config": {"keystore_password": "old word"}}, []),
        ({"name": "store", "config": {"keystore_password": "new word"}}, ["PUT /components/store", SEAL]),
        ({"name": "store", "config": {"keystore_password": "new word"}, "update_password": "on_create"}, []),
        (
            {"name": "store", "config": {"keystore_password": "old word"}, "update_password": "always"},
            ["PUT /components/store", SEAL],
        ),
        ({"config": {"private_key": "old key"}, "update_password": "always"}, []),
        ({"name": "curve", "config": {"algorithm": "ES256", "elliptic_curve": "P-256"}}, []),
        ({"name": "curve", "config": {"elliptic_curve": "P-384"}}, ["PUT /components/curve"]),
        ({"name": "twin", "provider_id": "rsa-generated"}, []),
        ({"name": "new", "provider_id": "rsa-generated"}, ["POST /components"]),
        ({"name": "new", "config": {"private_key": "a key"}}, ["POST /components", SEAL]),
        ({"state": "absent", "provider_id": "hmac-generated"}, ["DELETE /components/own", SEAL]),
        ({"state": "absent", "name": "nosuch"}, []),
    ],
)
def test_changes(options: dict[str, Any], expected: list[str]) -> None:
    assert [one.replace(REALM, "") for one in both(**options)[1].actions] == expected


@pytest.mark.parametrize(
    ("options", "error", "text"),
    [
        ({"name": "n" * 256}, InvalidInput, "at most 255"),
        ({"name": "twin"}, InvalidInput, "2 realm keys named 'twin'"),
        ({"name": "new", "provider_id": "nosuch"}, MissingReference, "there is no 'nosuch' among java-keystore, rsa"),
        ({"provider_id": "hmac-generated"}, InvalidInput, "can't be changed"),
        ({"name": None, "id": "ldap"}, InvalidInput, "can't be changed|is no realm key"),
        ({"name": None, "id": "ldap", "state": "absent"}, InvalidInput, "is no realm key"),
        ({"name": "new"}, InvalidInput, "config.private_key: is needed to make a key of provider 'rsa'"),
        ({"name": "new", "provider_id": "java-keystore"}, InvalidInput, "config.keystore: is needed"),
        ({"parent_id": "master", "realm": "acme"}, InvalidInput, "must be the name or the id of realm 'acme'"),
        ({"parent_id": "nosuch", "realm": "acme"}, MissingReference, "no realm 'nosuch'"),
        ({"name": "new", "config": {"private_key": MASK}}, InvalidInput, "the mask that servers show"),
    ],
)
def test_refusals(options: dict[str, Any], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        both(**options)


def test_another_key_has_another_certificate() -> None:
    step = both(config={"private_key": "new key", "certificate": ""})[1].steps[0]
    assert step.body["config"] == {"privateKey": ["new key"], "certificate": [], "priority": ["5"]}
    own = both(config={"private_key": "new key", "certificate": CERTIFICATE})[1].steps[0]
    assert own.body["config"]["certificate"] == [CERTIFICATE.strip()]


def test_a_new_key_is_of_the_usual_provider() -> None:
    step = both(name="new", config={"private_key": "a key"})[1].steps[0]
    assert step.body == {
        "id": step.body["id"],
        "name": "new",
        "providerId": "rsa",
        "providerType": KEYS,
        "config": {"privateKey": ["a key"]},
    }


@pytest.mark.parametrize(
    ("provider", "given", "expected"),
    [
        ("rsa", {"algorithm": ["PS256"]}, {"algorithm": ["PS256"]}),
        ("aes-generated", {"algorithm": ["AES"], "secretSize": ["16"]}, {"secretSize": ["16"]}),
        ("ecdsa-generated", {"algorithm": ["ES512"]}, {"ecdsaEllipticCurveKey": ["P-521"]}),
        (
            "ecdsa-generated",
            {"algorithm": ["ES256"], "ellipticCurve": ["P-384"]},
            {"ecdsaEllipticCurveKey": ["P-384"]},
        ),
        ("ecdsa-generated", {"algorithm": ["RS256"]}, {}),
        ("eddsa-generated", {"algorithm": ["Ed448"]}, {"eddsaEllipticCurveKey": ["Ed448"]}),
        ("ecdh-generated", {"algorithm": ["ECDH_ES"]}, {"ecdhAlgorithm": ["ECDH-ES"]}),
        ("ecdh-generated", {"algorithm": ["ECDH_ES_A256KW"]}, {"ecdhAlgorithm": ["ECDH-ES+A256KW"]}),
        ("ecdh-generated", {"algorithm": ["ECDH-ES+A256KW"]}, {"ecdhAlgorithm": ["ECDH-ES+A256KW"]}),
        ("ecdh-generated", {"ellipticCurve": ["P-256"]}, {"ecdhEllipticCurveKey": ["P-256"]}),
        ("own-provider", {"ellipticCurve": ["x"]}, {"ellipticCurve": ["x"]}),
        ("java-keystore", {"keystorePassword": ["x"]}, {"keystorePassword": ["x"], "keyPassword": ["x"]}),
        (
            "java-keystore",
            {"keystorePassword": ["x"], "keyPassword": ["y"]},
            {"keystorePassword": ["x"], "keyPassword": ["y"]},
        ),
    ],
)
def test_settings_go_by_the_provider_s_names(
    provider: str, given: dict[str, list[str]], expected: dict[str, list[str]]
) -> None:
    assert of_provider(provider, given) == expected
    assert of_provider(provider, expected) == expected


@pytest.mark.parametrize(
    ("options", "check", "said"),
    [
        ({}, False, "Realm key own was in sync"),
        ({"config": {"priority": 6}}, False, "Realm key own changed: config.priority: ['5'] -> ['6']"),
        ({"config": {"priority": 6}}, True, "Realm key own would be changed: config.priority: ['5'] -> ['6']"),
        ({"force": True}, False, "Realm key own was forcibly updated"),
        ({"force": True, "config": {"private_key": "old key"}}, True, "Realm key own was forcibly updated"),
        ({"state": "absent"}, True, "Realm key own would be deleted"),
    ],
)
def test_what_is_said(options: dict[str, Any], check: bool, said: str) -> None:
    desired, planned = both(**options)
    run = Run(planned, OWN, OWN, "own")
    assert sentence(REALM_KEY, run, desired.state == "absent", check, desired.values) == said
