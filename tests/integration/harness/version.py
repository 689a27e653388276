# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The version of the server under test."""

from __future__ import annotations

import os

NEWEST = "999"
# unless it is given, the newest is meant
VERSION = os.environ.get("KEYCLOAK_VERSION") or NEWEST


def older(first: str, version: str = VERSION) -> bool:
    """Return whether a server is older than the first one that has something, such as ``26`` or ``26.7``."""
    return _numbers(version) < _numbers(first)


def _numbers(version: str) -> list[int]:
    return [int(word) for word in version.split(".")]
