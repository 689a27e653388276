# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that the steps of all flows of a realm share: those of flows, and the aliases of settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import Reader, Rival
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .flow_writes import FLOWS, LISTED, flow_id
from .references import TO_FLOW


@dataclass(frozen=True)
class FreeName(Rival):
    """The name of a flow that is yet to be made: names are unique in a realm, those of sub-flows, too (26.7.2).

    :param option: what to name in an error
    :param own: names of the flow whose sub-flows may have it
    :param adopts: whether it may be that of a sub-flow that a run has made, and not put into its place
    """

    option: str
    own: tuple[str, ...] = ()
    adopts: bool = False
    what: str = "sub-flow"

    of = TO_FLOW.what

    def rivals(self, reader: Reader, address: Mapping[str, str], target: Any) -> Iterable[Mapping[str, Any]]:
        """Yield the flow at the top that has the name, or a sub-flow of the name."""
        if reader.get(fill(LISTED, {**address, "flow": target[1]})) is None:
            return
        if any(_is_below(reader, address, flow, target[1]) for flow in self.own):
            return
        for flow in reader.list(fill(FLOWS, address)):
            if flow["alias"] == target[1] or _is_below(reader, address, flow["alias"], target[1]):
                yield flow
                return
        # of a flow that isn't in the list
        made = flow_id(address["realm"], target[1])
        left = reader.get(f"{fill(FLOWS, address)}/{made}") if self.adopts else None
        yield {"left": made} if left and left.get("alias") == target[1] else {}

    def met(self, target: Any, rival: Optional[Mapping[str, Any]]) -> Mapping[str, Any]:
        """See that a flow may get it; where there is one to be put into its place, return its id.

        :raises InvalidInput: where one has it already
        """
        if rival is not None and "left" not in rival:
            taken = f"{target[1]!r} is the name of another flow, and names are unique in a realm"
            raise InvalidInput(self.option, None, taken)
        return {"id": rival["left"] if rival else ""}

    def label(self, target: Any) -> str:
        return str(target[1])


def _is_below(reader: Reader, address: Mapping[str, str], flow: str, name: str) -> bool:
    """Return whether a flow has a sub-flow of this name."""
    items = reader.get(fill(LISTED, {**address, "flow": flow})) or []
    return any(item.get("authenticationFlow") and item.get("displayName") == name for item in items)


class UsedSettings(Rival):
    """The settings that have an alias already: it is unique in a realm, and only the steps that have some tell it."""

    what = "settings"
    of = TO_FLOW.what

    def rivals(self, reader: Reader, address: Mapping[str, str], target: Any) -> Iterable[Mapping[str, Any]]:
        """Yield the flows in which they are."""
        for flow in reader.list(fill(FLOWS, address)):
            items = reader.get(fill(LISTED, {**address, "flow": flow["alias"]})) or []
            if any(item.get("alias") == target[1] for item in items):
                yield flow

    def met(self, target: Any, rival: Optional[Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return the name of the flow in which they are, an empty one where there are none."""
        return {"id": "", "flow": rival["alias"] if rival else ""}
