# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Observe: read what a plan must know of the server, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Optional, Protocol

from ..rest.errors import InvalidInput, MissingReference, NoSegment
from ..rest.paths import fill
from .desired import Desired
from .exchange import Instead
from .part import PENDING_ID, Reader, Reference, Rival, Situation, camel
from .readers import Cached, Nothing
from .resource import Resource
from .since import News, refuse_news


class Anticipation(Protocol):
    """What check mode knows of objects that earlier tasks would have made or removed."""

    def expects(self, what: str, label: str) -> bool:
        """Return whether such an object would exist by now."""

    def misses(self, what: str, known: str) -> bool:
        """Return whether what the server has, known by its id or else its label, would be gone by now."""


class Certain:
    """No anticipation: what the server has exists, and nothing else."""

    def expects(self, what: str, label: str) -> bool:
        return False

    def misses(self, what: str, known: str) -> bool:
        return False


class Anything:
    """Everything may exist: the parent itself is yet to be made."""

    def expects(self, what: str, label: str) -> bool:
        return True

    def misses(self, what: str, known: str) -> bool:
        return False


@dataclass(frozen=True)
class Observed:
    """What the server has.

    :param address: path variables
    :param document: the object's own representation, None if there is no such object
    :param values: the current value of each part that the task names
    :param found: referenced objects by part and target
    :param vault: the document that keeps fingerprints, where the object can't
    :param doomed: the representation of an object that is to be made again; then there is no document
    :param around: the document that the object is an item of, where it has no path of its own
    :param users: what refers to an object that is to be removed, where the kind knows that
    :param instead: set where this is a new object that takes the place of another one
    """

    address: Mapping[str, str]
    document: Optional[Mapping[str, Any]] = None
    values: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)
    vault: Any = None
    doomed: Optional[Mapping[str, Any]] = None
    around: Optional[Mapping[str, Any]] = None
    users: Sequence[Any] = ()
    instead: Optional[Instead] = None

    @property
    def meant(self) -> Observed:
        """Return what was observed of the object that the task means, where that is to be exchanged."""
        return self.instead.old if self.instead else self


def observe(kind: Resource, reader: Reader, desired: Desired, anticipation: Anticipation) -> Observed:
    """Return what the server has of the object that the task means.

    :raises MissingReference: where the task names another object that doesn't exist
    :raises ApiError: where the server refuses an answer
    """
    cached = Cached(reader)
    seen = _observe(kind, cached, desired, anticipation)
    if kind.within:
        return replace(seen, around=kind.within.read(cached, seen.address))
    if kind.exchange is None or seen.document is None:
        return seen
    if desired.state == "absent":
        return replace(seen, users=kind.exchange.users(cached, seen.address, seen.document))
    if not kind.exchange.needed(seen, desired):
        return seen
    beside = kind.exchange.beside(desired, seen)
    instead = Instead(seen, beside, kind.exchange.users(cached, seen.address, seen.document), kind.exchange)
    return replace(_observe(kind, cached, beside, anticipation), instead=instead)


def _observe(kind: Resource, cached: Cached, desired: Desired, anticipation: Anticipation) -> Observed:
    address = locate(kind, cached, desired, anticipation)
    document = document_of(kind, cached, desired, address)
    if document is None or is_gone(kind, address, document, anticipation):
        document = _former(kind, cached, desired, anticipation)
    remake = desired.remake and desired.state != "absent" and kind.exchange is None
    doomed = document if remake else None
    document = None if doomed else document
    if document is not None:
        address = {**address, "id": str(document.get("id", "")), **kind.variables(document)}
    elif kind.keeps_id and desired.options.get(kind.id_option):
        address = {**address, "id": str(desired.options[kind.id_option])}
    if desired.state == "absent":
        if document is not None:
            kind.spares(cached, address, document, desired.options)
        return Observed(address, document, {}, {}, _vault(kind, cached, address, document, desired))
    values = {}
    if document is not None:
        values = {api: part.look(cached, address, document, desired.values[api]) for api, part in desired.parts.items()}
    refuse_news(cached, _news(address, document, values, desired))
    if document is None and kind.holds_references:
        anticipation, cached = Anything(), Cached(Nothing())
    found = {}
    for api, part in desired.parts.items():
        wanted = part.wants(values.get(api), desired.values[api], desired.modes.get(api))
        objects = {
            target: resolve(cached, address, reference, target, part.option, anticipation)
            for target, reference in wanted
        }
        if objects:
            found[api] = objects
    return Observed(address, document, values, found, _vault(kind, cached, address, document, desired), doomed)


def _news(
    address: Mapping[str, str], document: Optional[Mapping[str, Any]], values: Mapping[str, Any], desired: Desired
) -> News:
    situation = Situation(address, document is None, document or {}, desired.values)
    for api, part in desired.parts.items():
        yield from part.news(values.get(api), desired.values[api], situation)


def locate(kind: Resource, reader: Reader, desired: Desired, anticipation: Anticipation) -> dict[str, str]:
    """Return the path variables of the object that the task means."""
    options = desired.options
    address = {"realm": str(options["realm"])} if options.get("realm") else {}
    for name in (*kind.key, *kind.narrowed_by):
        if options.get(name) is not None:
            address[name] = str(options[name])
    for need in kind.home(options).needs:
        target = options.get(need.option)
        if need.optional and target in (None, ""):
            continue
        if target is None:
            raise InvalidInput(need.option, None, "is needed")
        found = resolve(reader, address, need.of, target, need.option, anticipation)
        address[need.variable] = str(found["id"])
        address[need.option] = need.of.label(target)
        address.update({name: str(found[api]) for api, name in need.tells.items() if found.get(api) is not None})
    return address


def resolve(
    reader: Reader,
    address: Mapping[str, str],
    reference: Reference,
    target: Any,
    option: str,
    anticipation: Anticipation,
) -> Mapping[str, Any]:
    """Return the object that an option names.

    :raises MissingReference: if the server has none and nothing is going to make it
    :raises InvalidInput: if there can't be one of this name
    """
    if hasattr(reference, "meant"):
        reference, target = reference.meant(address, target)
    label = reference.label(target)
    if isinstance(reference, Rival):
        rivals = reference.rivals(reader, address, target)
        left = (one for one in rivals if not anticipation.misses(reference.of, str(one.get("id"))))
        return reference.met(target, next(left, None))
    try:
        found = reference.find(reader, address, target)
    except NoSegment as error:
        if error.given is not None and address.get(error.option) == error.given:
            # it isn't what the option names, but where that would be
            raise
        raise InvalidInput(option, label, error.allowed) from None
    if found is not None and not anticipation.misses(reference.what, found.get("id") or label):
        return found
    if anticipation.expects(reference.what, label):
        told = reference.ahead(reader, label) if hasattr(reference, "ahead") else {}
        return {"id": PENDING_ID, "name": label, **told}
    if hasattr(reference, "missing"):
        raise MissingReference(option, None, reference.missing(label, address))
    where = f" in realm {address['realm']!r}" if "realm" in address else ""
    called = getattr(reference, "called", "") or reference.what.replace("_", " ")
    raise MissingReference(option, None, f"there is no {called} {label!r}{where}")


def with_key(kind: Resource, desired: Desired, document: Optional[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the options with the key of an object that the task names by its id: others name it by that.

    :param document: the object, None where it isn't known
    """
    fields = {**{name: camel(name) for name in kind.key}, **{part.option: part.api for part in kind.parts}}
    known = document or {}
    return {**desired.options, **{name: known[fields[name]] for name in kind.key if known.get(fields[name])}}


def document_of(
    kind: Resource, reader: Reader, desired: Desired, address: Mapping[str, str]
) -> Optional[Mapping[str, Any]]:
    home, chosen = kind.home(desired.options), desired.options.get(kind.id_option or "")
    document = None
    if chosen:
        document = home.read(reader, {**address, "id": str(chosen)})
    # what goes by its id may not be another object of the same name
    by_key = not (chosen and desired.state == "absent") and all(name in address for name in kind.key)
    if document is None and by_key:
        document = home.find.one(reader, address)
    return in_detail(kind, reader, address, document)


def in_detail(
    kind: Resource, reader: Reader, address: Mapping[str, str], document: Optional[Mapping[str, Any]]
) -> Optional[Mapping[str, Any]]:
    """Return an object that was found with all that belongs to its representation."""
    if document is not None and kind.detail:
        document = reader.get(fill(kind.detail, {**address, "id": str(document.get("id", ""))}))
    document = document and kind.shows(document)
    if document is None or not kind.inside:
        return document
    here = {**address, "id": str(document.get("id", "")), **kind.variables(document)}
    parts = [part for part in kind.parts if part.api in kind.inside]
    return {**document, **{part.api: part.observe(reader, here, document) for part in parts}}


def is_gone(
    kind: Resource, address: Mapping[str, str], document: Mapping[str, Any], anticipation: Anticipation
) -> bool:
    """Return whether an object that the server has would be gone by now."""
    marks = kind.marks(document, kind.label(address) if kind.alone else "")
    return bool(marks) and anticipation.misses(kind.name, marks[0])


def _former(
    kind: Resource, reader: Reader, desired: Desired, anticipation: Anticipation
) -> Optional[Mapping[str, Any]]:
    """Return the object where the task says that it may still be; one to be removed is only looked for where it is."""
    options = None if desired.state == "absent" else kind.former(desired.options)
    if options is None:
        return None
    before = replace(desired, options=options)
    try:
        address = locate(kind, reader, before, Certain())
        document = document_of(kind, reader, before, address)
    except MissingReference:
        return None
    return None if document is None or is_gone(kind, address, document, anticipation) else document


def _vault(
    kind: Resource, reader: Reader, address: Mapping[str, str], document: Optional[Mapping[str, Any]], desired: Desired
) -> Any:
    if kind.vault is None or (desired.state == "absent" and document is None):
        return None
    return kind.vault.read(reader, address) if kind.vault.needed(desired.values, document) else None
