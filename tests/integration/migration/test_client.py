# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks, shows
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

SECRET = "canary-of-the-client"
KEY = "MIIEcanaryOfTheSigningKey"
# of a key without its certificate the server makes others
KEYS = {"saml.signing.private.key": KEY, "saml.signing.certificate": "MIIC", "saml.signature.algorithm": "RSA_SHA256"}
MAPPER = {"name": "m", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper"}
EMPLOYEES = {"name": "employees", "uris": ["/employees"], "scopes": [{"name": "read"}]}


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm of these tests' own."""
    name = f"migrate-client-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield Tasks(world, name)
    world.admin.remove_realm(name)


def test_a_second_run_of_a_client_with_integer_attributes_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares the number with the text that the server keeps, and reports a change for ever."""
    tasks.idempotent("keycloak_client", {"client_id": "numbers", "attributes": {"access.token.lifespan": 300}})


def test_a_second_run_of_authorization_settings_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares what is given with all that the server exports, and imports it anew in each run."""
    settings = {"policyEnforcementMode": "ENFORCING", "resources": [EMPLOYEES], "scopes": [{"name": "read"}]}
    flags = {"service_accounts_enabled": True, "authorization_services_enabled": True}
    tasks.idempotent("keycloak_client", {"client_id": "authz", **flags, "authorization_settings": settings})


def test_a_second_run_of_saml_keys_is_unchanged(tasks: Tasks) -> None:
    """Theirs once did, and still does wherever a flag beside them is not written as a text."""
    tasks.idempotent("keycloak_client", {"client_id": "saml", "protocol": "saml", "attributes": KEYS})


def test_saml_keys_are_not_shown(tasks: Tasks) -> None:
    """Theirs once returned the private key in invocation and diff; 13.5 hides this one key and no other."""
    ran = tasks.run("keycloak_client", {"client_id": "saml2", "protocol": "saml", "attributes": KEYS})
    assert not shows(ran, KEY)


def test_a_secret_without_public_client_makes_no_public_client(tasks: Tasks) -> None:
    """Theirs names the protocol in its request: the server makes a public client, which has no secret."""
    options = {"client_id": "confidential", "secret": SECRET, "protocol": "openid-connect"}
    assert not shows(tasks.idempotent("keycloak_client", options), SECRET)
    (client,) = tasks.get("/clients?clientId=confidential")
    assert not client["publicClient"]
    assert tasks.get(f"/clients/{client['id']}/client-secret")["value"] == SECRET


def test_a_second_run_of_a_service_account_with_exact_scopes_is_unchanged(tasks: Tasks) -> None:
    """Theirs takes the scope that the server adds for service accounts for a difference."""
    scopes = {"default_client_scopes": ["email", "profile"], "client_scopes_behavior": "idempotent"}
    tasks.idempotent("keycloak_client", {"client_id": "robot", "service_accounts_enabled": True, **scopes})


def test_default_scopes_of_an_existing_client_are_applied(tasks: Tasks) -> None:
    """Theirs sends them in a PUT, which the server ignores, and reports a change."""
    tasks.run("keycloak_client", {"client_id": "scopes"})
    tasks.idempotent("keycloak_client", {"client_id": "scopes", "default_client_scopes": ["email"]})
    (client,) = tasks.get("/clients?clientId=scopes")
    assert client["defaultClientScopes"] == ["email"]


def test_authorization_services_that_are_off_are_no_change(tasks: Tasks) -> None:
    """The server doesn't show the flag while it is off, which must not be taken for a difference."""
    tasks.idempotent("keycloak_client", {"client_id": "off", "authorization_services_enabled": False})


def test_the_consent_of_a_mapper_is_no_change(tasks: Tasks) -> None:
    """The server drops it; theirs writes it in each run."""
    mapper = {**MAPPER, "consentRequired": True, "consentText": "May I?"}
    tasks.idempotent("keycloak_client", {"client_id": "consent", "protocol_mappers": [mapper]})
