# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resource: a kind of object, as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable, Optional, Protocol

from ..rest.errors import BadRequest
from ..rest.paths import fill
from .exchange import Exchange
from .lookup import Lookup
from .part import Part, Reader, Reference, Step
from .within import Within


def document_name(template: str, options: Mapping[str, Any]) -> str:
    """Return a name of a document of a realm; in the template, options are written ``{name}``."""
    return "|".join([str(options.get("realm")), template.format_map(defaultdict(str, options))]).lower()


@dataclass(frozen=True)
class Need:
    """A path variable that holds another object's id.

    :param variable: the path variable
    :param option: the option that names the object
    :param of: what it refers to
    :param optional: whether the option may be left out, and the variable with it
    :param tells: further path variables that the object tells: its API field -> variable
    """

    variable: str
    option: str
    of: Reference
    optional: bool = False
    tells: Mapping[str, str] = field(default_factory=dict)


def _listed(reader: Reader, path: str, params: Mapping[str, str]) -> list[Any]:
    return reader.list(path, params or None)


@dataclass(frozen=True)
class Home:
    """Where objects of a kind live.

    :param collection: path template that a POST goes to
    :param item: path template of one object
    :param find: how one is found by its natural key
    :param when: the option whose presence chooses this home; empty for the one that is left
    :param needs: other objects' ids in these paths
    :param whole: query parameters with which the list has whole objects, ``{name}`` stands for an address variable
    :param search: those with which the server searches for ``{search}``; empty where it can't
    :param lists: path template of the list, where that isn't the collection
    :param listing: (reader, path, query parameters) -> the list, where servers differ in it
    :param brief: whether the list shows less of an object than looking it up does, or something else
    :param fuller: whether the path of one object shows more than looking it up does, or something else
    :param put: path template that a change is sent to, where that isn't the item
    :param verb: method with which a change is sent
    :param unknown: what the server says, with a 400, of an object that it doesn't have; empty where it is a 404
    """

    collection: str
    item: str
    find: Lookup
    when: str = ""
    needs: tuple[Need, ...] = ()
    whole: Mapping[str, str] = field(default_factory=dict)
    search: Mapping[str, str] = field(default_factory=dict)
    lists: str = ""
    listing: Callable[[Reader, str, Mapping[str, str]], list[Any]] = _listed
    brief: bool = False
    fuller: bool = False
    put: str = ""
    verb: str = "PUT"
    unknown: str = ""

    def read(self, reader: Reader, address: Mapping[str, str]) -> Any:
        """Return the object at its own path, None where there is none."""
        try:
            return reader.get(fill(self.item, address))
        except BadRequest as error:
            if not self.unknown or self.unknown not in error.reason:
                raise
            return None


class Vault(Protocol):
    """A place for fingerprints outside of the object."""

    def needed(self, desired: Mapping[str, Any], document: Optional[Mapping[str, Any]]) -> bool:
        """Return whether the task or the object has secrets that need one."""

    def read(self, reader: Reader, address: Mapping[str, str]) -> Any:
        """Return the document that keeps them."""

    def stored(self, document: Any, object_id: str) -> dict[str, str]:
        """Return one object's fingerprints in that document."""

    def step(self, document: Any, object_id: str, changes: Mapping[str, Optional[str]]) -> Step:
        """Return the write that keeps new ones and drops those that are None."""


def _as_given(options: dict[str, Any]) -> dict[str, Any]:
    return options


def _as_merged(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    return body


def _nowhere(options: Mapping[str, Any]) -> Optional[dict[str, Any]]:
    return None


def _as_foreseen(document: Mapping[str, Any], foreseen: dict[str, Any]) -> dict[str, Any]:
    return foreseen


def _nothing_else(made: bool, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _as_presented(representation: Mapping[str, Any]) -> Any:
    return representation


def _no_more(asked: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> Mapping[str, str]:
    return {}


def _as_read(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    return document


def _always(
    reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    return None


@dataclass(frozen=True)
class Resource:
    """A kind of object.

    :param name: its name in playbooks, such as ``client_scope``
    :param title: its name in messages
    :param homes: where its objects live, the first that fits is used
    :param parts: what it consists of
    :param key: the options that form its natural key
    :param narrowed_by: options that tell objects of one key apart, where given
    :param known_by: options each of which tells an object from all others by itself, where given
    :param id_option: the option that names the object by its id, instead of or beside the key
    :param keeps_id: whether the server gives a new object the id that the task names
    :param named_by: options of which one must be given to name the object; the key and the id where there are both
    :param unique: whether the server refuses a second object of the same key
    :param chooses_id: whether a new object gets an id that follows from its key, where the server takes one, and keeps
        nothing else unique: of two runs that make the same at once, it refuses the later one
    :param grows: whether a new object gets what belongs to it by writes of its own, which the server would take twice:
        where somebody else makes it, a run waits until that is done
    :param awaits: what the server may say where it refuses an object that another request is still making: a run waits
        for that one then
    :param label: address -> the object's name as references write it
    :param server_made: API fields that only the server makes; never compared, diffed or foreseen
    :param not_sent: API fields of a read document that a write must not carry
    :param detail: path template of the whole object where looking it up gives less
    :param shows: the document that a server has of an object -> as newer servers have it
    :param normalize: options as given -> options as the parts know them; where ``state: absent`` takes something from
        an object that stays, it is turned into what is left to be present
    :param prepare: (body, creating) -> body as the server wants it
    :param checks: (document now, document as it will be, desired) -> raises InvalidInput
    :param derive: (document now, as foreseen) -> as foreseen with what the server derives from other fields
    :param seals_in: the document's map that keeps fingerprints of secrets beside it, in the same write
    :param vault: where fingerprints are kept if the object can't keep them itself
    :param born_with: API fields without an option that only the request that makes the object takes
    :param within: the document that has its objects as items of a list, where they have no path of their own
    :param shares: the document that writes of all these objects rewrite, where it isn't one of each object; options in
        it are written ``{name}``
    :param carried: API fields that a new object gets from the address: field -> path variable
    :param variables: document -> further path variables
    :param holds_references: whether what the parts refer to lives inside the object and can't be looked up before
    :param former: options -> those of the object where it may still be, None where the task names no such place
    :param remade_by: the option that asks for an object to be removed and made again
    :param exchange: how one that can't be changed as a task asks is exchanged for a new one, None where it isn't
    :param birth: (what was observed, desired, body) -> the writes that make an object, empty for a POST of that body
    :param advice: what to tell the user where the server did not keep an API field as given
    :param sayings: event -> what ``msg`` says of it, with the object's fields, ``{changes}`` and their ``{count}``
        in it; the events are created, updated, removed, unchanged and absent, idle where a task asks for nothing, and
        ``would be`` before the first three in check mode
    :param also_returns: (whether it is made, object before, object after) -> further keys of the result
    :param presents: (the object as its document, whether it is only foreseen) -> as results show it
    :param takes: which of the options that kinds share it takes
    :param returned: a representation as presented -> what ``existing`` and ``end_state`` return of it
    :param proposes: (what the task asks by API field, object before, as foreseen) -> what ``proposed`` returns, where
        that isn't what the task asks
    :param wording: (what the task asks by API field, diff before, diff after) -> further words for the sayings
    :param inside: API fields of parts that have a place of their own, but belong to each representation of the object
    :param parents: arguments that name where the object lives, beside ``realm``
    :param spares: (reader, address, document, options) -> raises InvalidInput where an object is not to be removed
    :param fixed: (document now, address) -> why nobody may make or change the object, empty where one may
    """

    name: str
    title: str
    homes: tuple[Home, ...]
    parts: tuple[Part, ...]
    key: tuple[str, ...]
    narrowed_by: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    id_option: str = ""
    keeps_id: bool = False
    named_by: tuple[str, ...] = ()
    unique: bool = True
    chooses_id: bool = False
    grows: bool = False
    awaits: frozenset[str] = frozenset()
    label: Callable[[Mapping[str, Any]], str] = field(default=None)  # type: ignore[assignment]
    server_made: frozenset[str] = frozenset({"id"})
    not_sent: frozenset[str] = frozenset()
    detail: str = ""
    shows: Callable[[Mapping[str, Any]], Mapping[str, Any]] = _as_presented
    normalize: Callable[[dict[str, Any]], dict[str, Any]] = _as_given
    prepare: Callable[[dict[str, Any], bool], dict[str, Any]] = _as_merged
    checks: tuple[Callable[[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]], None], ...] = ()
    derive: Callable[[Mapping[str, Any], dict[str, Any]], dict[str, Any]] = _as_foreseen
    seals_in: str = ""
    vault: Optional[Vault] = None
    within: Optional[Within] = None
    shares: str = ""
    born_with: frozenset[str] = frozenset()
    carried: Mapping[str, str] = field(default_factory=dict)
    variables: Callable[[Mapping[str, Any]], Mapping[str, str]] = lambda document: {}
    holds_references: bool = False
    former: Callable[[Mapping[str, Any]], Optional[dict[str, Any]]] = _nowhere
    remade_by: str = ""
    exchange: Optional[Exchange] = None
    birth: Callable[[Any, Any, Mapping[str, Any]], list[Step]] = lambda seen, desired, body: []
    advice: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sayings: Mapping[str, str] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset({"state", "update_secrets", "raw"})
    returned: Callable[[Mapping[str, Any]], Any] = _as_presented
    proposes: Optional[Callable[[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]], Any]] = None
    wording: Callable[[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]], Mapping[str, str]] = _no_more
    also_returns: Callable[[bool, Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]] = _nothing_else
    presents: Callable[[Mapping[str, Any], bool], Mapping[str, Any]] = _as_read
    spares: Callable[[Reader, Mapping[str, str], Mapping[str, Any], Mapping[str, Any]], None] = _always
    fixed: Callable[[Mapping[str, Any], Mapping[str, str]], str] = lambda document, address: ""

    def __post_init__(self) -> None:
        if self.id_option and not self.named_by:
            object.__setattr__(self, "named_by", (self.key[0], self.id_option))
        if self.label is None:
            object.__setattr__(self, "label", self._natural_label)

    def _natural_label(self, address: Mapping[str, Any]) -> str:
        """Return the natural key, the id where the task gives no key."""
        return "/".join(str(address[key]) for key in self.key if address.get(key)) or str(address.get("id", ""))

    def home(self, options: Mapping[str, Any]) -> Home:
        """Return where the object that the options describe lives."""
        return next(home for home in self.homes if not home.when or options.get(home.when))

    def rewrites(self, options: Mapping[str, Any]) -> str:
        """Return a name of the document that a write rewrites whole: at once, one writer would undo another's work."""
        if self.shares:
            return document_name(self.shares, options)
        return "|".join([str(options.get("realm")), self.name, *(str(options.get(name)) for name in self.key)]).lower()

    @property
    def alone(self) -> bool:
        """Return whether the key is all that it takes to tell an object from others, in its realm."""
        return bool(self.key) and not any(home.needs for home in self.homes)

    def marks(self, document: Mapping[str, Any], label: str) -> list[str]:
        """Return what tells an object from all others: what its paths know it by, its label where the key is enough."""
        own = {**document, **self.variables(document)}.get("id")
        return [str(mark) for mark in (own, label if self.alone else "") if mark]

    def part(self, api: str) -> Optional[Part]:
        """Return the part of an API field, None where the kind has no option for it."""
        return next((part for part in self.parts if part.api == api), None)
