# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes by ids, by the realm's name or comes by itself becomes what means the same anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.exporting import Export, export
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.fresh import TABLES, fresh
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.naming import renamed, written_for

UNKNOWN = {"realm": "acme", "enabled": True, "keycloakVersion": "1.0.0"}


def exported(found: dict[str, Any], other: dict[str, Any] | None = None) -> Export:
    """Return the export of a realm of an unknown version, of which all is written."""
    return export({**UNKNOWN, **found}, [], other, False)


def test_an_unknown_version_is_written_whole() -> None:
    made = exported({"displayName": "Acme"})
    assert made.config == {"realm": "acme", "enabled": True, "displayName": "Acme"}
    assert not made.compared


@pytest.mark.parametrize("version", TABLES)
def test_a_fresh_realm_is_its_name(version: str) -> None:
    table = fresh(f"{version}.1", "acme")
    assert table is not None
    assert export({**table, "keycloakVersion": f"{version}.1"}, [], None, False).config == {
        "realm": "acme",
        "enabled": True,
    }


def test_names_go_with_the_realm() -> None:
    table = {"realm": "Fresh", "x": ["default-roles-fresh", "/realms/Fresh/a", "/admin/Fresh/b", "Fresh"]}
    there = ["default-roles-acme", "/realms/Acme/a", "/admin/Acme/b", "Fresh"]
    assert renamed(table, "Acme") == {"realm": "Acme", "x": there}


@pytest.mark.parametrize("name", ["Acme", "Acme & Söhne"])
def test_a_name_as_it_stands_in_paths(name: str) -> None:
    """Keycloak 26.7.2 encodes it there."""
    clients = [{"clientId": "broker"}, {"clientId": "account", "baseUrl": "/realms/Fresh/account/"}]
    then = renamed({"realm": "Fresh", "clients": clients}, name)
    assert "Fresh" not in str(then)
    assert (written_for(then), renamed(then, "Fresh")["clients"]) == (name, clients)


@pytest.mark.parametrize(
    "clients", [None, "x", [], ["x"], [{"clientId": "account"}], [{"clientId": "account", "baseUrl": "https://a/"}]]
)
def test_data_that_says_nothing_of_another_name(clients: Any) -> None:
    assert written_for({"clients": clients}) is None


def test_a_renamed_realm_has_the_default_role_of_its_name() -> None:
    found = {"defaultRole": {"name": "default-roles-old"}, "roles": {"realm": [{"name": "default-roles-old"}]}}
    users = [{"username": "ann", "realmRoles": ["default-roles-old"], "groups": [], "requiredActions": []}]
    config = exported({**found, "users": users}).config
    assert config["roles"] == {"realm": [{"name": "default-roles-acme"}]}
    assert config["users"][0]["realmRoles"] == ["default-roles-acme"]


def test_that_a_user_lacks_the_default_role_is_said() -> None:
    """Else it comes by itself, and nothing needs be said."""
    has, lacks = ({"username": name, "realmRoles": roles} for name, roles in (("a", ["default-roles-acme"]), ("b", [])))
    assert "defaultRole" not in exported({"users": [has]}).config
    assert exported({"users": [has, lacks]}).config["defaultRole"] == {"name": "default-roles-acme"}


def flow(alias: str, *steps: Any, top: bool = True, **more: Any) -> dict[str, Any]:
    """Return a flow; a step is an authenticator, or (flow or authenticator, its settings)."""
    return {"id": f"id-{alias}", "alias": alias, "topLevel": top, "authenticationExecutions": list(steps), **more}


def test_flows_are_written_with_all_in_them_or_not_at_all() -> None:
    same = flow("same", {"flowAlias": "below", "priority": 1})
    steps = [{"flowAlias": "inner", "priority": 7}, {"authenticator": "x", "priority": 3}]
    theirs = [same, flow("below", top=False), flow("mine", *steps), flow("inner", {"authenticator": "a"}, top=False)]
    deep = flow("inner", {"authenticator": "a", "authenticatorConfig": "set"}, top=False)
    ours = [same, flow("below", top=False), flow("mine", *steps), deep, flow("lost", top=False)]
    settings = [{"alias": "set", "config": {"a": "b"}}, {"alias": "unused"}]
    made = exported(
        {"authenticationFlows": ours, "authenticatorConfig": settings},
        {"realm": "other", "enabled": True, "authenticationFlows": theirs},
    )
    assert [one["alias"] for one in made.config["authenticationFlows"]] == ["inner", "mine"]
    assert made.config["authenticatorConfig"] == [{"alias": "set", "config": {"a": "b"}}]
    mine = made.config["authenticationFlows"][1]["authenticationExecutions"]
    assert [(step.get("flowAlias"), step["priority"]) for step in mine] == [(None, 10), ("inner", 20)]


@pytest.mark.parametrize(
    ("client", "written"),
    [
        ({"clientId": "realm-management"}, None),
        ({"clientId": "admin-permissions"}, None),
        ({"clientId": "a", "secret": "**********"}, {"clientId": "a", "secret": "{{ vault_acme_client_a_secret }}"}),
        ({"clientId": "a", "secret": "**********", "protocol": "saml"}, {"clientId": "a", "protocol": "saml"}),
        (
            {"clientId": "a", "secret": "**********", "clientAuthenticatorType": "client-jwt"},
            {"clientId": "a", "clientAuthenticatorType": "client-jwt"},
        ),
        (
            {"clientId": "a", "authenticationFlowBindingOverrides": {"browser": "id-mine", "direct_grant": ""}},
            {"clientId": "a", "authenticationFlowBindingOverrides": {"browser_name": "mine"}},
        ),
    ],
)
def test_clients(client: dict[str, Any], written: dict[str, Any] | None) -> None:
    found = {"clients": [client], "authenticationFlows": [flow("mine")], "adminPermissionsEnabled": True}
    assert exported(found).config.get("clients") == (written and [written])


@pytest.mark.parametrize(
    ("user", "realm", "written"),
    [
        ({"serviceAccountClientId": "a", "realmRoles": ["default-roles-acme"]}, {}, False),
        ({"serviceAccountClientId": "a", "realmRoles": ["default-roles-acme"]}, {"defaultGroups": ["/g"]}, True),
        ({"serviceAccountClientId": "a", "realmRoles": []}, {}, True),
        ({"serviceAccountClientId": "a", "realmRoles": ["default-roles-acme"], "groups": ["/g"]}, {}, True),
        (
            {
                "serviceAccountClientId": "a",
                "realmRoles": ["default-roles-acme"],
                "clientRoles": {"a": ["uma_protection"], "b": []},
            },
            {},
            False,
        ),
        ({"realmRoles": ["default-roles-acme"]}, {}, True),
        ({"federationLink": "1"}, {}, False),
        ({"id": "f:1:ann"}, {}, False),
    ],
)
def test_users(user: dict[str, Any], realm: dict[str, Any], written: bool) -> None:
    made = exported({"users": [{"username": "u", **user}], **realm})
    assert bool(made.config.get("users")) == written
    federated = "federationLink" in user or "id" in user
    assert made.left == (["1 users of user federations, who come from there"] if federated else [])


def test_the_masters_clients_of_other_realms_are_theirs() -> None:
    clients = [{"clientId": "acme-realm", "name": "acme Realm"}, {"clientId": "own-realm", "name": "mine"}]
    composites = {"client": {"acme-realm": ["a"], "own-realm": ["b"]}}
    roles = {"realm": [{"name": "admin", "composites": composites}], "client": {"acme-realm": [{"name": "a"}]}}
    config = exported({"realm": "master", "clients": clients, "roles": roles}).config
    assert [client["clientId"] for client in config["clients"]] == ["own-realm"]
    assert config["roles"] == {"realm": [{"name": "admin", "composites": {"client": {"own-realm": ["b"]}}}]}


def test_the_roles_of_administrators_are_of_another_client_in_the_master_realm() -> None:
    table = fresh("26.7.2", "master")
    assert table is not None
    roles = table["roles"]["client"]
    assert "realm-management" not in roles
    assert {"manage-realm", "view-users"} <= {role["name"] for role in roles["master-realm"]}


def test_permissions_of_administrators_are_told_of() -> None:
    settings = {"policies": [{"name": "p"}]}
    clients = [{"clientId": "realm-management", "authorizationSettings": settings}]
    assert exported({"clients": clients}).left == ["permissions of administrators, which go by ids"]
