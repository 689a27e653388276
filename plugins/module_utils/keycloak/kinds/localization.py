# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts that a realm has instead of the server's own: ``/admin/realms/{realm}/localization/{locale}``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.field import Field
from ...engine.part import AFTER, DOCUMENT, UNSET, Outcome, Part, Reader, Situation, Step
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM

LOCALES = f"{REALM}/localization"
LOCALE = LOCALES + "/{locale}"
TEXT = LOCALE + "/{text}"
# keys that the server takes in a map, and that no path can hold
NO_SEGMENT = ("", ".", "..")


def realm_by_parent(options: dict[str, Any]) -> dict[str, Any]:
    """``parent_id`` names the realm, as it does in other collections.

    :raises InvalidInput: where they name two realms
    """
    realm, parent = options.get("realm"), options.get("parent_id")
    if realm and parent and realm != parent:
        raise InvalidInput("parent_id", parent, f"names the realm, which is {realm!r} already")
    return {**options, "realm": realm or parent}


def withdrawn(options: dict[str, Any]) -> dict[str, Any]:
    """A locale is always there: ``state: absent`` takes texts from it."""
    if options.get("raw"):
        raise InvalidInput("raw", None, "can't be given: a locale consists of texts alone")
    return {**realm_by_parent(options), "state": "present", "taken": options.get("state") == "absent"}


@dataclass(frozen=True)
class LocaleByName:
    """A locale; one without texts is an empty one."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        return {"locale": address["locale"], "overrides": reader.get(fill(LOCALE, address)) or {}}


@dataclass(frozen=True)
class Texts(Part):
    """The texts of a locale by their keys. A POST adds and changes many at once, and leaves the others."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        text = {
            "key": {"type": "str", "required": True, "no_log": False},
            "value": {"type": "str", "no_log": False},
        }
        return {self.option: {"type": "list", "elements": "dict", "no_log": False, "options": text}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None and not options.get("force"):
            return UNSET
        texts: dict[str, str] = {}
        for number, item in enumerate(given or []):
            key, value = item["key"], item.get("value") or ""
            where = f"{self.option}[{number}]"
            if not key:
                raise InvalidInput(f"{where}.key", None, "must not be empty")
            if texts.setdefault(key, value) != value:
                raise InvalidInput(f"{where}.key", key, "must be unique in the list")
        return {"texts": texts, "exact": bool(options.get("force")), "taken": bool(options.get("taken"))}

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        stays = {} if want["exact"] else dict(now)
        if want["taken"]:
            merged = {key: value for key, value in stays.items() if key not in want["texts"]}
        else:
            merged = {**stays, **want["texts"]}
        steps = self._steps(now, merged, situation.address, want["exact"])
        return Outcome(merged, bool(steps), UNSET, steps)

    def _steps(
        self, now: Mapping[str, str], then: Mapping[str, str], address: Mapping[str, str], exact: bool
    ) -> list[Step]:
        gone = [key for key in now if key not in then]
        if gone and (exact and not then or any(key in NO_SEGMENT for key in gone)):
            whole = [Step("DELETE", fill(LOCALE, address), phase=DOCUMENT)]
            return whole + ([Step("POST", fill(LOCALE, address), dict(then), AFTER)] if then else [])
        new = {key: value for key, value in then.items() if now.get(key) != value}
        return self._written(new, address) + [
            Step("DELETE", fill(TEXT, {**address, "text": key}), phase=AFTER) for key in gone
        ]

    def _written(self, new: Mapping[str, str], address: Mapping[str, str]) -> list[Step]:
        """Return the write of new texts: one alone goes to its own path."""
        if len(new) == 1:
            [(key, text)] = new.items()
            if key not in NO_SEGMENT:
                return [Step("PUT", fill(TEXT, {**address, "text": key}), text, DOCUMENT, content="text")]
        return [Step("POST", fill(LOCALE, address), dict(new), DOCUMENT)] if new else []

    def canonical(self, value: Any) -> Any:
        return {key: value[key] for key in sorted(value or {})}

    def propose(self, want: Any) -> Any:
        return as_list(want["texts"])

    def shown(self, value: Any) -> Any:
        # a text that is called doForgotPassword is no secret
        return self.canonical(value)


def as_list(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Return texts as tasks write them, in the order of their keys."""
    return [{"key": key, "value": texts[key]} for key in sorted(texts)]


def shown_locale(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """Results have the texts as a list, as tasks do."""
    return {name: as_list(value) if name == "overrides" else value for name, value in document.items()}


REALM_LOCALIZATION = Resource(
    name="realm_localization",
    title="locale",
    sayings={
        "updated": "Locale {locale} overrides have been updated.",
        "would be updated": "Locale {locale} overrides would be updated.",
        "unchanged": "Locale {locale} overrides are in sync.",
        "removed": "{count} overrides for locale {locale} deleted.",
        "would be removed": "{count} overrides for locale {locale} would be deleted.",
        "absent": "No overrides for locale {locale} to be deleted.",
    },
    homes=(Home(LOCALES, LOCALE, LocaleByName(), brief=True),),
    key=("locale",),
    parts=(Field("locale", required=True, max_length=255), Texts("overrides")),
    parents={
        "realm": {"type": "str", "no_log": False},
        "parent_id": {"type": "str", "no_log": False},
        "force": {"type": "bool", "no_log": False},
    },
    normalize=withdrawn,
    presents=shown_locale,
)
