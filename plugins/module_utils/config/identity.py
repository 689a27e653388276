# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identity: which object a wish means, so that none is asked for twice and what nobody asks for is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..rest.errors import InvalidInput
from .wishes import Wish

Identity = tuple[Any, ...]


def identity(wish: Wish) -> Identity:
    """Return what tells a wish's object from all others: its kind, its natural key, and what it belongs to."""
    kind, options = wish.kind, wish.desired.options
    home = kind.home(options)
    folded = getattr(home.find, "fold", ())
    key = tuple(_folded(options.get(name), name in folded) for name in (*kind.key, *kind.narrowed_by))
    return (kind.name, *key, *(_hashable(options.get(need.option)) for need in home.needs))


def known_as(wish: Wish) -> set[Identity]:
    """Return all that the object of a wish may be known by: its identity, its key alone, another name of it.

    Of two wishes that have one of these in common, one may name less of the object, or another name of it.
    """
    kind, options = wish.kind, wish.desired.options
    whole = identity(wish)
    key = len(kind.key) + 1
    bare = (*whole[:key], *whole[key + len(kind.narrowed_by) :])
    return {whole, bare, *((kind.name, "by", name, options[name]) for name in kind.known_by if options.get(name))}


def _folded(value: Any, fold: bool) -> Any:
    return value.lower() if fold and isinstance(value, str) else _hashable(value)


def _hashable(value: Any) -> Any:
    return value if isinstance(value, (str, tuple)) or value is None else str(value)


def refuse_twins(wishes: Iterable[Wish]) -> None:
    """See that no object is asked for twice in a section.

    :raises InvalidInput: where one is
    """
    seen: dict[Identity, str] = {}
    for wish in wishes:
        known = seen.setdefault(identity(wish), wish.where)
        if known != wish.where:
            raise InvalidInput(wish.where, None, f"asks for the same {wish.kind.title} as {known}")
