# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a realm has that users are given or may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import Reader, Situation, Sought
from ...rest.errors import Forbidden
from ...rest.paths import fill
from .references import REALM

BORN = "\x00born"


@dataclass(frozen=True)
class Given:
    """What the realm gives to each new user: the items of a list, or those with a mark."""

    what: str
    path: str
    marks: tuple[str, ...] = ()

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        try:
            items = reader.list(fill(self.path, address))
        except Forbidden:
            items = []
        return {"id": self.what, "items": [item for item in items if all(item.get(mark) for mark in self.marks)]}

    def label(self, target: Any) -> str:
        return self.what

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return BORN


@dataclass(frozen=True)
class DefaultRole(Sought):
    """The role of the realm that each new user has by itself."""

    what: str = "default role"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return {"id": self.what, "name": default_role(reader, address["realm"])}


def default_role(reader: Reader, realm: str) -> str:
    """Return the name of the role that users are born with; a realm that was renamed keeps it."""
    found = reader.get(fill(REALM, {"realm": realm})) or {}
    return str((found.get("defaultRole") or {}).get("name") or new_default_role(realm))


def new_default_role(realm: str) -> str:
    """Return what that role of a new realm is called."""
    return f"default-roles-{realm.lower()}"


REQUIRED_ACTIONS = f"{REALM}/authentication/required-actions"
DEFAULT_ACTIONS = Given("default required actions", REQUIRED_ACTIONS, ("defaultAction", "enabled"))
DEFAULT_GROUPS = Given("default groups", f"{REALM}/default-groups")


def newborn(situation: Situation, api: str) -> list[Mapping[str, Any]]:
    """Return what the realm gives to the user that is about to be made."""
    return list((situation.found.get(api, {}).get(BORN) or {}).get("items") or [])
