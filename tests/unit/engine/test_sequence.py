# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sequences: which item is which, and which numbers keep an order."""

from __future__ import annotations

from typing import Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.sequence import align, numbered
from hypothesis import given
from hypothesis import strategies as some


def alike(old: str, new: str) -> int:
    return 0 if old[0] != new[0] else 16 if old == new else 4


@pytest.mark.parametrize(
    ("now", "want", "found"),
    [
        ("", "", []),
        ("a b c", "a b c", [0, 1, 2]),
        ("a b c", "a x b c", [0, None, 1, 2]),
        ("a b c", "a c", [0, 2]),
        ("a b", "b a", [1, 0]),
        ("a1 a2", "a2", [1]),
        ("a1 a2", "a3 a1 a2", [None, 0, 1]),
        ("a1 a2", "a2 a1", [1, 0]),
        ("a1", "a2", [0]),
        ("a a a", "a a", [0, 1]),
    ],
)
def test_each_item_is_the_likeliest(now: str, want: str, found: list[Optional[int]]) -> None:
    assert align(now.split(), want.split(), alike) == found


@pytest.mark.parametrize(
    ("numbers", "result"),
    [
        ([], []),
        ([None, None], [10, 20]),
        ([10, 20, 30], [10, 20, 30]),
        ([10, None, 20], [10, 15, 20]),
        ([20, 10, 30], [20, 25, 30]),
        ([0, 1, None], [0, 1, 11]),
        ([None, 5], [2, 5]),
        ([None, 0, 1], [-1, 0, 1]),
        ([7, 7], [7, 17]),
        ([0, None, 1, 2], [-1, 0, 1, 2]),
    ],
)
def test_as_few_numbers_as_can_be_change(numbers: list[Optional[int]], result: list[int]) -> None:
    assert numbered(numbers) == result


@given(some.lists(some.one_of(some.none(), some.integers(0, 40)), max_size=12))
def test_numbers_always_rise(numbers: list[Optional[int]]) -> None:
    result = numbered(numbers)
    assert all(left < right for left, right in zip(result, result[1:]))


@given(some.lists(some.integers(0, 10**6), max_size=12, unique=True))
def test_numbers_in_order_stay(numbers: list[int]) -> None:
    assert numbered(sorted(numbers)) == sorted(numbers)
