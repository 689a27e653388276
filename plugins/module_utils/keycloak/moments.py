# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moments: how tasks write times, and what the server wants of them."""

from __future__ import annotations

import re
import time
from datetime import date, datetime, timezone

from ..rest.errors import InvalidInput

NOW, CLEARED = "now", "cleared"
_LATEST = 2**31 - 1
_ISO = "an ISO 8601 time such as 2026-11-21T10:00:00Z"


def not_before(given: str, option: str) -> int:
    """Return a not-before time, seconds since 1970; 0 for none.

    :param given: ``now``, ``cleared``, seconds since 1970, or an ISO 8601 time, in UTC unless it says otherwise
    :raises InvalidInput: where it is none of these
    """
    text = given.strip()
    if text in (NOW, CLEARED):
        return int(time.time()) if text == NOW else 0
    seconds = int(text) if re.fullmatch("[0-9]+", text) else _seconds(text)
    if seconds is None:
        raise InvalidInput(option, given, f"must be {NOW}, {CLEARED}, seconds since 1970, or {_ISO}")
    if not 0 <= seconds <= _LATEST:
        raise InvalidInput(option, given, "must be seconds since 1970, not milliseconds, and before the year 2038")
    return int(seconds)


def bound(given: str, option: str) -> str:
    """Return the first or last moment of a search as the server takes it: a day, or milliseconds since 1970.

    :param given: a day (``2026-11-21``), milliseconds since 1970, or an ISO 8601 time, in UTC unless it says otherwise
    :raises InvalidInput: where it is none of these
    """
    text = given.strip()
    # fewer digits are seconds, or a day without hyphens: as milliseconds they are a moment of 1970
    if re.fullmatch("[0-9]{12,}", text) or _is_day(text):
        return text
    seconds = None if text.isdigit() else _seconds(text)
    if seconds is None:
        raise InvalidInput(option, given, f"must be a day such as 2026-11-21, milliseconds since 1970, or {_ISO}")
    return str(round(seconds * 1000))


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _seconds(text: str) -> float | None:
    try:
        # Python 3.9 doesn't know Z
        moment = datetime.fromisoformat(re.sub("[Zz]$", "+00:00", text))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()
