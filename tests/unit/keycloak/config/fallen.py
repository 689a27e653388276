# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of sections share: how data falls into objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def items(section: Callable[[Any], Any], data: Any) -> list[tuple[str, str, Any, Any]]:
    """Return kind, place, fields and options of each object."""
    return [(one.kind, one.where, dict(one.data), dict(one.options)) for one in section(data)]
