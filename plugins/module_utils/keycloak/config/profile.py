# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user profile in a realm's representation: as a field of its own, or as the component that keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...config.items import Data, Item, listed, mapped, refuse_others
from ...rest.errors import InvalidInput
from ..kinds.user_profiles import DISABLED, KEPT_AS, PROVIDER_TYPE

STRUCTURE = ("unmanagedAttributePolicy",)
_PIECE = "config-piece-"


def profile(data: Data) -> Iterator[Item]:
    """Yield the user profile; where both are there, the field of its own counts.

    :raises InvalidInput: where the component's text is no profile
    """
    if data.get("userProfile") is not None:
        yield _item("userProfile", data["userProfile"])
        return
    components = data.get("components")
    at = f"components.{PROVIDER_TYPE}"
    held = components.get(PROVIDER_TYPE) if isinstance(components, Mapping) else None
    for where, component in listed(held, at):
        here = f"{where}.config"
        config = {name: value for _at, name, value in mapped(component.get("config"), here)}
        for name, text in _texts(config):
            yield _item(f"{here}.{name}", _parsed(text, f"{here}.{name}"))


def _texts(config: Data) -> Iterator[tuple[str, Any]]:
    """Yield the profile as text, and where it stands; servers before 23 keep it in pieces."""
    for text in config.get(KEPT_AS) or ():
        yield KEPT_AS, text
    pieces = [str(text) for number in range(len(config)) for text in config.get(f"{_PIECE}{number}") or ()]
    if pieces:
        yield f"{_PIECE}0", "".join(pieces)


def _parsed(text: Any, where: str) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        raise InvalidInput(where, text, "must be a profile as JSON") from None


def _item(where: str, given: Any) -> Item:
    if not isinstance(given, Mapping):
        raise InvalidInput(where, given, "must be a dictionary")
    refuse_others(given, where, "attributes", "groups", *STRUCTURE)
    entry = {name: given[name] for name in ("attributes", "groups") if given.get(name) is not None}
    if "unmanagedAttributePolicy" in given:
        entry["unmanaged_attribute_policy"] = given["unmanagedAttributePolicy"] or DISABLED
    return Item("userprofile", where, {}, {"config": {"kc_user_profile_config": [entry]}})
