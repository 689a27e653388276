# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles in a realm's representation: of the realm and of its clients, and what holds or has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...config.items import Data, Item, listed, mapped, names, without
from ...engine.links import EXACT
from ...rest.errors import InvalidInput

STRUCTURE = ("composites",)
_EXACT = {"composites_behavior": EXACT}
_NOT_OF_A_ROLE = ("composites", "composite", "clientRole", "containerId", "id", "scopeParamRequired")


def realm_roles(data: Data) -> Iterator[Item]:
    """Yield the realm's roles, without what they hold."""
    for where, role in _of_the_realm(data):
        yield Item("role", where, without(role, *_NOT_OF_A_ROLE))


def client_roles(data: Data) -> Iterator[Item]:
    """Yield the clients' roles, without what they hold."""
    for where, client, role in _of_clients(data):
        yield Item("role", where, without(role, *_NOT_OF_A_ROLE), {"client_id": client})


def composites(data: Data) -> Iterator[Item]:
    """Yield what roles hold, once all roles are there."""
    for where, role in _of_the_realm(data):
        if role.get("composites") is not None:
            yield Item("role", where, _holding(role, where), _EXACT)
    for where, client, role in _of_clients(data):
        if role.get("composites") is not None:
            yield Item("role", where, _holding(role, where), {**_EXACT, "client_id": client})


def _parts(data: Any, where: str) -> dict[str, Any]:
    """Return the roles of the realm and those of clients.

    :raises InvalidInput: where there are others
    """
    parts = {key: value for _at, key, value in mapped(data, where)}
    for key, value in parts.items():
        if key not in ("realm", "client") and value:
            raise InvalidInput(f"{where}.{key}", None, "must be realm or client")
    return parts


def _of_the_realm(data: Data) -> Iterator[tuple[str, Data]]:
    held = _parts(data.get("roles"), "roles")
    yield from listed(held.get("realm"), "roles.realm")


def _of_clients(data: Data) -> Iterator[tuple[str, str, Data]]:
    held = _parts(data.get("roles"), "roles")
    for at, client, roles in mapped(held.get("client"), "roles.client"):
        for where, role in listed(roles, at):
            yield where, client, role


def _holding(role: Data, where: str) -> dict[str, Any]:
    held = role["composites"]
    if isinstance(held, list):
        return {"name": role.get("name"), "composites": held}
    at = f"{where}.composites"
    parts = _parts(held, at)
    items: list[dict[str, Any]] = [{"name": name} for name in names(parts.get("realm") or [], f"{at}.realm")]
    for here, client, roles in mapped(parts.get("client"), f"{at}.client"):
        items += [{"name": name, "client_id": client} for name in names(roles, here)]
    return {"name": role.get("name"), "composites": items}


def mappings(
    holder: Data, where: str, realm: str, client: str, options: dict[str, Any], behavior: str
) -> Iterator[Item]:
    """Yield the mappings of roles to a user or a group.

    :param realm: kind of the mapping of the realm's roles
    :param client: kind of that of a client's roles
    :param options: what names the holder
    :param behavior: what becomes of roles that the data doesn't name
    """
    if holder.get("realmRoles") is not None:
        at = f"{where}.realmRoles"
        yield Item(realm, at, {}, {**options, **_roles(holder["realmRoles"], at, behavior)})
    for at, owner, roles in mapped(holder.get("clientRoles"), f"{where}.clientRoles"):
        yield Item(client, at, {}, {**options, **_roles(roles, at, behavior), "client_id": owner})


def _roles(given: Any, where: str, behavior: str) -> dict[str, Any]:
    return {"roles": [{"name": name} for name in names(given, where)], "roles_behavior": behavior}
