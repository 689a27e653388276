# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client's tokens would have in them: ``.../clients/{id}/evaluate-scopes``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.references import REALM, TO_CLIENT
from ..kinds.user_roles import TO_USER
from .clients import CLIENT, CLIENT_OPTIONS, called, client_of

EVALUATE = CLIENT + "/evaluate-scopes"
USER = f"{REALM}/users/{{user_id}}"
SAML = "saml_response"
REALM_ROLES = "realm"


def _scope(options: Mapping[str, Any]) -> dict[str, Any]:
    return {"scope": " ".join(options["scope"]) or None}


def _for_user(options: Mapping[str, Any]) -> dict[str, Any]:
    return {**_scope(options), "userId": options["user_id"]}


def _for_audience(options: Mapping[str, Any]) -> dict[str, Any]:
    return {**_for_user(options), "audience": options["audience"]}


MAPPERS = {"protocol_mappers": Facet(EVALUATE + "/protocol-mappers", many=True, params=_scope)}
ROLES = {
    "granted_roles": Facet(EVALUATE + "/scope-mappings/{container}/granted", many=True, params=_scope),
    "not_granted_roles": Facet(EVALUATE + "/scope-mappings/{container}/not-granted", many=True, params=_scope),
}
EXAMPLES = {
    "access_token": Facet(EVALUATE + "/generate-example-access-token", params=_for_audience),
    "id_token": Facet(EVALUATE + "/generate-example-id-token", params=_for_audience),
    "userinfo": Facet(EVALUATE + "/generate-example-userinfo", params=_for_user),
    SAML: Facet(EVALUATE + "/generate-example-saml-response", params=_for_audience),
}
FACETS = {**MAPPERS, **ROLES, **EXAMPLES}


def _user_id(source: Source) -> str:
    """Return the id of the user whose tokens are wanted.

    :raises InvalidInput: where the task names none, or one who doesn't exist
    """
    chosen, name = source.options["user_id"], source.options["user"]
    if chosen:
        if source.get(USER) is None and not source.anticipation.expects("user", name or chosen):
            raise MissingReference("user_id", None, f"there is no user {chosen!r} in realm {source.options['realm']!r}")
        return str(chosen)
    if not name:
        asked = next(facet for facet in source.options["include"] if facet in EXAMPLES)
        raise InvalidInput("user", None, f"or user_id is needed: {asked} is that of a user")
    return str(source.find(TO_USER, "user")["id"])


def _containers(source: Source, client: Mapping[str, Any]) -> dict[str, str]:
    """Return what has the roles that are asked about: name -> id; the realm goes by its name.

    :raises InvalidInput: for a client that is called as the realm is in the result
    """
    found = {REALM_ROLES: str(source.options["realm"])}
    if REALM_ROLES in source.options["roles_of"]:
        raise InvalidInput("roles_of", REALM_ROLES, "stands for the realm itself in the result: it can't be a client's")
    for name in source.options["roles_of"]:
        other = client if name == client.get("clientId") else None
        if other is None:
            other = replace(source, options={**source.options, "roles_of": name}).find(TO_CLIENT, "roles_of")
        found[name] = str(other["id"])
    return found


def _evaluate(source: Source) -> dict[str, Any]:
    """Return what is asked for, each by a GET of its own."""
    names, client = source.options["include"], client_of(source)
    ident = str(client["id"])
    found: dict[str, Any] = {}
    examples = [name for name in names if name in EXAMPLES]
    if examples:
        user = _user_id(source)
        found.update({name: {} for name in examples})
        if PENDING_ID not in (user, ident):
            asked = replace(source, options={**source.options, "user_id": user})
            found.update(gather(asked, EXAMPLES, examples, id=ident))
    roles = [name for name in names if name in ROLES]
    if roles:
        containers = _containers(source, client)
        found.update(
            {
                name: {
                    label: ROLES[name].read(source, {"id": ident, "container": container})
                    for label, container in containers.items()
                }
                for name in roles
            }
        )
    found.update(gather(source, MAPPERS, [name for name in names if name in MAPPERS], id=ident))
    if SAML in found and found[SAML] is None:
        raise InvalidInput("include", SAML, "must be what the server evaluates: SAML came with Keycloak 26")
    return {"evaluation": found, "msg": f"Evaluated scopes of client {called(source, client)}"}


SCOPE_EVALUATION = Reading(
    {
        **CLIENT_OPTIONS,
        "user": argument(),
        "user_id": argument(),
        "scope": argument("list", elements="str", default=[]),
        "audience": argument(),
        "roles_of": argument("list", elements="str", default=[]),
        "include": include(FACETS, ["protocol_mappers"]),
    },
    _evaluate,
)
