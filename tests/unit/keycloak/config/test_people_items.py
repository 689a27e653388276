# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's representation falls into objects: roles, groups, users."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config import (
    people,
    roles,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_realm import BORN
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput
from ansible_collections.iamops.keycloak.tests.unit.keycloak.config.fallen import items

ROLES = {
    "roles": {
        "realm": [
            {"name": "a", "id": "1", "containerId": "2", "composite": True, "clientRole": False, "description": "d"},
            {"name": "b", "composites": {"realm": ["a"], "client": {"shop": ["r", "s"]}}},
            {"name": "c", "composites": {}},
        ],
        "client": {"shop": [{"name": "r", "composites": [{"name": "a"}]}], "till": []},
    }
}


def test_roles() -> None:
    assert items(roles.realm_roles, ROLES) == [
        ("role", "roles.realm[0]", {"name": "a", "description": "d"}, {}),
        ("role", "roles.realm[1]", {"name": "b"}, {}),
        ("role", "roles.realm[2]", {"name": "c"}, {}),
    ]
    assert items(roles.client_roles, ROLES) == [("role", "roles.client.shop[0]", {"name": "r"}, {"client_id": "shop"})]
    held = [{"name": "a"}, {"name": "r", "client_id": "shop"}, {"name": "s", "client_id": "shop"}]
    exact = {"composites_behavior": "exact"}
    assert items(roles.composites, ROLES) == [
        ("role", "roles.realm[1]", {"name": "b", "composites": held}, exact),
        ("role", "roles.realm[2]", {"name": "c", "composites": []}, exact),
        ("role", "roles.client.shop[0]", {"name": "r", "composites": [{"name": "a"}]}, {**exact, "client_id": "shop"}),
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"realms": [{}]}, r"roles\.realms: must be realm or client"),
        ({"realm": {}}, r"roles\.realm: must be a list"),
        ({"client": []}, r"roles\.client: must be a dictionary"),
        (
            {"realm": [{"name": "a", "composites": {"realm": "b"}}]},
            r"roles\.realm\[0\]\.composites\.realm: must be a list",
        ),
        (
            {"realm": [{"name": "a", "composites": {"application": {"x": ["y"]}}}]},
            r"application: must be realm or client",
        ),
    ],
)
def test_roles_that_cant_be(given: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(roles.composites, {"roles": given})


GROUPS = {
    "groups": [
        {
            "name": "top",
            "path": "/top",
            "id": "1",
            "attributes": {"a": ["b"]},
            "realmRoles": [],
            "subGroups": [{"name": "below", "clientRoles": {"shop": ["r"]}, "subGroups": [{"name": "deep"}]}],
        },
        {"name": "other", "subGroupCount": 0},
    ]
}


def test_groups() -> None:
    """A group comes after the one that it is in."""
    found = list(people.groups(GROUPS))
    assert [(one.data, one.options.get("parents"), one.depth, one.beside) for one in found] == [
        ({"name": "top", "attributes": {"a": ["b"]}}, None, 0, {"path": "/top", "realmRoles": []}),
        ({"name": "other"}, None, 0, {"path": "/other"}),
        ({"name": "below"}, [{"name": "top"}], 1, {"path": "/top/below", "clientRoles": {"shop": ["r"]}}),
        ({"name": "deep"}, [{"name": "top"}, {"name": "below"}], 2, {"path": "/top/below/deep"}),
    ]
    assert [one.where for one in found][2:] == ["groups[0].subGroups[0]", "groups[0].subGroups[0].subGroups[0]"]
    exact = {"roles_behavior": "exact"}
    below = {"group_name": "below", "parents": [{"name": "top"}]}
    assert items(people.group_roles, GROUPS) == [
        ("realm_rolemapping", "groups[0].realmRoles", {}, {"group_name": "top", "roles": [], **exact}),
        (
            "client_rolemapping",
            "groups[0].subGroups[0].clientRoles.shop",
            {},
            {**below, "roles": [{"name": "r"}], **exact, "client_id": "shop"},
        ),
    ]


USERS = {
    "users": [
        {
            "username": "ann",
            "groups": ["/top/below"],
            "attributes": {"a": "one", "b": ["x", "y"], "c": None},
            "realmRoles": ["r"],
            "socialLinks": [],
        },
        {"serviceAccountClientId": "shop", "clientRoles": {"till": ["s"]}},
    ]
}


def test_users() -> None:
    ann, service = people.users(USERS)
    assert ann.data == {
        "username": "ann",
        "groups": [{"name": "/top/below"}],
        "groups_behavior": "exact",
        "attributes": [
            {"name": "a", "values": ["one"]},
            {"name": "b", "values": ["x", "y"]},
            {"name": "c", "state": "absent"},
        ],
    }
    assert ann.beside == {"realmRoles": ["r", BORN], "groups": ["/top/below"]}
    assert (service.data, service.beside["realmRoles"]) == ({"serviceAccountClientId": "shop"}, [BORN])
    born = {"roles_behavior": people.EXACT_BUT_BORN}
    assert items(people.user_roles, USERS) == [
        ("user_rolemapping", "users[0].realmRoles", {}, {"target_username": "ann", "roles": [{"name": "r"}], **born}),
        (
            "user_rolemapping",
            "users[1].clientRoles.till",
            {},
            {"service_account_user_client_id": "shop", "roles": [{"name": "s"}], **born, "client_id": "till"},
        ),
    ]


def test_exports_say_which_users_have_the_default_role() -> None:
    """They name it, and then a list without it is that of a user who hasn't got it."""
    data = {**USERS, "defaultRole": {"name": "default-roles-acme"}}
    ann, service = people.users(data)
    assert (ann.beside["realmRoles"], service.beside["realmRoles"]) == (["r"], [BORN])
    assert {options["roles_behavior"] for _kind, _where, _data, options in items(people.user_roles, data)} == {"exact"}


@pytest.mark.parametrize(
    ("user", "client"),
    [
        ({"username": "Service-Account-Shop"}, "Shop"),
        ({"username": "service-account-shop", "serviceAccountClientId": "till"}, "till"),
        ({"username": "service-account-other"}, None),
        ({"username": "shop"}, None),
    ],
)
def test_service_accounts_by_their_names(user: Any, client: Any) -> None:
    """One of a client that the data doesn't have may be anybody."""
    [(_kind, _where, data, _options)] = items(people.users, {"clients": [{"clientId": "Shop"}], "users": [user]})
    assert data.get("serviceAccountClientId") == client


@pytest.mark.parametrize(
    ("given", "data"),
    [
        (
            {"id": "1", "type": "otp", "createdDate": 2, "userLabel": "phone", "secretData": "{}", "salt": None},
            {"type": "otp", "userLabel": "phone", "secretData": "{}"},
        ),
        ({"type": "password", "value": "a", "userLabel": "initial"}, {"type": "password", "value": "a"}),
    ],
)
def test_credentials(given: Any, data: Any) -> None:
    """As exports have them, and as keycloak-config-cli does."""
    assert next(people.users({"users": [{"username": "ann", "credentials": [given]}]})).data["credentials"] == [data]


def test_consents() -> None:
    given = {"clientId": "shop", "grantedClientScopes": ["email"], "createdDate": 1, "additionalGrants": []}
    data = next(people.users({"users": [{"username": "ann", "clientConsents": [given]}]})).data
    assert data["clientConsents"] == [{"clientId": "shop", "roles": ["email"]}]


def test_hashes_of_long_ago() -> None:
    hashed = {"type": "password", "hashedSaltedValue": "canary-1", "salt": "canary-2"}
    says = r"users\[0\].credentials\[0\].hashedSaltedValue: is old: these are secretData"
    with pytest.raises(InvalidInput, match=says) as error:
        items(people.users, {"users": [{"username": "ann", "credentials": [hashed]}]})
    assert "canary" not in error.value.message


@pytest.mark.parametrize("name", ["applicationRoles", "socialLinks", "verifiableCredentials"])
def test_what_cant_be_written_of_a_user(name: str) -> None:
    with pytest.raises(InvalidInput, match=rf"^users\[0\]\.{name}: "):
        items(people.users, {"users": [{"username": "ann", name: {"a": ["b"]}}]})
