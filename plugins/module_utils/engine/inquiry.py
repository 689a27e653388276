# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inquiry: reading objects of a kind, one by its key or many by a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .desired import Desired
from .lookup import query
from .observe import Anticipation, Cached, document_of, locate
from .part import PENDING_ID, Part, Reader, camel
from .resource import Resource

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
    """Return the objects that are asked for, as the API represents them.

    :raises InvalidInput: where a question makes no sense
    :raises MissingReference: where the objects' parent doesn't exist
    """
    parts, reader = _parts(kind, asked.parts), Cached(reader)
    desired = Desired("absent", kind.normalize(dict(asked.options)), {}, {}, {})
    address = locate(kind, reader, desired, anticipation)
    if PENDING_ID in address.values():
        return []
    if desired.options.get(kind.id_option) or all(name in address for name in kind.key):
        if asked.search or asked.params:
            raise InvalidInput("search" if asked.search else "params", None, "can't be given for one object")
        document = document_of(kind, reader, desired, address)
        found = [] if document is None else [document]
    else:
        found = _list(kind, reader, asked, desired, address)
    return [_whole(kind, reader, address, document, parts) for document in found]


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
    params = query({**home.whole, **(home.search if asked.search else {})}, {**address, "search": asked.search})
    params.update(asked.params)
    path = fill(home.lists or home.collection, address)
    # whoever asks for a page of their own gets that page
    paged = {"first", "max"} & set(asked.params)
    if kind.within:
        if asked.params:
            raise InvalidInput("params", None, f"can't be given: what a {kind.title} is in is read whole")
        items = kind.within.all(reader, address)
    else:
        items = (reader.get(path, params) or []) if paged else reader.list(path, params or None)
    # a list may have nothing but names
    items = [item if isinstance(item, Mapping) else {_api(kind, kind.key[-1]): item} for item in items]
    given = {_api(kind, name): address[name] for name in (*kind.key, *kind.narrowed_by) if name in address}
    if asked.search and not home.search:
        text, key = asked.search.lower(), _api(kind, kind.key[-1])
        items = [item for item in items if text in str(item.get(key, "")).lower()]
    return [item for item in items if all(str(item.get(name)) == value for name, value in given.items())]


def _api(kind: Resource, name: str) -> str:
    return next((part.api for part in kind.parts if part.option == name), camel(name))


def _whole(
    kind: Resource, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], parts: list[Part]
) -> dict[str, Any]:
    own = {name: str(document[_api(kind, name)]) for name in kind.key if document.get(_api(kind, name))}
    address = {**address, **own, "id": str(document.get("id", "")), **kind.variables(document)}
    apart = {part.api: part.represent(part.observe(reader, address, document)) for part in parts}
    return dict(kind.presents({**document, **apart}, False))
