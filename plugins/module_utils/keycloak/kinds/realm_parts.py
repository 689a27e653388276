# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a realm that have endpoints of their own, and what the server decides alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import as_text
from ...engine.field import Field
from ...engine.links import Call, Links, whole
from ...engine.part import ADD, REMOVE, UNSET, Outcome, Part, Reader, Situation, Step
from ...engine.since import News
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM, TO_CLIENT_SCOPE, TO_ROLE

LOCALE = f"{REALM}/localization/{{locale}}"
COMPOSITES = f"{REALM}/roles-by-id/{{default_role}}/composites"
# What every new realm of Keycloak 26 has by itself.
NEW_DEFAULT_ROLES = ("offline_access", "uma_authorization")
NEW_DEFAULT_SCOPES = (
    "role_list",
    "saml_organization",
    "AuthnContextClassRef",
    "profile",
    "email",
    "roles",
    "web-origins",
    "acr",
    "basic",
)
NEW_OPTIONAL_SCOPES = ("offline_access", "address", "phone", "microprofile-jwt", "organization")

Texts = Mapping[str, Optional[Mapping[str, Optional[str]]]]


@dataclass(frozen=True)
class LocalizationTexts(Part):
    """Texts by locale and key. Given ones are merged; null for a key or a whole locale removes it."""

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        want: dict[str, Any] = {}
        for locale, texts in given.items():
            if not isinstance(texts, (Mapping, type(None))):
                raise InvalidInput(f"{self.option}.{locale}", texts, "must be a dictionary of texts, or null")
            if texts is not None:
                texts = {str(key): None if text is None else as_text(text) for key, text in texts.items()}
            want[str(locale)] = texts
        return want

    def look(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], want: Any) -> Any:
        return {locale: reader.get(fill(LOCALE, {**address, "locale": locale})) or {} for locale in want}

    def news(self, now: Any, want: Texts, situation: Situation) -> News:
        # texts of a realm that is there have a path of their own
        if situation.creating:
            yield self.option, "23"

    def settle(self, now: Any, want: Texts, situation: Situation) -> Outcome:
        value, steps = dict(now or {}), []
        for locale, texts in want.items():
            had, address = value.get(locale) or {}, {**situation.address, "locale": locale}
            if texts is None:
                value[locale] = {}
                steps += [Step("DELETE", fill(LOCALE, address), UNSET, REMOVE)] if had else []
                continue
            gone = [key for key, text in texts.items() if text is None and key in had]
            new = {key: text for key, text in texts.items() if text is not None and had.get(key) != text}
            value[locale] = {**{key: text for key, text in had.items() if key not in gone}, **new}
            steps += [Step("DELETE", fill(LOCALE + "/{key}", {**address, "key": key}), UNSET, REMOVE) for key in gone]
            steps += [Step("POST", fill(LOCALE, address), new, ADD)] if new else []
        if situation.creating:
            return Outcome(value, True, self.canonical(value))
        return Outcome(value, bool(steps), UNSET, steps)

    def canonical(self, value: Any) -> Any:
        return {locale: value[locale] for locale in sorted(value or {}) if value[locale]}


class Decided(Field):
    """A field of the representation that the server works out and doesn't take; peers have it as an option."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if not situation.creating and self.canonical(now) == self.canonical(want):
            return Outcome(now)
        return Outcome(now, notes=(f"{self.option} is worked out by the server and was not written.",))


def _scopes_are_given(situation: Situation) -> bool:
    """Client scopes given at creation take the place of the built-in ones (26.7.2): only offline_access is left."""
    return "clientScopes" in situation.desired


def new_default_scopes(situation: Situation) -> dict[str, bool]:
    """Return the scopes of a new realm: name -> whether it is optional."""
    if _scopes_are_given(situation):
        return {"offline_access": True}
    return {**dict.fromkeys(NEW_DEFAULT_SCOPES, False), **dict.fromkeys(NEW_OPTIONAL_SCOPES, True)}


def new_optional_scopes(situation: Situation) -> dict[str, bool]:
    """Return the scopes of a new realm: name -> whether it is default."""
    return {name: not optional for name, optional in new_default_scopes(situation).items()}


def default_scopes(which: str, other: str, born: Any) -> Links:
    """Return the links to the client scopes that a new client of the realm gets.

    :param which: ``default`` or ``optional``
    :param other: the other one; a scope must leave it first, else the server answers 409
    :param born: what a new realm has
    """
    here, there = (f"{REALM}/default-{word}-client-scopes" for word in (which, other))
    return Links(
        f"default_{which}_client_scopes",
        of=TO_CLIENT_SCOPE,
        at=here,
        add=Call("PUT", here + "/{target}"),
        remove=Call("DELETE", here + "/{target}"),
        displaces=f"default{other.capitalize()}ClientScopes",
        displace=Call("DELETE", there + "/{target}"),
        elsewhere=there,
        born=born,
    )


@dataclass(frozen=True)
class DefaultRoles(Links):
    """The realm roles within ``default-roles-<realm>``; client roles within it are left alone."""

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        entries = reader.list(fill(self.at, address))
        return {(None, entry["name"]): entry for entry in entries if not entry.get("clientRole")}


def default_roles() -> DefaultRoles:
    """Return the links to the roles that every user of the realm has."""
    return DefaultRoles(
        "default_roles",
        of=TO_ROLE,
        at=COMPOSITES,
        add=Call("POST", COMPOSITES, whole, batch=True),
        remove=Call("DELETE", COMPOSITES, whole, batch=True),
        born=lambda situation: {(None, name): False for name in NEW_DEFAULT_ROLES},
        target=lambda name: (None, as_text(name)),
        as_api=lambda targets: sorted(name for _client, name in targets),
    )
