# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of an organization's groups: one by its path, many by a search, and what belongs to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from ..kinds.organization_groups import GROUPS
from ..kinds.references import TO_CLIENT
from .organizations import ORGANIZATION_OPTIONS, organization_of
from .pages import PAGE, read_list
from .users import attribute_query

GROUP = GROUPS + "/{group}"
MAPPINGS = GROUP + "/role-mappings"
COUNTED = {"subGroupsCount": "true", "briefRepresentation": "false"}
FACETS = {
    "available_roles": Facet(MAPPINGS + "/realm/available", many=True),
    "children": Facet(GROUP + "/children", many=True, paged=True, params=lambda options: COUNTED),
    "effective_roles": Facet(MAPPINGS + "/realm/composite", many=True),
    "members": Facet(GROUP + "/members", many=True, paged=True),
    "realm_roles": Facet(MAPPINGS + "/realm", many=True),
    "role_mappings": Facet(MAPPINGS),
}
CLIENT_FACETS = {
    "available_client_roles": Facet(MAPPINGS + "/clients/{client}/available", many=True),
    "client_roles": Facet(MAPPINGS + "/clients/{client}", many=True),
    "effective_client_roles": Facet(MAPPINGS + "/clients/{client}/composite", many=True),
}


def _by_path(source: Source, org: str, path: str) -> Any:
    """Return the group at a path: ``GET .../groups/group-by-path/{path}``, whose names may hold no slashes."""
    names = {f"name{number}": name for number, name in enumerate(path.strip("/").split("/"))}
    if org == PENDING_ID:
        return None
    template = "".join(f"/{{{name}}}" for name in names)
    address = {"realm": source.options["realm"], "org": org, **names}
    return source.reader.get(fill(f"{GROUPS}/group-by-path{template}", address))


def _found(source: Source, org: str) -> list[Any]:
    options = source.options
    not_empty(options, "id", "path")
    if options["path"] or options["id"]:
        chosen = options["id"] or (_by_path(source, org, options["path"]) or {}).get("id")
        one = source.get(GROUP, {"subGroupsCount": "true"}, org=org, group=chosen) if chosen else None
        return [] if one is None else [one]
    params: dict[str, Any] = {**COUNTED, "populateHierarchy": "false"}
    if options["search"] is not None and options["attributes"]:
        raise InvalidInput("attributes", None, "can't be given together with search: the server takes one of them")
    if options["search"] is not None:
        params.update(search=options["search"], exact="true" if options["exact"] else "false")
    if options["attributes"]:
        params["q"] = attribute_query(options["attributes"])
    found: list[Any] = read_list(source, GROUPS, params, org=org)
    return found


def _groups(source: Source) -> dict[str, Any]:
    """Return groups with what is asked for of each.

    :raises InvalidInput: where roles of a client are asked for, and no client is named
    """
    options = source.options
    of_client = [name for name in options["include"] if name in CLIENT_FACETS]
    if of_client and not options["client_id"]:
        raise InvalidInput("client_id", None, f"is needed for {', '.join(of_client)}")
    org = organization_of(source)
    variables: Mapping[str, str] = {"client": str(source.find(TO_CLIENT, "client_id")["id"])} if of_client else {}
    facets = {**FACETS, **CLIENT_FACETS}
    groups = [
        {**group, **gather(source, facets, options["include"], org=org, group=group["id"], **variables)}
        for group in _found(source, org)
    ]
    said = {0: "no groups", 1: "one group"}.get(len(groups), f"{len(groups)} groups")
    return {"groups": groups, "exists": bool(groups), "msg": f"{said} found in {options['organization']}"}


GROUP_INFO = Reading(
    {
        **ORGANIZATION_OPTIONS,
        "id": argument(),
        "path": argument(),
        "search": argument(),
        "exact": argument("bool", default=False),
        "attributes": argument("dict"),
        **PAGE,
        "client_id": argument(aliases=["clientId"]),
        "include": include({**FACETS, **CLIENT_FACETS}),
    },
    _groups,
)
