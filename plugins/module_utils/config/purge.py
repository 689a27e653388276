# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Purge: what the server has in a section, and the data hasn't, is to be removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..engine.part import Reader
from .identity import Identity, identity, known_as
from .items import Holding, Item, Section
from .wishes import Wish, Wishing


def extras(
    section: Section, wishes: Iterable[Wish], wishing: Wishing, reader: Reader, realm: str, gone: set[Identity]
) -> list[Wish]:
    """Return what it takes to remove what a section has too much; what goes with another object isn't removed itself.

    :param gone: what goes of sections before this one; gets what goes of this one
    :raises RestError: where the server can't be read
    """
    kept = {name for wish in wishes for name in known_as(wish)}
    removed = []
    for holding in section.holdings(reader, realm) if section.holdings else ():
        if holding.protected:
            # some of these have no name
            continue
        wish = wishing.wish(_absent(holding, section))
        known = identity(wish)
        if known_as(wish) & kept:
            continue
        gone.add(known)
        if holding.within is None or identity(wishing.wish(_absent(holding.within, section))) not in gone:
            removed.append(wish)
    return removed


def _absent(holding: Holding, section: Section) -> Item:
    options: Mapping[str, object] = {**holding.options, "state": "absent"}
    return Item(holding.kind, f"purge.{section.name}", {}, options)
