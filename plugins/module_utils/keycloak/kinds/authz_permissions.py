# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Permissions: ``/admin/realms/{realm}/clients/{id}/authz/resource-server/permission``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.desired import Desired
from ...engine.field import Field
from ...engine.lookup import ByPath
from ...engine.observe import Observed
from ...engine.part import DOCUMENT, PENDING_ID, Outcome, Reader, Situation, Step
from ...engine.resource import Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .authz import (
    ANY_POLICY,
    CLIENT_ID,
    LOGICS,
    LONGEST,
    PERMISSION_TYPES,
    PERMISSIONS,
    POLICIES,
    SCOPES,
    SERVER,
    STRATEGIES,
    PolicyByName,
    PolicyName,
    of_client,
    protects,
)
from .references import CLIENT_DOCUMENT

CONNECTED = ("resources", "scopes", "policies")


@dataclass(frozen=True)
class Protecting:
    """A resource, scope or policy of the same client, by its name.

    :param what: its kind
    :param path: path template of the list that it is in
    :param called: what errors call it
    """

    what: str
    path: str
    called: str

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        if address["client"] == PENDING_ID:
            # what a client that is yet to be made has by itself is the server's to decide
            return {"id": PENDING_ID, "name": target}
        found = ByPath(f"{self.path}/search", {"name": "{target}"}).one(reader, {**address, "target": str(target)})
        return found and {"id": found.get("id") or found.get("_id"), "name": target}

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry["name"]


@dataclass(frozen=True)
class ProtectedResource(Protecting):
    """A resource by its name, or by its id. The server's search knows none of those that users own, its list knows them
    all (26.7.2)."""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = super().find(reader, address, target)
        if found is not None:
            return found
        params = {"name": str(target), "exactName": "true", "deep": "false"}
        named = [one for one in reader.list(fill(self.path, address), params) if one.get("name") == target]
        if len(named) > 1:
            owners = ", ".join(sorted(str(one["owner"].get("name")) for one in named))
            raise InvalidInput("resources", target, f"is the name of resources of several owners: {owners}")
        one = named[0] if named else reader.get(fill(f"{self.path}/{{target}}", {**address, "target": str(target)}))
        return {"id": one["_id"], "name": target} if one else None


TO_RESOURCE = ProtectedResource("authz_resource", f"{SERVER}/resource", "resource")
TO_SCOPE = Protecting("authz_authorization_scope", SCOPES, "authorization scope")
TO_POLICY = Protecting(ANY_POLICY, POLICIES, "policy")


@dataclass(frozen=True)
class Protected(Field):
    """Names of what a permission connects; the document has their ids beside them.

    :param by_id: whether they are sent by their ids: the server takes a name for any that has it (26.7.2)
    """

    by_id: bool = False

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        beside = f"{self.api}Data"
        known = {one["name"]: one for one in situation.document.get(beside) or []}
        # what is there already may be named in another way
        names = {one["id"]: name for name, one in known.items()}
        found = situation.found.get(self.api, {})
        known.update(found)
        outcome = super().settle(now, [names.get((found.get(name) or {}).get("id"), name) for name in want], situation)
        data = [{"id": known[name]["id"], "name": name} for name in sorted(outcome.value)]
        body = [known[name]["id"] if self.by_id and known[name]["id"] != PENDING_ID else name for name in outcome.body]
        return replace(outcome, body=body, aside={beside: [one for one in data if one["id"] != PENDING_ID]})


def named(reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> str:
    """Return the name of what a permission connects, the id of a user's resource where its name means another one."""
    name, owner = str(entry["name"]), (entry.get("owner") or {}).get("id")
    if owner in (None, address["client"]):
        return name
    try:
        meant = TO_RESOURCE.find(reader, address, name)
    except InvalidInput:
        meant = None
    return name if meant and meant["id"] == entry["_id"] else str(entry["_id"])


def _resources(reader: Reader, address: Mapping[str, str], permission: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the resources of a permission: of several of one name, the server names one (26.7.2).

    It tells the ids of all; 16.1 does so at a path of its own, ``GET .../permission/{id}/resources``.
    """
    known, told = list(permission.get("resourcesData") or []), permission.get("resources")
    if known and told is None:
        listed = reader.get(fill(f"{PERMISSIONS}/{{id}}/resources", {**address, "id": permission["id"]}))
        told = [one["_id"] for one in listed or []]
    ids = {one["_id"] for one in known}
    return [*known, *({"_id": id, "name": id} for id in told or [] if known and id not in ids)]


@dataclass(frozen=True)
class PermissionByName(PolicyByName):
    """A permission with the names of what it connects: the API answers with ids, and apart for the policies."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        found = super().one(reader, address)
        if not found or found.get("type") not in PERMISSION_TYPES:
            return found
        policies = reader.get(fill(f"{PERMISSIONS}/{{id}}/associatedPolicies", {**address, "id": found["id"]}))
        resources = _resources(reader, address, found)
        given = {"resources": resources, "scopes": found.get("scopesData"), "policies": policies}
        for api, entries in given.items():
            known = entries or []
            data = [{"id": one.get("id") or one.get("_id"), "name": named(reader, address, one)} for one in known]
            data.sort(key=lambda one: str(one["name"]))
            found = {**found, api: [one["name"] for one in data], f"{api}Data": data}
        return found


def is_a_permission(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """What a permission of one type can connect; the server takes more, and its console then can't show it."""
    if now and now.get("type") not in PERMISSION_TYPES:
        raise InvalidInput("name", None, f"{now['name']!r} is a policy of type {now['type']!r}, not a permission")
    if not then:
        return
    if now and now["type"] != then["type"]:
        says = "Modifying the type of permission (scope/resource) is not supported"
        raise InvalidInput("permission_type", None, f"{says}: it is {now['type']!r}")
    if then["type"] == "resource" and want.get("scopes"):
        raise InvalidInput("scopes", None, "Scopes cannot be defined when permission type is set to resource!")
    if then["type"] == "scope" and not then.get("scopes") and ("scopes" in want or not now):
        raise InvalidInput("scopes", None, "Scopes need to defined when permission type is set to scope!")
    if then["type"] == "resource" and not (now or then.get("resources") or then.get("resourceType")):
        says = "A resource need to defined when permission type is set to resource!"
        raise InvalidInput("resources", None, f"{says} Give resources or resource_type")
    if then["type"] == "scope" and len(want.get("resources") or []) > 1:
        raise InvalidInput("resources", None, "Only one resource can be defined for a scope permission!")


def shown_permission(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """The API has ids where the kind has names."""
    shown = {"description": None, "logic": LOGICS[0], "decisionStrategy": STRATEGIES[0], **document}
    if foreseen:
        shown = {**{api: [] for api in CONNECTED}, **shown}
    for api in CONNECTED:
        if f"{api}Data" in document:
            ids = {one["name"]: one.get("id") or one.get("_id") for one in document[f"{api}Data"]}
            shown[api] = [ids.get(name, name) for name in sorted(document.get(api) or [])]
    return shown


def made_for_resources(seen: Observed, desired: Desired, body: Mapping[str, Any]) -> list[Step]:
    """A permission of named resources is made at the path of all permissions; that of its type takes a type of them."""
    known = ("name", "type", "description", "decisionStrategy", "logic", *CONNECTED)
    if body.get("type") != "resource" or any(name not in known for name in body):
        return []
    return [Step("POST", fill(PERMISSIONS, seen.address), body, DOCUMENT, "id")]


AUTHZ_PERMISSION = Resource(
    name="authz_permission",
    title="authorization permission",
    sayings={
        **protects("Permission", unchanged="Permission not updated"),
        "would be created": "Would create permission",
        "would be updated": "Would update permission",
        "would be removed": "Would remove permission",
    },
    homes=(
        of_client(
            PERMISSIONS + "/{permission_type}",
            PERMISSIONS + "/{id}",
            PermissionByName({"fields": "*"}),
            lists=PERMISSIONS,
            whole={"fields": "*"},
            brief=True,
            search={"name": "{search}"},
        ),
    ),
    key=("name",),
    narrowed_by=("permission_type",),
    shares=CLIENT_DOCUMENT,
    parts=(
        PolicyName("name", required=True, max_length=LONGEST),
        Field("permission_type", "type", required=True, choices=PERMISSION_TYPES[:2]),
        Field("description", max_length=LONGEST),
        Field("decision_strategy", choices=STRATEGIES),
        Field("logic", choices=LOGICS),
        Field("resource_type", max_length=LONGEST),
        Protected("resources", type="list", elements="str", refers=TO_RESOURCE, by_id=True),
        Protected("scopes", type="list", elements="str", refers=TO_SCOPE),
        Protected("policies", type="list", elements="str", refers=TO_POLICY),
    ),
    parents=CLIENT_ID,
    server_made=frozenset({"id", *(f"{api}Data" for api in CONNECTED)}),
    not_sent=frozenset(f"{api}Data" for api in CONNECTED),
    variables=lambda document: {"permission_type": document["type"]},
    checks=(is_a_permission,),
    birth=made_for_resources,
    presents=shown_permission,
)
