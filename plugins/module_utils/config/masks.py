# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks: what servers show in the place of a secret says nothing of it, and is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..engine.fingerprint import MASK
from ..rest.errors import InvalidInput
from .compared import Compared


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


def refuse_masks(compared: Iterable[Compared], found: Iterable[str], below: str) -> None:
    """See that no object is to be made of masks where the secrets are needed for that.

    :param found: where the data has masks
    :param below: where in the data such objects stand
    :raises InvalidInput: where one is
    """
    made = [f"config.{one.wish.where}." for one in compared if one.plan.creates and one.wish.where.startswith(below)]
    for mask in found:
        if any(mask.startswith(where) for where in made):
            told = "is the mask that servers show, and what it belongs to is yet to be made: give the secret"
            raise InvalidInput(mask, None, told)


def warning(found: list[str]) -> list[str]:
    """Return what to tell the user of masks."""
    if not found:
        return []
    shown = ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
    told = "secrets stay as they are, and new objects get none, where the data has the server's mask in their place"
    return [f"{told}: {shown}"]
