# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mappers that the server gives a new user federation by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import Reader, Situation, Sought
from ...rest.errors import MissingReference
from .components import ProviderReference

LDAP = "ldap"
MAPPERS_OF_LDAP = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"
KERBEROS = "kerberos-principal-attribute-mapper"
CN, ACCOUNT_NAME = "cn", "samaccountname"


@dataclass(frozen=True)
class MayBeBorn(Sought):
    """A provider of mappers, with an empty id where the server has none of this name."""

    what: str = "provider of mappers"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        try:
            return ProviderReference(type=MAPPERS_OF_LDAP).find(reader, address, target)
        except MissingReference:
            return {"id": ""}


def mappers_of_a_new_one(situation: Situation) -> list[dict[str, Any]]:
    """Return what an LDAP federation is born with: seven mappers, eight for Active Directory (26.7.2).

    One of these is of a provider that 16.1 doesn't have: it is looked up.
    """
    if situation.desired.get("providerId") != LDAP:
        return []
    settings = situation.desired.get("config") or {}
    config = {key: (items or [""])[0] for key, items in settings.items() if isinstance(items, list)}
    known = {KERBEROS: {"id": KERBEROS}, **situation.found.get("mappers", {})}
    return [
        {"name": name, "providerId": provider, "providerType": MAPPERS_OF_LDAP, "config": _lists(own)}
        for name, provider, own in _mappers(config)
        if provider != KERBEROS or known[KERBEROS]["id"]
    ]


def _lists(config: Mapping[str, str]) -> dict[str, list[str]]:
    return {key: [value] for key, value in config.items()}


def _mappers(config: Mapping[str, str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    mode, directory = config.get("editMode", ""), config.get("vendor") == "ad"
    always = _text(mode != "UNSYNCED")
    read_only = _text(mode != "WRITABLE")
    username = config.get("usernameLDAPAttribute") or (CN if directory else "uid")

    yield _attribute("username", "username", username, read_only, "false", "true")
    yield from _first_names(config, username, read_only, always)
    yield _attribute("last name", "lastName", "sn", read_only, always, "true")
    yield _attribute("email", "email", "mail", read_only, "false", "false")
    created, changed = ("whenCreated", "whenChanged") if directory else ("createTimestamp", "modifyTimestamp")
    yield _attribute("creation date", "createTimestamp", created, "true", always, "false")
    yield _attribute("modify date", "modifyTimestamp", changed, "true", always, "false")
    if directory:
        yield (
            "MSAD account controls",
            "msad-user-account-control-mapper",
            {"always.read.enabled.value.from.ldap": "true"},
        )
    yield "Kerberos principal attribute mapper", KERBEROS, {}


def _first_names(
    config: Mapping[str, str], username: str, read_only: str, always: str
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Where an entry is named by its ``cn``, that is no first name."""
    by_name = config.get("rdnLDAPAttribute") or (CN if username.lower() == ACCOUNT_NAME else username)
    if by_name.lower() != CN:
        yield _attribute("first name", "firstName", "cn", read_only, always, "true")
    elif username.lower() == CN or config.get("editMode") == "WRITABLE":
        yield _attribute("first name", "firstName", "givenName", read_only, always, "true")
        if username.lower() != CN:
            yield _attribute("username-cn", "username", "cn", read_only, "false", "true")
    else:
        full = {"ldap.full.name.attribute": "cn", "read.only": read_only, "write.only": "false"}
        yield "full name", "full-name-ldap-mapper", full


def _text(flag: bool) -> str:
    return "true" if flag else "false"


def _attribute(
    name: str, model: str, directory: str, read_only: str, always: str, mandatory: str
) -> tuple[str, str, dict[str, str]]:
    """Return a mapper between an attribute of the user and one of the directory."""
    config = {
        "user.model.attribute": model,
        "ldap.attribute": directory,
        "read.only": read_only,
        "always.read.value.from.ldap": always,
        "is.mandatory.in.ldap": mandatory,
    }
    return name, "user-attribute-ldap-mapper", config
