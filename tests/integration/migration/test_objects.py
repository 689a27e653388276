# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client scopes, roles, users, identity providers and components: what the modules of other collections get wrong."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks, shows
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

FIRST, SECOND = "canary-of-an-object-1", "canary-of-an-object-2"


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm of these tests' own, whose users may have any attribute."""
    name = f"migrate-objects-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    path = f"/admin/realms/{name}/users/profile"
    profile = world.admin.get(path)
    # 16.1 has none, and takes any attribute
    if profile is not None:
        world.admin.send("PUT", path, {**profile, "unmanagedAttributePolicy": "ENABLED"})
    yield Tasks(world, name)
    world.admin.remove_realm(name)


def mapper(name: str) -> dict[str, Any]:
    """Return a mapper with booleans, as playbooks write them."""
    config = {"included.client.audience": "account", "access.token.claim": True, "id.token.claim": False}
    kind = {"protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper"}
    return {"name": name, **kind, "config": config}


def test_a_second_run_of_a_client_scope_with_booleans_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares true with the text that the server keeps, and reports a change for ever."""
    options = {"name": "booleans", "protocol": "openid-connect", "protocol_mappers": [mapper("a")]}
    tasks.idempotent("keycloak_client_scope", {**options, "attributes": {"display.on.consent.screen": False}})


def test_mappers_of_a_client_scope_that_leave_the_list_leave_the_server(tasks: Tasks) -> None:
    """Theirs adds and changes mappers, and never removes one."""
    scope = {"name": "mappers", "protocol": "openid-connect"}
    tasks.run("keycloak_client_scope", {**scope, "protocol_mappers": [mapper("a"), mapper("b")]})
    ran = tasks.idempotent("keycloak_client_scope", {**scope, "protocol_mappers": [mapper("b")]})
    assert [one["name"] for one in ran.result["end_state"]["protocolMappers"]] == ["b"]


def test_a_role_named_without_composite_stays_composite(tasks: Tasks) -> None:
    """Theirs takes the option left out for false: it writes that, and shows it in the diff, in each run."""
    tasks.run("keycloak_role", {"name": "part"})
    tasks.run("keycloak_role", {"name": "whole", "composite": True, "composites": [{"name": "part"}]})
    tasks.idempotent("keycloak_role", {"name": "whole", "description": "of parts"})
    assert [one["name"] for one in tasks.get("/roles/whole/composites")] == ["part"]


def test_a_diff_of_a_role_has_what_changes_and_nothing_else(tasks: Tasks) -> None:
    """Theirs shows in the diff what it would send, such as composite: false of an option left out."""
    tasks.run("keycloak_role", {"name": "described", "description": "before", "attributes": {"a": "b"}})
    diff = tasks.foreseen("keycloak_role", {"name": "described", "description": "after"}).result["diff"]
    leaves = {name for name in {*diff["before"], *diff["after"]} if diff["before"].get(name) != diff["after"].get(name)}
    assert leaves == {"description"}
    assert (diff["before"]["description"], diff["after"]["description"]) == ("before", "after")


def test_check_mode_does_not_crash_for_a_new_user(tasks: Tasks) -> None:
    """Theirs asks for the groups of a user that check mode hasn't made, and fails with a traceback."""
    assert tasks.foreseen("keycloak_user", {"username": "newcomer", "enabled": True}).changed


def test_a_second_run_of_a_user_with_attributes_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares a list of attributes with the server's map, and reports a change for ever."""
    attributes = [{"name": "room", "values": ["12"], "state": "present"}, {"name": "phone", "state": "absent"}]
    tasks.idempotent("keycloak_user", {"username": "attributed", "attributes": attributes})


def test_a_second_run_of_a_user_with_a_password_is_unchanged(tasks: Tasks) -> None:
    """Theirs sets the password in each run, and reports a change for ever."""
    password = {"type": "password", "value": FIRST, "temporary": False}
    ran = tasks.idempotent("keycloak_user", {"username": "secretive", "credentials": [password]})
    assert not shows(ran, FIRST)


def provider(secret: str) -> dict[str, Any]:
    """Return an identity provider with a secret and booleans."""
    urls = {"tokenUrl": "https://idp.example.com/token", "authorizationUrl": "https://idp.example.com/auth"}
    config = {**urls, "clientId": "us", "clientSecret": secret, "validateSignature": False, "useJwksUrl": True}
    return {"alias": "partner", "provider_id": "oidc", "config": config}


def test_a_second_run_of_an_identity_provider_with_a_secret_and_booleans_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares the secret with the server's mask, and true with its text, and reports a change for ever."""
    tasks.run("keycloak_identity_provider", {"alias": "partner", "state": "absent"})
    tasks.idempotent("keycloak_identity_provider", provider(FIRST))


def test_a_changed_secret_of_an_identity_provider_is_reported_once_and_not_shown(tasks: Tasks) -> None:
    """Theirs says the same of a changed secret as of the one that is there."""
    tasks.run("keycloak_identity_provider", provider(FIRST))
    ran = tasks.idempotent("keycloak_identity_provider", provider(SECOND))
    assert not shows(ran, SECOND)


def directory(secret: str) -> dict[str, Any]:
    """Return a component with a secret."""
    config = {"editMode": "READ_ONLY", "vendor": "other", "connectionUrl": "ldap://127.0.0.1:1", "usersDn": "ou=people"}
    kind = {"provider_id": "ldap", "provider_type": "org.keycloak.storage.UserStorageProvider"}
    return {"name": "directory", **kind, "config": {**config, "bindDn": "cn=reader", "bindCredential": secret}}


def test_a_second_run_of_a_component_with_a_secret_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares the secret with the server's mask, and reports a change for ever."""
    tasks.run("keycloak_component", {**directory(FIRST), "state": "absent"})
    tasks.idempotent("keycloak_component", directory(FIRST))


def test_a_changed_secret_of_a_component_is_reported_once_and_not_shown(tasks: Tasks) -> None:
    """Theirs says the same of a changed secret as of the one that is there, and shows it in msg and diff."""
    tasks.run("keycloak_component", directory(FIRST))
    ran = tasks.idempotent("keycloak_component", directory(SECOND))
    assert not shows(ran, SECOND)
