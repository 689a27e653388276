# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a client's authorization services as a whole, and of one resource, scope, policy or permission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...engine.canonical import as_text
from ...engine.facets import Facet, gather, include
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.authz import PERMISSION_TYPES, PERMISSIONS, POLICIES, SCOPES, SERVER, ProtectedClient
from ..kinds.authz_resources import RESOURCES
from .realms import REALM_OPTION

TO_SERVER = ProtectedClient()
# the options that narrow a list -> the API's query parameters
_OF_RESOURCES = {
    "name": "name", "exact_name": "exactName", "uri": "uri", "matching_uri": "matchingUri", "owner": "owner",
    "type": "type", "scope": "scope",
}  # fmt: skip
_OF_SCOPES = {"name": "name"}
_OF_POLICIES = {
    "name": "name", "resource": "resource", "scope": "scope", "owner": "owner", "resource_type": "resourceType",
}  # fmt: skip
FILTERS = sorted({*_OF_RESOURCES, *_OF_POLICIES} - {"exact_name", "matching_uri"})
# sort of object -> path of the list, by its type where that is given, and the option for the type
_SORTS = {
    "resource": (RESOURCES, ""),
    "scope": (SCOPES, ""),
    "policy": (POLICIES, "policy_type"),
    "permission": (PERMISSIONS, "permission_type"),
}
_ASIDE = {
    "resource": {"attributes": "attributes", "permissions": "permissions", "scopes": "scopes"},
    "scope": {"permissions": "permissions", "resources": "resources"},
    **dict.fromkeys(
        ("policy", "permission"),
        {
            "associated_policies": "associatedPolicies",
            "dependent_policies": "dependentPolicies",
            "resources": "resources",
            "scopes": "scopes",
        },
    ),
}
# what is read of the services as a whole
WHOLE = (
    "server", "settings", "resources", "scopes", "policies", "permissions", "policy_providers", "permission_providers",
)  # fmt: skip
OF_ONE = tuple(f"{sort}_{name}" for sort, names in _ASIDE.items() for name in names)


def _typed(source: Source, sort: str) -> str:
    """Return the path of a list; where the type is given it has each type's own fields, not a map of settings."""
    path, option = _SORTS[sort]
    return f"{path}/{{{option}}}" if option and source.options[option] else path


def _params(source: Source, known: Mapping[str, str], **more: str) -> dict[str, Any]:
    given = source.options["filters"] or {}
    params = {api: given[name] for name, api in known.items() if given.get(name) is not None}
    return {**{api: as_text(value) for api, value in params.items()}, **more}


def _facets(source: Source) -> dict[str, Facet]:
    """Return what can be asked, by name."""
    policies, permissions = _typed(source, "policy"), _typed(source, "permission")
    every = {"permission": "false"} if policies == POLICIES else {}

    def listed(path: str, known: Mapping[str, str], **more: str) -> Facet:
        return Facet(path, many=True, paged=True, params=lambda options: _params(source, known, **more))

    facets = {
        "server": Facet(SERVER),
        "settings": Facet(f"{SERVER}/settings"),
        "resources": listed(RESOURCES, _OF_RESOURCES),
        "scopes": listed(SCOPES, _OF_SCOPES),
        "policies": listed(policies, _OF_POLICIES, **every),
        "permissions": listed(permissions, _OF_POLICIES),
        "policy_providers": Facet(f"{policies}/providers", many=True),
        "permission_providers": Facet(f"{permissions}/providers", many=True),
    }
    for sort, names in _ASIDE.items():
        for name, path in names.items():
            template = f"{_typed(source, sort)}/{{{sort}_id}}/{path}"
            facets[f"{sort}_{name}"] = Facet(template, many=name != "attributes")
    return facets


def _one(source: Source, sort: str, client: str) -> Optional[Mapping[str, Any]]:
    """Return an object by its name, and by its owner if it is a user's: the search finds a name, then all is read."""
    path, name, owner = _typed(source, sort), source.options[sort], source.options["owner"]
    if sort == "resource" and owner:
        params = {"name": name, "exactName": "true", "owner": owner}
        named = (one for one in source.list(path, params, client=client) if one["name"] == name)
        found = next(named, None)
    else:
        found = source.get(f"{path}/search", {"name": name}, client=client)
    # the searches of policies and of permissions find both
    type = (found or {}).get("type") if sort in ("policy", "permission") else None
    if not found or type and (type in PERMISSION_TYPES) != (sort == "permission"):
        return None
    params = {"fields": "*"} if sort in ("policy", "permission") else {}
    return source.get(f"{path}/{{one}}", params, client=client, one=found.get("id") or found["_id"])


def see_type(source: Source, path: str, option: str, client: str) -> None:
    """See that the server has the type that an option gives: below another one, it has nothing at all.

    :raises MissingReference: where it hasn't
    """
    given = source.options[option]
    known = sorted(str(one["type"]) for one in source.get(f"{path}/providers", client=client) or [])
    if given and given not in known and client != PENDING_ID:
        raise MissingReference(option, None, f"there is no {given!r} among {', '.join(known)}")


def _ones(source: Source, client: str, names: list[str]) -> dict[str, Any]:
    """Return the objects that are named, None for one that isn't there.

    :raises MissingReference: where something is asked about one that isn't there
    """
    for path, option in _SORTS.values():
        if option and source.options[option]:
            see_type(source, path, option, client)
    ones = {sort: _one(source, sort, client) for sort in _SORTS if source.options[sort]}
    for sort, found in ones.items():
        if found is None and any(name.startswith(f"{sort}_") for name in names):
            raise MissingReference(sort, None, f"there is no {sort} {source.options[sort]!r}")
    return ones


def _asked(source: Source) -> list[str]:
    not_empty(source.options, *_SORTS, "owner", "policy_type", "permission_type")
    names = list(dict.fromkeys(source.options["include"]))
    for name in names:
        sort = name.partition("_")[0]
        if name in OF_ONE and not source.options[sort]:
            raise InvalidInput("include", name, f"needs {sort}, the name of the one that is meant")
    return names


def _services(source: Source) -> dict[str, Any]:
    """Return what is asked of a client's authorization services: ``GET .../authz/resource-server`` and below."""
    names = _asked(source)
    client = str(source.find(TO_SERVER, "client_id")["id"])
    told = f"authorization services of client {source.options['client_id']!r} read"
    if client == PENDING_ID:
        nothing: dict[str, Any] = {name: None if name in ("server", "settings") else [] for name in names}
        return {**{sort: None for sort in _SORTS if source.options[sort]}, **nothing, "msg": told}
    ones = _ones(source, client, names)
    ids = {f"{sort}_id": str(one.get("id") or one["_id"]) for sort, one in ones.items() if one}
    return {**ones, **gather(source, _facets(source), names, client=client, **ids), "msg": told}


def _filters() -> dict[str, Any]:
    flags = {name: argument("bool") for name in ("exact_name", "matching_uri")}
    return {**{name: argument() for name in FILTERS}, **flags}


AUTHZ_SERVICES = Reading(
    {
        **REALM_OPTION,
        "client_id": argument(required=True, aliases=["clientId"]),
        "include": include(dict.fromkeys((*WHOLE, *OF_ONE), Facet(""))),
        **{sort: argument() for sort in _SORTS},
        "owner": argument(),
        "policy_type": argument(),
        "permission_type": argument(),
        "filters": argument("dict", options=_filters()),
    },
    _services,
)
