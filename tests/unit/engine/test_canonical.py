# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes: what is merged how, and what counts as equal."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.canonical import (
    Free,
    ListOf,
    MapOf,
    Scalar,
    Shape,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

EQUAL = [
    (Scalar(), None, ""),
    (Scalar(), 5, "5"),
    (Scalar("bool"), "True", True),
    (Scalar("bool"), "false", False),
    (Scalar("int"), "5", 5),
    (ListOf(), ["b", "a", "b"], ["a", "b"]),
    (ListOf(), None, []),
    (MapOf(), {"a": True, "b": 5}, {"b": "5", "a": "true"}),
    (MapOf(), {"a": ""}, {}),
    (MapOf(), None, {}),
    (MapOf(multi=True), {"a": "x"}, {"a": ["x"]}),
    (MapOf(multi=True), {"a": [""], "b": []}, {}),
    (Free(), {"a": ["y", "x"], "b": None}, {"a": ["x", "y"]}),
]
DIFFERENT = [
    (Scalar(), "a", "A"),
    (Scalar("bool"), None, False),
    (Scalar("int"), 0, None),
    (ListOf(ordered=True), ["b", "a"], ["a", "b"]),
    (MapOf(empty_is_absent=False), {"a": ""}, {}),
    (MapOf(multi=True), {"a": ["x", "y"]}, {"a": ["y", "x"]}),
    (Free(), {"a": [{"n": 1}, {"n": 2}]}, {"a": [{"n": 2}, {"n": 1}]}),
]


@pytest.mark.parametrize(("shape", "one", "other"), EQUAL)
def test_equal(shape: Shape, one: Any, other: Any) -> None:
    assert shape.canonical(one) == shape.canonical(other)


@pytest.mark.parametrize(("shape", "one", "other"), DIFFERENT)
def test_different(shape: Shape, one: Any, other: Any) -> None:
    assert shape.canonical(one) != shape.canonical(other)


@pytest.mark.parametrize(
    ("shape", "current", "desired", "merged"),
    [
        (MapOf(), {"a": "1", "b": "2"}, {"b": "3"}, {"a": "1", "b": "3"}),
        (MapOf(), {"a": "1", "b": "2"}, {"a": None}, {"b": "2"}),
        (MapOf(), {"a": "1"}, {}, {"a": "1"}),
        (MapOf(), None, {"a": None}, {}),
        (ListOf(), ["a"], [], []),
        (Free(), {"a": {"x": 1, "y": 2}}, {"a": {"x": None, "z": 3}}, {"a": {"y": 2, "z": 3}}),
        (Free(), {"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    ],
)
def test_merge(shape: Shape, current: Any, desired: Any, merged: Any) -> None:
    assert shape.merge(current, desired) == merged


@pytest.mark.parametrize(
    ("shape", "sent"),
    [
        (MapOf(), {"b": "2"}),
        (MapOf(remove_with=None), {"a": None, "b": "2"}),
        (MapOf(remove_with=""), {"a": "", "b": "2"}),
    ],
)
def test_a_key_that_goes_is_sent_the_way_that_removes_it(shape: Shape, sent: Any) -> None:
    assert shape.sent({"a": "1", "b": "2"}, {"b": "2"}) == sent


@pytest.mark.parametrize(("shape", "value"), [(ListOf(), "a"), (MapOf(), ["a"]), (MapOf(), "a=b")])
def test_what_can_not_be_is_refused(shape: Shape, value: Any) -> None:
    with pytest.raises(InvalidInput, match="option: must be a "):
        shape.shape(value, "option")


def test_repeats_mean_nothing_where_order_does_not() -> None:
    assert ListOf().shape(["b", "a", "b"], "option") == ["b", "a"]
    assert ListOf(ordered=True).shape(["b", "a", "b"], "option") == ["b", "a", "b"]


def test_keys_are_renamed_and_values_are_text() -> None:
    shape = MapOf(rename={"sync_mode": "syncMode"})
    assert shape.shape({"sync_mode": "FORCE", "on": True, "gone": None}, "config") == {
        "syncMode": "FORCE",
        "on": "true",
        "gone": None,
    }
