# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a client's policies decide: ``POST .../resource-server/policy/evaluate`` and ``.../permission/evaluate``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...engine.canonical import as_text
from ...engine.observe import resolve
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.authz import PERMISSIONS, POLICIES, SCOPES
from ..kinds.authz_resources import RESOURCE_TYPE, RESOURCES, ResourceByName
from ..kinds.references import TO_CLIENT, TO_ROLE
from ..kinds.user_roles import TO_USER
from .authz_services import TO_SERVER, see_type
from .realms import REALM_OPTION

_AT = {"policy": POLICIES, "permission": PERMISSIONS}
_GRANTED = "PERMIT"


@dataclass(frozen=True)
class Asked:
    """One item of what access is asked to.

    :param body: as the server is asked
    :param scopes: (a resource's id, or None for any resource) -> names of the scopes of it that are meant
    """

    body: Mapping[str, Any]
    scopes: Mapping[Any, set[str]]

    def ids(self) -> Iterator[Any]:
        """Yield the ids in it, which may be pending."""
        yield from (self.body.get("_id"), self.body.get("type"))
        yield from (scope["name"] for scope in self.body["scopes"])


def _evaluation(source: Source) -> dict[str, Any]:
    """Return how the policies decide, for all resources or for those that are named.

    The server takes a name that it doesn't know for no name at all, and then decides about everything (26.7.2); so all
    names are looked up before.
    """
    options = source.options
    not_empty(options, "requesting_client_id", "policy_type")
    server = str(source.find(TO_SERVER, "client_id")["id"])
    user = str(source.find(TO_USER, "user")["id"])
    items = [_item(source, server, item) for item in options["resources"] or []]
    asked: dict[str, Any] = {
        "userId": user,
        "roleIds": _roles(source),
        "resources": [item.body for item in items],
        "context": {"attributes": {name: as_text(value) for name, value in (options["context"] or {}).items()}},
        "entitlements": options["entitlements"],
    }
    if options["requesting_client_id"]:
        asked["clientId"] = str(source.find(TO_CLIENT, "requesting_client_id")["id"])
    ids = (server, user, asked.get("clientId"), *asked["roleIds"], *(one for item in items for one in item.ids()))
    if PENDING_ID in ids:
        return {"evaluation": {}, "granted": False, "msg": "nothing can be decided before all of it is there"}
    path = _AT[options["at"]]
    if options["policy_type"]:
        see_type(source, path, "policy_type", server)
        path = f"{path}/{{policy_type}}"
    answer = source.ask(f"{path}/evaluate", asked, client=server)
    wanted = [item.scopes for item in items] or [_all(source, server, user)]
    granted = answer["status"] == _GRANTED and _covers(answer, wanted)
    told = f"access of user {options['user']!r} would be {'granted' if granted else 'denied'}"
    return {"evaluation": answer, "granted": granted, "msg": told}


def _covers(answer: Mapping[str, Any], wanted: Sequence[Mapping[Any, set[str]]]) -> bool:
    """Return whether all that is asked for is granted. The answer says PERMIT where a part of it is, and where no
    policy is about it; then it has no result where the services enforce policies, and one where they don't (26.7.2)."""
    allowed: dict[Any, set[str]] = {}
    for result in answer["results"]:
        scopes = {str(scope["name"]) for scope in result.get("allowedScopes") or []}
        allowed.setdefault(result["resource"].get("_id"), set()).update(scopes)
        allowed.setdefault(None, set()).update(scopes)
    return any(wanted) and all(
        resource in allowed and scopes <= allowed[resource] for item in wanted for resource, scopes in item.items()
    )


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


def _item(source: Source, server: str, item: Mapping[str, Any]) -> Asked:
    """Return a resource, or those of a type, or with scopes, as the server looks for them: one by its id."""
    name, type = item.get("name"), item.get("type")
    for option in ("name", "owner", "type"):
        if item.get(option) == "":
            raise InvalidInput(f"resources.{option}", None, "must not be empty: leave it out where it isn't meant")
    scopes = [_scope(source, server, str(scope)) for scope in item.get("scopes") or []]
    names = {scope["name"] for scope in scopes}
    if name and type:
        raise InvalidInput("resources", name, "must have a name or a type, not both")
    if name:
        found = _resource(source, server, str(name), item.get("owner"))
        return Asked({"_id": found["_id"], "name": name, "scopes": scopes}, {found["_id"]: names or _scopes(found)})
    if type:
        typed = _of_type(source, server, str(type))
        body = {"type": type if typed else PENDING_ID, "scopes": scopes}
        return Asked(body, {one["_id"]: names or _scopes(one) for one in typed})
    if not scopes:
        raise InvalidInput("resources", None, "must have a name, a type or scopes")
    meant: dict[Any, set[str]] = {None: names}
    for scope in names - {PENDING_ID}:
        for one in source.list(RESOURCES, {"scope": scope, "deep": "true"}, client=server):
            if scope in _scopes(one):
                meant.setdefault(one["_id"], set()).add(scope)
    return Asked({"scopes": scopes}, meant)


def _scopes(resource: Mapping[str, Any]) -> set[str]:
    return {str(scope["name"]) for scope in resource.get("scopes") or []}


def _resource(source: Source, server: str, name: str, owner: Any) -> Mapping[str, Any]:
    address = {"realm": str(source.options["realm"]), "client": server, "name": name}
    found = ResourceByName().one(source.reader, {**address, "owner": str(owner)} if owner else address)
    if found is None and not source.anticipation.expects("authz_resource", name):
        of = f" of {owner!r}" if owner else ""
        raise MissingReference("resources", None, f"there is no resource {name!r}{of}")
    return found or {"_id": PENDING_ID}


def _of_type(source: Source, server: str, type: str) -> list[dict[str, Any]]:
    """Return the resources of a type: those that the client owns, as the server does (26.7.2)."""
    found = source.list(RESOURCES, {"type": type, "deep": "true"}, client=server)
    typed = [one for one in found if one.get("type") == type and one["owner"]["id"] == server]
    if not typed and not source.anticipation.expects(RESOURCE_TYPE, type):
        raise MissingReference("resources", None, f"there is no resource of type {type!r}")
    return typed


def _all(source: Source, server: str, user: str) -> dict[Any, set[str]]:
    """Return what the server decides about where nothing is named: what is the client's, or the user's own."""
    everything = source.list(RESOURCES, {"deep": "true"}, client=server)
    return {one["_id"]: _scopes(one) for one in everything if one["owner"]["id"] in (server, user)}


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
