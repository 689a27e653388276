# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of role mappings and scope mappings: what is mapped, what could be, and what that amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.part import Reference
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput
from ..kinds.group_roles import GROUP_BY_ID, PLACE, of_group
from ..kinds.groups import TO_PARENT
from ..kinds.protocol_mappers import OWNER_OPTIONS, OWNERS, owner_of
from ..kinds.references import REALM, TO_CLIENT
from ..kinds.role_mappings import CLIENT_BY_ID
from ..kinds.user_roles import TO_USER, USER_BY_ID, ServiceAccountOf
from .realms import REALM_OPTION

# option that names what has the roles -> how it is found
USERS: Mapping[str, Reference] = {
    "uid": USER_BY_ID,
    "target_username": TO_USER,
    "service_account_user_client_id": ServiceAccountOf(),
}
GROUPS: Mapping[str, Reference] = {"gid": GROUP_BY_ID, "group_name": TO_PARENT}
WHO = (*USERS, *GROUPS)
CLIENTS: Mapping[str, Reference] = {"cid": CLIENT_BY_ID, "client_id": TO_CLIENT}


def _facets(at: str, whose: str) -> dict[str, Facet]:
    """Return what can be asked of mappings.

    :param at: path template of all mappings of an owner
    :param whose: the rest of the path: whose roles they are
    """
    here = f"{at}/{whose}"
    return {
        "assigned": Facet(here, many=True),
        "available": Facet(f"{here}/available", many=True),
        "effective": Facet(f"{here}/composite", many=True),
        "mappings": Facet(at, narrow=lambda answer: answer or {}),
    }


def _read(source: Source, sort: str, whose: Mapping[str, Reference], **where: str) -> dict[str, Any]:
    """Return what the task asks of one owner's mappings.

    :param sort: role-mappings or scope-mappings
    :param whose: the options that may name the client whose roles they are
    """
    client = next((option for option in whose if source.options[option]), None)
    rest = "realm"
    if client is not None:
        rest, where = "clients/{client}", {**where, "client": str(source.find(whose[client], client)["id"])}
    names = source.options["include"]
    read = gather(source, _facets(f"{REALM}/{{owners}}/{{owner}}/{sort}", rest), names, **where)
    return {**read, "msg": f"{sort.replace('-', ' ')} read: {', '.join(names)}"}


def _role_mappings(source: Source) -> dict[str, Any]:
    """Return role mappings of a user or a group: ``GET .../role-mappings`` and what is below."""
    not_empty(source.options, *CLIENTS)
    source = replace(source, options=of_group(dict(source.options)))
    for place, ways in (("users", USERS), ("groups", GROUPS)):
        option = next((option for option in ways if source.options.get(option)), None)
        if option is not None:
            owner = str(source.find(ways[option], option)["id"])
            return _read(source, "role-mappings", CLIENTS, owners=place, owner=owner)
    # the argument spec is content with an empty one
    raise InvalidInput(WHO[0], None, f"is needed, or {', '.join(WHO[1:-1])} or {WHO[-1]}")


def _scope_mappings(source: Source) -> dict[str, Any]:
    """Return mappings of a client or a client scope: ``GET .../scope-mappings`` and what is below."""
    not_empty(source.options, "role_owner_client_id")
    option = owner_of(source.options)
    place, reference, _name = OWNERS[option]
    owner = str(source.find(reference, option)["id"])
    return _read(source, "scope-mappings", {"role_owner_client_id": TO_CLIENT}, owners=place, owner=owner)


_INCLUDE = {"include": include(_facets("", ""), ["assigned"])}

ROLE_MAPPINGS = Reading(
    {
        **REALM_OPTION,
        **{name: argument() for name in (*USERS, *CLIENTS)},
        **{name: dict(entry) for name, entry in PLACE.items()},
        **_INCLUDE,
    },
    _role_mappings,
)
SCOPE_MAPPINGS = Reading(
    {
        **REALM_OPTION,
        **{name: dict(entry) for name, entry in OWNER_OPTIONS.items()},
        "role_owner_client_id": argument(),
        **_INCLUDE,
    },
    _scope_mappings,
)
