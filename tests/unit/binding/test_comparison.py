# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what a server has holds what a raw call asks for."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.comparison import answers, excerpt, holds


@pytest.mark.parametrize(
    ("current", "want", "expected"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("true", True, True),
        (True, "true", True),
        (False, None, False),
        (0, "", False),
        (5, "5", True),
        (None, "", True),
        ("", None, True),
        ({}, None, True),
        ("a", "", False),
        ({"a": 1, "b": 2}, {"a": 1}, True),
        ({"b": 2}, {"a": 1}, False),
        ({"a": 1}, {"a": None}, False),
        ({"b": 1}, {"a": None}, True),
        ({}, {"a": None}, True),
        ({}, {"a": 1}, False),
        ({"a": 1}, {}, True),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1}}, True),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": None}}, False),
        ([1, 2], [2, 1], True),
        ([1, 2, 3], [2, 1], False),
        ([1], [], False),
        ([], [], True),
        (None, [], True),
        ([{"id": 1, "name": "a"}, {"id": 2, "name": "b"}], [{"name": "b"}, {"name": "a"}], True),
        ([{"id": 1, "name": "a"}], [{"name": "b"}], False),
        ("a", {"a": 1}, False),
        ("a", ["a"], False),
        (["a"], "a", False),
    ],
)
def test_holds(current: Any, want: Any, expected: bool) -> None:
    assert holds(current, want) is expected


ROLES = [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}]


@pytest.mark.parametrize(
    ("found", "has", "any_of", "expected"),
    [
        (None, None, False, False),
        ([], None, False, False),
        ({}, None, False, False),
        (ROLES, None, False, True),
        (ROLES, {"name": "b"}, False, True),
        (ROLES, {"name": "c"}, False, False),
        (ROLES, [{"name": "a"}, {"name": "b"}], False, True),
        (ROLES, [{"name": "a"}, {"name": "c"}], False, False),
        (ROLES, [{"name": "a"}, {"name": "c"}], True, True),
        (ROLES, [{"name": "c"}], True, False),
        (None, {"name": "a"}, False, False),
        (None, {"name": None}, False, False),
        (ROLES[0], {"name": "a"}, False, True),
        ("text", "text", False, True),
    ],
)
def test_answers(found: Any, has: Any, any_of: bool, expected: bool) -> None:
    assert answers(found, has, any_of) is expected


@pytest.mark.parametrize(
    ("found", "has", "expected"),
    [
        (None, {"a": 1}, None),
        ({"a": 2, "b": 3}, {"a": 1}, {"a": 2}),
        ({"b": 3}, {"a": 1}, {}),
        ({"b": 3}, None, {"b": 3}),
        (ROLES, {"name": "a"}, ROLES[:1]),
        (ROLES, [{"name": "c"}], []),
        (ROLES, None, ROLES),
    ],
)
def test_excerpt(found: Any, has: Any, expected: Any) -> None:
    assert excerpt(found, has) == expected
