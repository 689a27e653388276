# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tree: a collection of nodes that hold collections of nodes, such as the subgroups of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Optional

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .field import Field
from .part import ADD, CHANGE, REMOVE, UNSET, Outcome, Part, Reader, Situation, Step
from .since import News

Node = dict[str, Any]


@dataclass(frozen=True)
class Tree(Part):
    """Nodes within nodes, each found by its key among its siblings.

    A list given is exact at its own level. Below a node that leaves its list out nothing is touched.

    :param fields: what one node consists of, beside the list of those below it
    :param key: the natural key's field, unique among siblings
    :param at: path template of the nodes below one; ``{node}`` is the upper one's id
    :param item: path template of one node; ``{node}`` is its id
    :param params: query parameters that make the list whole
    :param count: API field that tells how many nodes are below one; where empty, they are always looked for; where a
        document lacks it, the node read by itself holds them all
    :param not_sent: API fields of a read node that a write must not carry
    """

    fields: tuple[Field, ...] = ()
    key: str = "name"
    at: str = ""
    item: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    count: str = ""
    not_sent: frozenset[str] = frozenset()

    def arguments(self) -> dict[str, dict[str, Any]]:
        # a spec can't be endless: below the first level the nodes are checked here
        below = {"type": "list", "elements": "dict", "no_log": False, "aliases": self.names()}
        options = {one.option: one.argument() for one in self.fields}
        return {self.option: {**below, "options": {**options, self.option: dict(below)}}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        return UNSET if given is None else self._read_level(given, self.option)

    def _read_level(self, given: Any, where: str) -> list[Node]:
        if not isinstance(given, list):
            raise InvalidInput(where, given, "must be a list of dictionaries")
        nodes: dict[Any, Node] = {}
        for number, item in enumerate(given):
            node = self._read(item, f"{where}[{number}]")
            name = node.get(self.key)
            if name in (None, ""):
                raise InvalidInput(f"{where}[{number}]", None, f"needs {self.key}")
            if name in nodes:
                raise InvalidInput(f"{where}[{number}].{self.key}", name, "must be unique in the list")
            nodes[name] = node
        return list(nodes.values())

    def _read(self, item: Any, where: str) -> Node:
        if not isinstance(item, Mapping):
            raise InvalidInput(where, item, "must be a dictionary")
        known = {name: one for one in self.fields for name in (one.option, *one.names())}
        node: Node = {}
        for name, given in item.items():
            if name not in known and name not in (self.option, *self.names()):
                raise InvalidInput(f"{where}.{name}", None, f"is not one of {', '.join(self._options())}")
            if given is None:
                continue
            if name in known:
                node[known[name].api] = known[name].read(_of_type(known[name], given, where), f"{where}.{name}")
            else:
                node[self.api] = self._read_level(given, f"{where}.{name}")
        return node

    def _options(self) -> list[str]:
        return [*(one.option for one in self.fields), self.option]

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        if self.count and self.count not in document:
            # an older server: a node that is read by itself holds all below it
            whole = reader.get(fill(self.item, {**address, "node": str(document["id"])}))
            return (whole or {}).get(self.api) or []
        if self.count and not document[self.count]:
            return []
        nodes = reader.list(fill(self.at, {**address, "node": str(document["id"])}), dict(self.params) or None)
        return [{**node, self.api: self.observe(reader, address, node)} for node in nodes]

    def news(self, now: Any, want: Any, situation: Situation) -> News:
        current = {node[self.key]: node for node in now or []}
        for number, node in enumerate(want):
            had = current.get(node[self.key])
            here = replace(situation, creating=had is None)
            for one in (*self.fields, self):
                if one.api in node:
                    for option, since in one.news((had or {}).get(one.api), node[one.api], here):
                        yield f"{self.option}[{number}].{option}", since

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        for node in want:
            path = f"{label}/{node[self.key]}"
            yield kind, path
            yield from self.brings(kind, path, node.get(self.api) or [])

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        top = "id" if situation.creating else ""
        steps = _Planting(self, situation).level(now or [], want, situation.address.get("id", ""), top)
        merged = self._merge_level(now or [], want, situation)
        aside = {self.count: len(merged)} if self.count else {}
        return Outcome(merged, bool(steps), UNSET, steps, aside=aside)

    def merge(self, now: Optional[Node], want: Node, situation: Situation) -> tuple[Node, bool]:
        """Return a node as it will be, without those below it, and whether its own document differs."""
        merged, differs = {name: value for name, value in (now or {}).items() if name != self.api}, now is None
        for one in self.fields:
            if one.api in want:
                outcome = one.settle(merged.get(one.api), want[one.api], situation)
                merged[one.api] = outcome.body if outcome.changed else outcome.value
                differs = differs or outcome.changed
        return merged, differs

    def _merge_level(self, now: list[Node], want: list[Node], situation: Situation) -> list[Node]:
        current = {node[self.key]: node for node in now}
        level = []
        for node in want:
            had = current.get(node[self.key])
            below = (had or {}).get(self.api) or []
            if self.api in node:
                below = self._merge_level(below, node[self.api], situation)
            level.append({**self.merge(had, node, situation)[0], self.api: below})
        return level

    def canonical(self, value: Any) -> Any:
        level = []
        for node in sorted(value or [], key=lambda node: str(node.get(self.key))):
            shown = {one.api: one.shown(node[one.api]) for one in self.fields if one.api in node}
            shown[self.api] = self.canonical(node.get(self.api))
            level.append({name: item for name, item in shown.items() if item not in (None, "", {}, [])})
        return level

    def represent(self, value: Any) -> Any:
        level = []
        for node in sorted(value or [], key=lambda node: str(node.get(self.key))):
            names = ("id", *(one.api for one in self.fields))
            level.append({name: node[name] for name in names if node.get(name) not in (None, "", {}, [])})
            level[-1][self.api] = self.represent(node.get(self.api))
        return level


def _of_type(one: Field, given: Any, where: str) -> Any:
    """Return a value in its option's type, as the argument spec would have done further up."""
    if one.type != "str" or isinstance(given, str):
        return given
    if isinstance(given, (Mapping, list)):
        raise InvalidInput(f"{where}.{one.option}", given, "must be a text")
    return str(given)


@dataclass(frozen=True)
class _Planting:
    """The writes that bring a tree about."""

    tree: Tree
    situation: Situation

    def level(self, now: list[Node], want: list[Node], parent: str, pending: str) -> list[Step]:
        """Return the writes for one level and all below it.

        :param parent: the upper node's id
        :param pending: the name that its id will be bound to, where only the server can make it
        """
        tree, current = self.tree, {node[self.tree.key]: node for node in now}
        kept = {node[tree.key] for node in want}
        steps = [self._step("DELETE", node, REMOVE) for name, node in current.items() if name not in kept]
        for number, node in enumerate(want):
            had = current.get(node[tree.key])
            merged, differs = tree.merge(had, node, self.situation)
            if had is None:
                # numbers, since a name may hold what would end the placeholder
                bound = f"{pending or 'id#' + parent}.{number}" if pending != "id" else f"id#{number}"
                steps.append(Step("POST", self._below(parent, pending), merged, ADD, bound))
                steps += self.level([], node.get(tree.api) or [], "", bound)
                continue
            if differs:
                steps.append(self._step("PUT", merged, CHANGE))
            if tree.api in node:
                steps += self.level(had.get(tree.api) or [], node[tree.api], str(had["id"]), "")
        return steps

    def _below(self, parent: str, pending: str) -> str:
        if not pending:
            return fill(self.tree.at, {**self.situation.address, "node": parent})
        return fill(self.tree.at, self.situation.address).replace("{node}", "{" + pending + "}")

    def _step(self, method: str, node: Node, phase: int) -> Step:
        path = fill(self.tree.item, {**self.situation.address, "node": str(node["id"])})
        sent = {name: value for name, value in node.items() if name not in self.tree.not_sent}
        return Step(method, path, sent if method == "PUT" else UNSET, phase)
