# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The writes that turn one tree of steps into another.

A flow may be in use meanwhile, so new steps come first, a new sub-flow stays disabled until it is complete, and what
goes goes last: at no time does a login pass with less than both the old and the new flow ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Optional

from ...engine.part import ADD, AFTER, LATER, PENDING_ID, UNSET, Situation, Step, own_id, pending
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .flow_nodes import BELOW, CONFIG, DISABLED, FORM, Names, Node, priorities, within
from .realms import RESERVED
from .references import REALM, TO_FLOW

AUTHENTICATION = f"{REALM}/authentication"
FLOWS = f"{AUTHENTICATION}/flows"
EXECUTIONS = f"{AUTHENTICATION}/executions"
LISTED = f"{FLOWS}/{{flow}}/executions"
SETTINGS = f"{AUTHENTICATION}/config/{{config}}"
BASIC = "basic-flow"
REQUIRED = "REQUIRED"
FORM_PAGE = "registration-page-form"


def refuse_used(option: str, alias: str, found: Optional[Mapping[str, Any]]) -> None:
    """See that new settings may have an alias (26.7.2: 409).

    :param found: where it is used
    :raises InvalidInput: where others have it
    """
    if found and found.get("flow"):
        used = f"is the alias of settings in the flow {found['flow']!r}, and unique in a realm"
        raise InvalidInput(option, None, f"{alias!r} {used}")


def flow_id(realm: str, alias: str) -> str:
    """Return the id that each run gives a new flow, also one within another: names are unique in a realm."""
    return own_id(TO_FLOW.what, {"realm": realm, "alias": alias})


@dataclass
class Writes:
    """The writes for one flow.

    :param option: what to name in an error
    :param names: the flow's name, and what it is called while it is built beside another
    :param situation: what is known
    """

    option: str
    names: Names
    situation: Situation
    added: list[Step] = field(default_factory=list)
    changed: list[Step] = field(default_factory=list)
    weakened: list[Step] = field(default_factory=list)
    renamed: list[Step] = field(default_factory=list)
    moved: list[Step] = field(default_factory=list)
    removed: list[Step] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    count: int = 0
    waits: bool = False

    @property
    def top(self) -> str:
        """Return the flow's name while these writes go on."""
        return self.situation.address["alias"]

    @property
    def beside(self) -> bool:
        """Return whether this is a flow that is yet to take another one's place."""
        return self.top != self.names.alias

    def steps(self, now: Sequence[Node], then: Sequence[Node], follows: bool) -> list[Step]:
        """Return the writes in order.

        :param follows: whether even the first of them must wait until the flow is there
        """
        self.held = {node.item[CONFIG]["alias"] for node in within(now) if node.item.get(CONFIG)}
        self.ids = {str(node.item.get("id")) for node in within(now)}
        self._level(now, then, self.situation.address.get("id", PENDING_ID), self.top)
        if self.situation.document.get("builtIn") and (self.added or self.removed or self.moved):
            self._refuse_built_in(then)
        # what must wait for a new sub-flow keeps what it takes the place of waiting
        late = LATER if self.waits or follows else 0
        rest = [replace(step, phase=late + ADD) for step in (*self.changed, *self.weakened, *self.removed)]
        unnamed = LATER if late or not self.situation.address.get("id") else 0
        last = [replace(step, phase=(unnamed if self.beside else late) + AFTER) for step in self.renamed]
        moves = [replace(step, phase=late + AFTER) for step in self.moved]
        return [*(replace(step, phase=(LATER if follows else 0) + ADD) for step in self.added), *rest, *last, *moves]

    def _refuse_built_in(self, then: Sequence[Node]) -> None:
        """Steps of a built-in flow can be changed, but it gets and loses none (26.7.2: 400), nor moves any (16.1.1)."""
        new = next((node.alias or node.provider for node in within(then) if not node.item), None)
        what = "none can be removed from it" if self.removed else "its steps keep their order before Keycloak 25"
        what = f"{new!r} can't be added to it" if new else what
        raise InvalidInput(self.option, None, f"{self.names.alias!r} is built in: {what}. Copy it (copy_from) instead")

    def _level(self, now: Sequence[Node], then: Sequence[Node], flow: str, name: str) -> None:
        kept = {id(node.item) for node in then if node.item}
        for node, priority in zip(then, priorities(then)):
            if not node.item:
                self._add(node, flow, name, priority)
                continue
            had = next(one for one in now if one.item is node.item)
            # what is within a sub-flow is as it should be before the sub-flow itself counts for more
            if node.alias:
                self._level(had.below, node.below, str(node.item["flowId"]), str(node.item["displayName"]))
            self._change(node, priority)
        for node in now:
            if id(node.item) not in kept:
                self._remove(node)
        if any("priority" not in node.item for node in now):
            self._move(now, then)

    def _remove(self, node: Node) -> None:
        """Remove a step; older servers leave the sub-flows in it, which nobody finds, but have their names (16.1.1)."""
        if "priority" not in node.item:
            for below in filter(lambda one: one.alias, node.below):
                self._remove(below)
        self.removed.append(Step("DELETE", self._execution(node)))

    def _move(self, now: Sequence[Node], then: Sequence[Node]) -> None:
        """Bring steps into their order one place at a time: servers before Keycloak 25 neither tell nor take numbers.

        New steps are the last ones there, and can be moved once the flow has been read again.
        """
        order = [number for one in now for number, node in enumerate(then) if node.item is one.item]
        order += [number for number, node in enumerate(then) if not node.item]
        for place, node in enumerate(then):
            at = order.index(place)
            order.insert(place, order.pop(at))
            self.moved += [Step("POST", f"{self._execution(node)}/raise-priority")] * (at - place)
            self.waits = self.waits or (at > place and not node.item)

    def _execution(self, node: Node) -> str:
        path = fill("{id}", {"id": str(node.item.get("id", PENDING_ID))})
        return f"{fill(EXECUTIONS, self.situation.address)}/{path}"

    def _listed(self, name: str) -> str:
        return fill(LISTED, {**self.situation.address, "flow": name})

    def _add(self, node: Node, flow: str, name: str, priority: int) -> None:
        """Add a step; one POST takes an execution with its requirement and place (26.7.2)."""
        if node.alias:
            return self._add_flow(node, flow, name, priority)
        body = {"authenticator": node.provider, "requirement": node.requirement or DISABLED, "priority": priority}
        self._step(node, name, {"parentFlow": flow, "authenticatorFlow": False, **body})
        if node.config:
            path = fill(EXECUTIONS, self.situation.address)
            self.added += self._set_up(node, f"{path}/{{{self.added[-1].binds}}}/config")
        return None

    def _step(self, node: Node, name: str, body: Mapping[str, Any]) -> None:
        """Write a new step.

        The server takes the id that each run gives it, and refuses it to the later of two who add it at once (26.7.2).
        """
        if self.situation.chooses:
            told = {"realm": self.situation.address["realm"], "flow": name, **dict(zip(("sort", "name"), node.key))}
            made = (own_id("authentication_step", {**told, "number": str(number)}) for number in count(1))
            body = {"id": next(one for one in made if one not in self.ids), **body}
            self.ids.add(body["id"])
        self._post(fill(EXECUTIONS, self.situation.address), body)

    def _add_flow(self, node: Node, flow: str, name: str, priority: int) -> None:
        """Add a sub-flow.

        It is disabled at first: enabling it waits until the flow has been read again, when everything in it is there.
        """
        alias = node.alias + (self.names.suffix if self.beside else "")
        type_ = node.type or BASIC
        new = replace(node, alias=alias, type=type_, provider=node.provider or (FORM_PAGE if type_ == FORM else ""))
        left = self.situation.found.get(BELOW, {}).get(("flow", node.alias), {}).get("id")
        if left or (self.situation.chooses and not {*alias} & {*RESERVED}):
            made = left or self._make_flow(new)
            link = {"parentFlow": flow, "flowId": made, "authenticatorFlow": True, "requirement": DISABLED}
            page = {"authenticator": new.provider} if new.provider else {}
            self._step(new, name, {**link, **page, "priority": priority})
        else:
            made = self._make_linked(new, name, priority)
        for below, rank in zip(node.below, priorities(node.below)):
            self._add(below, made, alias, rank)
        if node.requirement not in ("", DISABLED):
            self.waits = True
            self.changed.append(Step("PUT", self._listed(self.top), {}))
        if self.beside:
            self.renamed.append(Step("PUT", self._listed(self.names.alias), {}))

    def _make_flow(self, node: Node) -> str:
        """Make a sub-flow that is nowhere yet, and is found by its id where a run breaks off then.

        Of two who do so at once, the server refuses the later one; it refuses reserved characters, too (26.7.2).
        """
        told = {"alias": node.alias, "providerId": node.type, "description": node.description or ""}
        made = flow_id(self.situation.address["realm"], node.alias)
        body = {"id": made, **told, "topLevel": False, "builtIn": False}
        return self._post(fill(FLOWS, self.situation.address), body)

    def _make_linked(self, node: Node, name: str, priority: int) -> str:
        """Make a sub-flow where it is to be, in one request, so that a run that breaks off leaves none unfound."""
        told = {"alias": node.alias, "type": node.type, "description": node.description or "", "priority": priority}
        page = {"provider": node.provider} if node.provider else {}
        return self._post(f"{self._listed(name)}/flow", {**told, **page})

    def _post(self, path: str, body: Mapping[str, Any]) -> str:
        """Write what is new, and return what stands for its id."""
        bound = f"id#{len(self.added)}"
        self.added.append(Step("POST", path, body, binds=bound))
        return pending(bound)

    def _change(self, node: Node, priority: int) -> None:
        item = {name: value for name, value in node.item.items() if name != CONFIG}
        had = node.item.get(CONFIG)
        if had:
            item[CONFIG] = had.get("id")
        place = item.get("priority", priority)
        then = {**item, "requirement": node.requirement}
        if "priority" in item:
            then["priority"] = priority
        if node.requirement != item.get("requirement") or priority != place:
            asks_less = DISABLED == node.requirement != item.get("requirement") or (
                item.get("requirement") == REQUIRED != node.requirement
            )
            (self.weakened if asks_less else self.changed).append(Step("PUT", self._listed(self.top), then))
        self.changed.extend(self._configure(node, had))
        if node.alias:
            self._rename(node, then)

    def _rename(self, node: Node, item: dict[str, Any]) -> None:
        """Rename or describe a sub-flow; a request that changes its requirement, too, would leave this out (26.7.2)."""
        named = {**item, "displayName": node.alias}
        if node.description or item.get("description"):
            named["description"] = node.description or ""
        if node.alias != item.get("displayName"):
            top = self.names.alias if self.beside else self.top
            self.renamed.append(Step("PUT", self._listed(top), named))
        elif (node.description or "") != (item.get("description") or ""):
            self.changed.append(Step("PUT", self._listed(self.top), named))

    def _configure(self, node: Node, had: Optional[Any]) -> Iterator[Step]:
        """The settings of an authenticator have an endpoint of their own, whose PUT replaces all of them (26.7.2)."""
        if node.config == (had and {"alias": had.get("alias"), "config": had.get("config") or {}}):
            return
        if not had:
            yield from self._set_up(node, f"{self._execution(node)}/config")
            return
        path = fill(SETTINGS, {**self.situation.address, "config": str(had["id"])})
        if node.config:
            yield Step("PUT", path, {"id": had["id"], **self._settings(node)})
        else:
            yield Step("DELETE", path, UNSET)

    def _set_up(self, node: Node, path: str) -> list[Step]:
        """New settings may not have the name of others, but may be given it afterwards (26.7.2: 409 for the POST).

        Those of the flow that this one is built beside, or of a step that is going to go, have it for a while.
        """
        settings = self._settings(node)
        name = settings["alias"]
        if not (self.beside or name in self.held):
            refuse_used(self.option, name, self.situation.found.get(BELOW, {}).get(("settings", name)))
            self.held.add(name)
            return [Step("POST", path, settings)]
        self.count += 1
        bound = f"id#settings{self.count}"
        item = fill(SETTINGS, self.situation.address).replace("{config}", f"{{{bound}}}")
        new = Step("POST", path, {**settings, "alias": name + self.names.suffix}, binds=bound)
        return [new, Step("PUT", item, {"id": pending(bound), **settings})]

    def _settings(self, node: Node) -> dict[str, Any]:
        if not node.config or not node.config.get("alias"):
            raise InvalidInput(f"{self.option}", node.provider, "has settings that need an alias")
        return {"alias": node.config["alias"], "config": node.config.get("config") or {}}
