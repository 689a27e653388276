# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a realm that was just made has, by the server's version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...engine.since import is_older
from ..kinds.references import MANAGEMENT
from .fresh_26_7 import REALM
from .fresh_others import OTHERS
from .laid import laid
from .naming import renamed
from .portable import MASTER

# by what differs from REALM
TABLES: Mapping[str, Mapping[str, Any]] = {"26.7": {}, **OTHERS}


def fresh(version: str, name: str) -> Optional[dict[str, Any]]:
    """Return a fresh realm as the export tidies it, None for a version that isn't known.

    :param version: the server's
    :param name: what the realm is called
    """
    differing = TABLES.get(minor(version))
    if differing is None:
        return None
    table = renamed(laid(REALM, differing), name)
    return _masters(table) if name == MASTER else table


def nearest(version: str) -> str:
    """Return the newest version with a table that isn't newer than a server's, empty for none."""
    older = [known for known in TABLES if version and not is_older(version, known)]
    return max(older, key=lambda known: [int(number) for number in known.split(".")], default="")


def minor(version: str) -> str:
    """Return a version without the number of its patch, such as ``26.7``: patches make the same realms."""
    return ".".join(version.split(".")[:2])


def _masters(table: dict[str, Any]) -> dict[str, Any]:
    """The roles of administrators are of another client in the realm of them all, and one of them isn't there."""
    own = f"{MASTER}-realm"
    roles = {**table["roles"]["client"]}
    administrators = [_with_composites_of(own, role) for role in roles.pop(MANAGEMENT) if role["name"] != "realm-admin"]
    return {**table, "roles": {**table["roles"], "client": {**roles, own: administrators}}}


def _with_composites_of(client: str, role: Mapping[str, Any]) -> dict[str, Any]:
    held = (role.get("composites") or {}).get("client") or {}
    return {**role, **({"composites": {"client": {client: held[MANAGEMENT]}}} if MANAGEMENT in held else {})}
