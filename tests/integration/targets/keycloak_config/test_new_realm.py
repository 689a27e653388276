# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm that is yet to be made: all that the data names is there in time, and what can't be is refused before."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import changes

MODULE = "keycloak_config"
KEYS, STORAGE = "org.keycloak.keys.KeyProvider", "org.keycloak.storage.UserStorageProvider"
MAPPERS = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"

AUTHORIZED = {"serviceAccountsEnabled": True, "authorizationServicesEnabled": True}
SCRIPT = {"name": "grants", "type": "js", "config": {"code": "$evaluation.grant();"}}

MASK = "**********"

pytestmark = pytest.mark.since("26")


@pytest.fixture
def new(world: World) -> Iterator[str]:
    """The name of a realm that is yet to be made."""
    name = f"config-new-{secrets.token_hex(3)}"
    yield name
    world.admin.remove_realm(name)


def federation(more: dict[str, list[str]], **mappers: tuple[str, dict[str, list[str]]]) -> dict[str, Any]:
    """Return a federation as exports have it, with more settings, and mappers by name: a provider and its settings."""
    config = {
        **{
            "connectionUrl": ["ldap://127.0.0.1:1"],
            "vendor": ["other"],
            "editMode": ["READ_ONLY"],
            "enabled": ["true"],
        },
        **{"usersDn": ["ou=people"], "usernameLDAPAttribute": ["uid"], "rdnLDAPAttribute": ["uid"]},
        **{"uuidLDAPAttribute": ["entryUUID"], "userObjectClasses": ["inetOrgPerson"], "authType": ["none"]},
        **more,
    }
    below = [{"name": name, "providerId": one, "config": own} for name, (one, own) in mappers.items()]
    held = {"name": "people", "providerId": "ldap", "config": config, "subComponents": {MAPPERS: below}}
    return {"components": {STORAGE: [held]}}


def test_mappers_of_federations_that_name_roles_and_groups(world: World, new: str) -> None:
    """The server makes no such mapper before there is what it names; purge removes it before that."""
    named = {
        "roles": {"realm": [{"name": "buyer"}], "client": {"shop": [{"name": "editor"}]}},
        "clients": [{"clientId": "shop"}],
        "groups": [{"name": "staff"}],
    }
    mapping = federation(
        {},
        buyers=("hardcoded-ldap-role-mapper", {"role": ["buyer"]}),
        editors=("hardcoded-ldap-role-mapper", {"role": ["shop.editor"]}),
        staff=("hardcoded-ldap-group-mapper", {"group": ["/staff"]}),
        groups=(
            "group-ldap-mapper",
            {
                **{"groups.dn": ["ou=groups"], "groups.path": ["/staff"], "mode": ["READ_ONLY"]},
                **{"group.name.ldap.attribute": ["cn"], "group.object.classes": ["groupOfNames"]},
            },
        ),
    )
    options = {"config": {"realm": new, "enabled": True, **named, **mapping}}
    foreseen = world.run(MODULE, options, check=True)
    ran = world.run(MODULE, options)
    assert (ran.failed, changes(ran)) == (False, changes(foreseen)), ran.result["msg"]
    again = world.run(MODULE, options)
    assert (again.failed, again.changed, again.writes) == (False, False, []), again
    purge = {"realm": new, "config": {}, "purge": ["components", "groups", "realm_roles", "client_roles"]}
    gone = world.run(MODULE, purge)
    assert not gone.failed, gone.result["msg"]
    removed = [kind for kind, _name, _change in changes(gone)]
    assert removed == ["user_federation", "group", "role", "role"], gone


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            {"clients": [{"clientId": "realm-management", "description": "Ours"}]},
            "clients[0].client_id: must stay as it is",
        ),
        (
            {"clients": [{"clientId": "realm-management", "authorizationSettings": {"decisionStrategy": "UNANIMOUS"}}]},
            "clients[0].client_id: must stay as it is",
        ),
        (
            {"roles": {"client": {"realm-management": [{"name": "view-users", "description": "Ours"}]}}},
            "roles.client.realm-management[0].name: must stay as it is",
        ),
        (
            {"roles": {"client": {"realm-management": [{"name": "ours"}]}}},
            "roles.client.realm-management[0].name: must stay as it is",
        ),
        (
            {"clients": [{"clientId": "shop", **AUTHORIZED, "authorizationSettings": {"policies": [SCRIPT]}}]},
            "clients[0].authorization_settings.policies: there is no type 'js' among aggregate, client,",
        ),
        (
            {"components": {KEYS: [{"name": "ours", "providerId": "rsa", "config": {"privateKey": [MASK]}}]}},
            f"config.components.{KEYS}[0].config.privateKey: is the mask that servers show",
        ),
        (
            federation({"bindDn": ["cn=sso"], "bindCredential": [MASK]}),
            f"config.components.{STORAGE}[0].config.bindCredential: is the mask that servers show",
        ),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_refused_before_the_realm_is_made(world: World, new: str, data: dict[str, Any], says: str, check: bool) -> None:
    """Data that has what the server would refuse once the realm is there."""
    ran = world.run(MODULE, {"config": {"realm": new, "enabled": True, **data}}, check=check)
    assert (ran.failed, ran.writes) == (True, []), ran
    assert says in ran.result["msg"]
