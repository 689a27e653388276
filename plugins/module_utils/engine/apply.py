# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Apply: the only code that writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from urllib.parse import quote

from .part import LATER, UNSET, Step, pending
from .plan import Plan, action


class Writer(Protocol):
    """How the engine writes to a server."""

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Any:
        """Send one write and return its answer, with ``location_id`` and ``data``."""


def apply(plan: Plan, writer: Writer, done: list[str], foreseen: Iterable[str] = ()) -> None:
    """Carry a plan out.

    :param plan: the plan
    :param writer: the server
    :param done: gets each write that the server has accepted, so that a failure tells where it stopped
    :param foreseen: the writes as check mode tells them; one that is meant by one of them is told like it
    :raises ApiError: where the server refuses one
    """
    bound: dict[str, str] = {}
    told = list(foreseen)
    for step in plan.steps:
        if step.phase >= LATER:
            continue
        body = None if step.body is UNSET else _fill(step.body, bound)
        answer = writer.send(step.method, _path(step, bound), body, content=step.content)
        line = action(step)
        done.append(line if line in told else next((one for one in told if means(one, line)), line))
        if step.binds:
            bound[step.binds] = _made_id(answer)


def means(foreseen: str, real: str) -> bool:
    """Return whether a foreseen write is this one, but for ids that were yet to be made."""
    old, new = foreseen.split("/"), real.split("/")
    return len(old) == len(new) and all(one in ("{id}", other) for one, other in zip(old, new))


def _path(step: Step, bound: Mapping[str, str]) -> str:
    path = step.path
    for name, value in bound.items():
        path = path.replace("{" + name + "}", quote(value, safe=""))
    return path


def _made_id(answer: Any) -> str:
    data = answer.data if isinstance(answer.data, Mapping) else {}
    return str(data.get("id") or data.get("_id") or answer.location_id or "")


def _fill(body: Any, bound: Mapping[str, str]) -> Any:
    """Return a body in which the pending ids are those that the server has made."""
    if isinstance(body, Mapping):
        return {_fill(name, bound): _fill(value, bound) for name, value in body.items()}
    if isinstance(body, (list, tuple)):
        return [_fill(item, bound) for item in body]
    if isinstance(body, str):
        for name, made in bound.items():
            body = body.replace(pending(name), made)
    return body
