# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Advice in words for the errors that users meet: what the server says, and what to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from .auth import Login

WRONG_BASE = re.compile(
    "Unable to find matching target resource method|Could not find resource for full path|HTML page"
)

_NO_ROUTE = re.compile(WRONG_BASE.pattern + "|HTTP 404 Not Found")

_BASE_PATH = (
    "is the base path of auth_keycloak_url right? Servers up to Keycloak 16, and some after, have /auth at its end,"
    " others have none"
)
_NO_OPERATION = "this server has no such operation: is it older than the option?"
# routes that older servers don't have, and what to say of them; not those of one member or group, since of one that is
# missing a server that has the route says the same (26.7.2)
_SINCE = (
    (
        re.compile("/admin/realms/[^/]+/organizations/[^/]+/(groups|invitations)$"),
        "groups and invitations of organizations, which came later than these",
    ),
    (re.compile("/admin/realms/[^/]+/organizations(/[^/]+)?$"), "organizations, which came with Keycloak 26"),
    (re.compile("/admin/realms/[^/]+/workflows(/|$)"), "workflows, which came with Keycloak 26.4 as a preview"),
    (re.compile("/admin/realms/[^/]+/clear-crl-cache$"), "cache of revoked certificates: it came with Keycloak 26.2"),
    (re.compile("/admin/realms/[^/]+/users/[^/]+/vc/"), "verifiable credentials of users, new with Keycloak 26.7"),
    (re.compile("/admin/realms/[^/]+/users/profile$"), "user profile: Keycloak 16 has it as a preview only"),
    (
        re.compile("/admin/realms/[^/]+/users/(profile/metadata|[^/]+/unmanagedAttributes)$"),
        "metadata of user profiles and no unmanaged attributes: Keycloak 24 has them, Keycloak 16 not",
    ),
    (
        re.compile("/admin/realms/[^/]+/authentication/required-actions/[^/]+/config(-description)?$"),
        "settings of required actions, which came with Keycloak 26",
    ),
    (
        re.compile("/admin/realms/[^/]+/clients/[^/]+/client-secret/rotated$"),
        "rotated secrets of clients: Keycloak 24 has them, Keycloak 16 not",
    ),
    (
        re.compile("/admin/realms/[^/]+/identity-provider/instances/[^/]+/reload-keys$"),
        "way to have keys read anew: Keycloak 24 has it, Keycloak 16 not",
    ),
)
_REQUIRED_ACTIONS = "the user has required actions or a temporary password: log in with a browser, or remove them"

_Rule = tuple[Optional[int], str, str]

_PROOFS = {
    "secret": "auth_client_secret is wrong",
    "secret_jwt": "it doesn't prove itself with a token signed with its secret",
    "key": "it doesn't prove itself with this private key",
    "file": "it doesn't prove itself with the token of auth_jwt_file",
    "certificate": "it doesn't prove itself with this certificate",
}

_LOGIN: tuple[_Rule, ...] = (
    (404, "Realm does not exist|Realm not found", "auth_realm {realm} isn't on this server"),
    (404, WRONG_BASE.pattern, _BASE_PATH),
    (None, "Invalid user credentials", "auth_username {username} or auth_password is wrong for realm {realm}"),
    (None, "Account is not fully set up", _REQUIRED_ACTIONS),
    (None, "Account disabled|Account is disabled", "user {username} is disabled, perhaps for too many wrong passwords"),
    (
        None,
        "Invalid client or Invalid client credentials|Invalid client credentials|Invalid client secret"
        "|Client secret not provided",
        "auth_client_id {client} doesn't exist in realm {realm}, or {proof}",
    ),
    (
        None,
        "unauthorized_client: Client not allowed for direct access grants",
        "client {client} must have direct access grants switched on",
    ),
    (
        None,
        "not enabled to retrieve service account|Public client not allowed to retrieve service account",
        "client {client} must be confidential with service accounts switched on",
    ),
    (None, "Client disabled|Client is disabled", "client {client} is disabled"),
    (
        None,
        "Client authentication with signed JWT failed|Client authentication with client secret signed JWT failed",
        "does the key or secret belong to client {client}, and are the clocks right?",
    ),
    (None, "audience", "the token's audience must be the realm's issuer"),
    (
        None,
        "Session not active|Token is not active|Invalid refresh token|Stale token|Offline user session not found",
        "the refresh token or its session has ended",
    ),
    (None, "HTTPS required", "realm {realm} wants https:// in auth_keycloak_url"),
    (None, "Invalid scopes", "a scope asked for isn't one of client {client}"),
    (None, "invalid_client", "is auth_client_id {client} right, and is this the way that it proves who it is?"),
    (None, "unsupported_grant_type", "this server doesn't give tokens in this way"),
)

_ADMIN: tuple[_Rule, ...] = (
    (404, "Could not find resource for full path", f"{_NO_OPERATION} If not: {_BASE_PATH}"),
    (404, WRONG_BASE.pattern, _BASE_PATH),
    (404, "Realm not found", "the realm must exist before what is in it"),
    (404, "Sess+ion not found",
     "it has ended meanwhile, or it is of an offline token: servers such as Keycloak 16 can't end such by itself"),
    (401, "", "the token isn't accepted: it has ended, was revoked, or belongs to another server"),
    (404, "ProtocolMapper provider not found", "the server has no protocol mapper of this type"),
    (404, "Organizations not enabled", "switch organizations on in the realm: organizations_enabled of keycloak_realm"),
    (400, "Feature [a-z0-9-]+ not enabled", "the server must be started with it: kc.sh start --features=..."),
    (501, "Feature not enabled", "the server must be started with this feature: kc.sh start --features=..."),
    (405, "", _NO_OPERATION),
    (409, "Duplicate resource error", "this name or id exists already, or a value that must be given is missing"),
    (409, "already exists", "another object has this name"),
    (400, "Unrecognized field", "this server's version doesn't know this field"),
    (500, "Cannot parse the JSON", "a value has the wrong type, such as one in the configuration of an executor"),
    (400, "Cannot parse the JSON", "a value has the wrong type, or isn't one of those that the server knows"),
    (400, "error-user-attribute-read-only", "the realm's user profile or settings make this attribute read-only"),
    (400, "error-invalid-length-too-short", "the value has fewer characters than the first number"),
    (400, "error-invalid-length-too-long", "the value has more characters than the last number"),
    (
        400,
        "error-invalid-length",
        "the value must have at least as many characters as the first number, and at most as many as the second",
    ),
    (400, "error-invalid-email", "the value is no e-mail address"),
    (400, "error-user-attribute-required", "the realm's user profile requires this attribute"),
    (400, "error-(username|person-name)-invalid-character", "the value has a character that is not allowed in a name"),
    (400, "error-pattern-no-match", "the value doesn't have the form that the realm's user profile asks for"),
    (
        400,
        "error-invalid-(number|uri|date|value|multivalued-size|iso-date)|error-number-out-of-range",
        "the value isn't one that the realm's user profile allows",
    ),
    (400, "invalidPassword", "the password doesn't follow the realm's password policy"),
    (400, "Provided invalid required actions", "an action isn't among the required actions that the realm has enabled"),
    (400, "Invalid redirect uri", "the client's redirect_uris don't allow it"),
    (415, "", "the server wants another kind of body here"),
    (413, "", "the request is larger than the server or a proxy accepts"),
    (429, "", "the server asks to slow down"),
    (
        500,
        "Failed to send (execute actions |verify |invite )?email",
        "is the realm's smtp_server right, and does it answer?",
    ),
    (500, "Logged in user does not have an e-mail", "the mail goes to the user who is logged in"),
    (500, "Failed to update realm", "a value is none that the server knows, such as the executor of a client profile"),
    (
        500,
        "consult the server log|^unknown_error$",
        "often a value of more than 255 characters or a reference to nothing; the server's log says more",
    ),
    (502, "", "a proxy has no answer from Keycloak"),
    (503, "", "Keycloak or a proxy isn't ready"),
    (504, "", "a proxy waited too long for Keycloak"),
)


# paths within a realm -> what the roles for them end in; the first that fits
_AREAS = (
    (re.compile("/clients/[^/]+/authz/"), "authorization"),
    (re.compile("/clients/[^/]+/roles/[^/]+/(users|groups)$"), "clients and view-users"),
    (re.compile("/roles/[^/]+/(users|groups)$"), "realm and view-users"),
    # who brings a role of the realm into a scope must manage both (26.7.2)
    (re.compile("/(clients|client-scopes)/[^/]+/scope-mappings/realm$"), "clients and manage-realm"),
    (re.compile("/(clients|client-scopes|client-templates|default-(default|optional)-client-scopes)(/|$)"), "clients"),
    (re.compile("/(users|groups|group-by-path|sessions|logout-all|attack-detection)(/|$)"), "users"),
    (re.compile("/identity-provider(/|$)"), "identity-providers"),
    (re.compile("/organizations/([^/]+/(groups/[^/]+/)?)?members(?!/invite)(/|$)"), "users"),
    (re.compile("/organizations/[^/]+/groups/[^/]+/role-mappings/"), "organizations and manage-users"),
    (re.compile("/organizations/[^/]+/identity-providers(/|$)"), "identity-providers"),
    (re.compile("/organizations(/|$)"), "organizations"),
    (re.compile("/user-storage(/|$)"), "users"),
    (re.compile("/(admin-)?events(/|$)"), "events"),
)
_WITHIN = re.compile("/admin/realms/[^/]+")
# what only reads, though it is no GET, and what takes a role that manages, though it is one (26.7.2): who may only look
# at organizations doesn't see whom they invite, and an export of all that protects a client is for whoever manages that
_READS = re.compile("/clients/[^/]+/authz/resource-server/(policy|permission)/(.+/)?evaluate$")
_MANAGES = re.compile("/organizations/[^/]+/invitations|/clients/[^/]+/authz/resource-server/settings$")
# paths that don't tell whose they are -> for whom it takes another role
_OTHERWISE = (
    (re.compile("/roles-by-id/"), "; for the role of a client, {way}-clients"),
    (re.compile("/clients/[^/]+/authz/"), "; for permissions of administrators, realm-admin"),
)


def login_hint(status: int | None, reason: str, login: Login) -> str:
    """Return advice for a login that the server refused, ``""`` for an unknown case."""
    hint = _find(_LOGIN, status, reason)
    proof = _PROOFS.get(login.proof, "it has to prove who it is, and nothing is given for that")
    return hint.format(realm=login.realm, client=login.client_id, username=login.username or "", proof=proof)


def admin_hint(status: int | None, method: str, path: str, reason: str) -> str:
    """Return advice for an answer of the Admin REST API, ``""`` for an unknown case."""
    if status == 404 and path == "/admin/realms" and method == "POST":
        return _BASE_PATH
    since = next((what for pattern, what in _SINCE if pattern.match(path)), "")
    if since and (status in (405, 501) or status == 404 and _NO_ROUTE.search(reason)):
        return f"this server has no {since}, or that feature is switched off on it"
    if path.endswith("/identity-provider/import-config"):
        return "the server can't read the URL given as fromUrl, or finds no description of such a provider there"
    if status == 500 and path.endswith("/reload-keys"):
        return "the server can't read the keys at the identity provider's URL"
    return _missing_role(method, path) if status == 403 else _find(_ADMIN, status, reason)


def _missing_role(method: str, path: str) -> str:
    if path == "/admin/realms" and method == "POST":
        return "the login lacks a role for this: create-realm, which only realm master has"
    within = _WITHIN.match(path)
    if not within:
        return "the login lacks a role for this"
    rest = path[within.end() :]
    area = next((area for pattern, area in _AREAS if pattern.match(rest)), "realm")
    reads = _READS.match(rest) or method == "GET" and not _MANAGES.match(rest)
    way = "view" if reads else "manage"
    # workflows are for the realm's administrators
    role = "realm-admin" if rest.startswith("/workflows") else f"{way}-{area}"
    otherwise = next((words.format(way=way) for pattern, words in _OTHERWISE if pattern.match(rest)), "")
    return f"the login lacks a role for this: {role} of realm-management, or of the realm's client in master{otherwise}"


def _find(rules: tuple[_Rule, ...], status: int | None, reason: str) -> str:
    for wanted, pattern, hint in rules:
        if wanted in (None, status) and re.search(pattern, reason, re.IGNORECASE):
            return hint
    return ""
