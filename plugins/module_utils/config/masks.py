# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks: what servers show in the place of a secret says nothing of it, and is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..engine.fingerprint import MASK


def unmasked(data: Any, where: str, found: list[str]) -> Any:
    """Return data without values that are masks.

    :param found: gets where each of them stood
    """
    if isinstance(data, list):
        return [unmasked(item, f"{where}[{number}]", found) for number, item in enumerate(data)]
    if not isinstance(data, Mapping):
        return data
    shown = {}
    for name, value in data.items():
        if value in (MASK, [MASK]):
            found.append(f"{where}.{name}")
        else:
            shown[name] = unmasked(value, f"{where}.{name}", found) if isinstance(value, (dict, list)) else value
    return shown


def warning(found: list[str]) -> list[str]:
    """Return what to tell the user of masks."""
    if not found:
        return []
    shown = ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
    return [f"the data has the server's mask in the place of secrets, which are left as they are: {shown}"]
