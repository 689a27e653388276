# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a change that is foreseen means for what comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .desired import Desired
from .resource import Resource


class Record(Protocol):
    """What keeps what is foreseen."""

    def foresee(self, what: str, label: str) -> None:
        """Note that such an object will be found."""

    def lose(self, what: str, known: str) -> None:
        """Note that an object will not be found any more, known by its id or else its label."""


def foretell(kind: Resource, desired: Desired, label: str, document: Mapping[str, Any], record: Record) -> None:
    """Note what will be there, or gone, once an object that differs is as it is desired.

    :param label: the object's name
    :param document: the object as it is, empty for none
    """
    if desired.state == "absent":
        for mark in kind.marks(document, label):
            record.lose(kind.name, mark)
        return
    record.foresee(kind.name, label)
    for api, part in desired.parts.items():
        for what, name in part.brings(kind.name, label, desired.values[api]):
            record.foresee(what, name)
