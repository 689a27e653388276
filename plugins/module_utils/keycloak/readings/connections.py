# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the servers that Keycloak talks to: an LDAP directory and a mail server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.canonical import as_text
from ...engine.fingerprint import MASK
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument
from ...engine.secrecy import without_fingerprints
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.components import COMPONENT_ITEM, COMPONENTS, FEDERATION, only
from ..kinds.references import REALM
from .realms import REALM_OPTION, the_realm

STORAGE = f"{REALM}/user-storage/{{id}}"
LDAP_OPTIONS = {
    "connection_url": "connectionUrl",
    "bind_dn": "bindDn",
    "bind_credential": "bindCredential",
    "use_truststore_spi": "useTruststoreSpi",
    "ldap_timeout": "connectionTimeout",
    "start_tls": "startTls",
    "auth_type": "authType",
}
_LATER = "Nothing was tried: what it would be tried with is yet to be made"
LDAP_TESTS = {"connection": "testConnection", "authentication": "testAuthentication"}


def federation_of(source: Source) -> Mapping[str, Any]:
    """Return the user federation that the task names; in check mode one that is yet to be made has a pending id.

    ``GET .../user-storage/{id}/name`` tells the name of one that is named by its id.

    :raises MissingReference: where there is none
    """
    chosen, name, realm = (source.options[option] for option in ("id", "name", "realm"))
    if chosen:
        found = source.get(STORAGE + "/name", id=chosen)
    else:
        listed = source.list(COMPONENTS, {"type": FEDERATION, "name": name})
        found = only([one for one in listed if one.get("name") == name], "id", f"named {name!r}", "user federations")
    if found:
        return found
    if source.anticipation.expects("user_federation", str(name or chosen)):
        return {"id": PENDING_ID, "name": name or chosen}
    raise MissingReference(
        "id" if chosen else "name", None, f"there is no user federation {chosen or name!r} in {realm!r}"
    )


def _ldap(source: Source) -> dict[str, Any]:
    """``POST .../testLDAPConnection`` and ``.../ldap-server-capabilities``: the server tries, or says what is wrong."""
    found: dict[str, Any] = {}
    realm, settings, tests = the_realm(source), _ldap_settings(source), source.options["tests"]
    if not realm or settings.get("componentId") == PENDING_ID:
        found = {"capabilities": []} if "capabilities" in tests else {}
        return {**found, "msg": _LATER}
    if not settings.get("connectionUrl"):
        raise InvalidInput("connection_url", None, "is needed where no user federation has one")
    for name in LDAP_TESTS:
        # a directory that can't be reached has no capabilities, says the server, and nothing else
        if name in tests or (name == "authentication" and "capabilities" in tests):
            # a directory may count wrong passwords
            source.ask(f"{REALM}/testLDAPConnection", {**settings, "action": LDAP_TESTS[name]}, once=True)
    if "capabilities" in tests:
        body = {**settings, "action": "queryServerCapabilities"}
        found["capabilities"] = source.ask(f"{REALM}/ldap-server-capabilities", body, once=True) or []
    return {**found, "msg": f"{settings['connectionUrl']}: {', '.join(tests)} as it should be"}


def _ldap_settings(source: Source) -> dict[str, Any]:
    """Return what to try with: the federation's own settings, and those that the task gives over them."""
    settings: dict[str, Any] = {"authType": "simple"}
    if source.options["name"] or source.options["id"]:
        found = federation_of(source)
        config = (source.get(COMPONENT_ITEM, id=str(found["id"])) or {}).get("config") or {}
        own = {api: config[api][0] for api in LDAP_OPTIONS.values() if config.get(api)}
        # the server takes the mask for the credential that it keeps
        settings.update(own, componentId=found["id"])
    given = {api: source.options[name] for name, api in LDAP_OPTIONS.items() if source.options[name] is not None}
    settings.update({api: as_text(value) for api, value in given.items()})
    # 16.1 takes "always" for TLS from the start, on any port
    trust = "always" if settings.get("startTls") == "true" else "ldapsOnly"
    return {"useTruststoreSpi": trust, **settings}


def _smtp(source: Source) -> dict[str, Any]:
    """``POST .../testSMTPConnection``: the server sends a mail to the user who is logged in."""
    realm = the_realm(source)
    if not realm:
        return {"msg": _LATER}
    own = without_fingerprints(realm.get("smtpServer") or {})
    asked = {**own, **{str(name): value for name, value in (source.options["smtp_server"] or {}).items()}}
    settings = {name: as_text(value) for name, value in asked.items() if value is not None}
    missing = [name for name in ("host", "from") if not settings.get(name)]
    if missing:
        said = "neither the task nor the realm says where to send to, or who sends"
        raise InvalidInput(f"smtp_server.{missing[0]}", None, f"is needed: {said}")
    _see_whose_secrets_these_are(own, settings)
    source.ask(f"{REALM}/testSMTPConnection", settings, once=True)
    return {"msg": f"A mail was sent through {settings['host']}"}


def _see_whose_secrets_these_are(own: Mapping[str, Any], settings: Mapping[str, str]) -> None:
    """The server takes a mask for the secret that it keeps only for the same host, port and user (26.7.2).

    To others it would send the mask.

    :raises InvalidInput: where it would
    """
    masked = next((name for name, value in settings.items() if value == MASK), "")
    same = {"host": ""}
    if settings.get("auth", "").lower() == "true":
        same.update(port="25", user="")
    for name, default in same.items():
        if masked and settings.get(name, default) != as_text(own.get(name, default)):
            raise InvalidInput(
                f"smtp_server.{masked}", None, f"must be given for another {name}: the realm's is not sent there"
            )


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
