# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tasks write down the steps of an authentication flow: nested, or flat with the name of the flow they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from ...engine.canonical import as_text
from ...engine.part import UNSET, camel
from ...rest.errors import InvalidInput
from .flow_nodes import Names, Node

REQUIREMENTS = ("REQUIRED", "ALTERNATIVE", "DISABLED", "CONDITIONAL")
SUFFIX = "_tmp_for_swap"
LONGEST = 255
# a realm as data: a flow that another server made itself, of which this one may have made another
AS_MADE = "\x00as made"


@dataclass(frozen=True)
class Want:
    """What a task asks of a flow's steps.

    :param names: the flow's name, and what it is called while it is built beside another
    :param levels: the steps by the sub-flow that they are in, None where the task doesn't list them
    :param copy: the flow that a new one is copied from
    :param given: the list as the task has it, by the API's names
    :param as_made: whether the flow stays as it is where it hasn't these steps
    """

    names: Names
    levels: Optional[Mapping[str, list[Node]]] = None
    copy: str = ""
    given: Any = None
    as_made: bool = False


@dataclass(frozen=True)
class Face:
    """How a module lists steps.

    :param option: the option's name
    :param nested: whether a sub-flow has its steps within itself
    :param words: suboption -> Ansible's type
    :param whole: whether what a step leaves out it hasn't: its settings, and a sub-flow's steps
    """

    option: str
    nested: bool
    words: Mapping[str, str]
    whole: bool = False
    names: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        words = [*self.words, *([self.option] if self.nested else [])]
        object.__setattr__(self, "names", {name: word for word in words for name in (word, *self._aliases(word))})

    def _aliases(self, word: str) -> list[str]:
        same = {"executions": ["authentication_executions", "authenticationExecutions"]}
        return same.get(word) or [name for name in (camel(word),) if name != word]

    def argument(self) -> dict[str, Any]:
        """Return the argument spec's entry; a spec can't be endless: further down the steps are checked here."""
        options: dict[str, Any] = {}
        for word, kind in self.words.items():
            options[word] = {"type": kind, "no_log": False, "aliases": self._aliases(word)}
        options["requirement"]["choices"] = list(REQUIREMENTS)
        entry = {"type": "list", "elements": "dict", "no_log": False, "aliases": self._aliases(self.option)}
        if self.nested:
            options[self.option] = dict(entry)
        return {**entry, "options": options}

    def read(self, given: Any, names: Names) -> dict[str, list[Node]]:
        """Return the steps by the sub-flow that they are in.

        :raises InvalidInput: where a step can't be one
        """
        levels: dict[str, list[Node]] = {}
        self._level(given, self.option, "", levels, names)
        for where in [] if self.nested else [node.alias for level in list(levels.values()) for node in level]:
            if where:
                levels.setdefault(where, [])
        self._check_unique(levels, names)
        return levels

    def _level(self, given: Any, where: str, into: str, levels: dict[str, list[Node]], names: Names) -> None:
        if not isinstance(given, list):
            raise InvalidInput(where, given, "must be a list of dictionaries")
        levels.setdefault(into, [])
        for number, item in enumerate(given):
            here = f"{where}[{number}]"
            words = self._words(item, here)
            node = self._node(words, here)
            parent = words.get("flow_alias") or into
            levels.setdefault("" if parent == names.alias else parent, []).append(node)
            if node.alias and (words.get(self.option) is not None or self.whole):
                self._level(words.get(self.option) or [], f"{here}.{self.option}", node.alias, levels, names)
            elif words.get(self.option):
                raise InvalidInput(f"{here}.{self.option}", None, "belong to a sub-flow, whose name is missing")

    def _words(self, item: Any, where: str) -> dict[str, Any]:
        if not isinstance(item, Mapping):
            raise InvalidInput(where, item, "must be a dictionary")
        words: dict[str, Any] = {}
        for name, value in item.items():
            if name not in self.names:
                known = ", ".join(dict.fromkeys(self.names.values()))
                raise InvalidInput(f"{where}.{name}", None, f"is not one of {known}")
            if value is not None:
                words[self.names[name]] = value
        return words

    def _node(self, words: Mapping[str, Any], where: str) -> Node:
        provider = as_text(words.get("provider_id"))
        alias = as_text(words.get("sub_flow")) if self.nested else ""
        if not self.nested and not provider:
            alias = as_text(words.get("display_name"))
        if not provider and not alias:
            name = "sub_flow" if self.nested else "display_name"
            raise InvalidInput(where, None, f"needs provider_id, or {name} for a sub-flow")
        if len(alias) > LONGEST:
            raise InvalidInput(
                where, None, f"a sub-flow's name has at most {LONGEST} characters, this has {len(alias)}"
            )
        requirement = as_text(words.get("requirement"))
        if requirement and requirement not in REQUIREMENTS:
            raise InvalidInput(f"{where}.requirement", requirement, f"must be one of {', '.join(REQUIREMENTS)}")
        config = UNSET if alias else self._config(words, f"{where}.authentication_config")
        description = words.get("description")
        return Node(
            provider=provider,
            alias=alias,
            type=as_text(words.get("sub_flow_type")) if alias else "",
            description=as_text(description) if alias and description is not None else None,
            requirement=requirement,
            config=config,
            index=self._index(words, where),
            either=not self.nested,
        )

    def _index(self, words: Mapping[str, Any], where: str) -> Optional[int]:
        index = words.get("index")
        if index is not None and (not isinstance(index, int) or index < 0):
            raise InvalidInput(f"{where}.index", index, "must be a whole number, 0 for the first")
        return index

    def _config(self, words: Mapping[str, Any], where: str) -> Any:
        given = words.get("authentication_config")
        if given is None:
            return None if self.whole else UNSET
        if not isinstance(given, Mapping):
            raise InvalidInput(where, None, "must be a dictionary with alias and config")
        settings = given.get("config")
        # some write the settings beside an empty config
        beside = {name: item for name, item in given.items() if name not in ("alias", "config", "id")}
        if settings is not None and beside or any(isinstance(item, (Mapping, list)) for item in beside.values()):
            raise InvalidInput(f"{where}.{next(iter(beside))}", None, "is not one of alias, config")
        if settings is not None and not isinstance(settings, Mapping):
            raise InvalidInput(f"{where}.config", None, "must be a dictionary")
        config: dict[str, Any] = {"alias": as_text(given["alias"])} if given.get("alias") else {}
        if settings is not None or beside:
            texts = {str(name): as_text(item) for name, item in (settings or beside).items()}
            # the server keeps no empty ones (26.7.2)
            config["config"] = {name: item for name, item in texts.items() if item}
        return config or None

    def _check_unique(self, levels: Mapping[str, list[Node]], names: Names) -> None:
        seen = set()
        for node in (node for level in levels.values() for node in level if node.alias):
            if node.alias == names.alias:
                own = "is the name of this flow, and names are unique in a realm"
                raise InvalidInput(self.option, None, f"{node.alias!r} {own}")
            if node.alias in seen:
                raise InvalidInput(
                    self.option, None, f"{node.alias!r} names two sub-flows, and names are unique in a realm"
                )
            seen.add(node.alias)


STEP = {"provider_id": "str", "requirement": "str", "authentication_config": "dict"}
FLAT = Face(
    "authentication_executions",
    False,
    {**STEP, "display_name": "str", "flow_alias": "str", "index": "int", "sub_flow_type": "str"},
)
_NESTED = {**STEP, "sub_flow": "str", "sub_flow_type": "str", "description": "str"}
NESTED = Face("authentication_executions", True, _NESTED, whole=True)
OWN = Face("executions", True, _NESTED)


def api(given: Any) -> Any:
    """Return a list of steps by the API's names."""
    if isinstance(given, Mapping):
        return {
            camel(name): item if camel(name) == "authenticationConfig" else api(item)
            for name, item in given.items()
            if item is not None
        }
    return [api(item) for item in given] if isinstance(given, list) else given
