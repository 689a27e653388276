# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange: an object that can't be changed as a task asks, while others refer to it, is exchanged for a new one.

The new one is built beside it under another name. Once it is whole, what referred to the old one refers to it, the old
one is removed, and the new one gets its name. A run that breaks off is finished by the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Callable, Optional

from .part import Reader, Step


@dataclass(frozen=True)
class Instead:
    """What is exchanged.

    :param old: what was observed of the old object
    :param desired: what is desired of the new one
    :param users: what refers to the old one
    :param exchange: how it is done
    """

    old: Any
    desired: Any
    users: Sequence[Any]
    exchange: Exchange


@dataclass(frozen=True)
class Exchange:
    """How objects of a kind are exchanged.

    :param needed: (what was observed, desired) -> whether the object can't be changed as it is
    :param beside: (desired, what was observed) -> what is desired of the new one
    :param users: (reader, address, document) -> what refers to the object
    :param keeps: (document, users) -> raises InvalidInput where the object can't be removed
    :param found: (desired, document) -> raises InvalidInput where an object that a broken run may have left is not to
        be taken for the new one
    :param steps: (the exchange, the new object's document, None where it is yet to be made) -> the writes that put the
        new one in the place of the old
    """

    needed: Callable[[Any, Any], bool]
    beside: Callable[[Any, Any], Any]
    users: Callable[[Reader, Mapping[str, str], Mapping[str, Any]], Sequence[Any]]
    keeps: Callable[[Mapping[str, Any], Sequence[Any]], None]
    found: Callable[[Any, Mapping[str, Any]], None]
    steps: Callable[[Instead, Optional[Mapping[str, Any]]], list[Step]]
