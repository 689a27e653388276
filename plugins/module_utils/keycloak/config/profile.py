# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user profile in a realm's representation: as a field of its own, or as the component that keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...config.items import Data, Item, listed
from ...rest.errors import InvalidInput
from ..kinds.user_profiles import DISABLED, KEPT_AS, PROVIDER_TYPE

STRUCTURE = ("unmanagedAttributePolicy",)


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
        for text in (component.get("config") or {}).get(KEPT_AS) or ():
            yield _item(f"{where}.config.{KEPT_AS}", _parsed(text, where))


def _parsed(text: Any, where: str) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        raise InvalidInput(f"{where}.config.{KEPT_AS}", text, "must be a profile as JSON") from None


def _item(where: str, given: Any) -> Item:
    if not isinstance(given, Mapping):
        raise InvalidInput(where, given, "must be a dictionary")
    entry = {name: given[name] for name in ("attributes", "groups") if given.get(name) is not None}
    if "unmanagedAttributePolicy" in given:
        entry["unmanaged_attribute_policy"] = given["unmanagedAttributePolicy"] or DISABLED
    return Item("userprofile", where, {}, {"config": {"kc_user_profile_config": [entry]}})
