# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How groups are found and listed: servers before 23 show those below a group in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import PENDING_ID, Reader
from ...rest.errors import ApiError
from ...rest.paths import fill
from .references import GROUPS

GROUP_ITEM = GROUPS + "/{id}"
CHILDREN = GROUPS + "/{parent}/children"
NO_SUCH_METHOD = 405
# a list has no attributes unless it is asked for them
WHOLE = {"briefRepresentation": "false"}


def child_named(
    reader: Reader, address: Mapping[str, str], parent: Optional[str], name: str
) -> Optional[dict[str, Any]]:
    """Return the group of a name among its siblings, None where there is none.

    Lists of subgroups have 10 items a page unless asked for more. The search at the top loses spaces at the ends of
    what it is given (26.7.2), and finds no backslash (16.1.1).

    :param parent: id of the group above, None at the top
    """
    findable = parent is not None or (name == name.strip() and "\\" not in name)
    search = {"search": name, "exact": "true"} if findable else {}
    if parent == PENDING_ID:
        return None
    if parent is None:
        found = reader.list(fill(GROUPS, address), {**search, **WHOLE, "populateHierarchy": "false"})
    else:
        found = _below(reader, fill(CHILDREN, {**address, "parent": parent}), {**search, **WHOLE})
    # subgroups may be found at the top, too; servers before 23 don't say what is above
    return next((group for group in found if group["name"] == name and group.get("parentId") in (None, parent)), None)


def _below(reader: Reader, path: str, params: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the groups below one; servers before 23 have no such list, there a group holds all below it."""
    try:
        return reader.list(path, params)
    except ApiError as error:
        if error.status != NO_SUCH_METHOD:
            raise
    return list((reader.get(path.removesuffix("/children")) or {}).get("subGroups") or [])


def flat(groups: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield groups and all below them: servers before 23 always show what is found inside of its ancestors."""
    for group in groups:
        yield {**group}
        yield from flat(group.get("subGroups") or [])


def below_each(groups: list[dict[str, Any]]) -> dict[Any, list[dict[str, Any]]]:
    """Return the groups below each by its id, None for those at the top, of groups that show what is below them."""
    below: dict[Any, list[dict[str, Any]]] = {}
    waiting: list[tuple[Any, list[dict[str, Any]]]] = [(None, groups)]
    while waiting:
        parent, found = waiting.pop()
        below[parent] = found
        waiting += [(group["id"], group["subGroups"]) for group in found if group.get("subGroups")]
    return below


def found_at_the_top(reader: Reader, path: str, params: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the groups of a realm's list: what a search finds, wherever it is."""
    return _meant(reader.list(path, params), params, flat)


def found_below(reader: Reader, path: str, params: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the groups right below one."""
    return _meant(_below(reader, path, params), params, list)


def _meant(
    groups: list[dict[str, Any]], params: Mapping[str, str], out: Callable[[list[dict[str, Any]]], Iterable[Any]]
) -> list[dict[str, Any]]:
    text = params.get("search", "").lower()
    if not text or all("subGroupCount" in group for group in groups):
        return groups
    return [group for group in out(groups) if text in group["name"].lower()]


def as_newer_servers_show_it(group: Mapping[str, Any]) -> Mapping[str, Any]:
    """Servers before 23 show those below a group in it, a search only some, and the access only by a group's id."""
    if "subGroupCount" in group:
        return group
    return {**{name: value for name, value in group.items() if name != "access"}, "subGroups": []}


@dataclass(frozen=True)
class ByName:
    """A group is found by its name among its siblings."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        return child_named(reader, address, address.get("parent"), address["name"])
