# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage: how often Python looks for objects that nobody uses any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two searches, and how many of these until one looks at what they left, too. With the 700 and 10
# that Python starts with, a tenth of a large realm's time goes there.
SELDOM, HARDLY_EVER = 100_000, 1000


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Let Python search seldom while hundreds of thousands of objects are made that stay: a realm's data."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, HARDLY_EVER, HARDLY_EVER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
