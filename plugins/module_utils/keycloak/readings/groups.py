# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of groups: one by its path or id with its members and subgroups, many by a search, or how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...engine.facets import Facet, gather, include
from ...engine.reading import Reading, Source, argument, not_empty
from ...engine.since import is_older, refuse_news
from ...rest.errors import ApiError, InvalidInput
from ..kinds.group_lookups import GROUP_ITEM, NO_SUCH_METHOD, WHOLE, flat
from ..kinds.references import GROUPS, TO_GROUP
from .realms import REALM_OPTION

FACETS = {
    "children": Facet(GROUP_ITEM + "/children", many=True, paged=True, params=lambda options: WHOLE),
    "members": Facet(GROUP_ITEM + "/members", many=True, paged=True),
}


def _groups(source: Source) -> dict[str, Any]:
    """Return groups: ``GET /groups``, ``GET /groups/{id}``, ``GET /group-by-path/{path}``, ``GET /groups/count``."""
    options = source.options
    _check(options)
    if options["only_count"]:
        count = _count(source)
        return {"count": count, "msg": f"there are {count} groups"}
    found = _search(source)
    if options["path"] or options["id"]:
        found = [{**group, **_about(source, group)} for group in found]
    return {"groups": found, "exists": bool(found), "count": len(found), "msg": f"{len(found)} groups found"}


def _count(source: Source) -> int:
    """Return how many groups there are: with a search the server counts those at any place, and parts of names.

    Servers before 23 count the groups at the top that have such below them.
    """
    options = source.options
    narrowed = options["top_only"] or options["exact"]
    if options["search"] and (narrowed or is_older(source.reader.version(), "23")):
        return len(_search(source))
    params = {"search": options["search"], "top": "true" if options["top_only"] else None}
    asked = {name: value for name, value in params.items() if value is not None}
    return (source.get(f"{GROUPS}/count", asked) or {"count": 0})["count"]


def _search(source: Source) -> list[dict[str, Any]]:
    options = source.options
    if options["id"] or options["path"]:
        return [group for group in [_one(source)] if group is not None]
    if options["query"]:
        # an older server takes no notice of it
        refuse_news(source.reader, [("query", "20")])
    params = {"search": options["search"], "q": options["query"], "exact": "true" if options["exact"] else None}
    asked = {name: value for name, value in params.items() if value is not None}
    # without populateHierarchy, what is found deeper is shown inside of its ancestors
    found = source.list(GROUPS, {**WHOLE, "populateHierarchy": "false", **asked})
    if options["search"] and any(group.get("subGroups") for group in found):
        found = found if options["top_only"] else list(flat(found))
        found = [group for group in found if _matches(group["name"], options)]
    if options["exact"]:
        # servers before 23 don't know this
        found = [group for group in found if _matches(group["name"], options)]
    return [group for group in found if not (options["top_only"] and group.get("parentId"))]


def _matches(name: str, options: Mapping[str, Any]) -> bool:
    wanted = options["search"].strip()
    return name.strip() == wanted if options["exact"] else wanted.lower() in name.lower()


def _one(source: Source) -> Optional[dict[str, Any]]:
    if source.options["id"]:
        return source.get(GROUP_ITEM)
    found = TO_GROUP.find(source.reader, {"realm": source.options["realm"]}, source.options["path"])
    return None if found is None else dict(found)


def _about(source: Source, group: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the task includes; servers before 23 have no list of subgroups, there a group holds them."""
    names, read = list(source.options["include"]), {}
    if "children" in names:
        try:
            read = gather(source, FACETS, ["children"], id=group["id"])
        except ApiError as error:
            if error.status != NO_SUCH_METHOD:
                raise
            read = {"children": group.get("subGroups") or []}
        names.remove("children")
    return {**read, **gather(source, FACETS, names, id=group["id"])}


def _check(options: Mapping[str, Any]) -> None:
    """See that what is asked makes sense.

    :raises InvalidInput: where it doesn't
    """
    not_empty(options, "path", "id")
    if options["include"] and not (options["path"] or options["id"]):
        raise InvalidInput("include", ", ".join(options["include"]), "can only be read of one group: give path or id")
    if options["only_count"] and (options["path"] or options["id"] or options["query"]):
        raise InvalidInput("only_count", True, "goes with search, exact and top_only alone")
    if options["exact"] and not options["search"]:
        raise InvalidInput("search", None, "is needed where exact is given")


GROUPS_OF_A_REALM = Reading(
    {
        **REALM_OPTION,
        **{name: argument() for name in ("path", "id", "search")},
        "query": argument(aliases=["q"]),
        **{name: argument("bool", default=False) for name in ("exact", "top_only", "only_count")},
        "include": include(FACETS),
    },
    _groups,
)
