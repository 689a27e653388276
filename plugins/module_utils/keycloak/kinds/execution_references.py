# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one step of an authentication flow must know of the flow that it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import PENDING_ID, Reader, Sought
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .flow_executions import Provider
from .flow_writes import FLOWS, LISTED
from .references import TO_FLOW

AROUND = "surroundings"
Item = dict[str, Any]


def siblings_of(reader: Reader, address: Mapping[str, str]) -> list[Item]:
    """Return the steps of the flow that the address names, without those of its sub-flows; none where there is none.

    ``GET .../flows/{alias}/executions``
    """
    items = reader.get(fill(LISTED, {**address, "flow": address["flow_alias"]})) or []
    return [item for item in items if not item.get("level")]


def steps_like(steps: Sequence[Mapping[str, Any]], name: str, flow: bool) -> list[Mapping[str, Any]]:
    """Return the executions of an authenticator, or the sub-flows of a name, in their order."""
    field = "displayName" if flow else "providerId"
    return [step for step in steps if bool(step.get("authenticationFlow")) == flow and step.get(field) == name]


def surroundings(reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the flow that a step is in: its name, whether it is built in, and all its steps."""
    flow = reader.get(fill(FLOWS + "/{flow}", {**address, "flow": str(document["parentFlow"])})) or {}
    here = {**address, "flow_alias": str(flow.get("alias"))}
    return {"alias": here["flow_alias"], "builtIn": flow.get("builtIn"), "steps": siblings_of(reader, here)}


def own_item(document: Mapping[str, Any], around: Optional[Mapping[str, Any]] = None) -> Mapping[str, Any]:
    """Return a step as its flow lists it."""
    steps = (around or document.get(AROUND) or {}).get("steps") or []
    return next((step for step in steps if step.get("id") == document.get("id")), {})


def is_the_last_one(
    reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """See that no other execution takes the number of the one that goes: the next run would remove that one.

    :raises InvalidInput: where one does
    """
    if address.get("sort") != "execution":
        return
    name, number = address["step"], int(address.get("nth") or 1)
    like = len(steps_like(siblings_of(reader, address), name, False))
    if like > number:
        said = f"the flow has {like} executions of {name!r}: name the one to be removed by its id, or remove the last"
        raise InvalidInput("nth", number, said)


@dataclass(frozen=True)
class AnyFlow(Sought):
    """A flow of any sort by its alias; only of those at the top is there a list with their ids."""

    what: str = TO_FLOW.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = reader.get(fill(LISTED, {**address, "flow": str(target)}))
        return None if found is None else {"id": "flow"}


@dataclass(frozen=True)
class ParentFlow(Sought):
    """The flow that a new step is put into, with its steps, and with its id where it is one at the top."""

    what: str = "parent flow"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        if "step" not in address:
            raise InvalidInput("id", None, "there is no such step, and none is made under an id")
        flow = TO_FLOW.find(reader, address, address["flow_alias"])
        if flow is None and reader.get(fill(LISTED, {**address, "flow": address["flow_alias"]})) is None:
            # an earlier task of a check run is going to make it
            return {"id": PENDING_ID, "steps": []}
        return {"id": flow["id"] if flow else "", "steps": siblings_of(reader, address)}


@dataclass(frozen=True)
class Authenticator(Sought):
    """An authenticator that the server has."""

    what: str = Provider.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return Provider().find(reader, address, ("provider", target))
