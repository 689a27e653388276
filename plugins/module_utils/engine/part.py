# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every part of a kind answers: its options, how it is read, and what a change of it takes."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Callable, Optional, Protocol
from uuid import NAMESPACE_OID, uuid5

from .fingerprint import seal
from .secrecy import hide
from .since import News

UNSET: Any = type("Unset", (), {"__repr__": lambda self: "UNSET", "__bool__": lambda self: False})()
# What a body holds where an id goes that only the server can make; paths hold it as {id}.
PENDING_ID = "\x00{id}\x00"
# from LATER on: foreseen only; carried out once a new object is there and what it has by itself can be read
REMOVE, DOCUMENT, CHANGE, ADD, AFTER, LATER = range(6)


class Reader(Protocol):
    """How the engine reads a server."""

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        """Return the representation at a path, None where there is no such object."""

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> list[Any]:
        """Return all items of a list, however many pages it takes."""

    def query(self, path: str, body: Any = None, **how: Any) -> Any:
        """Return the answer of a POST that changes nothing; ``how`` is its query parameters and the like."""

    def version(self) -> str:
        """Return the server's version, empty where it doesn't tell; only asked of one whose kinds have news."""


class Reference(Protocol):
    """How one sort of object is named by others.

    One that stands for several sorts has ``meant(address, target)``, which returns the reference that is meant and the
    target as that one has it. One may have ``called``, its name in errors, or ``missing(label, address)``, what is said
    where there is no such object, or ``ahead(reader, label)``, what is known of one that is yet to be made.
    """

    @property
    def what(self) -> str:
        """The name of the sort."""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        """Return the object that a target names, None where the server has none."""

    def label(self, target: Any) -> str:
        """Return a target as people write it."""

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        """Return the target of an entry in a list of links."""


class Sought:
    """A reference that is only looked up: no list of links has such entries."""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        """Nothing is found by one that stands for others."""
        raise NotImplementedError

    def label(self, target: Any) -> str:
        """Return a target as people write it."""
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        """There is no entry that it could be the target of."""
        raise NotImplementedError


class Rival(Sought):
    """What has a name that is to be another object's; ``of`` is the sort of object that may have it."""

    of = ""

    def rivals(self, reader: Reader, address: Mapping[str, str], target: Any) -> Iterable[Mapping[str, Any]]:
        """Yield the objects that have it.

        :raises InvalidInput: where nothing may get it
        """
        raise NotImplementedError

    def met(self, target: Any, rival: Optional[Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return what the plan must know of an object that has it, None where it is free.

        :raises InvalidInput: where it must be free and isn't
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Step:
    """One write.

    :param method: HTTP method
    :param path: filled path; ids that only an earlier step's answer tells are ``{id}`` or ``{id#name}``
    :param body: JSON body, UNSET for none
    :param phase: when in the plan: removals, the document, changes, additions, what comes after, what comes later
    :param binds: the id in later paths that this step's answer tells
    :param content: how the body is sent: ``json`` or ``text``
    """

    method: str
    path: str
    body: Any = UNSET
    phase: int = DOCUMENT
    binds: str = ""
    content: str = "json"


@dataclass(frozen=True)
class Outcome:
    """What a part's desired value means for what is there.

    :param value: the value as it will be
    :param changed: whether that is another value than now
    :param body: what the document's write must send for it, UNSET where it has no place in the document
    :param steps: writes of its own
    :param shown: the value as the diff shows it afterwards, UNSET where hiding secrets is all it takes
    :param fingerprints: secrets' fingerprints to be kept elsewhere, None for one that goes
    :param aside: other fields of the document that change with it
    :param notes: what the user should be told
    """

    value: Any
    changed: bool = False
    body: Any = UNSET
    steps: Sequence[Step] = ()
    shown: Any = UNSET
    fingerprints: Mapping[str, Optional[str]] = field(default_factory=dict)
    aside: Mapping[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Situation:
    """What a part may know when it settles.

    :param address: the path variables
    :param creating: whether the object is about to be made
    :param document: the object's own document now, empty if it is about to be made
    :param desired: what the task asks, by API field
    :param policy: ``update_secrets``: on_change, always or on_create
    :param modes: behaviour by part: exact or subset
    :param found: referenced objects by part and target
    :param fingerprints: those kept outside of the object, None where the object itself keeps them
    :param values: the current value of each part that the task names
    :param chooses: whether what is new gets an id that follows from what it is
    """

    address: Mapping[str, str]
    creating: bool = False
    document: Mapping[str, Any] = field(default_factory=dict)
    desired: Mapping[str, Any] = field(default_factory=dict)
    policy: str = "on_change"
    modes: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)
    fingerprints: Optional[Mapping[str, str]] = None
    values: Mapping[str, Any] = field(default_factory=dict)
    chooses: bool = False
    seal: Callable[[str], str] = seal


def pending(name: str) -> str:
    """Return what a body holds for the id that a step binds to a name."""
    return f"\x00{{{name}}}\x00"


def own_id(sort: str, told: Mapping[str, str]) -> str:
    """Return the id that each run gives the object that is told, as short as servers make those of federations.

    There it begins the ids of users, and passkeys take no more than 64 characters of these.
    """
    made = uuid5(NAMESPACE_OID, json.dumps([sort, sorted(told.items())]))
    return urlsafe_b64encode(made.bytes).decode().rstrip("=")


def camel(option: str) -> str:
    """Return the API's name of an option: ``redirect_uris`` -> ``redirectUris``."""
    head, *tail = option.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in tail)


@dataclass(frozen=True)
class Part:
    """One part of a kind.

    :param option: the option's name
    :param api: the API's name, derived from the option's unless given
    :param aliases: further names of the option; the API's name is one where it differs
    """

    option: str
    api: str = ""
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "api", self.api or camel(self.option))

    def names(self) -> list[str]:
        """Return the option's aliases."""
        own = [] if self.api == self.option or "." in self.api else [self.api]
        return list(dict.fromkeys([*own, *self.aliases]))

    def arguments(self) -> dict[str, dict[str, Any]]:
        """Return the argument spec's entries of this part: a map, unless the part says otherwise."""
        return {self.option: {"type": "dict", "no_log": False, "aliases": self.names()}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        """Return what the options ask of this part in the API's form, UNSET where they name none of it.

        :raises InvalidInput: where they ask what can't be
        """
        given = options.get(self.option)
        return UNSET if given is None else given

    def mode(self, options: Mapping[str, Any]) -> Optional[str]:
        """Return the behaviour that the options ask for, None where they leave it to the part."""
        return None

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        """Return the current value; the document has it unless the part says otherwise."""
        return document.get(self.api)

    def look(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], want: Any) -> Any:
        """Return the current value where what is asked narrows what must be read."""
        return self.observe(reader, address, document)

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        """Yield (target, reference) of each object that the plan will have to name by its id."""
        return ()

    def news(self, now: Any, want: Any, situation: Situation) -> News:
        """Yield (option, first version) of what a write would bring and the document lacks: the server may not know it.

        :param situation: without what is found, as nothing is looked up yet
        """
        return ()

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        """Yield (kind, label) of further objects that references can name once the desired value is there.

        :param kind: the kind of the object that this is a part of
        :param label: its name as references write it
        """
        return ()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        """Return what the desired value means for the current one. Pure."""
        raise NotImplementedError

    def canonical(self, value: Any) -> Any:
        """Return a value in the form in which equal ones are equal."""
        return value

    def propose(self, want: Any) -> Any:
        """Return a desired value in the API's form."""
        return want

    def represent(self, value: Any) -> Any:
        """Return an observed value in the API's form."""
        return value

    def shown(self, value: Any) -> Any:
        """Return a value as people may see it."""
        return hide(self.canonical(value), self.api)
