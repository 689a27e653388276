# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inquiry: reading objects of a kind, one by its key or many by a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .desired import Desired
from .lookup import query
from .observe import Anticipation, document_of, in_detail, is_gone, locate
from .part import PENDING_ID, UNSET, Part, Reader, camel
from .readers import Cached
from .resource import Home, Resource

ALL = "all"


@dataclass(frozen=True)
class Inquiry:
    """What is asked.

    :param options: options of the kind that say which object, or where the objects are
    :param search: a text to search for
    :param params: further query parameters for the server
    :param parts: parts to read that the object's own document does not have
    """

    options: Mapping[str, Any]
    search: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def naming(kind: Resource) -> set[str]:
    """Return the names of the options that say which object of a kind, or where its objects are."""
    needed = {need.option for home in kind.homes for need in home.needs}
    chosen = {home.when for home in kind.homes} | {kind.id_option, *kind.key, *kind.named_by, *kind.narrowed_by}
    return {name for name in needed | chosen if name}


def parts_apart(kind: Resource) -> dict[str, Part]:
    """Return the parts of a kind that are read by requests of their own, by the names of their options."""
    return {part.option: part for part in kind.parts if type(part).observe is not Part.observe}


def inquire(kind: Resource, reader: Reader, asked: Inquiry, anticipation: Anticipation) -> list[dict[str, Any]]:
    """Return the objects that are asked for, as the API represents them; one of many is what it is when read alone.

    :raises InvalidInput: where a question makes no sense, or what is named is an object of another kind
    :raises MissingReference: where the objects' parent doesn't exist
    """
    parts, reader = _parts(kind, asked.parts), Cached(reader)
    desired = Desired("absent", kind.normalize(dict(asked.options)), {}, {}, {})
    address = locate(kind, reader, desired, anticipation)
    if PENDING_ID in address.values():
        return []
    if _names_one(kind, desired, address):
        if asked.search or asked.params:
            raise InvalidInput("search" if asked.search else "params", None, "can't be given for one object")
        found = _one(kind, reader, desired, address)
        _are_of_the_kind(kind, desired, found)
    else:
        found = _list(kind, reader, asked, desired, address)
    left = [one for one in found if not is_gone(kind, {**address, **_own(kind, one)}, one, anticipation)]
    return [_presented(kind, reader, address, document, parts) for document in left]


def _names_one(kind: Resource, desired: Desired, address: Mapping[str, str]) -> bool:
    """Return whether the options name one object; some have no key, but what tells them apart."""
    if desired.options.get(kind.id_option):
        return True
    if kind.key or not kind.home(desired.options).lists:
        return all(name in address for name in kind.key)
    return any(name in address for name in kind.narrowed_by)


def _one(kind: Resource, reader: Reader, desired: Desired, address: Mapping[str, str]) -> list[Mapping[str, Any]]:
    home, document = kind.home(desired.options), document_of(kind, reader, desired, address)
    if document is not None and home.fuller and desired.options.get(kind.id_option):
        document = home.find.one(reader, {**address, **_own(kind, document)})
    return [] if document is None else [document]


def _are_of_the_kind(kind: Resource, desired: Desired, found: list[Mapping[str, Any]]) -> None:
    """See that what an id or a name stands for is of this kind: kinds share them.

    :raises InvalidInput: where it is something else
    """
    wanted = {part.api: part.desire(desired.options) for part in kind.parts}
    for document in found:
        for check in kind.checks:
            check(document, {}, {api: value for api, value in wanted.items() if value is not UNSET})


def _parts(kind: Resource, names: tuple[str, ...]) -> list[Part]:
    apart = parts_apart(kind)
    if ALL in names:
        return list(apart.values())
    for name in names:
        if name not in apart:
            known = ", ".join(sorted(apart)) or "none"
            raise InvalidInput("parts", name, f"must be among those that a {kind.title} has: {known}")
    return [apart[name] for name in names]


def _list(
    kind: Resource, reader: Reader, asked: Inquiry, desired: Desired, address: Mapping[str, str]
) -> list[Mapping[str, Any]]:
    home = kind.home(desired.options)
    items = [item for item in _items(kind, home, reader, asked, address) if _is_meant(kind, desired, address, item)]
    if asked.search and not home.search:
        text, key = asked.search.lower(), _api(kind, _called(kind))
        items = [item for item in items if text in str(item.get(key, "")).lower()]
    whole = [_as_found(kind, home, reader, address, item) for item in items]
    # what somebody else has removed meanwhile isn't there
    return [item for item in whole if item is not None]


def _items(
    kind: Resource, home: Home, reader: Reader, asked: Inquiry, address: Mapping[str, str]
) -> list[Mapping[str, Any]]:
    params = query({**home.whole, **(home.search if asked.search else {})}, {**address, "search": asked.search})
    params.update(asked.params)
    path = fill(home.lists or home.collection, address)
    unnamed = [need.option for need in home.needs if need.variable not in address]
    if "{" in path and unnamed:
        raise InvalidInput(unnamed[0], None, " or ".join(["is needed", *unnamed[1:]]))
    if kind.within:
        if asked.params:
            raise InvalidInput("params", None, f"can't be given: what a {kind.title} is in is read whole")
        items = kind.within.all(reader, address)
    else:
        # whoever asks for a page of their own gets that page
        paged = {"first", "max"} & set(asked.params)
        items = (reader.get(path, params) or []) if paged else home.listing(reader, path, params)
    # a list may have nothing but names
    return [item if isinstance(item, Mapping) else {_api(kind, _called(kind)): item} for item in items]


def _is_meant(kind: Resource, desired: Desired, address: Mapping[str, str], item: Mapping[str, Any]) -> bool:
    """Return whether an item of a list has what the options say of the objects that are asked for."""
    own = {part.option: part for part in kind.parts}
    for name in (*kind.key, *kind.narrowed_by):
        if name not in address:
            continue
        value, wanted = item.get(_api(kind, name)), desired.options[name]
        if name in own:
            value, wanted = own[name].canonical(value), own[name].canonical(own[name].desire(desired.options))
        if str(value) != str(wanted):
            return False
    return True


def _as_found(
    kind: Resource, home: Home, reader: Reader, address: Mapping[str, str], item: Mapping[str, Any]
) -> Optional[Mapping[str, Any]]:
    """Return an item of a list as it is when it is looked up by itself, None where it isn't there."""
    here = {**address, **_own(kind, item)}
    return in_detail(kind, reader, here, home.find.one(reader, here) if home.brief else item)


def _own(kind: Resource, document: Mapping[str, Any]) -> dict[str, str]:
    """Return what an object tells of its key."""
    told = {name: document.get(_api(kind, name)) for name in (*kind.key, *kind.narrowed_by)}
    return {name: value for name, value in told.items() if value and isinstance(value, str)}


def _called(kind: Resource) -> str:
    """Return the option that says what people call an object."""
    return "name" if "name" in kind.key else (kind.key or kind.narrowed_by)[-1]


def _api(kind: Resource, name: str) -> str:
    return next((part.api for part in kind.parts if part.option == name), camel(name))


def _presented(
    kind: Resource, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], parts: list[Part]
) -> dict[str, Any]:
    own = _own(kind, document)
    address = {**address, **own, "id": str(document.get("id", "")), **kind.variables(document)}
    apart = {part.api: part.represent(part.observe(reader, address, document)) for part in parts}
    return dict(kind.presents({**document, **apart}, False))
