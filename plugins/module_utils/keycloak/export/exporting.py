# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An export: a realm that was read becomes the data that makes it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from .fresh import fresh
from .naming import renamed
from .nodes import SAME, Removed
from .portable import flows_beyond, portable
from .references import References
from .representation import REALM


@dataclass(frozen=True)
class Export:
    """What came of a realm.

    :param config: its data
    :param variables: where each secret is, by the variable that is to hold it
    :param removed: what it lacks that a realm like it has from the start, where data can't say so
    :param left: what it has that can't be data, in words
    :param compared: whether what other realms have as well was left out
    """

    config: dict[str, Any]
    variables: dict[str, str] = field(default_factory=dict)
    removed: Removed = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    compared: bool = True


def export(found: Mapping[str, Any], left: list[str], other: Optional[Mapping[str, Any]], omit: bool) -> Export:
    """Return a realm's export.

    :param found: what was read of it
    :param left: what couldn't be read of it, in words; gets what can't be data
    :param other: what was read of a realm to compare it with, None for a fresh one
    :param omit: whether secrets are left out
    """
    data = tidied(found, left)
    name = str(data["realm"])
    known = fresh(str(found.get("keycloakVersion", "")), name) if other is None else tidied(other, [], name)
    removed: Removed = []
    if known is not None:
        beyond = REALM.beyond(flows_beyond(data, known), _without_flows(known), "", removed)
        data = {key: data[key] for key in REALM.key if key in data} if beyond is SAME else beyond
    references = References(name, omit)
    config = references.into({key: data[key] for key in dict.fromkeys([*REALM.key, *sorted(data)]) if key in data})
    return Export(config, references.variables, sorted(removed), left, known is not None)


def tidied(found: Mapping[str, Any], left: list[str], name: str = "") -> dict[str, Any]:
    """Return a representation in one order, without what means nothing elsewhere.

    :param left: gets what can't be data, in words
    :param name: what the realm is to be called
    """
    return REALM.tidy(portable(renamed(found, name) if name else found, left))


def _without_flows(known: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in known.items() if key not in ("authenticationFlows", "authenticatorConfig")}
