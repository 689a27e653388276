# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients: ``/admin/realms/{realm}/clients``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.canonical import Free, MapOf
from ...engine.field import Field
from ...engine.links import EXACT, SUBSET, Call, Links
from ...engine.lookup import InList
from ...engine.part import UNSET, Outcome, Part, Reader, Reference, Situation, camel
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .authorization import authorization_settings
from .client_relics import RELICS
from .mappers import protocol_mappers
from .references import REALM, TO_CLIENT_SCOPE, TO_FLOW, account_of, fixed
from .registration_token import Unseen

CLIENTS = f"{REALM}/clients"
CLIENT_ITEM = CLIENTS + "/{id}"
SCOPE_WORDS = {"idempotent": EXACT, "patch": SUBSET, "ignore": "ignore", EXACT: EXACT, SUBSET: SUBSET}
FLOW_KEYS = {"browser": "browser", "direct_grant": "direct_grant"}


def service_account_scope(document: Mapping[str, Any]) -> Iterable[str]:
    """The server itself gives a client with a service account the scope of that name."""
    return ("service_account",) if document.get("serviceAccountsEnabled") else ()


def scopes(option: str, other: str) -> Links:
    """Return the links to default or to optional client scopes.

    :param other: the sibling that a scope must leave first: adding it before is answered 204 and changes nothing
    """
    call = f"{CLIENT_ITEM}/{option.replace('_', '-')}/{{target}}"
    leave = Call("DELETE", f"{CLIENT_ITEM}/{other.replace('_', '-')}/{{target}}")
    return Links(
        option,
        of=TO_CLIENT_SCOPE,
        add=Call("PUT", call),
        remove=Call("DELETE", call),
        embed=True,
        behavior="client_scopes_behavior",
        words=SCOPE_WORDS,
        displaces=camel(other),
        displace=leave,
        implied=service_account_scope,
    )


@dataclass(frozen=True)
class FlowOverrides(Part):
    """Authentication flows by alias; the API keeps their ids, and an empty one removes an override."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        names = {"browser": [], "browser_name": ["browserName"], "direct_grant": ["directGrant"]}
        names["direct_grant_name"] = ["directGrantName"]
        options = {name: {"type": "str", "no_log": False, "aliases": aliases} for name, aliases in names.items()}
        return {self.option: {"type": "dict", "no_log": False, "options": options, "aliases": self.names()}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        want = {}
        for key in FLOW_KEYS:
            by_id, by_name = given.get(key), given.get(f"{key}_name")
            if by_id and by_name:
                raise InvalidInput(f"{self.option}.{key}", by_id, f"can't be given together with {key}_name")
            if by_id is not None or by_name is not None:
                want[key] = ("id", by_id) if by_id else ("alias", by_name or "")
        return want

    def propose(self, want: Any) -> Any:
        return {key: value for key, (_way, value) in want.items()}

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        now = document.get(self.api) or {}
        flows = reader.list(fill(f"{REALM}/authentication/flows", address)) if now else []
        alias = {flow["id"]: flow["alias"] for flow in flows}
        return {key: (flow_id, alias.get(flow_id, flow_id)) for key, flow_id in now.items()}

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        for way, value in want.values():
            if way == "alias" and value:
                yield value, TO_FLOW

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        found, merged = situation.found.get(self.api, {}), dict(now or {})
        for key, (way, value) in want.items():
            if not value:
                merged.pop(key, None)
            else:
                merged[key] = (value, value) if way == "id" else (found[value]["id"], value)
        gone = {key: "" for key in now or {} if key not in merged}
        ids = {key: flow_id for key, (flow_id, _alias) in merged.items()}
        return Outcome(merged, ids != {key: flow_id for key, (flow_id, _alias) in (now or {}).items()}, {**ids, **gone})

    def represent(self, value: Any) -> Any:
        return {key: flow_id for key, (flow_id, _alias) in (value or {}).items()}

    def canonical(self, value: Any) -> Any:
        return {key: pair[1] if isinstance(pair, tuple) else pair for key, pair in (value or {}).items()}


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """What the server does by itself (26.7.2).

    It drops a public client's secret, and authorization services of public and bearer-only clients; the scope of
    service accounts comes and goes with them, which 16.1 and 24.0 have mappers for instead. It never shows the
    registration access token.
    """
    follows = dict(then)
    if then.get("publicClient"):
        follows.pop("secret", None)
    if then.get("publicClient") or then.get("bearerOnly"):
        follows.pop("authorizationServicesEnabled", None)
    follows.pop("registrationAccessToken", None)
    scopes, on = then.get("defaultClientScopes"), bool(then.get("serviceAccountsEnabled"))
    toggled = on != bool(now.get("serviceAccountsEnabled"))
    if scopes is not None and toggled and then.get("protocol", "openid-connect") == "openid-connect":
        rest = [name for name in scopes if name != "service_account"]
        follows["defaultClientScopes"] = sorted([*rest, "service_account"] if on else rest)
    return follows


@dataclass(frozen=True)
class UnshownOff(Field):
    """A flag that the server shows only while it is on."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        outcome = super().settle(bool(now), want, situation)
        return outcome if want else replace(outcome, value=None)


@dataclass(frozen=True)
class ServiceAccounts(Field):
    """Whether the client has a service account, a user that comes with it."""

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        return [("user", account_of(label))] if want else []


@dataclass(frozen=True)
class Secret(Field):
    """The secret. A client's document has none on Keycloak 16.1, where ``GET .../client-secret`` tells it."""

    def look(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], want: Any) -> Any:
        shown = self.observe(reader, address, document)
        if shown is not None or document.get("publicClient") or document.get("bearerOnly"):
            return shown
        return (reader.get(fill(CLIENT_ITEM + "/client-secret", address)) or {}).get("value")


def public_client_has_no_secret(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server keeps and shows no secret of a public client: giving one would be a change for ever."""
    if want.get("secret") and then.get("publicClient"):
        raise InvalidInput("secret", None, "can't be given for a public client")


def default_protocol_goes_unsaid(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """A POST that names OpenID Connect, which is the default anyway, gets what nobody asked for (26.7.2).

    Without ``publicClient`` the client becomes a public one and loses its secret. With ``rootUrl`` and without
    ``redirectUris`` it gets all below the root as redirect URIs, and other ``webOrigins`` than those given.
    """
    if creating and body.get("protocol") == "openid-connect":
        return {name: value for name, value in body.items() if name != "protocol"}
    return body


def authorization_needs_a_service_account(
    now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]
) -> None:
    """Without one the server answers 500; of a public or bearer-only client it drops the flag (26.7.2)."""
    if want.get("authorizationServicesEnabled") and (then.get("publicClient") or then.get("bearerOnly")):
        raise InvalidInput("authorization_services_enabled", True, "can't be given for a public or bearer-only client")
    if then.get("authorizationServicesEnabled") and not then.get("serviceAccountsEnabled"):
        raise InvalidInput("service_accounts_enabled", False, "must be true for authorization services")


def one_place_for_a_scope(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """A scope is either default or optional."""
    lists = [want.get(name, {}).get("present", []) for name in ("defaultClientScopes", "optionalClientScopes")]
    both = sorted(set(lists[0]) & set(lists[1]))
    if both:
        raise InvalidInput("optional_client_scopes", both[0], "can't name a scope that default_client_scopes names")


def post_logout_uris(options: dict[str, Any]) -> dict[str, Any]:
    """The API keeps these URIs in one attribute, with ``##`` between them."""
    uris = options.get("valid_post_logout_redirect_uris")
    if uris is None:
        return options
    joined = "##".join(sorted(uris)) or None
    return {**options, "attributes": {**(options.get("attributes") or {}), "post.logout.redirect.uris": joined}}


def backchannel_logout(options: dict[str, Any]) -> dict[str, Any]:
    """The API keeps this URL in an attribute."""
    url = options.get("backchannel_logout_url")
    if url is None:
        return options
    return {**options, "attributes": {**(options.get("attributes") or {}), "backchannel.logout.url": url or None}}


def _flag(option: str, **more: Any) -> Field:
    return Field(option, type="bool", **more)


CLIENT = Resource(
    name="client",
    title="client",
    sayings={
        "created": "Client {clientId} has been created.",
        "updated": "Client {clientId} has been updated.",
        "removed": "Client {clientId} has been deleted.",
        "unchanged": "No changes required for Client {clientId}.",
        "absent": "Client does not exist; doing nothing.",
    },
    homes=(
        Home(
            CLIENTS,
            CLIENT_ITEM,
            InList(CLIENTS, {"clientId": "client_id"}, {"clientId": "{client_id}"}),
            search={"clientId": "{search}", "search": "true"},
        ),
    ),
    key=("client_id",),
    id_option="id",
    keeps_id=True,
    parts=(
        Field("client_id", max_length=255),
        Field("name", max_length=255),
        Field("description", max_length=255),
        Field("type", since="25"),
        Field("root_url", max_length=255),
        Field("admin_url", max_length=255),
        Field("base_url", max_length=255),
        _flag("enabled"),
        _flag("always_display_in_console"),
        Field("client_authenticator_type"),
        Secret("secret", secret=True),
        Unseen("registration_access_token", secret=True),
        Field("redirect_uris", type="list", elements="str"),
        Field("web_origins", type="list", elements="str"),
        Field("not_before", type="int"),
        _flag("bearer_only"),
        _flag("consent_required"),
        _flag("standard_flow_enabled"),
        _flag("implicit_flow_enabled"),
        _flag("direct_access_grants_enabled"),
        ServiceAccounts("service_accounts_enabled", type="bool"),
        UnshownOff("authorization_services_enabled", type="bool"),
        _flag("public_client"),
        _flag("frontchannel_logout"),
        _flag("full_scope_allowed"),
        _flag("surrogate_auth_required"),
        Field("protocol"),
        Field("node_re_registration_timeout", type="int"),
        # a PUT adds nodes and removes none
        Field("registered_nodes", type="dict", shape=Free()),
        # the PUT merges this map: null removes a key, and so does an empty value
        Field("attributes", type="dict", shape=MapOf(remove_with=None)),
        FlowOverrides("authentication_flow_binding_overrides"),
        scopes("default_client_scopes", "optional_client_scopes"),
        scopes("optional_client_scopes", "default_client_scopes"),
        protocol_mappers(CLIENT_ITEM, inline=True),
        authorization_settings(CLIENT_ITEM),
        *RELICS,
    ),
    server_made=frozenset({"id", "access", "client.secret.creation.time"}),
    not_sent=frozenset({"access"}),
    normalize=lambda options: backchannel_logout(post_logout_uris(options)),
    derive=what_follows,
    fixed=lambda client, address: fixed(client),
    prepare=default_protocol_goes_unsaid,
    seals_in="attributes",
    checks=(public_client_has_no_secret, authorization_needs_a_service_account, one_place_for_a_scope),
    parents={
        "valid_post_logout_redirect_uris": {
            "type": "list",
            "elements": "str",
            "no_log": False,
            "aliases": ["postLogoutRedirectUris"],
        },
        "backchannel_logout_url": {"type": "str", "no_log": False, "aliases": ["backchannelLogoutUrl"]},
    },
)
