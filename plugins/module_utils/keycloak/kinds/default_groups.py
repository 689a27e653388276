# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups that every new user of a realm is in, one by one: ``/admin/realms/{realm}/default-groups``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.field import Field
from ...engine.part import PENDING_ID, UNSET, Outcome, Reader, Situation, Step
from ...engine.resource import Home, Resource
from ...rest.paths import fill
from .references import REALM, TO_GROUP, group_path

DEFAULT_GROUPS = f"{REALM}/default-groups"
DEFAULT_GROUP = DEFAULT_GROUPS + "/{id}"


def by_path(options: dict[str, Any]) -> dict[str, Any]:
    """A group at the top may be named without the slash."""
    named = options.get("group")
    return {**options, "group": group_path(str(named)) if named else named}


@dataclass(frozen=True)
class InDefaultGroups:
    """A group in the realm's list."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        found = reader.list(fill(DEFAULT_GROUPS, address))
        return next((one for one in found if one.get("path") == address["group"]), None)


class Membership(Field):
    """The group itself, which must exist before new users can be in it."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return Outcome(want, situation.creating, UNSET)


def put_in(seen: Any, desired: Any, body: Mapping[str, Any]) -> list[Step]:
    """Return the write that puts the group in the list; it takes the group's id and no body."""
    group = seen.found.get("path", {}).get(desired.values["path"]) or {}
    return [Step("PUT", fill(DEFAULT_GROUP, {**seen.address, "id": str(group.get("id", PENDING_ID))}))]


DEFAULT_GROUP_KIND = Resource(
    name="default_group",
    title="default group",
    homes=(Home(DEFAULT_GROUPS, DEFAULT_GROUP, InDefaultGroups()),),
    key=("group",),
    parts=(Membership("group", "path", required=True, refers=TO_GROUP),),
    normalize=by_path,
    birth=put_in,
    # a write of the realm carries its default groups
    shares="realm",
    # what the list tells of a group besides
    server_made=frozenset({"id", "name", "description", "parentId", "subGroups", "subGroupCount"}),
    takes=frozenset({"state"}),
)
