# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sequences: items whose order matters and of which several may look alike, so that only their place tells them apart.

What is wanted is laid beside what is there so that as much as possible stays what it is: an item put in between keeps
the others, and one that moves keeps its identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable, Optional, TypeVar

Old = TypeVar("Old")
New = TypeVar("New")
GAP = 10


def align(now: Sequence[Old], want: Sequence[New], likeness: Callable[[Old, New], int]) -> list[Optional[int]]:
    """Return for each wanted item which of those there it is, None for a new one.

    :param likeness: 0 where one can't be the other, else the more, the likelier it is
    """
    found = _in_order(now, want, likeness)
    left = [number for number in range(len(now)) if number not in found]
    for place, item in enumerate(want):
        if found[place] is None and left:
            best = max(left, key=lambda number, item=item: (likeness(now[number], item), -number))  # type: ignore[misc]
            if likeness(now[best], item):
                found[place] = best
                left.remove(best)
    return found


def _in_order(now: Sequence[Old], want: Sequence[New], likeness: Callable[[Old, New], int]) -> list[Optional[int]]:
    """Return the likeliest pairs of which none crosses another."""
    worth = [[0] * (len(want) + 1) for _row in range(len(now) + 1)]
    for row in range(len(now) - 1, -1, -1):
        for column in range(len(want) - 1, -1, -1):
            like = likeness(now[row], want[column])
            paired = worth[row + 1][column + 1] + like if like else 0
            worth[row][column] = max(paired, worth[row + 1][column], worth[row][column + 1])
    found: list[Optional[int]] = [None] * len(want)
    row = column = 0
    while row < len(now) and column < len(want):
        like = likeness(now[row], want[column])
        if like and worth[row][column] == worth[row + 1][column + 1] + like:
            found[column] = row
            row, column = row + 1, column + 1
        elif worth[row][column] == worth[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def numbered(numbers: Sequence[Optional[int]]) -> list[int]:
    """Return rising numbers for a sequence that change as few of the present ones as can be.

    :param numbers: the present ones in the order that is wanted, None for an item that has none yet
    """
    kept = _kept(numbers)
    if not kept:
        return [GAP * (place + 1) for place in range(len(numbers))]
    first, last = kept[0], kept[-1]
    result = [0] * len(numbers)
    for place in range(first):
        result[place] = _before(int(numbers[first] or 0), place, first)
    for left, right in zip(kept, kept[1:]):
        low, high = int(numbers[left] or 0), int(numbers[right] or 0)
        for place in range(left, right):
            result[place] = low + (high - low) * (place - left) // (right - left)
    for place in range(last, len(numbers)):
        result[place] = int(numbers[last] or 0) + GAP * (place - last)
    return result


def _before(first: int, place: int, count: int) -> int:
    """Return one of the numbers before the first that stays; negative only where there is no room above."""
    return (first + 1) * (place + 1) // (count + 1) - 1 if first >= count else first - (count - place)


def _kept(numbers: Sequence[Optional[int]]) -> list[int]:
    """Return the places of most numbers that can stay: they rise, with room for what comes in between."""
    longest: list[list[int]] = []
    for place, number in enumerate(numbers):
        best: list[int] = []
        if number is not None:
            for earlier in range(place):
                other = numbers[earlier]
                fits = other is not None and number - other >= place - earlier
                if fits and len(longest[earlier]) > len(best):
                    best = longest[earlier]
        longest.append([*best, place] if number is not None else [])
    return max(longest, key=len, default=[])
