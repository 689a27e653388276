# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the servers that Keycloak talks to: an LDAP directory and a mail server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.fingerprint import MASK
from ...engine.reading import Reading, Source, argument
from ...engine.secrecy import without_fingerprints
from ...rest.errors import InvalidInput
from ..actions.user_storage import federation_of
from ..kinds.components import COMPONENT_ITEM
from ..kinds.references import REALM
from .realms import REALM_OPTION

LDAP_OPTIONS = {
    "connection_url": "connectionUrl",
    "bind_dn": "bindDn",
    "bind_credential": "bindCredential",
    "use_truststore_spi": "useTruststoreSpi",
    "ldap_timeout": "connectionTimeout",
    "start_tls": "startTls",
    "auth_type": "authType",
}
LDAP_TESTS = {"connection": "testConnection", "authentication": "testAuthentication"}


def _ldap(source: Source) -> dict[str, Any]:
    """``POST .../testLDAPConnection`` and ``.../ldap-server-capabilities``: the server tries, or says what is wrong."""
    settings = _ldap_settings(source)
    if not settings.get("connectionUrl"):
        raise InvalidInput("connection_url", None, "is needed where no user federation has one")
    found: dict[str, Any] = {}
    tests = source.options["tests"]
    for name in LDAP_TESTS:
        # a directory that can't be reached has no capabilities, says the server, and nothing else
        if name in tests or (name == "authentication" and "capabilities" in tests):
            source.ask(f"{REALM}/testLDAPConnection", {**settings, "action": LDAP_TESTS[name]})
    if "capabilities" in tests:
        body = {**settings, "action": "queryServerCapabilities"}
        found["capabilities"] = source.ask(f"{REALM}/ldap-server-capabilities", body) or []
    return {**found, "msg": f"{settings['connectionUrl']}: {', '.join(tests)} as it should be"}


def _ldap_settings(source: Source) -> dict[str, Any]:
    """Return what to try with: the federation's own settings, and those that the task gives over them."""
    settings: dict[str, Any] = {"useTruststoreSpi": "always", "authType": "simple"}
    if source.options["name"] or source.options["id"]:
        found = federation_of(source)
        config = (source.get(COMPONENT_ITEM, id=str(found["id"])) or {}).get("config") or {}
        own = {api: config[api][0] for api in LDAP_OPTIONS.values() if config.get(api)}
        # the server takes the mask for the credential that it keeps
        settings.update(own, componentId=found["id"])
    given = {api: source.options[name] for name, api in LDAP_OPTIONS.items() if source.options[name] is not None}
    return {**settings, **{api: _text(value) for api, value in given.items()}}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _smtp(source: Source) -> dict[str, Any]:
    """``POST .../testSMTPConnection``: the server sends a mail to the user who is logged in."""
    realm = source.get(REALM) or {}
    own = without_fingerprints(realm.get("smtpServer") or {})
    given = {str(name): _text(value) for name, value in (source.options["smtp_server"] or {}).items()}
    settings: Mapping[str, Any] = {**own, **given}
    missing = [name for name in ("host", "from") if not settings.get(name)]
    if missing:
        said = "neither the task nor the realm says where to send to, or who sends"
        raise InvalidInput(f"smtp_server.{missing[0]}", None, f"is needed: {said}")
    if settings.get("password") == MASK and given.get("host", own.get("host")) != own.get("host"):
        raise InvalidInput(
            "smtp_server.password", None, "must be given for another host: the realm's is not sent there"
        )
    source.ask(f"{REALM}/testSMTPConnection", dict(settings))
    return {"msg": f"A mail was sent through {settings['host']}"}


LDAP_TEST = Reading(
    {
        **REALM_OPTION,
        "name": argument(),
        "id": argument(),
        "tests": argument("list", elements="str", choices=[*LDAP_TESTS, "capabilities"], default=list(LDAP_TESTS)),
        "connection_url": argument(aliases=["connectionUrl"]),
        "bind_dn": argument(aliases=["bindDn"]),
        "bind_credential": {"type": "str", "no_log": True, "aliases": ["bindCredential"]},
        "use_truststore_spi": argument(choices=["always", "never"], aliases=["useTruststoreSpi"]),
        "ldap_timeout": argument("int"),
        "start_tls": argument("bool", aliases=["startTls"]),
        "auth_type": argument(choices=["none", "simple"], aliases=["authType"]),
    },
    _ldap,
)
SMTP_TEST = Reading({**REALM_OPTION, "smtp_server": argument("dict", aliases=["smtpServer"])}, _smtp)
