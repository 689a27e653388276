# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that the steps of all flows of a realm share: those of flows, and the aliases of settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import Reader, Sought
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .flow_writes import FLOWS, LISTED


@dataclass(frozen=True)
class FreeName(Sought):
    """The name of a flow that is yet to be made: names are unique in a realm, those of sub-flows, too (26.7.2).

    :param option: what to name in an error
    :param own: names of the flow whose sub-flows may have it
    """

    option: str
    own: tuple[str, ...] = ()
    what: str = "sub-flow"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        if reader.get(fill(LISTED, {**address, "flow": target[1]})) is None:
            return {"id": ""}
        for flow in self.own:
            items = reader.get(fill(LISTED, {**address, "flow": flow})) or []
            if any(item.get("authenticationFlow") and item.get("displayName") == target[1] for item in items):
                return {"id": ""}
        raise InvalidInput(
            self.option, None, f"{target[1]!r} is the name of another flow, and names are unique in a realm"
        )

    def label(self, target: Any) -> str:
        return str(target[1])


class UsedSettings(Sought):
    """The settings that have an alias already: it is unique in a realm, and only the steps that have some tell it."""

    what = "settings"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        """Return the flow in which they are, an empty name where there are none."""
        for flow in reader.list(fill(FLOWS, address)):
            items = reader.get(fill(LISTED, {**address, "flow": flow["alias"]})) or []
            if any(item.get("alias") == target[1] for item in items):
                return {"id": "", "flow": flow["alias"]}
        return {"id": "", "flow": ""}
