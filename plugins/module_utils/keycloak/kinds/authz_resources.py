# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protected resources: ``/admin/realms/{realm}/clients/{id}/authz/resource-server/resource``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.part import PENDING_ID, UNSET, Outcome, Part, Reader, Reference, Situation
from ...engine.resource import Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .authz import CLIENT_ID, LONGEST, SERVER, of_client
from .authz_members import Members, id_and_name
from .authz_permissions import TO_SCOPE
from .references import CLIENT_DOCUMENT
from .user_roles import TO_USER

RESOURCES = f"{SERVER}/resource"
# the name under which a check run's record has types of resources
RESOURCE_TYPE = "authz_resource_type"


def with_id(document: Mapping[str, Any]) -> dict[str, Any]:
    """A resource has its id under another name than everything else (26.7.2)."""
    return {**document, "id": document["_id"]}


@dataclass(frozen=True)
class ResourceByName:
    """A resource by its name and owner. The server's own search knows those that the client owns, and only those."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        if address["client"] == PENDING_ID:
            # a list below a client that is yet to be made would be an error
            return None
        if "owner" not in address:
            found = reader.get(fill(f"{RESOURCES}/search", address), {"name": address["name"]})
            return with_id(found) if found else None
        params = {"name": address["name"], "exactName": "true", "owner": address["owner"]}
        for item in reader.list(fill(RESOURCES, address), params):
            if item["name"] == address["name"] and item["owner"].get("name") == address["owner"].lower():
                return with_id(item)
        return None


@dataclass(frozen=True)
class ResourceType(Field):
    """What resources have in common: it can be named once one of them is there."""

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        yield RESOURCE_TYPE, str(want)


@dataclass(frozen=True)
class Owner(Part):
    """The user who owns a resource; the client does unless one is named. It can't be changed (26.7.2)."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {self.option: {"type": "str", "no_log": False}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        return UNSET if given is None else str(given).lower()

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return document.get(self.api)

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if not now:
            yield want, TO_USER

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if now:
            return Outcome(now)
        found = situation.found[self.api][want]["id"]
        owner = {"name": want} if found == PENDING_ID else {"id": found, "name": want}
        return Outcome(owner, True, owner)

    def canonical(self, value: Any) -> Any:
        return value.get("name") if isinstance(value, Mapping) else value

    def propose(self, want: Any) -> Any:
        return {"name": want}


def owner_is_a_name(options: dict[str, Any]) -> dict[str, Any]:
    """An empty owner, as a variable without a value makes it, would be the client itself.

    :raises InvalidInput: for an empty one
    """
    if options.get("owner") == "":
        raise InvalidInput("owner", None, "must not be empty: leave it out where the client owns it")
    return options


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """What the server gives a new one that isn't given it."""
    return then if now else {"ownerManagedAccess": False, "uris": [], "attributes": {}, **then}


def as_the_server_has_it(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """The API shows none of a resource's texts that are empty, and no empty list of scopes."""
    empty: tuple[Any, ...] = ("", None, [])
    whole = with_id(document) if "_id" in document else document
    return {name: value for name, value in whole.items() if value not in empty or name == "uris"}


def uris_are_no_spaces(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """An empty URI protects nothing, and one of more characters than its column has is a server error (26.7.2)."""
    for uri in want.get("uris") or []:
        if not str(uri).strip() or len(str(uri)) > LONGEST:
            raise InvalidInput("uris", uri, f"must be texts of 1 to {LONGEST} characters")


AUTHZ_RESOURCE = Resource(
    name="authz_resource",
    title="protected resource",
    homes=(of_client(RESOURCES, RESOURCES + "/{id}", ResourceByName(), search={"name": "{search}"}),),
    key=("name",),
    narrowed_by=("owner",),
    shares=CLIENT_DOCUMENT,
    # the PUT takes away what it isn't given, but for the attributes (26.7.2)
    parts=(
        Field("name", required=True, max_length=LONGEST),
        Field("display_name", max_length=LONGEST),
        ResourceType("type", max_length=LONGEST),
        Field("icon_uri", "icon_uri", aliases=("iconUri",), max_length=LONGEST),
        Field("uris", type="list", elements="str"),
        Field("owner_managed_access", type="bool"),
        Field("attributes", type="dict", shape=MapOf(multi=True, empty_is_absent=False)),
        Members("scopes", of=TO_SCOPE, wire=id_and_name),
        Owner("owner"),
    ),
    parents=CLIENT_ID,
    server_made=frozenset({"id", "_id"}),
    not_sent=frozenset({"id"}),
    normalize=owner_is_a_name,
    derive=what_follows,
    checks=(uris_are_no_spaces,),
    presents=as_the_server_has_it,
)
