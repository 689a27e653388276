# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many objects of each kind there are of which sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Counts = Mapping[str, Mapping[str, int]]


def tally(found: Iterable[tuple[str, str]], sorts: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return how many objects of each kind are of which sort.

    :param found: kind and sort of each object
    :param sorts: all sorts, in their order
    """
    told: dict[str, dict[str, int]] = {}
    for kind, sort in found:
        told.setdefault(kind, dict.fromkeys(sorts, 0))[sort] += 1
    return dict(sorted(told.items()))


def sums(counts: Counts, sorts: Iterable[str]) -> dict[str, int]:
    """Return how many objects of all kinds are of which sort."""
    return {sort: sum(of[sort] for of in counts.values()) for sort in sorts}


def words(sums: Mapping[str, int]) -> str:
    """Return sums as people read them, empty where there is nothing."""
    return ", ".join(f"{many} {sort}" for sort, many in sums.items() if many)
