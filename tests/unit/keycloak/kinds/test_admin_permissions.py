# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Permissions of administrators: what they are about, and what of the same name isn't one."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.admin_permissions import ADMIN_PERMISSION
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

ACME = "/admin/realms/acme"
AUTHZ = f"{ACME}/clients/k/authz/resource-server"
CLIENTS = {"admin-permissions": "k", "shop": "s", "kiosk": "t"}
NAMES = {
    "Shops": {"id": "p", "type": "scope", "resourceType": "Clients", "resourcesData": [{"_id": "r", "name": "s"}],
              "scopesData": [{"id": "v", "name": "view"}]},
    "All": {"id": "q", "type": "scope", "resourceType": "Clients", "resourcesData": [{"_id": "c", "name": "Clients"}],
            "scopesData": [{"id": "v", "name": "view"}]},
    "Team": {"id": "t", "type": "role", "roles": []},
    "Staff": {"id": "g", "type": "scope", "resourceType": "Groups", "resourcesData": [{"_id": "r", "name": "g1"}],
              "scopesData": [{"id": "v", "name": "view"}]},
    "People": {"id": "u", "type": "scope", "resourceType": "Users", "resourcesData": [{"_id": "r", "name": "u1"}],
               "scopesData": [{"id": "v", "name": "view"}]},
    "Partners": {"id": "o", "type": "scope", "resourceType": "Organizations",
                 "resourcesData": [{"_id": "r", "name": "o1"}], "scopesData": [{"id": "v", "name": "view"}]},
}  # fmt: skip


OBJECTS = {
    **{f"/clients/{id}": {"id": id, "clientId": name} for name, id in CLIENTS.items()},
    "/groups/g1": {"id": "g1", "path": "/staff"},
    "/group-by-path/staff": {"id": "g1", "path": "/staff"},
    "/users/u1": {"id": "u1", "username": "ann"},
    "/organizations/o1": {"id": "o1", "name": "Partners of Acme"},
}
LISTS = {
    "/clients": [{"id": id, "clientId": name} for name, id in CLIENTS.items()],
    "/users": [{"id": "u1", "username": "ann"}],
    "/organizations": [{"id": "o1", "name": "Partners of Acme", "alias": "partners"}],
}


class Server:
    """A realm with permissions, a policy, and what they are about."""

    def get(self, path: str, params: Any = None) -> Any:
        if path == f"{AUTHZ}/permission/search":
            found = NAMES.get(params["name"])
            return found and {"name": params["name"], **found}
        if path == AUTHZ:
            return {"authorizationSchema": {"resourceTypes": {"Clients": {"scopes": ["view", "manage"]}}}}
        if path == f"{AUTHZ}/scope/search":
            return {"id": params["name"][0], "name": params["name"]}
        return OBJECTS.get(path.replace(ACME, ""))

    def list(self, path: str, params: Any = None) -> Any:
        return LISTS[path.replace(ACME, "")]


class SwitchedOff(Server):
    """The same realm when it has no permissions any more, but the client that keeps them."""

    def get(self, path: str, params: Any = None) -> Any:
        return {"clientId": "k"} if path == AUTHZ else super().get(path, params)


class Foreseen:
    """What earlier tasks of a check run would have made."""

    def __init__(self, *made: tuple[str, str]) -> None:
        self.made = made

    def expects(self, what: str, label: str) -> bool:
        return (what, label) in self.made

    def misses(self, what: str, known: str) -> bool:
        return False


def planned(anticipation: Any = None, server: Any = None, **options: Any) -> Plan:
    desired = read(ADMIN_PERMISSION, {"realm": "acme", **options})
    seen = observe(ADMIN_PERMISSION, server or Server(), desired, anticipation or Certain())
    return plan(ADMIN_PERMISSION, seen, desired)


@pytest.mark.parametrize(
    ("options", "actions"),
    [
        ({"name": "Shops", "resources": [{"name": "shop"}], "scopes": ["view"]}, []),
        ({"name": "Shops", "resources": []}, ["PUT /permission/scope/p"]),
        ({"name": "All", "resources": []}, []),
        # whichever of its names an object is given by
        ({"name": "Staff", "resources": [{"name": "/staff"}]}, []),
        ({"name": "Staff", "resources": [{"name": "staff"}]}, []),
        ({"name": "People", "resources": [{"name": "Ann"}]}, []),
        ({"name": "Partners", "resources": [{"name": "Partners of Acme"}]}, []),
        ({"name": "Partners", "resources": [{"name": "partners"}]}, []),
        ({"name": "New", "resource_type": "Clients", "scopes": ["manage"]}, ["POST /permission/scope"]),
        ({"name": "Shops", "state": "absent"}, ["DELETE /permission/scope/p"]),
        ({"name": "New", "state": "absent"}, []),
    ],
)
def test_writes(options: dict[str, Any], actions: list[str]) -> None:
    assert [one.replace(AUTHZ, "") for one in planned(**options).actions] == actions


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": "Team", "resource_type": "Clients", "scopes": ["view"]}, "'Team' is a policy of type 'role'"),
        ({"name": "Team", "state": "absent"}, "'Team' is a policy of type 'role'"),
        ({"name": "Shops", "resource_type": "Users"}, "can't be changed: the permission is about Clients"),
        ({"name": "Shops", "resources": [{"name": "nosuch"}]}, "resources: there is no client 'nosuch'"),
        ({"name": "Shops", "scopes": ["impersonate"]}, "no 'impersonate' among those of Clients: manage, view"),
        ({"name": "New", "scopes": ["view"]}, "resource_type"),
    ],
)
def test_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises((InvalidInput, MissingReference), match=says):
        planned(**options)


def test_check_mode_takes_what_an_earlier_task_would_have_made() -> None:
    found = planned(Anything(), name="Shops", resources=[{"name": "yet to be"}])
    assert [step.method for step in found.steps] == ["PUT"]


@pytest.mark.parametrize(
    ("sort", "item", "made"),
    [
        ("Clients", {"name": "till"}, ("client", "till")),
        ("Groups", {"name": "people"}, ("group", "/people")),
        ("Users", {"name": "bob"}, ("user", "bob")),
        ("Roles", {"name": "clerk", "client_id": "shop"}, ("role", "shop/clerk")),
        ("Roles", {"name": "clerk"}, ("role", "clerk")),
        ("Organizations", {"name": "Makers"}, ("organization", "Makers")),
    ],
)
def test_objects_are_foreseen_by_the_names_that_other_kinds_have(
    sort: str, item: dict[str, str], made: tuple[str, str]
) -> None:
    new = {"name": "New", "resource_type": sort, "scopes": [], "resources": [item]}
    with pytest.raises(InvalidInput, match="scopes: must have one"):
        planned(Foreseen(made), **new)
    with pytest.raises(MissingReference, match=f"resources: there is no {made[0]} '{made[1]}'"):
        planned(**new)


def test_switched_off_nothing_is_written_but_removals() -> None:
    for options in ({"name": "Shops", "description": "other"}, {"name": "Shops"}):
        with pytest.raises(MissingReference, match="switched off, and this would have no effect"):
            planned(server=SwitchedOff(), **options)
        assert planned(Foreseen(("client", "admin-permissions")), SwitchedOff(), **options).steps or len(options) == 1
    assert planned(server=SwitchedOff(), name="Shops", state="absent").actions
