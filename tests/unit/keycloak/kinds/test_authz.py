# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorization services: what is read and what is desired -> which writes; ids in results, names in diffs."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz import (
    AUTHZ_AUTHORIZATION_SCOPE,
    AUTHZ_CUSTOM_POLICY,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_permissions import AUTHZ_PERMISSION
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_resources import AUTHZ_RESOURCE
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    InvalidInput,
    MissingReference,
    NotFound,
)

REALM = "/admin/realms/acme"
AUTHZ = f"{REALM}/clients/c/authz/resource-server"
CLIENTS = [
    {"id": "c", "clientId": "shop", "authorizationServicesEnabled": True},
    {"id": "d", "clientId": "plain", "authorizationServicesEnabled": False},
]
NAMES = {
    "scope": {"view": {"id": "s1"}, "edit": {"id": "s2", "displayName": "Edit"}},
    "resource": {"Order": {"_id": "r1"}, "Bill": {"_id": "r2"}},
    "policy": {"Managers": {"id": "p1"}, "Night": {"id": "p2"}},
    "permission": {
        "Managers": {"id": "p1", "type": "role", "roles": []},
        "proof": {
            "id": "x",
            "type": "scope",
            "logic": "POSITIVE",
            "decisionStrategy": "CONSENSUS",
            "resources": ["r1"],
            "scopes": ["s2", "s1"],
            "resourcesData": [{"_id": "r1", "name": "Order"}],
            "scopesData": [{"id": "s2", "name": "edit"}, {"id": "s1", "name": "view"}],
        },
    },
}


class Server:
    """A client with authorization services."""

    def get(self, path: str, params: Any = None) -> Any:
        if path == f"{REALM}/clients":
            return CLIENTS[:1]
        if path.endswith("/associatedPolicies"):
            return [{"id": "p1", "name": "Managers"}]
        if path.endswith("/policy/providers"):
            return [{"type": "role"}, {"type": "time"}, {"type": "scope"}]
        sort, _slash, which = path[len(AUTHZ) + 1 :].partition("/")
        if which != "search":
            return {"_id": which, "name": "Twice"} if which in ("r7", "r9") else None
        found = NAMES[sort].get(params["name"])
        return found and {"name": params["name"], **found}

    def list(self, path: str, params: Any = None) -> Any:
        if path == f"{REALM}/users":
            return [{"id": "u", "username": "ann"}]
        if path == f"{AUTHZ}/resource":
            owned = [("r8", "Photo", "ann"), ("r9", "Twice", "ann"), ("r7", "Twice", "bob")]
            return [{"_id": id, "name": name, "owner": {"name": owner}} for id, name, owner in owned]
        if path != f"{REALM}/clients":
            raise NotFound(404, "GET", path, "Could not find client")
        return CLIENTS


def planned(kind: Resource, anticipation: Any = None, **options: Any) -> Plan:
    desired = read(kind, {"realm": "acme", "client_id": "shop", **options})
    return plan(kind, observe(kind, Server(), desired, anticipation or Certain()), desired)


def scope(**options: Any) -> tuple[Resource, dict[str, Any]]:
    return AUTHZ_AUTHORIZATION_SCOPE, options


def policy(**options: Any) -> tuple[Resource, dict[str, Any]]:
    return AUTHZ_CUSTOM_POLICY, {"policy_type": "role", **options}


def permission(**options: Any) -> tuple[Resource, dict[str, Any]]:
    return AUTHZ_PERMISSION, {"name": "proof", "permission_type": "scope", **options}


@pytest.mark.parametrize(
    ("asked", "actions"),
    [
        (scope(name="edit"), []),
        (scope(name="edit", display_name="Edit"), []),
        (scope(name="edit", display_name=""), ["PUT /scope/s2"]),
        (scope(name="new"), ["POST /scope"]),
        (scope(name="edit", state="absent"), ["DELETE /scope/s2"]),
        (policy(name="Managers"), []),
        (policy(name="Managers", logic="NEGATIVE"), ["PUT /policy/role/p1"]),
        (policy(name="new", policy_type="time"), ["POST /policy/time"]),
        (policy(name="Managers", policy_type="time", state="absent"), ["DELETE /policy/p1"]),
        (permission(), []),
        (permission(scopes=["view", "edit"], resources=["Order"], policies=["Managers"]), []),
        (permission(scopes=["view"]), ["PUT /permission/x"]),
        (permission(policies=[]), ["PUT /permission/x"]),
        (permission(resources=["r9"]), ["PUT /permission/x"]),
        (permission(name="new", scopes=["view"]), ["POST /permission/scope"]),
        (permission(name="new", permission_type="resource", resource_type="urn:x"), ["POST /permission/resource"]),
        (permission(name="new", permission_type="resource", resources=["Order"]), ["POST /permission"]),
        (permission(permission_type="resource", state="absent"), ["DELETE /permission/x"]),
    ],
)
def test_writes(asked: tuple[Resource, dict[str, Any]], actions: list[str]) -> None:
    kind, options = asked
    assert [one.replace(AUTHZ, "") for one in planned(kind, **options).actions] == actions


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (scope(name="edit", client_id="plain"), "no client with authorization services 'plain'"),
        (policy(name="Managers", policy_type="time"), "is of type 'role'"),
        (policy(name="new", policy_type="script.js"), "no 'script.js' among role, time"),
        (policy(name="proof"), "'proof' is a permission of type 'scope'"),
        (policy(name="proof", state="absent"), "'proof' is a permission of type 'scope'"),
        (permission(name="Managers"), "'Managers' is a policy of type 'role'"),
        (permission(permission_type="resource"), "is not supported: it is 'scope'"),
        (permission(scopes=[]), "Scopes need to defined"),
        (permission(name="new"), "Scopes need to defined"),
        (permission(name="new", permission_type="resource", scopes=["view"]), "Scopes cannot be defined"),
        (permission(name="new", permission_type="resource"), "A resource need to defined"),
        (permission(resources=["Order", "Bill"]), "Only one resource"),
        (permission(scopes=["nosuch"]), "no authorization scope 'nosuch'"),
        (permission(resources=["nosuch"]), "no resource 'nosuch'"),
        (permission(policies=["nosuch"]), "no policy 'nosuch'"),
        (permission(resources=["Twice"]), "resources of several owners: ann, bob"),
    ],
)
def test_refused(asked: tuple[Resource, dict[str, Any]], message: str) -> None:
    kind, options = asked
    with pytest.raises((InvalidInput, MissingReference), match=message):
        planned(kind, **options)


def test_the_diff_has_names_and_results_have_ids() -> None:
    found = planned(*permission()[:1], **permission(scopes=["view"], policies=["Night"])[1])
    assert (found.before["scopes"], found.after["scopes"]) == (["edit", "view"], ["view"])
    assert (found.before["policies"], found.after["policies"]) == (["Managers"], ["Night"])
    assert found.before["resources"] == found.after["resources"] == ["Order"]
    shown = AUTHZ_PERMISSION.presents(found.foreseen, True)
    assert (shown["scopes"], shown["policies"], shown["resources"]) == (["s1"], ["p2"], ["r1"])
    assert found.steps[0].body["scopes"] == ["view"]
    assert found.steps[0].body["policies"] == ["Night"]
    assert not [name for name in found.steps[0].body if name.endswith("Data")]


def test_a_scope_shows_both_texts_and_nothing_where_it_is_only_foreseen() -> None:
    presents = AUTHZ_AUTHORIZATION_SCOPE.presents
    assert presents({"name": "a"}, False) == {"name": "a", "displayName": "", "iconUri": ""}
    assert presents({"name": "a"}, True) == {}


def test_an_owner_without_a_name_is_not_the_client() -> None:
    with pytest.raises(InvalidInput, match="owner: must not be empty"):
        planned(AUTHZ_RESOURCE, name="Order", owner="", state="absent")
    assert [one.replace(AUTHZ, "") for one in planned(AUTHZ_RESOURCE, name="Order", state="absent").actions] == [
        "DELETE /resource/r1"
    ]


@pytest.mark.parametrize("owner", [None, "ann"])
def test_a_resource_of_a_client_that_is_yet_to_be_made(owner: Any) -> None:
    found = planned(AUTHZ_RESOURCE, Anything(), client_id="later", name="Order", owner=owner, scopes=["view"])
    assert [one.partition(" ")[0] for one in found.actions] == ["POST"]


def test_what_a_user_owns_is_sent_by_its_id() -> None:
    found = planned(*permission()[:1], **permission(resources=["Photo"])[1])
    assert found.steps[0].body["resources"] == ["r8"]
    assert found.after["resources"] == ["Photo"]
    made = planned(AUTHZ_PERMISSION, name="new", permission_type="resource", resources=["Photo", "Order"])
    assert sorted(made.steps[0].body["resources"]) == ["r1", "r8"]
