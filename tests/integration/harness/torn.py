# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm of many kinds for runs that are interrupted, and how to see that nothing of it is there twice, or lost."""

from __future__ import annotations

import collections
from typing import Any

from .subject import World

MODULE = "keycloak_config"
MAPPER = {"name": "of", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper"}
# more of each kind than one import takes, and some of what takes several writes
DATA: dict[str, Any] = {
    "enabled": True,
    "organizationsEnabled": True,
    "components": {
        "org.keycloak.keys.KeyProvider": [
            {"name": f"key-{n}", "providerId": "hmac-generated", "config": {"algorithm": ["HS384"]}} for n in range(3)
        ],
        "org.keycloak.storage.UserStorageProvider": [
            {
                "name": "directory",
                "providerId": "ldap",
                "config": {
                    "enabled": ["false"],
                    "editMode": ["READ_ONLY"],
                    "connectionUrl": ["ldap://127.0.0.1:9"],
                    "usersDn": ["ou=people"],
                    "userObjectClasses": ["person"],
                    "usernameLDAPAttribute": ["uid"],
                    "rdnLDAPAttribute": ["uid"],
                    "uuidLDAPAttribute": ["entryUUID"],
                },
                "subComponents": {
                    "org.keycloak.storage.ldap.mappers.LDAPStorageMapper": [
                        {
                            "name": "own",
                            "providerId": "hardcoded-ldap-attribute-mapper",
                            "config": {"ldap.attribute.name": ["a"], "ldap.attribute.value": ["b"]},
                        }
                    ]
                },
            }
        ],
    },
    "authenticationFlows": [
        {
            "alias": "outer",
            "providerId": "basic-flow",
            "topLevel": True,
            "authenticationExecutions": [
                {"authenticator": "auth-cookie", "requirement": "ALTERNATIVE", "priority": 10},
                {"flowAlias": "inner", "requirement": "ALTERNATIVE", "priority": 20, "authenticatorFlow": True},
            ],
        },
        {
            "alias": "inner",
            "providerId": "basic-flow",
            "topLevel": False,
            "authenticationExecutions": [
                {"authenticator": "auth-username-password-form", "requirement": "REQUIRED", "priority": 10},
                {"authenticator": "auth-otp-form", "requirement": "REQUIRED", "priority": 20},
            ],
        },
    ],
    "browserFlow": "outer",
    "identityProviders": [
        {"alias": "hub", "providerId": "github", "config": {"clientId": "acme", "clientSecret": "a-hub-phrase"}}
    ],
    "identityProviderMappers": [
        {
            "name": "of",
            "identityProviderAlias": "hub",
            "identityProviderMapper": "hardcoded-attribute-idp-mapper",
            "config": {"attribute": "a", "attribute.value": "b"},
        }
    ],
    "clientScopes": [
        {
            "name": f"scope-{n}",
            "protocol": "openid-connect",
            "protocolMappers": [{**MAPPER, "config": {"claim.name": "a"}}],
        }
        for n in range(12)
    ],
    "roles": {
        "realm": [
            {"name": f"role-{n}", "composites": {"realm": [f"role-{n + 1}"]} if n < 20 else None} for n in range(28)
        ],
        "client": {f"app-{n}": [{"name": "reader"}] for n in range(30)},
    },
    "clients": [
        {"clientId": f"app-{n}", "protocolMappers": [{**MAPPER, "config": {"claim.name": f"c{n}"}}]} for n in range(30)
    ],
    "groups": [
        {
            "name": f"group-{n}",
            "realmRoles": [f"role-{n}"],
            "subGroups": [{"name": "below", "attributes": {"n": [str(n)]}}],
        }
        for n in range(26)
    ],
    "users": [
        {
            "username": f"user-{n}",
            "enabled": True,
            "groups": [f"/group-{n}/below"],
            "realmRoles": [f"role-{n}"],
            "clientRoles": {f"app-{n}": ["reader"]},
            "credentials": [{"type": "password", "value": f"a-pass-of-{n}"}],
        }
        for n in range(26)
    ],
    "organizations": [{"name": "acme", "domains": [{"name": "acme.org"}], "members": [{"username": "user-1"}]}],
}


# what no message may show
SECRETS = ("a-hub-phrase", "a-pass-of-")
# how many of each sort the data has; names of what comes with a realm begin otherwise
_OWN = {
    "clients": ("app-", 30),
    "mappers of clients": ("app-", 30),
    "scopes": ("scope-", 12),
    "mappers of scopes": ("scope-", 12),
    "roles": ("role-", 28),
    "groups": ("/group-", 52),
    "users": ("user-", 26),
    "keys": ("key-", 3),
    "federations": ("directory", 1),
    "mappers of federations": ("own", 1),
    "mappers of providers": ("of", 1),
    "flows": ("outer", 1),
    "steps": ("", 4),
    "organizations": ("acme", 1),
}


def whole(world: World, realm: str) -> None:
    """See that the realm is what the data says, and that nothing is there twice."""
    again = world.run(MODULE, {"realm": realm, "config": DATA})
    assert (again.failed, again.changed, again.writes) == (False, False, []), again
    once(world, realm)


def once(world: World, realm: str) -> None:
    """See that nothing is there twice, or lost."""
    for sort, names in _found(world, realm).items():
        twice = [name for name, count in collections.Counter(names).items() if count > 1]
        begin, count = _OWN[sort]
        assert (sort, twice) == (sort, [])
        assert (sort, len([name for name in names if name.startswith(begin)])) == (sort, count)


def _found(world: World, realm: str) -> dict[str, list[str]]:
    """Return the names of what there is of each sort."""

    def get(path: str) -> Any:
        return world.admin.get(f"/admin/realms/{realm}{path}")

    def mappers(owners: list[Any], key: str) -> list[str]:
        return [f"{one[key]}: {mapper['name']}" for one in owners for mapper in one.get("protocolMappers") or ()]

    def components(kind: str) -> list[str]:
        return [one["name"] for one in parts if one["providerType"].endswith(kind)]

    clients, scopes, parts = get("/clients"), get("/client-scopes"), get("/components")
    groups = get("/groups?search=*&populateHierarchy=false&max=1000")
    return {
        "clients": [one["clientId"] for one in clients],
        "mappers of clients": mappers(clients, "clientId"),
        "scopes": [one["name"] for one in scopes],
        "mappers of scopes": mappers(scopes, "name"),
        "roles": [one["name"] for one in get("/roles?max=1000")],
        "groups": [one["path"] for one in groups],
        "users": [one["username"] for one in get("/users?max=1000")],
        "keys": components(".KeyProvider"),
        "federations": components(".UserStorageProvider"),
        "mappers of federations": components(".LDAPStorageMapper"),
        "mappers of providers": [one["name"] for one in get("/identity-provider/instances/hub/mappers")],
        "flows": [one["alias"] for one in get("/authentication/flows")],
        "steps": [one["displayName"] for one in get("/authentication/flows/outer/executions")],
        "organizations": [one["name"] for one in get("/organizations")],
    }
