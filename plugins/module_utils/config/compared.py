# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compared: what a wish takes, once the server was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..engine.observe import Anticipation, locate, resolve
from ..engine.part import LATER, PENDING_ID, Reader, Step
from ..engine.plan import Plan, refusal
from ..engine.secrecy import hide
from ..rest.paths import fill
from .items import Data
from .wishes import Wish


@dataclass(frozen=True)
class Compared:
    """A wish, and what it takes.

    :param label: the object's name
    :param document: the object as the server has it, empty for none
    """

    wish: Wish
    label: str
    plan: Plan
    document: Mapping[str, Any] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the user should be told."""
        return (*self.wish.notes, *self.plan.notes)

    @property
    def change(self) -> str:
        """Return what would become of the object."""
        if not self.plan.changed:
            return "unchanged"
        if self.wish.desired.state == "absent":
            return "removed"
        return "created" if self.plan.creates else "updated"


def refuse_fixed(compared: Iterable[Compared]) -> None:
    """See that all that differs may be changed.

    :raises InvalidInput: where it may not
    """
    for one in compared:
        if one.plan.refused:
            raise one.plan.refused.within(one.wish.where)


def follow_up(wish: Wish, reader: Reader, anticipation: Anticipation, born: Data) -> Compared:
    """Return what it takes to complete an object that a section before makes: what the wish names is brought about.

    :param born: what is known of the object by then
    :raises MissingReference: where it names another object that doesn't exist
    """
    kind, desired = wish.kind, wish.desired
    address = locate(kind, reader, desired, anticipation)
    for api, part in desired.parts.items():
        for target, reference in part.wants(None, desired.values[api], desired.modes.get(api)):
            resolve(reader, address, reference, target, part.option, anticipation)
    home = kind.home(desired.options)
    step = Step(home.verb, fill(home.put or home.item, {**address, "id": PENDING_ID}), phase=LATER)
    named = {api: part for api, part in desired.parts.items() if part.option not in kind.key}
    after = {api: hide(part.propose(desired.values[api]), api) for api, part in named.items()}
    refused = refusal(kind, born, address)
    return Compared(wish, kind.label(address), Plan((step,), {}, after, after, unsettled=tuple(named), refused=refused))
