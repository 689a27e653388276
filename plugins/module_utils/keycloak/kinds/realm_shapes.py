# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How some of a realm's settings are merged and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.canonical import Free, ListOf, MapOf, Shape, as_text
from ...engine.fingerprint import PREFIX
from .references import group_path

# Fields that the server keeps among the attributes as well, by attribute (26.7.2). The field wins.
MIRRORED = {
    "clientSessionIdleTimeout": "clientSessionIdleTimeout",
    "clientSessionMaxLifespan": "clientSessionMaxLifespan",
    "clientOfflineSessionIdleTimeout": "clientOfflineSessionIdleTimeout",
    "clientOfflineSessionMaxLifespan": "clientOfflineSessionMaxLifespan",
    "oauth2DeviceCodeLifespan": "oauth2DeviceCodeLifespan",
    "oauth2DevicePollingInterval": "oauth2DevicePollingInterval",
    "realmReusableOtpCode": "otpPolicyCodeReusable",
    "scimApiEnabled": "scimApiEnabled",
    "webAuthnPolicyExtraOrigins": "webAuthnPolicyExtraOrigins",
    "webAuthnPolicyExtraOriginsPasswordless": "webAuthnPolicyPasswordlessExtraOrigins",
}
# Attributes that come back with this value when they are removed (26.7.2).
EVERLASTING = {
    "cibaAuthRequestedUserHint": "login_hint",
    "cibaBackchannelTokenDeliveryMode": "poll",
    "cibaExpiresIn": "120",
    "cibaInterval": "5",
    "parRequestUriLifespan": "60",
}


@dataclass(frozen=True)
class RealmAttributes(MapOf):
    """A realm's attributes: those that the server keeps for a field aren't compared, others can't go for good."""

    def merge(self, current: Any, desired: Any) -> Any:
        gone = {name: EVERLASTING[name] for name, value in desired.items() if value is None and name in EVERLASTING}
        return super().merge(current, {**desired, **gone})

    def canonical(self, value: Any) -> Any:
        return {name: item for name, item in super().canonical(value).items() if name not in MIRRORED}


@dataclass(frozen=True)
class SecurityHeaders(MapOf):
    """HTTP headers: the server merges this map, and null removes one; a new realm has some unless they are null."""

    def merge(self, current: Any, desired: Any) -> Any:
        without = {} if current else {name: None for name, value in desired.items() if value is None}
        return {**super().merge(current, desired), **without}


@dataclass(frozen=True)
class MailServer(MapOf):
    """SMTP settings: a PUT drops what the chosen way of logging in has no use for, without a word (26.7.2)."""

    def merge(self, current: Any, desired: Any) -> Any:
        merged = super().merge(current, desired)
        gone = {*dropped_mail_keys(merged)}
        return {key: value for key, value in merged.items() if key.removeprefix(PREFIX) not in gone}


def dropped_mail_keys(smtp: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that the server does not keep in this map."""
    token = ("authTokenClientId", "authTokenClientSecret", "authTokenScope", "authTokenUrl")
    if as_text(smtp.get("auth")).lower() != "true":
        return (*token, "authType", "user", "password")
    return {None: token, "basic": token, "token": ("password",)}.get(smtp.get("authType"), ())


@dataclass(frozen=True)
class Unspecified(Shape):
    """A text for which the server has a word where it is empty.

    :param word: that word
    """

    word: str = "not specified"

    def shape(self, value: Any, option: str) -> Any:
        return value or self.word


@dataclass(frozen=True)
class PasswordPolicy(Shape):
    """``length(8) and digits(1)``: only the spaces around its parts mean nothing."""

    def canonical(self, value: Any) -> Any:
        return " and ".join(part.strip() for part in as_text(value).strip().split(" and "))


@dataclass(frozen=True)
class GroupPaths(ListOf):
    """Groups by path; a top-level group may be given by its name."""

    def shape(self, value: Any, option: str) -> Any:
        return [group_path(as_text(one)) for one in super().shape(value, option)]


@dataclass(frozen=True)
class Listed(Free):
    """A map of a list: the server keeps the list when it is empty, and makes one that is left out (26.7.2)."""

    def canonical(self, value: Any) -> Any:
        canonical = super().canonical(value)
        if not isinstance(canonical, Mapping):
            return canonical
        return {name: item for name, item in canonical.items() if item != []}


@dataclass(frozen=True)
class ClientProfiles(Listed):
    """Client profiles; an executor without a configuration is answered 500 (26.7.2)."""

    def shape(self, value: Any, option: str) -> Any:
        profiles = value.get("profiles")
        return {**value, "profiles": [_configured(one) for one in profiles]} if isinstance(profiles, list) else value


def _configured(profile: Any) -> Any:
    if not isinstance(profile, Mapping) or not isinstance(profile.get("executors"), list):
        return profile
    executors = [{"configuration": {}, **one} if isinstance(one, Mapping) else one for one in profile["executors"]]
    return {**profile, "executors": executors}


@dataclass(frozen=True)
class ClientPolicies(Listed):
    """Client policies; the server adds what is left out of one (26.7.2)."""

    def shape(self, value: Any, option: str) -> Any:
        policies = value.get("policies")
        if not isinstance(policies, list):
            return value
        added: dict[str, Any] = {"enabled": False, "conditions": [], "profiles": []}
        return {**value, "policies": [{**added, **one} if isinstance(one, Mapping) else one for one in policies]}
