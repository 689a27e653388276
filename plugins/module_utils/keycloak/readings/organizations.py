# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of organizations: those that a search finds, their members, and invitations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...engine.facets import Facet, gather, include
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput
from ..kinds.organizations import ORGANIZATIONS, TO_ORGANIZATION, WHOLE, organization_by_alias, organization_named
from ..kinds.user_roles import TO_USER
from .pages import PAGE, read_list
from .realms import REALM_OPTION
from .users import attribute_query

ITEM = ORGANIZATIONS + "/{org}"
MEMBERS = ITEM + "/members"
MEMBER = MEMBERS + "/{user}"
INVITATIONS = ITEM + "/invitations"
PROVIDERS = ITEM + "/identity-providers"
ORGANIZATIONS_OF = ORGANIZATIONS + "/members/{user}/organizations"
_Objects = list[dict[str, Any]]
# options that name what is read; without them, it is searched for
_NAMING = ("id", "name", "alias", "member")


def without_links(invitations: Any) -> _Objects:
    """Return invitations without their links: who has one is let in."""
    return [{name: value for name, value in one.items() if name != "inviteLink"} for one in invitations or []]


FACETS = {
    "groups": Facet(ITEM + "/groups", many=True, paged=True, params=lambda options: WHOLE),
    "identity_providers": Facet(PROVIDERS, many=True),
    "invitations": Facet(INVITATIONS, many=True, paged=True, narrow=without_links),
    "members": Facet(MEMBERS, many=True, paged=True),
    "members_count": Facet(MEMBERS + "/count"),
}
MEMBER_FACETS = {
    "groups": Facet(MEMBER + "/groups", many=True, paged=True, params=lambda options: WHOLE),
    "organizations": Facet(MEMBER + "/organizations", many=True, params=lambda options: WHOLE),
}


def organization_of(source: Source) -> str:
    """Return the id of the organization that the task names by its name or alias; a pending one if it is yet to be.

    :raises MissingReference: where there is none
    """
    return str(source.find(TO_ORGANIZATION, "organization")["id"])


def _search(options: Mapping[str, Any]) -> dict[str, Any]:
    query: dict[str, Any] = {}
    if options["search"] is not None:
        query = {"search": options["search"], "exact": "true" if options["exact"] else "false"}
    if options["attributes"]:
        if query:
            raise InvalidInput("attributes", None, "can't be given together with search: the server takes one of them")
        query["q"] = attribute_query(options["attributes"])
    return query


def _one(source: Source) -> Optional[dict[str, Any]]:
    """Return the one organization that is named."""
    options = source.options
    address = {"realm": options["realm"]}
    if options["id"]:
        found: Any = {"id": options["id"]}
    elif options["name"]:
        found = organization_named(source.reader, address, options["name"])
    else:
        found = organization_by_alias(source.reader, address, options["alias"])
    return None if found is None else source.get(ITEM, org=found["id"])


def _found(source: Source, query: Mapping[str, Any]) -> _Objects:
    options = source.options
    if options["id"] or options["name"] or options["alias"]:
        one = _one(source)
        return [] if one is None else [one]
    if options["member"]:
        user = str(source.find(TO_USER, "member")["id"])
        return source.get(ORGANIZATIONS_OF, WHOLE, user=user) or []
    brief = {"briefRepresentation": "true" if options["brief"] else "false"}
    found: _Objects = read_list(source, ORGANIZATIONS, {**query, **brief})
    return found


def _provider(source: Source, org: str) -> dict[str, Any]:
    """Return the identity provider that the task names, and the groups that it can bring users into."""
    if not source.options["identity_provider"]:
        return {}
    provider = source.get(PROVIDERS + "/{identity_provider}", org=org)
    # the groups of one that isn't linked are an error
    groups = source.list(PROVIDERS + "/{identity_provider}/groups", org=org) if provider else []
    return {"identity_provider": provider, "identity_provider_groups": groups}


def _organizations(source: Source) -> dict[str, Any]:
    """Return organizations with what is asked for of each, and how many the server counts."""
    options = source.options
    not_empty(options, *_NAMING, "identity_provider")
    query = _search(options)
    found = [
        {**one, **gather(source, FACETS, options["include"], org=one["id"]), **_provider(source, one["id"])}
        for one in _found(source, query)
    ]
    counted = {"count": source.get(ORGANIZATIONS + "/count", query) or 0} if options["count"] else {}
    # what is named isn't what is counted
    more = counted.get("count", 0) if not any(options[name] for name in _NAMING) else 0
    number = len(found) or (more if options["max"] == 0 else 0)
    said = {0: "no organizations", 1: "one organization"}.get(number, f"{number} organizations")
    msg = f"{said} found in realm {options['realm']}"
    return {**counted, "organizations": found, "exists": bool(found or more), "msg": msg}


def _members(source: Source) -> dict[str, Any]:
    """Return members, or one of them with what is asked for: ``GET .../members``, ``GET .../members/{id}``."""
    options, org = source.options, organization_of(source)
    not_empty(options, "member")
    if options["member"]:
        user = str(source.find(TO_USER, "member")["id"])
        found = source.get(MEMBER, org=org, user=user)
        members = [] if found is None else [found]
    else:
        params = {"briefRepresentation": "false"}
        if options["search"] is not None:
            params.update(search=options["search"], exact="true" if options["exact"] else "false")
        if options["membership_type"]:
            params["membershipType"] = options["membership_type"].upper()
        members = read_list(source, MEMBERS, params, org=org)
    shown = [{**one, **gather(source, MEMBER_FACETS, options["include"], org=org, user=one["id"])} for one in members]
    counted = {"count": source.get(MEMBERS + "/count", org=org) or 0} if options["count"] else {}
    # all are counted, whoever is looked for
    more = 0 if options["member"] or options["search"] or options["membership_type"] else counted.get("count", 0)
    number = len(shown) or (more if options["max"] == 0 else 0)
    said = {0: "no members", 1: "one member"}.get(number, f"{number} members")
    msg = f"{said} found in {options['organization']}"
    return {**counted, "members": shown, "exists": bool(shown or more), "msg": msg}


def _invitations(source: Source) -> dict[str, Any]:
    """Return invitations, or one by its id: ``GET .../invitations``, ``GET .../invitations/{id}``."""
    options, org = source.options, organization_of(source)
    not_empty(options, "id", "email")
    if options["id"]:
        one = source.get(INVITATIONS + "/{invitation}", org=org, invitation=options["id"])
        found = [] if one is None else [one]
    else:
        # in lower case, in which the server finds one whatever was invited (26.7.2)
        given = {"email": (options["email"] or "").lower(), "search": options["search"]}
        given.update(status=(options["status"] or "").upper())
        given.update(firstName=options["first_name"], lastName=options["last_name"])
        found = read_list(source, INVITATIONS, {name: text for name, text in given.items() if text}, org=org)
    shown = found if options["show_links"] else without_links(found)
    said = {0: "no invitations", 1: "one invitation"}.get(len(shown), f"{len(shown)} invitations")
    return {"invitations": shown, "exists": bool(shown), "msg": f"{said} found in {options['organization']}"}


ORGANIZATION_OPTIONS = {**REALM_OPTION, "organization": argument(required=True)}

ORGANIZATION_INFO = Reading(
    {
        **REALM_OPTION,
        "id": argument(),
        "name": argument(),
        "alias": argument(),
        "search": argument(),
        "exact": argument("bool", default=False),
        "attributes": argument("dict"),
        "member": argument(),
        "brief": argument("bool", default=False, aliases=["briefRepresentation"]),
        **PAGE,
        "count": argument("bool", default=False),
        "identity_provider": argument(aliases=["identityProvider"]),
        "include": include(FACETS),
    },
    _organizations,
)
MEMBER_INFO = Reading(
    {
        **ORGANIZATION_OPTIONS,
        "member": argument(),
        "search": argument(),
        "exact": argument("bool", default=False),
        "membership_type": argument(choices=["managed", "unmanaged"], aliases=["membershipType"]),
        **PAGE,
        "count": argument("bool", default=False),
        "include": include(MEMBER_FACETS),
    },
    _members,
)
INVITATION_INFO = Reading(
    {
        **ORGANIZATION_OPTIONS,
        "id": argument(),
        "email": argument(),
        "search": argument(),
        "first_name": argument(aliases=["firstName"]),
        "last_name": argument(aliases=["lastName"]),
        "status": argument(choices=["pending", "expired"]),
        "show_links": argument("bool", default=False),
        **PAGE,
    },
    _invitations,
    shows_secrets=True,
)
