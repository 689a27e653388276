# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What users keep: clients of their own, and access to those of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ..engine.field import Field
from ..engine.part import Reader
from ..engine.resource import Home, Resource
from ..keycloak.assertion import audience_of
from ..keycloak.kinds.clients import CLIENT, default_protocol_goes_unsaid, public_client_has_no_secret
from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .client import CHANGE, CREATE, LINK, LIST, ONE, UNLINK

# of a client's parts, those that live in its own document; the extension changes no others
TAKEN = (
    "name", "description", "root_url", "admin_url", "base_url", "enabled", "always_display_in_console",
    "client_authenticator_type", "secret", "redirect_uris", "web_origins", "not_before", "bearer_only",
    "consent_required", "standard_flow_enabled", "implicit_flow_enabled", "direct_access_grants_enabled",
    "service_accounts_enabled", "public_client", "frontchannel_logout", "full_scope_allowed", "surrogate_auth_required",
    "protocol", "node_re_registration_timeout", "attributes",
)  # fmt: skip
PKCE_METHOD = "pkce.code.challenge.method"
ORPHANS = (
    "must be true to unlink: the server doesn't show whether others are linked with the client. If nobody is, it stays"
    " in the realm without an owner, nobody can make one of its name, and only a kept admin token leads back to it."
    " keycloak_user_client with state=absent removes the client itself"
)


@dataclass(frozen=True)
class Linked:
    """A client of the user's list, by its client id, or by the internal id that an admin token tells.

    Existence is read there: of a client that isn't there and of one that isn't linked, all else says 403.
    """

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        wanted = {"id": address.get("audience"), "clientId": address.get("client_id")}
        for name in (name for name, value in wanted.items() if value):
            for client in reader.list(fill(LIST, address)):
                if client.get(name) == wanted[name]:
                    return client
        return None


def as_the_extension_takes_it(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """A change without attributes is answered 500; the client id and the id are in it, as in all that was read."""
    body = default_protocol_goes_unsaid(body, creating)
    return body if creating else {**body, "attributes": body.get("attributes") or {}}


def no_pkce_is_no_method(options: dict[str, Any]) -> dict[str, Any]:
    """The extension takes the method ``none`` for no method, and drops the attribute."""
    options, raw = _without_method(CLIENT.normalize(options)), options.get("raw")
    return {**options, "raw": _without_method(raw)} if isinstance(raw, Mapping) else options


def _without_method(given: Mapping[str, Any]) -> dict[str, Any]:
    attributes = given.get("attributes")
    if not isinstance(attributes, Mapping) or attributes.get(PKCE_METHOD) != "none":
        return {**given}
    return {**given, "attributes": {**attributes, PKCE_METHOD: None}}


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """A public client has no secret."""
    return {name: value for name, value in then.items() if name != "secret" or not then.get("publicClient")}


USER_CLIENT = Resource(
    name="user_client",
    title="client of the user",
    sayings={
        **CLIENT.sayings,
        "would be created": "Client {clientId} would be created.",
        "would be updated": "Client {clientId} would be updated.",
        "would be removed": "Client {clientId} would be deleted.",
    },
    homes=(Home(CREATE, ONE, Linked(), lists=LIST, put=CHANGE, verb="POST"),),
    key=("client_id",),
    parts=(
        Field("client_id", max_length=255, required=True),
        *(part for part in CLIENT.parts if part.option in TAKEN),
        Field("id", create_only=True, max_length=36),
    ),
    server_made=frozenset({"id", "access", "client.secret.creation.time", "realm_client"}),
    # of an existing client the extension takes none of these; of a new one, those of the realm are its own
    not_sent=frozenset(
        {"access", "defaultClientScopes", "optionalClientScopes", "protocolMappers", "authorizationSettings"}
    ),
    normalize=no_pkce_is_no_method,
    prepare=as_the_extension_takes_it,
    derive=what_follows,
    checks=(public_client_has_no_secret,),
    parents=CLIENT.parents,
)


def whose_token(options: dict[str, Any]) -> dict[str, Any]:
    """An admin token tells the internal id of the client that it is for.

    :raises InvalidInput: for what is no such token
    """
    token = options.get("admin_token")
    if token is None:
        return options
    audience = audience_of(token)
    if not audience:
        raise InvalidInput("admin_token", None, "must be an admin token, as keycloak_user_client_info returns it")
    return {**options, "audience": audience}


def a_token_for_this_client(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """A link is made by an admin token alone, whatever client it is for."""
    named, token = want.get("clientId"), want.get("adminToken")
    if not now and not token:
        raise InvalidInput("admin_token", None, "is needed: the user isn't linked with the client")
    if now and token and audience_of(token) != now.get("id"):
        raise InvalidInput("admin_token", None, f"is that of another client, not of {named!r}")
    if now and named and now.get("clientId") != named:
        raise InvalidInput("admin_token", None, f"is that of client {now.get('clientId')!r}, not of {named!r}")


def only_the_token(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    return {"adminToken": body.get("adminToken")}


def nobody_is_left(
    reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """Unlinking the last user leaves a client that nobody can reach, and there is no way to see who else is linked.

    :raises InvalidInput: where the task doesn't take that upon itself
    """
    if not options.get("confirm"):
        raise InvalidInput("confirm", None, ORPHANS)


ACCESS = Resource(
    name="user_client_access",
    title="link with a client",
    sayings={
        "created": "The user has been linked with client {clientId}.",
        "would be created": "The user would be linked with client {name}.",
        "removed": "The user is not linked with client {clientId} any more.",
        "would be removed": "The link with client {clientId} would be removed.",
        "unchanged": "The user is linked with client {clientId}.",
        "absent": "The user isn't linked with client {name}.",
    },
    homes=(Home(LINK, UNLINK, Linked()),),
    key=(),
    narrowed_by=("client_id", "audience"),
    named_by=("client_id", "admin_token"),
    label=lambda address: str(address.get("client_id") or address.get("audience") or ""),
    # the second link with one client breaks the server: a request whose answer was lost isn't sent again
    unique=False,
    parts=(Field("client_id"), Field("admin_token", secret=True, once=True)),
    normalize=whose_token,
    prepare=only_the_token,
    variables=lambda document: {"client_id": str(document.get("clientId", ""))},
    checks=(a_token_for_this_client,),
    spares=nobody_is_left,
    takes=frozenset({"state"}),
    parents={"confirm": {"type": "bool", "default": False, "no_log": False}},
)
