# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When and how long to wait before a request is sent again."""

from __future__ import annotations

import email.utils
import random
import time

LONGEST_WAIT = 60.0
_BASE = 0.3
_CAP = 8.0


def backoff(attempt: int) -> float:
    """Return seconds to wait after the given failed attempt (1 is the first): exponential, with jitter."""
    return min(_CAP, _BASE * 2.0 ** (attempt - 1)) * random.uniform(0.7, 1.3)  # nosec: not a secret


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for, from a number or an HTTP date; else ``None``."""
    if not value:
        return None
    text = value.strip()
    if text.isdigit():
        return float(text)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return max(0.0, when.timestamp() - time.time())
