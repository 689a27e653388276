# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paging: no item missed, none twice, whatever the endpoint does with ``first`` and ``max``."""

from __future__ import annotations

import itertools
from typing import Any, Callable

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.paging import identity, read_all, unique
from hypothesis import given, settings
from hypothesis import strategies as st


class Endpoint:
    """A list that remembers what was asked, and may change between two pages."""

    def __init__(self, items: list[Any], page: Callable[[list[Any], int, int], list[Any]], *changes: Any) -> None:
        self.items = items
        self.page = page
        self.changes = list(changes)
        self.asked: list[tuple[int, int]] = []

    def __call__(self, first: int, size: int) -> list[Any]:
        self.asked.append((first, size))
        found = list(self.page(self.items, first, size))
        if self.changes:
            self.items = self.changes.pop(0)(self.items)
        return found


def paged(items: list[Any], first: int, size: int) -> list[Any]:
    return items[first:first + size]


def whole(items: list[Any], _first: int, _size: int) -> list[Any]:
    return items


def only_max(items: list[Any], _first: int, size: int) -> list[Any]:
    return items[:size]


def objects(count: int) -> list[Any]:
    return [{"id": f"{number:04}"} for number in range(count)]


@pytest.mark.parametrize("count, page, asked", [
    (0, 10, [(0, 10)]),
    (1, 10, [(0, 10)]),
    (9, 10, [(0, 10)]),
    (10, 10, [(0, 10), (9, 10)]),
    (11, 10, [(0, 10), (9, 10)]),
    (19, 10, [(0, 10), (9, 10), (18, 10)]),
    (25, 10, [(0, 10), (9, 10), (18, 10)]),
    (5, 2, [(0, 2), (1, 2), (2, 2), (3, 2), (4, 2)]),
])
def test_pages(count: int, page: int, asked: list[tuple[int, int]]) -> None:
    endpoint = Endpoint(objects(count), paged)
    assert read_all(endpoint, page) == objects(count)
    assert endpoint.asked == asked


@pytest.mark.parametrize("count, requests", [(0, 1), (9, 1), (10, 2), (11, 1), (500, 1)])
def test_endpoints_that_ignore_paging(count: int, requests: int) -> None:
    endpoint = Endpoint(objects(count), whole)
    assert read_all(endpoint, 10) == objects(count)
    assert len(endpoint.asked) == requests


def test_endpoints_that_ignore_where_to_start() -> None:
    endpoint = Endpoint(objects(50), only_max)
    assert read_all(endpoint, 10) == objects(10)
    assert len(endpoint.asked) == 2


def test_an_item_removed_meanwhile_hides_no_other() -> None:
    endpoint = Endpoint(objects(30), paged, lambda items: items[1:])
    assert read_all(endpoint, 10) == objects(30)[1:]


def test_an_item_added_meanwhile() -> None:
    endpoint = Endpoint(objects(30), paged, lambda items: [{"id": "new"}, *items])
    assert read_all(endpoint, 10) == [{"id": "new"}, *objects(30)]


def test_an_item_that_repeats_is_given_once() -> None:
    endpoint = Endpoint([*objects(5), *objects(5)], whole)
    assert read_all(endpoint, 100) == objects(5)


def test_a_list_without_an_order_ends() -> None:
    endpoint = Endpoint(objects(40), paged, *([lambda items: items[7:] + items[:7]] * 100))
    found = read_all(endpoint, 10)
    assert len(found) == len(unique(found)) > 10
    assert len(endpoint.asked) < 30


def test_an_endpoint_that_gives_full_pages_for_ever_ends() -> None:
    numbers = itertools.cycle(range(37))

    def endless(_items: list[Any], _first: int, size: int) -> list[Any]:
        return [{"id": str(next(numbers))} for _each in range(size)]

    assert len(read_all(Endpoint([], endless), 10)) <= 37


@settings(deadline=None, database=None)
@given(count=st.integers(0, 60), page=st.integers(2, 20), mode=st.sampled_from([paged, whole]))
def test_every_item_once(count: int, page: int, mode: Any) -> None:
    assert read_all(Endpoint(objects(count), mode), page) == objects(count)


@settings(deadline=None, database=None)
@given(removed=st.lists(st.integers(0, 29), max_size=3), page=st.integers(2, 12))
def test_what_stays_is_always_found(removed: list[int], page: int) -> None:
    def without(number: int) -> Callable[[list[Any]], list[Any]]:
        return lambda items: [item for item in items if item["id"] != f"{number:04}"]

    changes = [without(number) for number in removed]
    found = read_all(Endpoint(objects(30), paged, *changes), page)
    kept = [item for number, item in enumerate(objects(30)) if number not in removed]
    assert [item for item in kept if item not in found] == []


@pytest.mark.parametrize("one, other, same", [
    ({"id": "a", "x": 1}, {"id": "a", "x": 2}, True),
    ({"_id": "a"}, {"_id": "b"}, False),
    ({"internalId": "a"}, {"internalId": "a", "y": 1}, True),
    ({"name": "a"}, {"name": "a"}, True),
    ({"name": "a"}, {"name": "b"}, False),
    ("a", "a", True),
    ("a", "b", False),
    (1, "1", False),
])
def test_identity(one: Any, other: Any, same: bool) -> None:
    assert (identity(one) == identity(other)) is same
