# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way of logging in, at a real server, and the sessions that each leaves."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.assertion import PrivateKey, client_claims
from ansible_collections.iamops.keycloak.tests.integration.login import keys
from ansible_collections.iamops.keycloak.tests.integration.login.conftest import USER, VERSION, Realm, jwks
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply, serving

SECRET = f"canary-{secrets.token_hex(16)}"


@pytest.fixture(scope="module", autouse=True)
def robot(realm: Realm) -> str:
    return realm.add_client("robot", secret=SECRET)


def works(realm: Realm, during: int, **login: Any) -> None:
    """Log in, read, and look at the sessions during and after it."""
    client = realm.connect(**login)
    realm.calls.clear()
    for _each in range(3):
        assert client.get_required(realm.path)["realm"] == realm.name
    assert realm.count("POST token") == 1
    assert realm.sessions() == during
    client.close()
    assert realm.sessions() == 0


@pytest.mark.parametrize("client", [{}, {"client_id": "robot", "client_secret": SECRET}, {"scope": "profile"}])
def test_password(realm: Realm, client: dict[str, str]) -> None:
    works(realm, 1, username=USER, password=realm.password, **client)


def test_client_secret(realm: Realm) -> None:
    works(realm, 0, client_id="robot", client_secret=SECRET)


@pytest.mark.parametrize("algorithm", ["HS256", "HS512"])
def test_client_secret_jwt(realm: Realm, algorithm: str) -> None:
    secret = secrets.token_hex(64)
    realm.add_client(
        f"secret-{algorithm}", secret=secret, clientAuthenticatorType="client-secret-jwt",
        attributes={"token.endpoint.auth.signing.alg": algorithm},
    )
    works(realm, 0, client_id=f"secret-{algorithm}", client_secret=secret, signing_algorithm=algorithm)


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"])
@pytest.mark.parametrize("with_id", [True, False])
def test_private_key_jwt(realm: Realm, algorithm: str, with_id: bool, tmp_path: Path) -> None:
    if algorithm == "EdDSA" and VERSION < 24:
        pytest.skip("the server doesn't know the algorithm")
    key = keys.make(algorithm)
    name = f"signed-{algorithm}-{with_id}"
    realm.add_client(name, clientAuthenticatorType="client-jwt", attributes={
        "use.jwks.string": "true", "jwks.string": jwks(keys.public(key, algorithm, "key-1")),
        "token.endpoint.auth.signing.alg": algorithm,
    })
    key_id = {"private_key_id": "key-1"} if with_id else {}
    works(realm, 0, client_id=name, private_key=keys.pem(key), signing_algorithm=algorithm, **key_id)
    file = tmp_path / "key.pem"
    file.write_text(keys.pem(key))
    works(realm, 0, client_id=name, private_key_file=str(file), signing_algorithm=algorithm)


def test_private_key_jwt_and_a_password(realm: Realm) -> None:
    key = keys.make("ES256")
    realm.add_client("signed-user", clientAuthenticatorType="client-jwt", attributes={
        "use.jwks.string": "true", "jwks.string": jwks(keys.public(key, "ES256", "key-1")),
    })
    works(realm, 1, client_id="signed-user", private_key=keys.pem(key), username=USER, password=realm.password)


def test_a_token_of_the_client_from_a_file(realm: Realm, tmp_path: Path) -> None:
    key = keys.make("RS256")
    realm.add_client("file", clientAuthenticatorType="client-jwt", attributes={
        "use.jwks.string": "true", "jwks.string": jwks(keys.public(key, "RS256", "key-1")),
    })
    file = tmp_path / "token"
    issuer = f"{realm.url}/realms/{realm.name}"
    for _login in range(2):
        file.write_text(PrivateKey(keys.pem(key)).sign(client_claims("file", issuer, time.time())) + "\n")
        works(realm, 0, jwt_file=str(file))


@pytest.mark.skipif(VERSION < 26, reason="the server doesn't know the authenticator")
def test_a_token_of_another_issuer_from_a_file(realm: Realm, tmp_path: Path) -> None:
    """As a workload of a Kubernetes cluster logs in: the cluster signs, and the realm knows the cluster's keys."""
    key = keys.make("RS256")
    with serving(Reply(200, {"keys": [keys.public(key, "RS256", "key-1")]})) as cluster:
        realm.root.send("POST", realm.path + "/identity-provider/instances", {
            "alias": "cluster", "providerId": "oidc", "enabled": True, "config": {
                "issuer": cluster.url, "useJwksUrl": "true", "jwksUrl": cluster.url + "/keys", "clientId": "x",
                "validateSignature": "true", "supportsClientAssertions": "true", "clientSecret": "x",
                "authorizationUrl": cluster.url + "/auth", "tokenUrl": cluster.url + "/token",
            },
        })
        realm.add_client("workload", clientAuthenticatorType="federated-jwt", attributes={
            "jwt.credential.issuer": "cluster", "jwt.credential.sub": "system:serviceaccount:tools:robot",
        })
        now = int(time.time())
        claims = {
            **client_claims("x", f"{realm.url}/realms/{realm.name}", now), "iss": cluster.url,
            "sub": "system:serviceaccount:tools:robot",
        }
        file = tmp_path / "token"
        file.write_text(PrivateKey(keys.pem(key), key_id="key-1").sign(claims))
        works(realm, 0, jwt_file=str(file))


def test_a_given_token(realm: Realm) -> None:
    giver = realm.connect()
    token = giver.session.token()
    client = realm.connect(token=token)
    realm.calls.clear()
    assert client.get_required(realm.path)["realm"] == realm.name
    client.close()
    assert realm.calls == [f"GET {realm.name}"]
    assert realm.sessions() == 1
    giver.close()


def test_a_given_refresh_token(realm: Realm) -> None:
    giver = realm.connect()
    giver.session.token()
    assert giver.session._tokens is not None
    client = realm.connect(refresh_token=giver.session._tokens["refresh_token"])
    assert client.get_required(realm.path)["realm"] == realm.name
    client.close()
    assert realm.sessions() == 1, "a session that was given is not ours to end"
    giver.close()
    assert realm.sessions() == 0


def test_a_separate_url_to_log_in(realm: Realm) -> None:
    other = realm.url.replace("127.0.0.1", "localhost")
    client = realm.connect(auth_url=other, username=USER, password=realm.password)
    assert client.get_required(realm.path)["realm"] == realm.name
    client.close()
