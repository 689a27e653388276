# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of an authentication flow as a part of it: ``/authentication/flows/{alias}/executions``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.part import UNSET, Outcome, Part, Reader, Reference, Situation, Sought
from ...engine.secrecy import hide
from ...rest.errors import Forbidden, InvalidInput
from ...rest.paths import fill
from .flow_names import FreeName, UsedSettings
from .flow_nodes import BELOW, CONFIG, TYPE, Item, Names, Node, Weaving, copied, counted, flatten, nest, within
from .flow_options import AS_MADE, SUFFIX, Face, Want, api
from .flow_writes import AUTHENTICATION, LISTED, SETTINGS, Writes
from .references import TO_FLOW

PROVIDERS = ("authenticator", "client-authenticator", "form-action", "form")
NOBODY = Names("", "")


def read_steps(reader: Reader, address: Mapping[str, str], flow: str) -> Optional[list[Item]]:
    """Return a flow's steps as one flat list with the settings of each, None where there is no such flow."""
    items = reader.get(fill(LISTED, {**address, "flow": flow}))
    if items is None:
        return None
    steps = []
    for item in items:
        step = dict(item)
        if item.get(CONFIG):
            step[CONFIG] = reader.get(fill(SETTINGS, {**address, "config": item[CONFIG]})) or {"id": item[CONFIG]}
        steps.append(step)
    return steps


@dataclass(frozen=True)
class Source(Sought):
    """The flow that another one is copied from.

    :param needed: whether it must be there
    """

    needed: bool
    what: str = TO_FLOW.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        flow = TO_FLOW.find(reader, address, target[1])
        if flow is None:
            return None if self.needed else {"id": ""}
        return {**flow, "steps": read_steps(reader, address, flow["alias"])}

    def label(self, target: Any) -> str:
        return str(target[1])


@dataclass(frozen=True)
class Provider(Sought):
    """An authenticator that the server has; where the login may not look, the server says it by itself."""

    what: str = "authenticator"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        for sort in PROVIDERS:
            try:
                known = reader.get(f"{fill(AUTHENTICATION, address)}/{sort}-providers")
            except Forbidden:
                return {"id": target[1]}
            if known is None or any(one.get("id") == target[1] for one in known):
                return {"id": target[1]}
        return None

    def label(self, target: Any) -> str:
        return str(target[1])


@dataclass(frozen=True)
class Executions(Part):
    """All steps of a flow, those of its sub-flows included.

    A list given is exact. With ``copy_from``, and for a built-in flow, it is laid over what there is: the steps of the
    copy stay, what is listed is changed or added, and what is neither goes.

    :param face: how the module lists them
    """

    face: Face = Face("", False, {"requirement": "str"})

    def arguments(self) -> dict[str, dict[str, Any]]:
        text = {"type": "str", "no_log": False}
        swap = {
            "force_temporary_swap_flow_deletion": {"type": "bool", "no_log": False, "default": True},
            "temporary_swap_flow_suffix": {**text, "default": SUFFIX},
        }
        force = {"force": {"type": "bool", "no_log": False, "default": False}}
        copy = {"copy_from": {**text, "aliases": ["copyFrom"]}}
        return {self.option: self.face.argument(), **copy, **force, **swap}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given, copy = options.get(self.option), options.get("copy_from") or ""
        if given is None and not copy:
            return UNSET
        names = Names(str(options.get("alias") or ""), options.get("temporary_swap_flow_suffix") or SUFFIX)
        levels = None if given is None else self.face.read(given, names)
        return Want(names, levels, copy, None if given is None else api(given), bool(options.get(AS_MADE)))

    def propose(self, want: Any) -> Any:
        return want.given

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return read_steps(reader, address, document["alias"])

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if _is_made_otherwise(now, want):
            return
        if want.copy:
            yield ("copy", want.copy), Source(now is None)
        have = list(within(nest(now or [], want.names)))
        providers, flows = {node.provider for node in have}, {node.alias for node in have}
        settings = {node.config["alias"] for node in have if node.config}
        for node in (node for level in (want.levels or {}).values() for node in level):
            if node.provider and node.provider not in providers:
                yield ("provider", node.provider), Provider()
            if node.alias and node.alias not in flows:
                own = (want.names.alias, want.names.beside, want.copy)
                yield ("flow", node.alias), FreeName(self.option, tuple(name for name in own if name), adopts=True)
            alias = (node.config or {}).get("alias")
            if alias and alias not in settings:
                yield ("settings", alias), UsedSettings()

    def settle(self, now: Any, want: Want, situation: Situation) -> Outcome:
        if _is_made_otherwise(now, want):
            note = f"the flow {want.names.alias!r} is built in, and has other steps on this server: it stays as it is"
            return Outcome(now, notes=(note,))
        source = situation.found.get(self.api, {}).get(("copy", want.copy)) or {}
        copy = self.copy_of(source, want, situation.address["alias"])
        base = (copy or ()) if now is None else nest(now, want.names)
        then = self.woven(base, want, bool(situation.document.get("builtIn")), copy)
        follows = situation.creating and bool(want.copy)
        steps = Writes(self.option, want.names, situation).steps(base, then, follows)
        return Outcome(list(flatten(then)), bool(steps) or situation.creating, UNSET, steps)

    def copy_of(self, source: Mapping[str, Any], want: Want, name: str) -> Optional[tuple[Node, ...]]:
        """Return the steps that a copy begins with, None where there is nothing to copy."""
        steps = source.get("steps")
        return None if steps is None else copied(nest(steps, NOBODY), name, want.names)

    def woven(
        self, base: Sequence[Node], want: Want, built_in: bool, copy: Optional[Sequence[Node]]
    ) -> tuple[Node, ...]:
        """Return the steps as they will be.

        :raises InvalidInput: where a step is to be in a sub-flow that isn't there
        """
        kept = None if built_in or copy is None or want.levels is None else counted(copy)
        weaving = Weaving(want.levels or {}, bool(want.copy) or built_in, kept)
        then = (weaving.located(base) if weaving.over else weaving).level(base)
        known = {"", *(node.alias for node in within(then))}
        for name, level in (want.levels or {}).items():
            if level and name not in known:
                raise InvalidInput(f"{self.option}.flow_alias", None, f"{name!r} is none of this flow's sub-flows")
        return then

    def canonical(self, value: Any) -> Any:
        return [_shown(node) for node in nest(value or [], NOBODY)]

    def shown(self, value: Any) -> Any:
        return hide(self.canonical(value))


def _is_made_otherwise(now: Any, want: Want) -> bool:
    """Return whether a built-in flow hasn't the steps that another version of the server gave it."""
    if now is None or not want.as_made:
        return False
    there, asked = counted(nest(now, want.names)), want.levels or {}
    return any(there.get(name, {}) != Counter(node.key for node in asked.get(name, ())) for name in {*there, *asked})


def _shown(node: Node) -> dict[str, Any]:
    """Return a step as people write it."""
    shown: dict[str, Any] = {"subFlow": node.alias} if node.alias else {"providerId": node.provider}
    shown["requirement"] = node.requirement
    if node.type:
        shown[TYPE] = node.type
    if node.description:
        shown["description"] = node.description
    if node.config:
        shown[CONFIG] = node.config
    if node.alias:
        shown[BELOW] = [_shown(below) for below in node.below]
    return shown


def carried(want: Want, levels: Sequence[Node]) -> Want:
    """Return what is wanted with all that it leaves out filled in from a tree of steps."""
    filled: dict[str, list[Node]] = {"": [replace(node, item={}) for node in levels]}
    for node in within(levels):
        if node.alias:
            filled[node.alias] = [replace(below, item={}) for below in node.below]
    return replace(want, levels=filled, copy="")
