# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Realms: ``/admin/realms``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.canonical import as_text
from ...engine.fingerprint import is_fingerprint
from ...engine.lookup import ByPath
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from .realm_fields import FLOWS, SETTINGS
from .realm_parts import (
    NEW_DEFAULT_ROLES,
    NEW_DEFAULT_SCOPES,
    NEW_OPTIONAL_SCOPES,
    Decided,
    LocalizationTexts,
    default_roles,
    default_scopes,
    new_default_scopes,
    new_optional_scopes,
)
from .realm_shapes import MIRRORED, dropped_mail_keys
from .references import REALM
from .scope_mappings import ScopeMappings

# Fields that would be stamped into the attributes by any PUT that has them; without them the server leaves both alone,
# as long as the attributes are sent (26.7.2).
STAMPED = frozenset(
    {
        "clientSessionIdleTimeout",
        "clientSessionMaxLifespan",
        "clientOfflineSessionIdleTimeout",
        "clientOfflineSessionMaxLifespan",
        "scimApiEnabled",
    }
)
# API fields of these endings that the server fills where they are empty
FILLED = ("RpEntityName", "SignatureAlgorithms")
# and those that are left out of the representation where they are empty
GONE_WHEN_EMPTY = frozenset(
    {"passwordPolicy", "supportedLocales", "defaultGroups", "webAuthnPolicyPasswordlessMediation"}
)
SERVER_MADE = frozenset({"id", "defaultRole", "adminPermissionsClient", "otpSupportedApplications", "keycloakVersion"})
RESERVED = "/:?#@!$&()*+,;=[]{}\\"
# What a realm is made with, and is of other kinds afterwards.
COLLECTIONS = frozenset(
    {
        "authenticationFlows",
        "authenticatorConfig",
        "clientScopes",
        "clients",
        "components",
        "federatedUsers",
        "groups",
        "identityProviderMappers",
        "identityProviders",
        "organizations",
        "protocolMappers",
        "requiredActions",
        "roles",
        "scopeMappings",
        "userFederationMappers",
        "userFederationProviders",
        "users",
    }
)
NEW_FLOWS = (
    "browser",
    "direct grant",
    "registration",
    "reset credentials",
    "clients",
    "first broker login",
    "docker auth",
)
NEW_CLIENTS = ("account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console")
NEW_SCOPES = ("service_account",)


def attributes_of_fields(options: dict[str, Any]) -> dict[str, Any]:
    """Some attributes are a field's: given as an attribute they would be overruled without a word."""
    for name in options.get("attributes") or {}:
        if name in MIRRORED:
            raise InvalidInput(
                f"attributes.{name}", None, f"is the setting {MIRRORED[name]}, which has an option of its own"
            )
    return options


def never_empty(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server answers 500 to a flow that has no name, and takes its own default for others of these."""
    for field in SETTINGS:
        if want.get(field.api) in ("", []) and (field in FLOWS or field.api.endswith(FILLED)):
            raise InvalidInput(field.option, None, "must not be empty")


def emails_tell_users_apart(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Where users may share an email, it can't log them in; the server drops these settings without a word."""
    if not then.get("duplicateEmailsAllowed"):
        return
    for option, api in (
        ("login_with_email_allowed", "loginWithEmailAllowed"),
        ("registration_email_as_username", "registrationEmailAsUsername"),
    ):
        if want.get(api):
            raise InvalidInput(option, True, "can't be true where duplicate_emails_allowed is")


def one_place_for_a_scope(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """A scope is either default or optional."""
    default, optional = (
        set(want.get(f"default{which}ClientScopes", {}).get("present", [])) for which in ("Default", "Optional")
    )
    for name in sorted(default & optional):
        raise InvalidInput(
            "default_optional_client_scopes", name, "can't name what default_default_client_scopes names"
        )


def reserved_characters(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server refuses these in a name, braces with a 500; an older one makes a realm that can't be reached."""
    for character in sorted({*RESERVED} & {*(want.get("realm") or "")}):
        if not now:
            raise InvalidInput("realm", want["realm"], f"must not have {character!r}")


def mail_is_whole(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server refuses a mail server without a sender, and drops what the way of logging in doesn't use."""
    smtp, asked = then.get("smtpServer") or {}, want.get("smtpServer") or {}
    for key in dropped_mail_keys(smtp):
        if asked.get(key) and key != "authType":
            raise InvalidInput(
                f"smtp_server.{key}", None, "has no use with this auth and authType: the server drops it"
            )
    if asked and not smtp.get("from") and any(not is_fingerprint(key) for key in smtp):
        raise InvalidInput("smtp_server", None, "needs from, the sender's address")


def _raw_groups(groups: Any, path: str = "") -> set[str]:
    paths: set[str] = set()
    for group in groups or []:
        here = f"{path}/{group.get('name')}"
        paths |= {here} | _raw_groups(group.get("subGroups"), here)
    return paths


def _names(items: Any, key: str) -> set[str]:
    return {str(item.get(key)) for item in items or [] if isinstance(item, Mapping)}


def a_new_realm_has_them(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """What a new realm's settings name must be in it from the start.

    The server drops an unknown default group without a word, and answers 500 to an unknown flow or client.
    """
    if now:
        return
    scopes = _names(want.get("clientScopes"), "name") | {"offline_access"}
    if not want.get("clientScopes"):
        scopes |= {*NEW_DEFAULT_SCOPES, *NEW_OPTIONAL_SCOPES, *NEW_SCOPES}
    groups = _raw_groups(want.get("groups"))
    flows = _names(want.get("authenticationFlows"), "alias") | {*NEW_FLOWS}
    roles = _names((want.get("roles") or {}).get("realm"), "name") | {*NEW_DEFAULT_ROLES}
    clients = _names(want.get("clients"), "clientId") | {*NEW_CLIENTS}
    asked = [("default_groups", "group", path, groups) for path in want.get("defaultGroups") or []]
    asked += [(flow.option, "authentication flow", want[flow.api], flows) for flow in FLOWS if want.get(flow.api)]
    asked += [
        ("default_roles", "role", name, roles) for _client, name in want.get("defaultRoles", {}).get("present", [])
    ]
    for which in ("default", "optional"):
        names = want.get(f"default{which.capitalize()}ClientScopes", {}).get("present", [])
        asked += [(f"default_{which}_client_scopes", "client scope", name, scopes) for name in names]
    for client, sort, holder in want.get("clientScopeMappings") or {}:
        asked.append(("client_scope_mappings", "client", client, clients))
        known = clients if sort == "client" else scopes
        asked.append(("client_scope_mappings", sort.replace("_", " "), holder, known))
    for option, what, name, known in asked:
        if name not in known:
            raise InvalidInput(option, None, f"a new realm has no {what} {name!r}; give it in a later task")


def derived(now: Mapping[str, Any], foreseen: dict[str, Any]) -> dict[str, Any]:
    """Return a foreseen realm with what the server derives: attributes of fields, and what shared emails switch off."""
    if foreseen.get("duplicateEmailsAllowed"):
        foreseen = {**foreseen, "loginWithEmailAllowed": False, "registrationEmailAsUsername": False}
    foreseen = {name: value for name, value in foreseen.items() if name not in GONE_WHEN_EMPTY or value}
    attributes = dict(foreseen.get("attributes") or {})
    for name, field in MIRRORED.items():
        value = foreseen.get(field)
        if now and value != now.get(field):
            attributes[name] = ",".join(value) if isinstance(value, list) else as_text(value)
            if not attributes[name]:
                del attributes[name]
    return {**foreseen, "attributes": attributes} if attributes else foreseen


def own_role(document: Mapping[str, Any]) -> dict[str, str]:
    """Return the id of the role that every user of the realm has."""
    role = document.get("defaultRole") or {}
    return {"default_role": str(role["id"])} if "id" in role else {}


REALM_KIND = Resource(
    name="realm",
    title="realm",
    sayings={
        "created": "Realm {realm} has been created.",
        "updated": "Realm {realm} has been updated.",
        "removed": "Realm {realm} has been deleted.",
        "unchanged": "No changes required to realm {realm}.",
        "absent": "Realm does not exist, doing nothing.",
    },
    homes=(Home("/admin/realms", REALM, ByPath(REALM)),),
    key=("realm",),
    # a database lets a second request wait two seconds for the first, which may take longer (26.7.2, 24.0.5, 16.1.1)
    awaits=frozenset({"Database operation failed", "Conflict detected. See logs for details", "unknown_error"}),
    parts=(
        *SETTINGS,
        Decided("otp_supported_applications", type="list", elements="str"),
        LocalizationTexts("localization_texts"),
        default_scopes("default", "optional", new_default_scopes),
        default_scopes("optional", "default", new_optional_scopes),
        default_roles(),
        ScopeMappings("client_scope_mappings"),
    ),
    server_made=SERVER_MADE,
    not_sent=STAMPED | SERVER_MADE,
    normalize=attributes_of_fields,
    checks=(
        one_place_for_a_scope,
        reserved_characters,
        never_empty,
        emails_tell_users_apart,
        mail_is_whole,
        a_new_realm_has_them,
    ),
    variables=own_role,
    holds_references=True,
    shares="realm",
    derive=derived,
    born_with=COLLECTIONS,
    advice={
        "verifiableCredentialsEnabled": "the server must be started with the feature oid4vc-vci",
        "scimApiEnabled": "the server must be started with the feature scim-api",
    },
)
