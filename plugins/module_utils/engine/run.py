# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run: observe, plan, apply, and observe again."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Optional, Protocol

from ..rest.errors import AnswerLost, ApiError, BadRequest, Conflict, NotFound, ServerFault
from .apply import Writer, apply, means
from .desired import Desired
from .observe import Anticipation, Observed, observe
from .part import Reader
from .plan import Plan, plan, represent
from .resource import Resource

# a copy, what is new in it, what that waits for
WAITS = 3
ATTEMPTS = 3
# while somebody else makes an object: seconds between two looks, and how many there are at most
PAUSE = 1.0
LOOKS = 30
# what a server may answer to a first write where somebody else made or removed the same meanwhile: what its own look
# beforehand misses, its database refuses (Keycloak 26.7.2: 400 "Database operation failed", or 500)
REFUSALS = (BadRequest, ServerFault)


class Server(Reader, Writer, Protocol):
    """What is read and written."""


@dataclass(frozen=True)
class Run:
    """What came of one task.

    :param first: the plan made from the state found
    :param existing: the object before, None if there was none
    :param end_state: the object after, None if there is none
    :param label: the object's name
    :param warnings: what the user should be warned of
    """

    first: Plan
    existing: Optional[Mapping[str, Any]]
    end_state: Optional[Mapping[str, Any]]
    label: str
    warnings: tuple[str, ...] = ()


def run(
    kind: Resource, server: Server, desired: Desired, anticipation: Anticipation, check: bool, done: list[str]
) -> Run:
    """Bring one object to its desired state, or foresee it.

    :param done: gets each write made
    :raises RestError: what went wrong; the writes made so far are in ``done``
    """
    seen = observe(kind, server, desired, anticipation)
    first = plan(kind, seen, desired)
    if first.refused:
        raise first.refused
    label = kind.label(seen.meant.address) or str(desired.options.get(kind.id_option, ""))
    existing = represent(seen, desired)
    if check or not first.changed:
        end = existing if not first.changed else None if desired.state == "absent" else first.foreseen
        return Run(first, existing, end, label)
    if kind.grows and desired.unseen and not first.creates:
        first = _settled(kind, server, desired, anticipation, first)
    _converge(kind, server, desired, anticipation, first, done)
    desired = replace(desired, remake=False)
    if desired.state == "absent":
        return Run(first if done else Plan(), existing if done else None, None, label)
    after = observe(kind, server, desired, anticipation)
    if not done:
        # somebody else brought it about meanwhile
        first, existing = plan(kind, after, desired), represent(after, desired)
    return Run(first, existing, represent(after, desired), label, _unkept(kind, after, desired))


def _settled(kind: Resource, server: Server, desired: Desired, anticipation: Anticipation, planned: Plan) -> Plan:
    """Return the plan once whoever has just made the object, and may be at work on what belongs to it, is done."""
    for _look in range(LOOKS):
        if not planned.changed:
            break
        time.sleep(PAUSE)
        before, planned = planned, plan(kind, observe(kind, server, desired, anticipation), desired)
        if (planned.actions, planned.unsettled) == (before.actions, before.unsettled):
            break
    return planned


def _converge(
    kind: Resource, server: Server, desired: Desired, anticipation: Anticipation, planned: Plan, done: list[str]
) -> None:
    """Apply; what waited for a new object follows once it is there, and what waits for that after it."""
    _apply(kind, server, desired, anticipation, planned, done)
    foreseen = planned.later
    for _wait in range(WAITS):
        if not planned.later:
            return
        desired = replace(desired, remake=desired.remake and kind.exchange is not None, begun=True)
        planned = plan(kind, observe(kind, server, desired, anticipation), desired)
        _apply(kind, server, desired, anticipation, planned, done, foreseen)


def _apply(
    kind: Resource,
    server: Server,
    desired: Desired,
    anticipation: Anticipation,
    planned: Plan,
    done: list[str],
    foreseen: Sequence[str] = (),
) -> None:
    """Apply; where somebody else changed the server meanwhile, or an answer was lost, read again and go on."""
    unanswered = ""
    for left in reversed(range(ATTEMPTS)):
        begun = len(done)
        try:
            return apply(planned, server, done, foreseen)
        except (Conflict, NotFound, AnswerLost, *REFUSALS) as error:
            sent = len(done) - begun
            if sent and isinstance(error, REFUSALS):
                raise
            # what is gone by now needn't go again
            desired = replace(desired, remake=desired.remake and (not done or bool(kind.exchange)), begun=bool(done))
            again = _again(kind, server, desired, anticipation, planned, error)
            lost = isinstance(error, AnswerLost)
            same = _is_left(planned, again, sent) if lost else again.actions == planned.actions
            spare = same and kind.chooses_id and isinstance(error, Conflict) and not desired.taken
            if spare:
                desired = replace(desired, taken=True)
                again = plan(kind, observe(kind, server, desired, anticipation), desired)
            # nobody interfered, the server just refuses; or it is still at work on the request whose answer was lost,
            # and sending that again is only safe where it would refuse a second one
            if not left or (same and not spare and not (lost and kind.unique)):
                raise
            # it may only have shown its effect once it was sent again, and refused
            unanswered = f"{error.method} {error.path}" if lost else "" if sent else unanswered
            if unanswered and not same:
                done.append(unanswered)
                unanswered = ""
            planned = again
    return None


def _again(
    kind: Resource, server: Server, desired: Desired, anticipation: Anticipation, planned: Plan, error: ApiError
) -> Plan:
    """Return the plan from a fresh look, once nobody seems to be at work on the object any more.

    :param error: why the plan before was broken off
    """
    again = plan(kind, observe(kind, server, desired, anticipation), desired)
    for _look in range(LOOKS if error.reason in kind.awaits else 0):
        if not again.creates:
            break
        time.sleep(PAUSE)
        again = plan(kind, observe(kind, server, desired, anticipation), desired)
    met = isinstance(error, Conflict) or (planned.creates and not desired.begun)
    if kind.grows and met and not again.creates:
        return _settled(kind, server, desired, anticipation, again)
    return again


def _is_left(planned: Plan, again: Plan, sent: int) -> bool:
    """Return whether a fresh look still finds the write to be made whose answer was lost.

    :param planned: the plan that was carried out
    :param again: the plan from the fresh look
    :param sent: how many of the writes before it were answered
    """
    if planned.steps[sent].binds:
        return again.creates
    lost = planned.actions[sent]
    left = sum(means(lost, one) for one in again.actions)
    return left >= sum(means(lost, one) for one in planned.actions[sent:])


def _unkept(kind: Resource, after: Observed, desired: Desired) -> tuple[str, ...]:
    """Return a warning where the server took a write and kept something else."""
    if after.document is None:
        return ()
    # secrets can't be read back
    left = plan(kind, after, replace(desired, policy="on_create"))
    if not left.changed:
        return ()
    fields = ", ".join(_unkept_keys(left, name) for name in left.unsettled) or "something"
    advice = " ".join(f"({kind.advice[name]})" for name in left.unsettled if name in kind.advice)
    return (
        f"the server accepted the change but did not keep {fields} as given: the next run will report a change again"
        + (f" {advice}" if advice else ""),
    )


def _unkept_keys(left: Plan, name: str) -> str:
    """Return a field's name, with the keys that differ where it is a map."""
    before, after = left.before.get(name) or {}, left.after.get(name) or {}
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return name
    differ = sorted(str(key) for key in {*before, *after} if before.get(key) != after.get(key))
    return f"{name} ({', '.join(differ)})" if differ else name
