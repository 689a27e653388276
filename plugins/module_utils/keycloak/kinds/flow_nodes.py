# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of an authentication flow: as the server lists them, and as trees of what is there and what is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Optional

from ...engine.part import PENDING_ID, UNSET
from ...engine.sequence import align, numbered

Item = dict[str, Any]
DISABLED = "DISABLED"
BELOW = "authenticationExecutions"
CONFIG = "authenticationConfig"
TYPE = "subFlowType"
FORM = "form-flow"


@dataclass(frozen=True)
class Node:
    """One step: an execution, or a sub-flow with steps of its own. What is empty is left out by the task.

    :param provider: the authenticator
    :param alias: a sub-flow's name, empty for an execution
    :param type: a sub-flow's type
    :param description: a sub-flow's description
    :param requirement: REQUIRED, ALTERNATIVE, DISABLED or CONDITIONAL
    :param config: the authenticator's settings: alias and config; None for none, UNSET where the task leaves them out
    :param index: the place that the task wants for it
    :param below: the steps of a sub-flow
    :param either: whether the name may be that of an execution as people see it, as well
    :param item: as the server lists it, empty for a new one
    """

    provider: str = ""
    alias: str = ""
    type: str = ""
    description: Optional[str] = None
    requirement: str = ""
    config: Any = UNSET
    index: Optional[int] = None
    below: tuple[Node, ...] = ()
    either: bool = False
    item: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Return what two steps must share to be the same one."""
        return ("flow", self.alias) if self.alias else ("execution", self.provider)


@dataclass(frozen=True)
class Names:
    """The names that a flow's sub-flows and settings have while it is built beside another.

    :param alias: the flow's name
    :param suffix: what follows each name meanwhile
    """

    alias: str
    suffix: str

    @property
    def beside(self) -> str:
        return self.alias + self.suffix

    def plain(self, name: str) -> str:
        """Return the name that will stay; a copy's are made of the copy's own."""
        if name.startswith(f"{self.beside} "):
            name = self.alias + name[len(self.beside) :]
        return name[: -len(self.suffix)] if self.suffix and name.endswith(self.suffix) else name


def nest(items: Iterable[Mapping[str, Any]], names: Names) -> tuple[Node, ...]:
    """Return the tree of a flat list, in which ``level`` tells how deep an item is."""
    levels: list[list[Any]] = [[]]
    for item in items:
        depth = int(item.get("level") or 0)
        del levels[depth + 1 :]
        below: list[Any] = []
        levels[depth].append((item, below))
        levels.append(below)
    return _nodes(levels[0], names)


def _nodes(level: list[Any], names: Names) -> tuple[Node, ...]:
    return tuple(replace(_node(item, names), below=_nodes(below, names)) for item, below in level)


def _node(item: Mapping[str, Any], names: Names) -> Node:
    flow = bool(item.get("authenticationFlow"))
    settings = item.get(CONFIG)
    config = None
    if isinstance(settings, Mapping):
        config = {"alias": names.plain(settings.get("alias") or ""), "config": dict(settings.get("config") or {})}
    return Node(
        provider=item.get("providerId") or "",
        alias=names.plain(item.get("displayName") or "") if flow else "",
        # only the link to a form has a provider: its page
        type=FORM if flow and item.get("providerId") else "",
        description=(item.get("description") or "") if flow else None,
        requirement=item.get("requirement") or "",
        config=config,
        item=item,
    )


def flatten(nodes: Sequence[Node], level: int = 0, numbers: Optional[bool] = None) -> Iterator[Item]:
    """Yield a tree as the server lists it, but for what only the server knows of new steps.

    :param numbers: whether the server tells the numbers that make the order; None for what the tree has of it
    """
    numbers = any("priority" in node.item for node in within(nodes)) if numbers is None else numbers
    for index, (node, priority) in enumerate(zip(nodes, priorities(nodes))):
        item = {name: value for name, value in node.item.items() if name not in (CONFIG, "alias")}
        item = {name: value for name, value in item.items() if PENDING_ID not in str(value)}
        item.update(requirement=node.requirement or DISABLED, level=level, index=index)
        if numbers:
            item["priority"] = priority
        if node.provider:
            item["providerId"] = node.provider
        if node.alias:
            item.update(displayName=node.alias, authenticationFlow=True)
            if node.description or node.item.get("description"):
                item["description"] = node.description or ""
        if node.config:
            had = node.item.get(CONFIG) or {}
            known = {name: had[name] for name in ("id",) if name in had and PENDING_ID not in str(had[name])}
            item.update({"alias": node.config["alias"], CONFIG: {**known, **node.config}})
        yield item
        yield from flatten(node.below, level + 1, numbers)


def priorities(nodes: Sequence[Node]) -> list[int]:
    """Return the steps' numbers: those that they have wherever the order is what it is."""
    now = [node.item.get("priority", node.item.get("index")) if node.item else None for node in nodes]
    places = [node.item.get("index", 0) if node.item else None for node in nodes]
    # an older server tells places, and no numbers; equal numbers are an order, too
    if None not in places and places == sorted(places, key=lambda place: place or 0):
        return [int(number or 0) for number in now]
    return numbered(now)


def within(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield all steps of a tree."""
    for node in nodes:
        yield node
        yield from within(node.below)


def copied(nodes: Iterable[Node], name: str, names: Names) -> tuple[Node, ...]:
    """Return a tree as the server copies it: names begin with the copy's, and ids are yet to be made (26.7.2).

    :param name: the copy's name
    """
    copies = []
    for node in nodes:
        item = {**node.item, "id": PENDING_ID, "flowId": PENDING_ID}
        if node.alias:
            item["displayName"] = f"{name} {node.alias}"
        if node.config:
            item[CONFIG] = {"id": PENDING_ID, **node.config, "alias": f"{name} {node.config['alias']}"}
        copies.append(replace(_node(item, names), below=copied(node.below, name, names)))
    return tuple(copies)


def _likeness(old: Node, new: Node) -> int:
    """Return how like two steps are: of two of the same authenticator, settings tell more than the place."""
    if old.key != new.key:
        return int(new.either and not old.alias and old.item.get("displayName") == new.alias)
    same = 4 + (old.requirement == new.requirement)
    if new.config is UNSET or (new.config is None and old.config is None):
        return same + 6
    if new.config and old.config:
        same += 6 * (new.config.get("alias") == old.config["alias"])
        same += 3 * (new.config.get("config") == old.config["config"])
    return same


@dataclass(frozen=True)
class Weaving:
    """How what is wanted is laid over what is there.

    :param levels: what is wanted by the sub-flow that it is in, ``""`` for the flow itself
    :param over: whether what isn't named stays
    :param source: the steps that stay though they aren't named, by sub-flow; None where all do
    """

    levels: Mapping[str, Sequence[Node]]
    over: bool = False
    source: Optional[Mapping[str, Mapping[Any, int]]] = None

    def level(self, now: Sequence[Node], name: str = "") -> tuple[Node, ...]:
        """Return the steps of one flow as they will be, and all below them."""
        want = self.levels.get(name)
        if self.over:
            nodes = self._over(now, want or (), name)
        elif want is None:
            nodes = list(now)
        else:
            pairs = align(now, want, _likeness)
            nodes = [_merged(None if at is None else now[at], new) for at, new in zip(pairs, want)]
        woven = [
            replace(node, below=self.level(node.below, node.alias)) if node.alias else node for node in _placed(nodes)
        ]
        return tuple(woven)

    def located(self, now: Sequence[Node]) -> Weaving:
        """Return this with each step that names no sub-flow, and is none of the flow's own, where there is one like it.

        That is how tasks adjust a step of a copy, or of a built-in flow, wherever it is.
        """
        levels = {name: list(nodes) for name, nodes in self.levels.items()}
        own = [("", node) for node in now]
        below = [(sub.alias, node) for sub in within(now) if sub.alias for node in sub.below]
        for name, nodes in self.levels.items():
            for new in nodes if name else ():
                _claimed([at for at in below if at[0] == name], new, below)
        levels[""] = []
        for new in self.levels.get("", ()):
            place = _claimed(own, new, own)
            if place is None and new.either:
                place = _claimed(below, new, below)
            levels.setdefault(place or "", []).append(new)
        return replace(self, levels=levels)

    def _over(self, now: Sequence[Node], want: Sequence[Node], name: str) -> list[Node]:
        pairs = align(now, want, _likeness)
        given = {at: new for at, new in zip(pairs, want) if at is not None}
        # what was named before and isn't any more goes; what the copy began with stays
        spare = None if self.source is None else Counter(self.source.get(name) or {})
        nodes = []
        for at, old in enumerate(now):
            stays = spare is None or spare[old.key] > 0
            if spare is not None and stays:
                spare[old.key] -= 1
            if at in given:
                nodes.append(_merged(old, given[at]))
            elif stays:
                nodes.append(old)
        return nodes + [_merged(None, new) for at, new in zip(pairs, want) if at is None]


def _claimed(among: Sequence[tuple[str, Node]], new: Node, left: list[tuple[str, Node]]) -> Optional[str]:
    """Take the first step like a wanted one, and return the sub-flow that it is in; None where there is none."""
    for at in among:
        if _likeness(at[1], new):
            left.remove(at)
            return at[0]
    return None


def counted(nodes: Iterable[Node], name: str = "") -> dict[str, Mapping[Any, int]]:
    """Return how many steps of each sort every sub-flow has."""
    nodes = list(nodes)
    levels: dict[str, Mapping[Any, int]] = {name: Counter(node.key for node in nodes)}
    for node in nodes:
        if node.alias:
            levels.update(counted(node.below, node.alias))
    return levels


def _merged(old: Optional[Node], new: Node) -> Node:
    if old is None:
        config = None if new.config is UNSET else _settings(None, new.config)
        return replace(new, config=config, below=())
    return replace(
        old,
        provider=old.provider if new.alias else new.provider,
        type=new.type or old.type,
        description=old.description if new.description is None else new.description,
        requirement=new.requirement or old.requirement,
        config=old.config if new.config is UNSET else _settings(old.config, new.config),
        index=new.index,
    )


def _settings(old: Any, new: Any) -> Any:
    """Settings that are given are exact; a part of them that isn't given stays."""
    return None if new is None else {"alias": "", "config": {}, **(old or {}), **new}


def _placed(nodes: list[Node]) -> list[Node]:
    """Return the steps in order; those that ask for a place get it."""
    rest = [node for node in nodes if node.index is None]
    for node in sorted((node for node in nodes if node.index is not None), key=lambda node: node.index or 0):
        rest.insert(node.index or 0, node)
    return rest
