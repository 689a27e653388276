# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of users: those that a search finds, how many there are, and what belongs to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.user_names import USERS
from ..kinds.user_passwords import USER_ITEM
from ..kinds.user_roles import TO_USER
from .pages import PAGE, read_list
from .realms import REALM_OPTION

USER_ID = argument(aliases=["user_id"])
USER_OPTIONS = {**REALM_OPTION, "id": USER_ID, "username": argument()}

FACETS = {
    "consents": Facet(USER_ITEM + "/consents", many=True),
    "credentials": Facet(USER_ITEM + "/credentials", many=True),
    "federated_identities": Facet(USER_ITEM + "/federated-identity", many=True),
    "groups": Facet(USER_ITEM + "/groups", many=True, paged=True),
    "groups_count": Facet(USER_ITEM + "/groups/count", narrow=lambda answer: (answer or {}).get("count")),
    "issued_verifiable_credentials": Facet(USER_ITEM + "/vc/issued-credentials", many=True),
    "profile_metadata": Facet(
        USER_ITEM,
        params=lambda options: {"userProfileMetadata": "true"},
        narrow=lambda answer: (answer or {}).get("userProfileMetadata"),
    ),
    "role_mappings": Facet(USER_ITEM + "/role-mappings"),
    "storage_credential_types": Facet(USER_ITEM + "/configured-user-storage-credential-types", many=True),
    "unmanaged_attributes": Facet(USER_ITEM + "/unmanagedAttributes"),
    "verifiable_credentials": Facet(USER_ITEM + "/vc/credentials", many=True),
}
# option -> query parameter
_FILTERS = {
    "search": "search", "username": "username", "email": "email", "first_name": "firstName", "last_name": "lastName",
    "enabled": "enabled", "email_verified": "emailVerified", "identity_provider": "idpAlias",
    "identity_user_id": "idpUserId", "created_after": "createdAfter", "created_before": "createdBefore",
}  # fmt: skip
_EXACT = ("username", "email", "first_name", "last_name")


def user_of(source: Source, option: str = "id") -> Mapping[str, Any]:
    """Return the user that the task names by an id, which goes first, or by ``username``.

    :param option: the option with the id
    :raises MissingReference: where there is no such user
    """
    chosen, name, realm = source.options[option], source.options["username"], source.options["realm"]
    missing = f"User {chosen or name!r} not found in realm {realm}"
    if not chosen:
        try:
            return source.find(TO_USER, "username")
        except MissingReference:
            raise MissingReference("username", None, missing) from None
    user = source.get(USER_ITEM, id=chosen)
    if user is None and not source.anticipation.expects("user", name or chosen):
        raise MissingReference(option, None, missing)
    return user or {"id": PENDING_ID}


def called(source: Source, user: Mapping[str, Any], option: str = "id") -> str:
    """Return what a user is called, the one who was found: an id goes before a name that is another's.

    :param option: the option with the id
    """
    options = source.options
    return str(user.get("username") or options[option] or options["username"])


def attribute_query(attributes: Mapping[str, Any]) -> str:
    """Return attributes as the server searches for them: ``"dept":"sales" "site":"Ulm"``.

    :raises InvalidInput: for an attribute without a name or a value, which the server would leave out of the search
    """
    for name, value in attributes.items():
        if name == "" or value in (None, "") or isinstance(value, (Mapping, list)):
            raise InvalidInput("attributes", {name: value}, "must give each attribute's name one text to look for")
    return " ".join(f"{_quoted(name)}:{_quoted(value)}" for name, value in attributes.items())


def _quoted(value: Any) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _query(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the query parameters of a search."""
    given = {name: options[option] for option, name in _FILTERS.items() if options[option] is not None}
    query = {name: str(value).lower() if isinstance(value, bool) else value for name, value in given.items()}
    if options["attributes"]:
        query["q"] = attribute_query(options["attributes"])
    if any(options[name] is not None for name in _EXACT):
        query["exact"] = "true" if options["exact"] else "false"
    return query


def _found(source: Source, query: Mapping[str, Any]) -> list[Any]:
    """Return the users that are asked for: ``GET /users/{id}``, or ``GET /users`` page by page."""
    options = source.options
    if options["id"]:
        user = source.get(USER_ITEM)
        return [] if user is None else [user]
    params = {**query, "briefRepresentation": "true"} if options["brief"] else dict(query)
    return list(read_list(source, USERS, params))


def _users(source: Source) -> dict[str, Any]:
    """Return users with what is asked for of each, and how many the server counts: ``GET /users/count``."""
    options = source.options
    not_empty(options, "id", *_FILTERS)
    query = _query(options)
    users = [{**user, **gather(source, FACETS, options["include"], id=user["id"])} for user in _found(source, query)]
    counted = {"count": source.get(USERS + "/count", query) or 0} if options["count"] else {}
    number = counted["count"] if options["max"] == 0 and counted else len(users)
    paged = options["first"] is not None or options["max"] is not None
    said = {0: "no users", 1: "one user"}.get(number, f"{number} users")
    return {
        **counted,
        "users": users,
        "exists": bool(users or (paged and counted.get("count"))),
        "msg": f"{said} found in realm {options['realm']}",
    }


USER_INFO = Reading(
    {
        **REALM_OPTION,
        "id": USER_ID,
        "search": argument(),
        "username": argument(),
        "email": argument(),
        "first_name": argument(aliases=["firstName"]),
        "last_name": argument(aliases=["lastName"]),
        "enabled": argument("bool"),
        "email_verified": argument("bool", aliases=["emailVerified"]),
        "identity_provider": argument(aliases=["idpAlias"]),
        "identity_user_id": argument(aliases=["idpUserId"]),
        "created_after": argument(aliases=["createdAfter"]),
        "created_before": argument(aliases=["createdBefore"]),
        "attributes": argument("dict"),
        "exact": argument("bool", default=True),
        "brief": argument("bool", default=False, aliases=["briefRepresentation"]),
        **PAGE,
        "count": argument("bool", default=False),
        "include": include(FACETS),
    },
    _users,
)
