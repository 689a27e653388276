# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's own name in its representation: what has it, and how it and its default role get another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..kinds.user_realm import new_default_role


def renamed(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a representation in which the realm has another name, in its paths and its default role, too."""
    return {**_renamed(data, str(data["realm"]), name), "realm": name}


def _renamed(value: Any, now: str, then: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _renamed(item, now, then) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, now, then) for item in value]
    if not isinstance(value, str):
        return value
    for place in (f"/realms/{now}/", f"/admin/{now}/"):
        if value.startswith(place):
            return place.replace(f"/{now}/", f"/{then}/") + value[len(place) :]
    return new_default_role(then) if value == new_default_role(now) else value


def with_role_called(value: Any, now: str, then: str) -> Any:
    """Return data in which a role has another name, in authorization's JSON texts, too."""
    if isinstance(value, Mapping):
        return {key: with_role_called(item, now, then) for key, item in value.items()}
    if isinstance(value, list):
        return [with_role_called(item, now, then) for item in value]
    if not isinstance(value, str):
        return value
    return then if value == now else value.replace(f'"{now}"', f'"{then}"')
