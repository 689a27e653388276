# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting before another attempt."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.retry import backoff, retry_after


@pytest.mark.parametrize("value, seconds", [
    (None, None), ("", None), ("0", 0.0), (" 7 ", 7.0), ("soon", None), ("-1", None), ("1.5", None),
    ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
])
def test_retry_after(value: Any, seconds: Any) -> None:
    assert retry_after(value) == seconds


def test_retry_after_a_date() -> None:
    wait = retry_after(formatdate(time.time() + 30, usegmt=True))
    assert wait is not None and 25 < wait <= 30


def test_backoff_grows_to_a_limit() -> None:
    waits = [[backoff(attempt) for _each in range(50)] for attempt in range(1, 12)]
    assert all(0.2 <= wait <= 0.4 for wait in waits[0])
    assert all(wait <= 8 * 1.3 for row in waits for wait in row)
    assert max(waits[0]) < min(waits[3]) < min(waits[9])
    assert len(set(waits[0])) > 1
