# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a client's policies decide: ``POST .../resource-server/policy/evaluate`` and ``.../permission/evaluate``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...engine.canonical import as_text
from ...engine.observe import resolve
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.authz import PERMISSIONS, POLICIES, SCOPES, SERVER
from ..kinds.authz_resources import ResourceByName
from ..kinds.references import TO_CLIENT, TO_ROLE
from ..kinds.user_roles import TO_USER
from .authz_services import TO_SERVER, see_type
from .realms import REALM_OPTION

_AT = {"policy": POLICIES, "permission": PERMISSIONS}
_GRANTED = "PERMIT"


def _evaluation(source: Source) -> dict[str, Any]:
    """Return how the policies decide, for all resources or for those that are named.

    The server takes a name that it doesn't know for no name at all, and then decides about everything (26.7.2); so all
    names are looked up before.
    """
    options = source.options
    not_empty(options, "requesting_client_id", "policy_type")
    server = str(source.find(TO_SERVER, "client_id")["id"])
    user = str(source.find(TO_USER, "user")["id"])
    asked: dict[str, Any] = {
        "userId": user,
        "roleIds": _roles(source),
        "resources": [_resource(source, server, item) for item in options["resources"] or []],
        "context": {"attributes": {name: as_text(value) for name, value in (options["context"] or {}).items()}},
        "entitlements": options["entitlements"],
    }
    if options["requesting_client_id"]:
        asked["clientId"] = str(source.find(TO_CLIENT, "requesting_client_id")["id"])
    ids = (server, user, asked.get("clientId"), *asked["roleIds"], *_ids(asked["resources"]))
    if PENDING_ID in ids:
        return {"evaluation": {}, "granted": False, "msg": "nothing can be decided before all of it is there"}
    path = _AT[options["at"]]
    if options["policy_type"]:
        see_type(source, path, "policy_type", server)
        path = f"{path}/{{policy_type}}"
    answer = source.ask(f"{path}/evaluate", asked, client=server)
    granted = answer["status"] == _GRANTED and (_covers(answer, asked["resources"]) or not _enforcing(source, server))
    told = f"access of user {options['user']!r} would be {'granted' if granted else 'denied'}"
    return {"evaluation": answer, "granted": granted, "msg": told}


def _ids(resources: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    for item in resources:
        yield item.get("_id")
        yield from (scope["name"] for scope in item["scopes"])


def _covers(answer: Mapping[str, Any], asked: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether policies grant all that is asked for. The answer says PERMIT where they grant a part of it, and
    where no policy is about it (26.7.2)."""
    allowed: dict[str, set[str]] = {}
    for result in answer["results"]:
        scopes = {str(scope["name"]) for scope in result.get("allowedScopes") or []}
        allowed.setdefault(str(result["resource"].get("_id")), set()).update(scopes)
    for item in asked:
        wanted = {str(scope["name"]) for scope in item["scopes"]}
        held = [allowed[item["_id"]]] if item.get("_id") in allowed else [] if "_id" in item else list(allowed.values())
        if not held or any(not wanted <= scopes for scopes in held):
            return False
    return bool(allowed)


def _enforcing(source: Source, server: str) -> bool:
    """Return whether what no policy grants is denied."""
    return (source.get(SERVER, client=server) or {}).get("policyEnforcementMode") == "ENFORCING"


def _roles(source: Source) -> list[str]:
    """Return names of the realm roles that the user is taken to have, too: the server knows no client's here.

    :raises MissingReference: where there is no such role
    """
    realm = {"realm": str(source.options["realm"])}
    roles: list[str] = []
    for name in map(str, source.options["roles"] or []):
        found = resolve(source.reader, realm, TO_ROLE, (None, name), "roles", source.anticipation)
        roles.append(PENDING_ID if found["id"] == PENDING_ID else name)
    return roles


def _resource(source: Source, server: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a resource, or a type of them, with its scopes, as the server looks for them: by its id."""
    name, owner, type = (item.get(option) for option in ("name", "owner", "type"))
    for option in ("name", "owner", "type"):
        if item.get(option) == "":
            raise InvalidInput(f"resources.{option}", None, "must not be empty: leave it out where it isn't meant")
    scopes = [_scope(source, server, str(scope)) for scope in item.get("scopes") or []]
    if name and type:
        raise InvalidInput("resources", name, "must have a name or a type, not both")
    if not name:
        if not (type or scopes):
            raise InvalidInput("resources", None, "must have a name, a type or scopes")
        return {**({"type": type} if type else {}), "scopes": scopes}
    address = {"realm": str(source.options["realm"]), "client": server, "name": str(name)}
    found = None
    if server != PENDING_ID:
        found = ResourceByName().one(source.reader, {**address, "owner": str(owner)} if owner else address)
    if found is None and not source.anticipation.expects("authz_resource", str(name)):
        raise MissingReference(
            "resources", None, f"there is no resource {name!r}" + (f" of {owner!r}" if owner else "")
        )
    return {"_id": found["_id"] if found else PENDING_ID, "name": name, "scopes": scopes}


def _scope(source: Source, server: str, name: str) -> dict[str, Any]:
    found = source.get(f"{SCOPES}/search", {"name": name}, client=server)
    if not found and not source.anticipation.expects("authz_authorization_scope", name):
        raise MissingReference("resources", None, f"there is no authorization scope {name!r}")
    return {"name": name if found else PENDING_ID}


_RESOURCE = {
    **{name: argument() for name in ("name", "owner", "type")},
    "scopes": argument("list", elements="str", default=[]),
}

AUTHZ_EVALUATION = Reading(
    {
        **REALM_OPTION,
        "client_id": argument(required=True, aliases=["clientId"]),
        "user": argument(required=True),
        "roles": argument("list", elements="str", default=[]),
        "requesting_client_id": argument(),
        "resources": argument("list", elements="dict", default=[], options=_RESOURCE),
        "context": argument("dict", default={}),
        "entitlements": argument("bool", default=False),
        "at": argument(choices=sorted(_AT), default="policy"),
        "policy_type": argument(),
    },
    _evaluation,
)
