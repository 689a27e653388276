# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups: ``/admin/realms/{realm}/groups`` at the top, ``/admin/realms/{realm}/groups/{id}/children`` below another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.part import REMOVE, UNSET, Outcome, Part, Reader, Reference, Situation, Step
from ...engine.resource import Home, Need, Resource
from ...engine.tree import Tree
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .group_lookups import (
    CHILDREN,
    GROUP_ITEM,
    WHOLE,
    ByName,
    as_newer_servers_show_it,
    child_named,
    found_at_the_top,
    found_below,
)
from .references import GROUPS

LONGEST = 255

Targets = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ancestors:
    """A group by the names or ids of those above it and its own, so that names may hold slashes.

    :param item: path template of a group by its id
    :param child: finds a group by its name among its siblings
    """

    what: str = "group"
    item: str = GROUP_ITEM
    child: Callable[[Reader, Mapping[str, str], Optional[str], str], Optional[dict[str, Any]]] = child_named

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        group: Optional[Mapping[str, Any]] = None
        known = [number for number, (way, _value) in enumerate(target) if way == "id"]
        for way, value in target[known[-1] if known else 0 :]:
            if way == "id":
                group = reader.get(fill(self.item, {**address, "id": value}))
            else:
                group = self.child(reader, address, group["id"] if group else None, value)
            if group is None:
                return None
        return group

    def label(self, target: Any) -> str:
        return "/" + "/".join(value for _way, value in target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return (("id", entry["id"]),)


TO_PARENT = Ancestors()


def placed(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the parents as a reference knows them, and the group's path for messages."""
    options = dict(options)
    for option in ("parents", "moved_from"):
        if options.get(option) is not None:
            options[option] = tuple(_target(item, f"{option}[{number}]") for number, item in enumerate(options[option]))
    if options.get("name"):
        own = (("name", str(options["name"])),)
        options["path"] = TO_PARENT.label((*(options.get("parents") or ()), *own))
    return options


def _target(item: Any, where: str) -> tuple[str, str]:
    for way in ("id", "name"):
        if item.get(way):
            return way, str(item[way])
    raise InvalidInput(where, None, "needs id or name")


def former(options: Mapping[str, Any]) -> Optional[dict[str, Any]]:
    """Return the options of the group at the place that it may have to be moved from."""
    if options.get("moved_from") is None:
        return None
    return {**options, "parents": options["moved_from"], "moved_from": None}


def above(group: Mapping[str, Any]) -> str:
    """Return the path of the group above one, empty at the top."""
    return str(group.get("path", ""))[: -len(str(group.get("name", ""))) - 1]


@dataclass(frozen=True)
class Name(Field):
    """A group's name; the server keeps it in the path, too."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        outcome = super().settle(now, want, situation)
        if not outcome.changed or situation.creating:
            return outcome
        path = f"{above(situation.document)}/{want}"
        return Outcome(outcome.value, True, outcome.body, aside={"path": path})


@dataclass(frozen=True)
class Place(Part):
    """Where a group is. A POST of its id and name to another home moves it, with all that is below.

    :param of: how groups above one are named
    :param top: path template of the home of groups at the top
    :param below: path template of the home of groups below another, ``{parent}`` is that one's id
    """

    of: Reference = TO_PARENT
    top: str = GROUPS
    below: str = CHILDREN

    def arguments(self) -> dict[str, dict[str, Any]]:
        text = {"type": "str", "no_log": False}
        items = {"type": "list", "elements": "dict", "no_log": False, "options": {"id": text, "name": text}}
        return {self.option: items, "moved_from": items}

    def desire(self, options: Mapping[str, Any]) -> Any:
        parents = options.get(self.option)
        if parents is None:
            return UNSET if options.get("id") else ()
        return parents

    def propose(self, want: Targets) -> Any:
        return self.of.label(want) if want else "/"

    def represent(self, value: Any) -> Any:
        return value

    def wants(self, now: Any, want: Targets, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if want:
            yield want, self.of

    def settle(self, now: Any, want: Targets, situation: Situation) -> Outcome:
        parent = situation.found[self.api][want] if want else {}
        upper = str(parent.get("path") or (self.of.label(want) if want else ""))
        name = situation.desired.get("name", situation.document.get("name"))
        path = f"{upper}/{name}"
        if situation.creating:
            return Outcome(path, True)
        if self.is_there(situation.document, parent, upper):
            return Outcome(now if name == situation.document.get("name") else path)
        own = str(situation.document["path"])
        if upper == own or upper.startswith(own + "/"):
            raise InvalidInput(self.option, upper, f"must be outside of the group itself, {own!r}")
        home = fill(self.below if parent else self.top, {**situation.address, "parent": str(parent.get("id"))})
        body = {key: situation.document[key] for key in ("id", "name")}
        aside = {"parentId": parent.get("id")}
        return Outcome(path, True, UNSET, [Step("POST", home, body, REMOVE)], aside=aside)

    def is_there(self, document: Mapping[str, Any], parent: Mapping[str, Any], upper: str) -> bool:
        """Return whether a group is where it is to be.

        Servers before 23 tell the path alone, in which names may hold slashes.
        """
        if "subGroupCount" in document:
            return bool(document.get("parentId") == parent.get("id"))
        return above(document) == upper


class Attributes(MapOf):
    """A group's attributes: more than 255 characters in a value are answered 500 (26.7.2)."""

    def shape(self, value: Any, option: str) -> Any:
        shaped = super().shape(value, option)
        for key, texts in shaped.items():
            if any(len(text) > LONGEST for text in (key, *(texts or ()))):
                raise InvalidInput(
                    f"{option}.{key[:40]}", None, f"must have at most {LONGEST} characters, name and values"
                )
        return shaped


NAME = Name("name", max_length=LONGEST)
ABOUT = (
    Field("description", max_length=LONGEST, since="26.3"),
    Field("attributes", type="dict", shape=Attributes(multi=True, unordered=True)),
)
NOT_SENT = frozenset({"access", "path", "parentId", "subGroupCount", "subGroups", "realmRoles", "clientRoles"})
GROUP = Resource(
    name="group",
    title="group",
    sayings={
        "created": "Group {name} has been created with ID {id}",
        "updated": "Group {id} has been updated",
        "removed": "Group {name} has been deleted",
        "unchanged": "No changes required to group {name}.",
        "absent": "Group does not exist; doing nothing.",
    },
    homes=(
        Home(
            CHILDREN,
            GROUP_ITEM,
            ByName(),
            when="parents",
            needs=(Need("parent", "parents", TO_PARENT),),
            whole=WHOLE,
            search={"search": "{search}"},
            listing=found_below,
        ),
        # without populateHierarchy, what is found deeper is shown inside of its ancestors
        Home(
            *(GROUPS, GROUP_ITEM, ByName()),
            whole=WHOLE,
            search={"search": "{search}", "populateHierarchy": "false"},
            listing=found_at_the_top,
        ),
    ),
    key=("name", "path"),
    id_option="id",
    label=lambda address: address.get("path") or address.get("id", ""),
    parts=(
        NAME,
        *ABOUT,
        Place("parents", "path"),
        Tree(
            "sub_groups",
            "subGroups",
            fields=(Field("name", max_length=LONGEST, required=True), *ABOUT),
            at=GROUPS + "/{node}/children",
            item=GROUPS + "/{node}",
            params={"briefRepresentation": "false"},
            count="subGroupCount",
            not_sent=NOT_SENT,
        ),
    ),
    server_made=frozenset({"id", "parentId", "access", "subGroupCount"}),
    not_sent=NOT_SENT,
    shows=as_newer_servers_show_it,
    normalize=placed,
    former=former,
)
