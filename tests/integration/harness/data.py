# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kind's data: what ``proof.yml`` says, checked and completed."""

from __future__ import annotations

import importlib
import pathlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import yaml

from .version import VERSION, older

Options = dict[str, Any]

_PLACEHOLDER = re.compile(r"@(realm|n|n/\d+|n%\d+|id:[^@]+)@")


@dataclass(frozen=True)
class Change:
    """Options that change together.

    :param set: the options
    :param given: options laid over the example before
    :param writes: how many writes it takes at best; by the first version where that has changed
    :param touches: paths that may change; None for the options' own fields
    :param see: paths and values that must be read afterwards
    :param unforeseen: fields of which only the server knows what they will be; by version like ``writes``
    :param since: the oldest server that knows it
    """

    set: Options
    given: Options = field(default_factory=dict)
    writes: Any = 1
    touches: list[str] | None = None
    see: Options = field(default_factory=dict)
    unforeseen: Any = field(default_factory=list)
    since: str = "0"


@dataclass(frozen=True)
class Refusal:
    """Bad input: options over the example, and a part of the error; the oldest server that says so."""

    set: Options
    says: str
    since: str = "0"


@dataclass(frozen=True)
class Secret:
    """A place that holds a secret.

    :param at: its path in the options
    :param touches: paths that may change with it; None for the same path in the API's names
    :param compared: whether a changed secret can be told from an unchanged one
    """

    at: str
    touches: list[str] | None = None
    compared: bool = True


@dataclass(frozen=True)
class Names:
    """Which names to try.

    :param since: names that only newer servers can have: name -> the oldest one; here those that are left out
    :param refuses_since: names that only newer servers refuse: name -> the oldest one
    """

    option: str
    extra: Options = field(default_factory=dict)
    refuses: dict[str, str] = field(default_factory=dict)
    longest: int | None = 255
    since: dict[str, str] = field(default_factory=dict)
    refuses_since: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Many:
    """More than a page of objects."""

    count: int
    options: Options


@dataclass(frozen=True)
class Object:
    """How the tests read it: one path, or an item of a list, which may be within a document."""

    get: str = ""
    list: str = ""
    within: str = ""
    match: Options = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """What a kind gives to be proven; the fields are explained in the README beside this file."""

    module: str
    key: Options
    example: Options
    object: Object
    setup: list[Options] = field(default_factory=list)
    also: list[Any] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    unforeseen: Any = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    constant: dict[str, str] = field(default_factory=dict)
    cannot_be_empty: dict[str, str] = field(default_factory=dict)
    empty_touches: dict[str, list[str]] = field(default_factory=dict)
    empty_writes: dict[str, Any] = field(default_factory=dict)
    empty_leaves: dict[str, Any] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    names: Names | None = None
    many: list[Many] = field(default_factory=list)
    random: dict[str, list[Any]] = field(default_factory=dict)
    random_without: list[str] = field(default_factory=list)
    unequal: dict[str, list[str]] = field(default_factory=dict)
    login: Options = field(default_factory=dict)
    since: dict[str, list[str]] = field(default_factory=dict)
    let_go: dict[str, list[str]] = field(default_factory=dict)

    @property
    def binding(self) -> Any:
        """The module's binding."""
        return binding_of(self.module)

    @property
    def kind(self) -> Any:
        """The kind that the module is for."""
        return self.binding.kind


_ROWS = {"changes": Change, "refused": Refusal, "secrets": Secret, "many": Many}


def binding_of(module: str) -> Any:
    """Return a module's binding."""
    return importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").BINDING


def load(path: pathlib.Path) -> Proof:
    """Return what a file says.

    :raises AssertionError: where it says what the README doesn't know
    """
    data = yaml.safe_load(path.read_text("utf-8"))
    for name, row in _ROWS.items():
        data[name] = [_made(row, item, f"{path}: {name}") for item in data.get(name) or []]
    data["object"] = _made(Object, data.get("object") or {}, f"{path}: object")
    data["names"] = _made(Names, data["names"], f"{path}: names") if data.get("names") else None
    proof = _made(Proof, {"module": path.parent.name, **data}, str(path))
    return fitting(proof)


def fitting(proof: Proof, version: str = VERSION) -> Proof:
    """Return the data without what a server of that version is too old for."""
    late = _late(proof.since, version)
    kept = [row for row in proof.changes if not older(row.since, version)]
    dropped = late | {option for row in proof.changes if row not in kept for option in row.set}
    rows = [replace(row, set=_known(row.set, late), given=_known(row.given, late)) for row in kept]
    rows = [replace(row, writes=_at(row.writes, version), unforeseen=_at(row.unforeseen, version)) for row in rows]
    why = dict.fromkeys(sorted(dropped), "the server is too old for it")
    lasting = dict.fromkeys(sorted(_late(proof.let_go, version)), "the server is too old to let it go")
    names = proof.names
    if names:
        taken = {name for name, since in names.refuses_since.items() if older(since, version)}
        refuses = {name: says for name, says in names.refuses.items() if name not in taken}
        late_names = {name: since for name, since in names.since.items() if older(since, version)}
        names = replace(names, since=late_names, refuses=refuses)
    return replace(
        proof,
        example=_known(proof.example, late),
        also=[row for row in map(_named, proof.also) if not older(row.pop("since", "0"), version)],
        unforeseen=_at(proof.unforeseen, version),
        changes=[row for row in rows if row.set],
        refused=[row for row in proof.refused if not older(row.since, version)],
        constant={**proof.constant, **{what: why[what] for what in why if "." not in what}},
        cannot_be_empty={**proof.cannot_be_empty, **why, **lasting},
        empty_writes={what: _at(writes, version) for what, writes in proof.empty_writes.items()},
        names=names,
        many=[replace(row, options=_known(row.options, late)) for row in proof.many],
    )


def _named(path: Any) -> Options:
    """Return a path under the field's name that it is the answer of: its last segment unless it has one."""
    return dict(path) if isinstance(path, Mapping) else {path.rpartition("/")[2]: path}


def _at(values: Any, version: str) -> Any:
    """Return what holds for a version: the last one that it isn't too old for."""
    known = values if isinstance(values, Mapping) else {"0": values}
    return [value for first, value in known.items() if not older(first, version)][-1]


def _late(since: Mapping[str, list[str]], version: str) -> set[str]:
    return {path for first, paths in since.items() if older(first, version) for path in paths}


def _known(options: Any, late: set[str], above: str = "") -> Any:
    """Return a copy of options without those at paths that come too late; an item of a list has its list's path."""
    if isinstance(options, list):
        return [_known(item, late, above) for item in options]
    if not isinstance(options, Mapping):
        return options
    return {
        name: _known(value, late, f"{above}{name}.") for name, value in options.items() if f"{above}{name}" not in late
    }


def _made(row: type, data: Mapping[str, Any], where: str) -> Any:
    unknown = set(data) - {one.name for one in fields(row)}
    assert not unknown, f"{where}: unknown: {', '.join(sorted(unknown))}"
    return row(**{name: value for name, value in data.items() if value is not None or name == "longest"})


def filled(value: Any, resolve: Callable[[str], str]) -> Any:
    """Return a copy of data in which placeholders are replaced; one that stands alone after ``n`` stays text."""
    if isinstance(value, Mapping):
        return {filled(name, resolve): filled(item, resolve) for name, item in value.items()}
    if isinstance(value, list):
        return [filled(item, resolve) for item in value]
    return _PLACEHOLDER.sub(lambda match: resolve(match[1]), value) if isinstance(value, str) else value


def numbered(number: int, resolve: Callable[[str], str]) -> Callable[[str], str]:
    """Return a resolver that knows the number of a row, too."""

    def answer(word: str) -> str:
        if word == "n":
            return str(number)
        if word.startswith("n/"):
            return str(number // int(word[2:]))
        return str(number % int(word[2:])) if word.startswith("n%") else resolve(word)

    return answer


def emptied(proof: Proof) -> Iterator[tuple[str, Options, list[str]]]:
    """Yield (what, options, API paths) of everything in the example that can be emptied."""
    spec = proof.binding.spec()
    for option, value in proof.example.items():
        api, entry = api_name(proof, option), spec[option]
        if isinstance(value, list):
            yield option, {option: []}, [api]
        elif isinstance(value, Mapping) and entry.get("options"):
            for key, item in value.items():
                if isinstance(item, str):
                    yield f"{option}.{key}", {option: {key: ""}}, [api]
        elif isinstance(value, Mapping):
            for key in value:
                yield f"{option}.{key}", {option: {key: None}}, [f"{api}.{key}"]
        elif entry["type"] == "str" and not entry.get("choices"):
            yield option, {option: ""}, [api]


def api_name(proof: Proof, option: str) -> str:
    """Return the API's name of an option."""
    for part in proof.kind.parts:
        if option in (part.option, *part.names()):
            return part.api
    head, *tail = option.split("_")
    return head + "".join(word.capitalize() for word in tail)


def touched(proof: Proof, options: Options) -> list[str]:
    """Return the API paths that options may change: of a free map only the keys given."""
    spec, paths = proof.binding.spec(), []
    for option, value in options.items():
        api = api_name(proof, option)
        free_map = isinstance(value, Mapping) and option in spec and not spec[option].get("options")
        paths += [f"{api}.{key}" for key in value] if free_map else [api]
    return paths
