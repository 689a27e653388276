# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Organizations: ``/admin/realms/{realm}/organizations``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.children import Children
from ...engine.field import Field
from ...engine.links import EXACT, SUBSET, Call, Named
from ...engine.part import Reader
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .organization_parts import Members, Provider, Providers, spare_managed
from .references import PROVIDERS_DOCUMENT, REALM
from .user_parts import Lower, Text
from .user_roles import TO_USER

ORGANIZATIONS = f"{REALM}/organizations"
ORGANIZATION_ITEM = ORGANIZATIONS + "/{id}"
MEMBERS = ORGANIZATION_ITEM + "/members"
PROVIDERS = ORGANIZATION_ITEM + "/identity-providers"
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_URL = 255, 4000, 2048
# a list has no attributes unless it is asked for them
WHOLE = {"briefRepresentation": "false"}
STATE = {"type": "str", "choices": ["present", "absent"], "default": "present", "no_log": False}


def organization_named(reader: Reader, address: Mapping[str, str], name: str) -> Optional[dict[str, Any]]:
    """Return the organization of a name. An exact search finds those that have it as a domain, too (26.7.2)."""
    found = reader.list(fill(ORGANIZATIONS, address), {"search": name, "exact": "true"})
    return next((one for one in found if one["name"] == name), None)


def organization_by_alias(reader: Reader, address: Mapping[str, str], alias: str) -> Optional[dict[str, Any]]:
    """Return the organization of an alias, which no search knows (26.7.2)."""
    return next((one for one in reader.list(fill(ORGANIZATIONS, address)) if one.get("alias") == alias), None)


@dataclass(frozen=True)
class ByAliasOrName:
    """An organization by its alias, which stays for ever, where the task gives it; else by its name."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        named = organization_named(reader, address, address["name"])
        alias = address.get("alias")
        if alias is None or named and named.get("alias") == alias:
            return named
        return organization_by_alias(reader, address, alias) or named


@dataclass(frozen=True)
class NameOrAlias:
    """An organization by its name, else by its alias."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        target = address["target"]
        return organization_named(reader, address, target) or organization_by_alias(reader, address, target)


TO_ORGANIZATION = Named("organization", NameOrAlias())


@dataclass(frozen=True)
class AliasField(Field):
    """The alias, which a new organization gets from its name unless a task gives one."""

    def read(self, given: Any, option: str) -> Any:
        value = super().read(given, option)
        if not value or any(sign.isspace() for sign in value):
            raise InvalidInput(option, given, "must be a text without spaces")
        return value

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        return [(kind, want)]


def alias_for(document: Mapping[str, Any], will_be: Mapping[str, Any], desired: Mapping[str, Any]) -> None:
    """The server makes an alias of a name only where that has no spaces.

    :raises InvalidInput: where it has some
    """
    name = desired.get("name") or ""
    if not document and not desired.get("alias") and any(sign.isspace() for sign in name):
        raise InvalidInput("alias", None, f"is needed for a name that has spaces: {name!r}")


def removed_is_meant(document: Mapping[str, Any], will_be: Mapping[str, Any], desired: Mapping[str, Any]) -> None:
    """What is found by its name alone isn't the organization of another alias.

    :raises InvalidInput: where that would be removed
    """
    alias = desired.get("alias")
    if document and not will_be and alias is not None and document.get("alias") != alias:
        there = f"{document['name']!r} has the alias {document.get('alias')!r}"
        raise InvalidInput("alias", alias, f"must be that of the organization to remove: {there}")


def what_follows(document: Mapping[str, Any], foreseen: dict[str, Any]) -> dict[str, Any]:
    """A new organization is enabled, and called by its name unless the task says otherwise."""
    if document:
        return foreseen
    return {"enabled": True, "alias": foreseen.get("name"), "attributes": {}, **foreseen}


DOMAINS = Children(
    "domains",
    fields=(Field("name", shape=Lower(), required=True, max_length=LONGEST_NAME), Field("verified", type="bool")),
    embed=True,
    inline=True,
    behavior="domains_behavior",
    born=lambda situation: {"verified": False},
)

PROVIDER_LINKS = Providers(
    "identity_providers",
    of=Provider(),
    at=PROVIDERS,
    add=Call("POST", PROVIDERS, lambda item: item.get("alias") or item["name"]),
    remove=Call("DELETE", PROVIDERS + "/{target}"),
    behavior="identity_providers_behavior",
    words={EXACT: EXACT, SUBSET: SUBSET},
    item={
        "alias": {"type": "str", "required": True, "no_log": False},
        "domain": {"type": "str", "no_log": False},
        "redirect_when_email_matches": {"type": "bool", "no_log": False},
        "state": STATE,
    },
    target=lambda item: item["alias"],
)

MEMBER_LINKS = Members(
    "members",
    of=TO_USER,
    at=MEMBERS,
    # the body is the bare id
    add=Call("POST", MEMBERS, lambda item: item["id"]),
    remove=Call("DELETE", MEMBERS + "/{target}"),
    behavior="members_behavior",
    words={EXACT: EXACT, SUBSET: SUBSET},
    item={"username": {"type": "str", "required": True, "no_log": False}, "state": STATE},
    target=lambda item: str(item["username"]).lower(),
)

ORGANIZATION = Resource(
    name="organization",
    title="organization",
    homes=(Home(ORGANIZATIONS, ORGANIZATION_ITEM, ByAliasOrName(), whole=WHOLE, search={"search": "{search}"}),),
    key=("name",),
    narrowed_by=("alias",),
    known_by=("alias",),
    id_option="id",
    # what older servers find by a name has no attributes
    detail=ORGANIZATION_ITEM,
    shares=PROVIDERS_DOCUMENT,
    parts=(
        Field("name", max_length=LONGEST_NAME),
        AliasField("alias", create_only=True, max_length=LONGEST_NAME, since="26"),
        Field("description", max_length=LONGEST_DESCRIPTION),
        Text("redirect_url", max_length=LONGEST_URL, since="26"),
        Field("enabled", type="bool"),
        DOMAINS,
        Field("attributes", type="dict", shape=MapOf(multi=True)),
        PROVIDER_LINKS,
        MEMBER_LINKS,
    ),
    server_made=frozenset({"id"}),
    not_sent=frozenset({"members", "identityProviders", "groups"}),
    checks=(alias_for, removed_is_meant),
    derive=what_follows,
    spares=spare_managed,
)
