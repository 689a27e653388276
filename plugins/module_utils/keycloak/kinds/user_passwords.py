# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users' passwords and other credentials, and the required actions that come and go with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.field import RENEWED, Field
from ...engine.part import CHANGE, LATER, UNSET, Outcome, Part, Reader, Reference, Situation, Step
from ...engine.secrecy import HIDDEN
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM
from .user_realm import BORN, DEFAULT_ACTIONS, newborn

USER_ITEM = f"{REALM}/users/{{id}}"
PASSWORD = "password"
UPDATE_PASSWORD = "UPDATE_PASSWORD"


@dataclass(frozen=True)
class RequiredActions(Field):
    """What a user must do at the next login. The server drops names that it doesn't know without a word, gives a new
    user the realm's default ones beside those asked for, and adds UPDATE_PASSWORD with a temporary password."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        yield from super().wants(now or [], want, mode)
        if now is None:
            yield BORN, DEFAULT_ACTIONS

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        brought = renewed(situation) or (situation.desired.get("credentials") and UPDATE_PASSWORD in (now or []))
        if UPDATE_PASSWORD not in want and brought and is_temporary(situation):
            want = [*want, UPDATE_PASSWORD]
        outcome = super().settle(now, want, situation)
        born = {action["alias"] for action in newborn(situation, self.api)} if situation.creating else set()
        if not born - set(want):
            return outcome
        # the new user gets them all the same: they go in a second write
        again = Step("PUT", fill(USER_ITEM, situation.address), phase=LATER)
        return Outcome(outcome.value, True, outcome.body, [again])


def renewed(situation: Situation) -> list[Mapping[str, Any]]:
    """Return the passwords that will be written: those that the user lacks, or all of them."""
    has = situation.values.get("credentials") or []
    always = situation.policy == "always"
    return [one for one in _plain(situation) if always or one["type"] not in has]


def is_temporary(situation: Situation) -> bool:
    """Return whether a password that the task gives must be changed at the next login."""
    return any(one["temporary"] for one in _plain(situation))


def _plain(situation: Situation) -> list[Mapping[str, Any]]:
    return [one for one in situation.desired.get("credentials") or [] if not is_hashed(one)]


def is_hashed(credential: Mapping[str, Any]) -> bool:
    """Return whether a credential is given as the server keeps it."""
    return "secretData" in credential


@dataclass(frozen=True)
class Credentials(Part):
    """Passwords: written once or always, never read, never compared, and no fingerprint is kept of them.

    What an export has of credentials of any type is taken by a POST and by a PUT of the user, which add it to what the
    user has (26.7.2): it is written where the user has none of its type.
    """

    def arguments(self) -> dict[str, dict[str, Any]]:
        options = {
            "type": {"type": "str", "default": PASSWORD, "no_log": False},
            "value": {"type": "str", "no_log": True},
            "temporary": {"type": "bool", "default": False, "no_log": False},
            "secret_data": {"type": "json", "no_log": True, "aliases": ["secretData"]},
            "credential_data": {"type": "json", "no_log": False, "aliases": ["credentialData"]},
            "user_label": {"type": "str", "no_log": False, "aliases": ["userLabel"]},
        }
        choices = ["on_create", "always"]
        return {
            self.option: {"type": "list", "elements": "dict", "options": options, "no_log": False},
            "update_password": {"type": "str", "choices": choices, "default": choices[0], "no_log": False},
        }

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        want: list[dict[str, Any]] = []
        for number, item in enumerate(given):
            where = f"{self.option}[{number}]"
            hashed = item.get("secret_data") is not None or item.get("credential_data") is not None
            one = _hashed(item, where) if hashed else _password(item, where)
            if any(one["type"] == other["type"] and not (hashed and is_hashed(other)) for other in want):
                raise InvalidInput(f"{where}.type", item["type"], "must be unique in the list")
            want.append(one)
        return want

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        has = [one["type"] for one in reader.get(fill(USER_ITEM + "/credentials", address)) or []]
        if document.get("federationLink"):
            # a password in the user storage itself, such as LDAP, is no credential of the realm
            has += reader.get(fill(USER_ITEM + "/configured-user-storage-credential-types", address)) or []
        return has

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        # a password that isn't temporary takes the action away
        asked = UPDATE_PASSWORD in (situation.desired.get("requiredActions") or [])
        plain = [{**one, "temporary": one["temporary"] or asked} for one in renewed(situation)]
        hashed = [one for one in want if is_hashed(one) and one["type"] not in (now or [])]
        types = list(dict.fromkeys([*(now or []), *(one["type"] for one in (*plain, *hashed))]))
        if not plain and not hashed:
            return Outcome(types)
        shown = [{"type": one, "value": RENEWED if one in (now or []) else HIDDEN} for one in types]
        aside = {}
        if plain:
            actions = [one for one in situation.document.get("requiredActions") or [] if one != UPDATE_PASSWORD]
            aside["requiredActions"] = [*actions, *([UPDATE_PASSWORD] if plain[0]["temporary"] else [])]
        if situation.creating:
            return Outcome(types, True, [*plain, *hashed], shown=shown, aside=aside)
        path = fill(USER_ITEM + "/reset-password", situation.address)
        steps = [Step("PUT", path, one, CHANGE) for one in plain]
        return Outcome(types, True, hashed or UNSET, steps, shown=shown, aside=aside)

    def canonical(self, value: Any) -> Any:
        return [{"type": one, "value": HIDDEN} for one in sorted(value or [])]

    def propose(self, want: Any) -> Any:
        return [{**{name: one[name] for name in ("type", "temporary") if name in one}, "value": HIDDEN} for one in want]

    def represent(self, value: Any) -> Any:
        return [{"type": one} for one in sorted(value or [])]


def _password(item: Mapping[str, Any], where: str) -> dict[str, Any]:
    if item["type"] != PASSWORD:
        allowed = "must be password: the server's API sets no other type but by secret_data and credential_data"
        raise InvalidInput(f"{where}.type", item["type"], allowed)
    if item.get("value") is None:
        raise InvalidInput(f"{where}.value", None, "is needed, or secret_data and credential_data")
    if not item["value"]:
        raise InvalidInput(f"{where}.value", None, "must not be empty")
    if item.get("user_label"):
        raise InvalidInput(f"{where}.user_label", None, "can't be given with value: the server drops it")
    return {name: item[name] for name in ("type", "value", "temporary")}


def _hashed(item: Mapping[str, Any], where: str) -> dict[str, Any]:
    hashed = {"type": item["type"]}
    for name, api in (("secret_data", "secretData"), ("credential_data", "credentialData")):
        if item.get(name) is None:
            raise InvalidInput(f"{where}.{name}", None, "is needed: the two are of no use alone")
        data = item[name]
        hashed[api] = data if isinstance(data, str) else json.dumps(data)
    for name in ("value", "temporary"):
        if item.get(name):
            raise InvalidInput(f"{where}.{name}", None, "can't be given with secret_data")
    return {**hashed, **({"userLabel": item["user_label"]} if item.get("user_label") else {})}
