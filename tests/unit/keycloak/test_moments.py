# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moments: what tasks may write for a time, and what is sent."""

from __future__ import annotations

import time

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.moments import bound, not_before
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("cleared", 0),
        ("0", 0),
        ("1700000000", 1700000000),
        ("2023-11-14T22:13:20Z", 1700000000),
        ("2023-11-14 22:13:20", 1700000000),
        ("2023-11-14T23:13:20+01:00", 1700000000),
        ("2023-11-14", 1699920000),
    ],
)
def test_a_not_before_time(given: str, seconds: int) -> None:
    assert not_before(given, "not_before") == seconds


def test_now() -> None:
    assert abs(not_before("now", "not_before") - time.time()) < 5


@pytest.mark.parametrize("given", ["", "soon", "-5", "1700000000000", "2040-01-01", "1969-01-01", "2023-02-30"])
def test_what_is_no_not_before_time(given: str) -> None:
    with pytest.raises(InvalidInput, match="not_before"):
        not_before(given, "not_before")


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("2023-11-14", "2023-11-14"),
        ("1700000000000", "1700000000000"),
        ("2023-11-14T22:13:20Z", "1700000000000"),
        ("2023-11-14T22:13:20.500+00:00", "1700000000500"),
    ],
)
def test_a_bound_of_a_search(given: str, sent: str) -> None:
    assert bound(given, "date_from") == sent


@pytest.mark.parametrize("given", ["", "yesterday", "2023-02-30", "14.11.2023", "12", "1700000000", "20231114"])
def test_what_is_no_bound(given: str) -> None:
    with pytest.raises(InvalidInput, match="date_from"):
        bound(given, "date_from")
