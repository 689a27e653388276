# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole realms, made by the server itself of a fresh realm's export with some data laid over it."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.exporting import tidied
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.naming import renamed

from .admin import Admin
from .subject import Ran

EXPORT = "/admin/realms/{}/partial-export?exportClients=true&exportGroupsAndRoles=true"
_REFERENCE = re.compile(r"\{\{ (vault_\w+) \}\}")
# what tells an object from others of its list
_NAMES = ("clientId", "alias", "name", "username")
_BESIDE = ("identityProviderAlias", "subType", "client", "clientScope")
_FRESH = "a-fresh-realm"
_KNOWN: dict[str, Any] = {}
# what the server takes by requests of their own
_APART = ("keycloakVersion", "userProfile", "workflows")


def make(admin: Admin, name: str, data: dict[str, Any]) -> None:
    """Make a realm of data as ``keycloak_export`` has it.

    :param data: ``@realm@`` in it is the realm's name; references to secrets are filled with their own names
    """
    fresh = _fresh(admin, name)
    whole = laid_over(fresh, json.loads(_REFERENCE.sub(r"\1", json.dumps(data).replace("@realm@", name))))
    ids = {flow["alias"]: flow.setdefault("id", str(uuid.uuid4())) for flow in whole["authenticationFlows"]}
    for client in whole["clients"]:
        overrides = client.get("authenticationFlowBindingOverrides") or {}
        client["authenticationFlowBindingOverrides"] = {
            key.removesuffix("_name"): ids.get(alias, alias) for key, alias in overrides.items()
        }
    apart = {key: whole.pop(key, None) for key in _APART}
    admin.send("POST", "/admin/realms", whole)
    admin.renew()
    if apart["userProfile"]:
        admin.send("PUT", f"/admin/realms/{name}/users/profile", apart["userProfile"])
    for workflow in apart["workflows"] or ():
        admin.send("POST", f"/admin/realms/{name}/workflows", workflow)


def changes(ran: Ran) -> list[tuple[str, str, str]]:
    """Return kind, name and change of all that differed."""
    return [(one["kind"], one["name"], one["change"]) for one in ran.result["changes"]]


def _fresh(admin: Admin, name: str) -> dict[str, Any]:
    """Return what a fresh realm of a name has; one is made for all, as its keys take a while."""
    if admin.url not in _KNOWN:
        admin.make_fresh(_FRESH)
        _KNOWN[admin.url] = _without_ids(admin.send("POST", EXPORT.format(_FRESH)).json())
        admin.remove_realm(_FRESH)
    return renamed(_KNOWN[admin.url], name)


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(item) for name, item in value.items() if name not in ("id", "containerId")}
    return [_without_ids(one) for one in value] if isinstance(value, list) else value


def read(admin: Admin, name: str) -> tuple[dict[str, Any], str]:
    """Return a realm as exports tidy it, and the server's version."""
    found = admin.send("POST", EXPORT.format(name)).json()
    found["userProfile"] = admin.get(f"/admin/realms/{name}/users/profile")
    return tidied(found, []), found["keycloakVersion"]


def laid_over(below: Any, above: Any) -> Any:
    """Return data with other data laid over it: objects by their names, None removes a key."""
    if isinstance(below, dict) and isinstance(above, dict):
        merged = {**below, **{key: laid_over(below.get(key), value) for key, value in above.items()}}
        return {key: value for key, value in merged.items() if value is not None or key not in above}
    both = [*below, *above] if isinstance(below, list) and isinstance(above, list) and above else []
    if not both or not all(isinstance(one, dict) for one in both):
        return above
    known = {_identity(one): one for one in below}
    for one in above:
        known[_identity(one)] = laid_over(known.get(_identity(one)), one)
    return list(known.values())


def _identity(one: dict[str, Any]) -> Any:
    called = next(((name, one[name]) for name in _NAMES if name in one), None)
    return called, tuple(one.get(name) for name in _BESIDE)
