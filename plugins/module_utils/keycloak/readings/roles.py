# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of roles: one by its name or id with what it holds and who has it, or many by a search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...engine.facets import Facet, gather, include
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput
from ..kinds.references import TO_CLIENT
from ..kinds.roles import BY_ID, CLIENT_ROLE, CLIENT_ROLES, REALM_ROLE, REALM_ROLES, WHOLE
from .realms import REALM_OPTION

OF_A_CLIENT = "client_composites"


def _facets(role: str, named: str) -> dict[str, Facet]:
    """Return what can be asked about a role.

    :param role: path template of the role
    :param named: the one by its name: who has a role is only told there
    """
    return {
        "composites": Facet(f"{role}/composites", many=True),
        "realm_composites": Facet(f"{role}/composites/realm", many=True),
        OF_A_CLIENT: Facet(f"{role}/composites/clients/{{of}}", many=True),
        "users": Facet(f"{named}/users", many=True, paged=True),
        "groups": Facet(f"{named}/groups", many=True, paged=True),
    }


def _roles(source: Source) -> dict[str, Any]:
    """Return roles: ``GET /roles``, ``GET /clients/{id}/roles``, ``GET /roles-by-id/{id}`` and what is below."""
    _check(source.options)
    where = {"client": str(source.find(TO_CLIENT, "client_id")["id"])} if source.options["client_id"] else {}
    if source.options["name"] or source.options["id"]:
        one = _one(source, where)
        found = [] if one is None else [one]
    else:
        params = {**WHOLE, **({"search": source.options["search"]} if source.options["search"] else {})}
        found = source.list(CLIENT_ROLES if where else REALM_ROLES, params, **where)
    return {"roles": found, "exists": bool(found), "msg": f"{len(found)} roles found"}


def _one(source: Source, where: Mapping[str, str]) -> Optional[dict[str, Any]]:
    named = CLIENT_ROLE if where else REALM_ROLE
    path = BY_ID if source.options["id"] else named
    role = source.get(path, None, **where)
    if role is None:
        return None
    here = {**where, "name": role["name"]}
    if role.get("clientRole"):
        named, here["client"] = CLIENT_ROLE, role["containerId"]
    if source.options["composites_client_id"]:
        here["of"] = str(source.find(TO_CLIENT, "composites_client_id")["id"])
    return {**role, **gather(source, _facets(path, named), source.options["include"], **here)}


def _check(options: Mapping[str, Any]) -> None:
    """See that what is asked makes sense.

    :raises InvalidInput: where it doesn't
    """
    not_empty(options, "client_id", "name", "id", "composites_client_id")
    single = options["name"] or options["id"]
    if options["include"] and not single:
        raise InvalidInput("include", ", ".join(options["include"]), "can only be read of one role: give name or id")
    if OF_A_CLIENT in options["include"] and not options["composites_client_id"]:
        raise InvalidInput("composites_client_id", None, f"is needed to include {OF_A_CLIENT}")


ROLES = Reading(
    {
        **REALM_OPTION,
        "client_id": argument(aliases=["clientId"]),
        **{name: argument() for name in ("name", "id", "search", "composites_client_id")},
        "include": include(_facets("", "")),
    },
    _roles,
)
