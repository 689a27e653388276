# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm with every sort of secret: none is in what an export, a report of drift or a diff says of it."""

from __future__ import annotations

import copy
import functools
import json
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness import realmkeys, whole
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

pytestmark = pytest.mark.since("26")

KEYS = "org.keycloak.keys.KeyProvider"
STORAGE = "org.keycloak.storage.UserStorageProvider"
SORTS = ("theirs", "ours")
OTP = json.dumps({"subType": "totp", "digits": 6, "period": 30, "algorithm": "HmacSHA1"})
FLOWS = [
    {"alias": "sign up", "providerId": "basic-flow", "topLevel": True, "builtIn": False,
     "authenticationExecutions": [{"authenticator": "registration-page-form", "flowAlias": "sign up form",
                                   "requirement": "REQUIRED", "priority": 10, "authenticatorFlow": True}]},
    {"alias": "sign up form", "providerId": "form-flow", "topLevel": False, "builtIn": False,
     "authenticationExecutions": [
         {"authenticator": "registration-user-creation", "requirement": "REQUIRED", "priority": 10},
         {"authenticator": "registration-recaptcha-action", "authenticatorConfig": "captcha",
          "requirement": "REQUIRED", "priority": 20},
         {"authenticator": "registration-recaptcha-enterprise", "authenticatorConfig": "enterprise",
          "requirement": "DISABLED", "priority": 30},
     ]},
]  # fmt: skip


@functools.cache
def private_key(sort: str) -> str:
    """Return a private key of a sort, the same each time."""
    return realmkeys._private_key()


def holding(sort: str) -> dict[str, Any]:
    """Return a realm whose secrets are of one sort."""
    ldap = {"enabled": ["false"], "connectionUrl": ["ldap://x"], "usersDn": ["ou=p"], "vendor": ["other"]}
    names = {f"{name}LDAPAttribute": ["uid"] for name in ("username", "rdn", "uuid")}
    oidc = {"clientId": "acme", "tokenUrl": "https://corp.example/t", "authorizationUrl": "https://corp.example/a"}
    return {
        "smtpServer": {"host": "m.example", "from": "a@m.example", "auth": "true", "user": "a",
                       "password": f"canary-{sort}-mail"},
        "attributes": {"shop.api_key": f"canary-{sort}-realm"},
        "clients": [
            {"clientId": "by-secret", "secret": f"canary-{sort}-client", "serviceAccountsEnabled": True},
            {"clientId": "by-saml", "protocol": "saml", "attributes": {
                "saml.signing.private.key": f"canary-{sort}-saml",
                "saml.encryption.private.key": f"canary-{sort}-saml-encryption",
            }},
            {"clientId": "by-jwt", "clientAuthenticatorType": "client-secret-jwt", "secret": f"canary-{sort}-jwt"},
        ],
        "identityProviders": [{"alias": "corp", "providerId": "oidc", "enabled": True,
                               "config": {**oidc, "clientSecret": f"canary-{sort}-provider"}}],
        "components": {
            STORAGE: [{"name": "people", "providerId": "ldap", "config": {
                **ldap, **names, "userObjectClasses": ["person"], "authType": ["simple"], "bindDn": ["cn=a"],
                "editMode": ["READ_ONLY"], "bindCredential": [f"canary-{sort}-directory"],
            }}],
            KEYS: [{"name": "own", "providerId": "rsa", "config": {
                "privateKey": [private_key(sort)], "priority": ["7"],
            }}],
        },
        "authenticationFlows": FLOWS,
        "authenticatorConfig": [
            {"alias": "captcha", "config": {"site.key": "site", "secret.key": f"canary-{sort}-captcha"}},
            {"alias": "enterprise", "config": {"site.key": "site", "project.id": "p", "api.key": f"canary-{sort}-api"}},
        ],
        "users": [{
            "username": "ann", "enabled": True,
            "credentials": [
                {"type": "password", "value": f"canary-{sort}-password"},
                {"type": "otp", "secretData": json.dumps({"value": f"canary-{sort}-otp"}), "credentialData": OTP},
            ],
        }],
    }  # fmt: skip


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with their secrets, and with those that the server makes."""
    name = f"secrets-{secrets.token_hex(3)}"
    whole.make(world.admin, name, holding("theirs"))
    yield name
    world.admin.remove_realm(name)


@pytest.fixture(scope="module")
def hidden(world: World, realm: str) -> list[str]:
    """What must not be seen."""
    at = f"/admin/realms/{realm}/clients"
    [client] = world.admin.get(f"{at}?clientId=by-saml")
    token = world.admin.send("POST", f"{at}/{client['id']}/registration-access-token").json()["registrationAccessToken"]
    initial = world.admin.send("POST", f"/admin/realms/{realm}/clients-initial-access", {"count": 1}).json()["token"]
    # it begins with what is public, too
    lines = [line for sort in SORTS for line in private_key(sort).splitlines()[7:-1]]
    return ["canary", "PRIVATE KEY", token, initial, *lines]


def shown(given: Any, hidden: list[str]) -> list[str]:
    """Return the secrets that a result, or the files of a directory, show."""
    files = [path.read_text("utf-8") for path in given.iterdir()] if isinstance(given, pathlib.Path) else []
    text = "\n".join(files) or json.dumps(given)
    return [secret for secret in hidden if secret in text]


@pytest.mark.parametrize("form", ["representation", "tasks"])
def test_exports(world: World, realm: str, hidden: list[str], tmp_path: pathlib.Path, form: str) -> None:
    options = {"realm": realm, "users": True, "format": form}
    told = world.run("keycloak_export", options)
    assert shown(told.result, hidden) == []
    dest = tmp_path / "realm.yml"
    # what was there before is in the diff
    dest.write_text("".join(f"secret: canary-{number}\n" for number in range(3)), "utf-8")
    written = world.run("keycloak_export", {**options, "dest": str(dest)})
    assert shown(written.result, hidden) == shown(tmp_path, hidden) == []
    assert sorted(told.result["vault_variables"].values()) == [
        "attributes.shop.api_key",
        "authenticatorConfig[captcha].config.secret.key",
        "authenticatorConfig[enterprise].config.api.key",
        "clients[by-jwt].secret",
        "clients[by-saml].attributes.saml.encryption.private.key",
        "clients[by-saml].attributes.saml.signing.private.key",
        "clients[by-secret].secret",
        f"components.{KEYS}[own].config.privateKey",
        f"components.{STORAGE}[people].config.bindCredential",
        "identityProviders[corp].config.clientSecret",
        "smtpServer.password",
    ]


def altered(data: dict[str, Any]) -> dict[str, Any]:
    """Return data with another value beside each secret."""
    data = copy.deepcopy(data)
    data["smtpServer"]["user"] = data["attributes"]["shop"] = "other"
    for client in data["clients"]:
        client["description"] = "other"
    data["identityProviders"][0]["config"]["clientId"] = "other"
    data["components"][STORAGE][0]["config"]["bindDn"] = ["other"]
    data["components"][KEYS][0]["config"]["priority"] = ["8"]
    for config in data["authenticatorConfig"]:
        config["config"]["site.key"] = "other"
    return data


@pytest.mark.parametrize("data", ["ours", "none"])
def test_drift_and_diffs(world: World, realm: str, hidden: list[str], tmp_path: pathlib.Path, data: str) -> None:
    """Neither the data's secrets nor the server's are shown, also where something beside them differs."""
    exported = world.run("keycloak_export", {"realm": realm, "users": True, "secrets": "omit"}).result["config"]
    config = altered(holding("ours") if data == "ours" else exported)
    dest = [str(tmp_path / f"report.{end}") for end in ("html", "json", "md", "txt")]
    drifted = world.run("keycloak_drift", {"realm": realm, "config": config, "dest": dest})
    assert not drifted.failed, drifted
    assert shown(drifted.result, hidden) == shown(tmp_path, hidden) == []
    names = {(one["kind"], one["name"]) for one in drifted.result["differences"]}
    assert {("client", "by-secret"), ("identity_provider", "corp"), ("realm", realm)} <= names
    foreseen = world.run("keycloak_config", {"realm": realm, "config": config}, check=True)
    assert foreseen.changed
    assert shown(foreseen.result, hidden) == []
