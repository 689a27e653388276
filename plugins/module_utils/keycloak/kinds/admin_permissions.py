# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Permissions of administrators: those that protect a realm's own objects, kept by its client ``admin-permissions``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Callable, Optional

from ...engine.field import Field
from ...engine.part import Reader, Reference, Sought
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput, MissingReference
from ...rest.paths import fill
from .authz import LONGEST, PERMISSION_TYPES, PERMISSIONS, SERVER, PolicyName
from .authz_members import Members, by_its_id, role_name
from .authz_permissions import TO_POLICY, TO_SCOPE, PermissionByName, Protected
from .organizations import TO_ORGANIZATION
from .references import ADMIN_PERMISSIONS, CLIENT_DOCUMENT, TO_CLIENT, TO_GROUP, TO_ROLE, group_path
from .user_roles import TO_USER

_Name = Callable[[Reader, Mapping[str, str], Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Sort:
    """One sort of protected objects.

    :param of: how one is named
    :param named: how an entry of a permission gets its name
    """

    of: Reference
    named: _Name


SORTS: Mapping[str, Sort] = {
    "Clients": Sort(TO_CLIENT, by_its_id("/clients/{id}", "clientId")),
    "Groups": Sort(TO_GROUP, by_its_id("/groups/{id}", "path")),
    "Organizations": Sort(TO_ORGANIZATION, by_its_id("/organizations/{id}", "name")),
    "Roles": Sort(TO_ROLE, role_name),
    "Users": Sort(TO_USER, by_its_id("/users/{id}", "username")),
}


@dataclass(frozen=True)
class Keeper:
    """The client that keeps the permissions: a realm has it once it has them switched on."""

    what: str = "client"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return TO_CLIENT.find(reader, address, ADMIN_PERMISSIONS)

    def label(self, target: Any) -> str:
        return ADMIN_PERMISSIONS

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return ADMIN_PERMISSIONS

    def missing(self, label: str, address: Mapping[str, str]) -> str:
        """Return what to do where there is no such client."""
        return (
            f"realm {address['realm']!r} has no permissions of administrators: switch them on with "
            "admin_permissions_enabled of keycloak_realm (Keycloak 26.2 and later; servers that were started with "
            "admin-fine-grained-authz:v1 have keycloak_management_permissions instead)"
        )


@dataclass(frozen=True)
class InForce(Keeper):
    """The same client while they are switched on: only then it has a scheme. Switched off again, it stays, and takes
    what has no effect (26.7.2)."""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        server = reader.get(fill(SERVER, address))
        return server if server and server.get("authorizationSchema") else None

    def missing(self, label: str, address: Mapping[str, str]) -> str:
        """Return what to do where they have been switched off."""
        return (
            f"realm {address['realm']!r} has its permissions of administrators switched off, and this would have no "
            "effect: switch them on with admin_permissions_enabled of keycloak_realm"
        )


@dataclass(frozen=True)
class PermissionName(PolicyName):
    """The name of a permission, which is only written where it has an effect."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        yield want, InForce()


@dataclass(frozen=True)
class ProtectedObject(Sought):
    """An object by (client id of a role, name), of the sort that the task names or the permission is about."""

    what: str = "object"

    def meant(self, address: Mapping[str, str], target: Any) -> tuple[Reference, Any]:
        """Return the reference to an object of the sort, and the target as that has it."""
        sort, (client_id, name) = address.get("resource_type", ""), target
        if sort not in SORTS:
            raise InvalidInput("resource_type", None, "is needed to find the resources")
        if client_id is not None and sort != "Roles":
            raise InvalidInput("resources", None, f"client_id belongs to roles, not to {sort}")
        as_known = {"Roles": (client_id, name), "Groups": group_path(name)}
        return SORTS[sort].of, as_known.get(sort, name)

    def label(self, target: Any) -> str:
        return TO_ROLE.label(target)


@dataclass(frozen=True)
class ScopeOfSort(Sought):
    """What may be done with objects of a sort: the server has a scheme of it, and answers others with a bare 400."""

    what: str = "authorization scope"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        sort = address.get("resource_type", "")
        scheme = (reader.get(fill(SERVER, address)) or {}).get("authorizationSchema") or {}
        known = sorted(((scheme.get("resourceTypes") or {}).get(sort) or {}).get("scopes") or [])
        if known and target not in known:
            raise MissingReference("scopes", None, f"there is no {target!r} among those of {sort}: {', '.join(known)}")
        return TO_SCOPE.find(reader, address, target)


def _name_of(reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
    """Return the target of an entry; what is gone keeps its id."""
    sort = SORTS.get(address.get("resource_type", ""))
    named = sort.named(reader, address, entry) if sort else entry["id"]
    return named if isinstance(named, tuple) else (None, named)


@dataclass(frozen=True)
class AdminPermission(PermissionByName):
    """A permission with the objects that it is about; about none, it is about all of their sort."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        found = super().one(reader, address)
        if not found:
            return found
        # resources are named by the ids of what they stand for, that of all by the sort
        about = [name for name in found.get("resources") or [] if name != found.get("resourceType")]
        return {**found, "resources": about}


def kept_there(options: dict[str, Any]) -> dict[str, Any]:
    """All of them are kept by one client."""
    return {**options, "client_id": ADMIN_PERMISSIONS}


def stays_its_sort(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """What a permission must have, and what can't be changed.

    :raises InvalidInput: where it is otherwise
    """
    # one set of names: whoever removes by a name may not hit a policy
    if now and now.get("type") not in PERMISSION_TYPES:
        raise InvalidInput("name", None, f"{now['name']!r} is a policy of type {now['type']!r}, not a permission")
    if not then:
        return
    if not then.get("resourceType"):
        raise InvalidInput("resource_type", None, f"is needed for a new permission: one of {', '.join(SORTS)}")
    if now and now.get("resourceType") != then["resourceType"]:
        raise InvalidInput("resource_type", None, f"can't be changed: the permission is about {now['resourceType']}")
    if not then.get("scopes"):
        raise InvalidInput("scopes", None, "must have one at least, such as view or manage")


def as_sent(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """The API has one type of these permissions."""
    return {"type": "scope", **body}


def as_shown(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """Results have names only."""
    beside = ("resourcesData", "scopesData", "policiesData")
    return {name: value for name, value in document.items() if name not in beside}


def _role(target: Any) -> dict[str, Any]:
    client_id, name = target
    return {"name": name, **({"client_id": client_id} if client_id else {})}


_TEXT = {"type": "str", "no_log": False}

ADMIN_PERMISSION = Resource(
    name="admin_permission",
    title="permission of administrators",
    homes=(
        Home(
            PERMISSIONS + "/scope",
            PERMISSIONS + "/scope/{id}",
            AdminPermission({"fields": "*"}),
            needs=(Need("client", "client_id", Keeper()),),
            lists=PERMISSIONS,
            whole={"fields": "*"},
            brief=True,
            search={"name": "{search}"},
        ),
    ),
    key=("name",),
    narrowed_by=("resource_type",),
    shares=CLIENT_DOCUMENT,
    parts=(
        PermissionName("name", required=True, max_length=LONGEST),
        Field("resource_type", choices=tuple(SORTS)),
        Field("description", max_length=LONGEST),
        Members(
            "resources",
            of=ProtectedObject(),
            named=_name_of,
            item={"name": {**_TEXT, "required": True}, "client_id": {**_TEXT, "aliases": ["clientId"]}},
            target=lambda item: (item.get("client_id"), item["name"]),
            shows=_role,
        ),
        Protected("scopes", type="list", elements="str", refers=ScopeOfSort()),
        Protected("policies", type="list", elements="str", refers=TO_POLICY),
    ),
    server_made=frozenset({"id", "type", "logic", "resourcesData", "scopesData", "policiesData"}),
    not_sent=frozenset({"resourcesData", "scopesData", "policiesData"}),
    variables=lambda document: {"resource_type": str(document.get("resourceType", ""))},
    normalize=kept_there,
    prepare=as_sent,
    checks=(stays_its_sort,),
    presents=as_shown,
)
