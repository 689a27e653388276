# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rewriting: a YAML text with other names of modules. The parser says where they are; all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Optional

from . import names

try:
    import yaml

    HAS_YAML = True
except ImportError:
    HAS_YAML = False

# keys that hold tasks, in plays and in blocks
TASKS = ("tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always")
ACTIONS = ("action", "local_action")
# keys whose ``apply`` holds keywords for the tasks that are included
INCLUDES = ("include_tasks", "include_role", "args")
# tags and anchors before a scalar
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_FIRST_WORD = re.compile(r"\s*([\w.]+)(?=\s|$)")


@dataclass(frozen=True)
class Rewritten:
    """What came of a text.

    :param text: the text as it is to be
    :param lines: numbers of the lines that differ, from 1, in the text as it was
    :param problems: what was left and why
    """

    text: str
    lines: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()


class Unreadable(Exception):
    """A text that is no YAML."""


def playbook(text: str, own: frozenset[str] = frozenset()) -> Rewritten:
    """Return a text of plays or tasks with the names of this collection.

    :param own: bare names that mean modules of the project itself
    :raises Unreadable: where it is no YAML
    """
    return _rewritten(_Plays(text, own))


def runtime(text: str) -> Rewritten:
    """Return the text of a collection's ``meta/runtime.yml``, whose redirects and groups lead to this collection.

    :raises Unreadable: where it is no YAML
    """
    return _rewritten(_Runtime(text))


def _rewritten(scan: _Scan) -> Rewritten:
    text = scan.text
    try:
        for document in yaml.compose_all(text, Loader=yaml.SafeLoader):
            scan.document(document)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise Unreadable(f"is no YAML: {getattr(error, 'problem', None) or 'it is too deep'}{where}") from None
    scan.finish()
    changed = text
    for start in sorted(scan.edits, reverse=True):
        end, new = scan.edits[start]
        changed = changed[:start] + new + changed[end:]
    lines = sorted({text.count("\n", 0, start) + 1 for start in scan.edits})
    return Rewritten(changed, tuple(lines), tuple(scan.problems))


@dataclass
class _Scan:
    """Finds what is to be replaced in a text.

    :param edits: start -> end and what comes in between
    """

    text: str
    edits: dict[int, tuple[int, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def document(self, root: Any) -> None:
        """Look at one of the text's documents."""

    def finish(self) -> None:
        """Look at what depends on all that was found."""

    def new_to(self, node: Any) -> bool:
        """Return whether a node was not looked at yet: an alias is the same node again."""
        fresh = id(node) not in self.seen
        self.seen.add(id(node))
        return fresh

    def rename(self, node: Any, old: str, new: str) -> None:
        """Replace a name, the first in a scalar."""
        start, end = node.start_mark.index, node.end_mark.index
        start += _PROPERTIES.match(self.text[start:end]).end()  # type: ignore[union-attr]
        found = re.search(rf"(?<![\w.]){re.escape(old)}(?![\w.])", self.text[start:end])
        if found is None:
            self.problems.append(f"line {node.start_mark.line + 1}: {old} is written with escapes, which were left")
        elif old != new:
            self.edits[start + found.start()] = (start + found.end(), new)


class _Plays(_Scan):
    """Finds names of modules in plays and tasks."""

    def __init__(self, text: str, own: frozenset[str]) -> None:
        super().__init__(text)
        self.own = own
        self.searched: list[Any] = []

    def document(self, root: Any) -> None:
        for entry in _items(root):
            self.entry(entry)

    def finish(self) -> None:
        # only who has modules of theirs needs to find ours
        if self.edits:
            for node in self.searched:
                self._search_ours_first(node)

    def entry(self, node: Any) -> None:
        """Look at a play, a block or a task."""
        if not self.new_to(node):
            return
        for key, value in _pairs(node):
            name = str(key.value)
            if name in TASKS:
                for one in _items(value):
                    self.entry(one)
            elif name == "module_defaults":
                self._defaults(value)
            elif name == "collections":
                self.searched.append(value)
            elif name in ACTIONS:
                self._action(value)
            elif name.rpartition(".")[2] in INCLUDES:
                for one in (below for inner, below in _pairs(value) if inner.value == "apply"):
                    self.entry(one)
            else:
                self._name(key)

    def _module(self, name: str) -> Optional[str]:
        return None if name in self.own else names.module(name)

    def _name(self, node: Any) -> None:
        new = self._module(str(node.value))
        if new:
            self.rename(node, str(node.value), new)

    def _defaults(self, node: Any) -> None:
        for one in _items(node) if isinstance(node, yaml.SequenceNode) else [node]:
            if not self.new_to(one):
                continue
            present = {str(key.value) for key, _value in _pairs(one)}
            for key, _value in _pairs(one):
                new = None if key.value in self.own else names.default(str(key.value))
                if new in present:
                    line = key.start_mark.line + 1
                    self.problems.append(f"line {line}: {key.value} was left, {new} stands beside it: join the two")
                elif new:
                    present.add(new)
                    self.rename(key, str(key.value), new)

    def _action(self, node: Any) -> None:
        """``action: name key=value ...`` or ``action: {module: name, ...}``."""
        if isinstance(node, yaml.ScalarNode):
            word = _FIRST_WORD.match(str(node.value))
            new = self._module(word.group(1)) if word else None
            if word and new:
                self.rename(node, word.group(1), new)
        for key, value in _pairs(node):
            if key.value == "module" and isinstance(value, yaml.ScalarNode):
                self._name(value)

    def _search_ours_first(self, node: Any) -> None:
        """Put this collection before the first of theirs, whose other modules may be needed still."""
        if not isinstance(node, yaml.SequenceNode) or not self.new_to(node):
            return
        found = [str(item.value) for item in node.value if isinstance(item, yaml.ScalarNode)]
        first = next((item for item in node.value if item.value in names.PEERS), None)
        if first is None or names.OURS in found:
            return
        start = first.start_mark.index
        if node.flow_style:
            self.edits[start] = (start, f"{names.OURS}, ")
            return
        begin = self.text.rfind("-", 0, start)
        between = self.text[begin + 1 : start]
        line = self.text.rfind("\n", 0, begin) + 1
        ending = "\r\n" if "\r\n" in self.text else "\n"
        indent = " " * (begin - line)
        self.edits[start] = (start, f"{names.OURS}{ending}{indent}-{between}")


class _Runtime(_Scan):
    """Finds full names of modules in a collection's routing."""

    def document(self, root: Any) -> None:
        for key, value in _pairs(root):
            if key.value == "plugin_routing":
                for node in _scalars(value, "redirect"):
                    self._full(node)
            elif key.value == "action_groups":
                for node in _scalars(value):
                    self._full(node)

    def _full(self, node: Any) -> None:
        new = names.full(str(node.value)) if self.new_to(node) else None
        if new:
            self.rename(node, str(node.value), new)


def _items(node: Any) -> list[Any]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)]


def _scalars(node: Any, under: str = "") -> Iterator[Any]:
    """Yield the scalars that are values, below a mapping's key of that name where one is given."""
    if isinstance(node, yaml.ScalarNode) and not under:
        yield node
    for one in _items(node):
        yield from _scalars(one, under)
    for key, value in _pairs(node):
        yield from _scalars(value, "" if key.value == under else under)
