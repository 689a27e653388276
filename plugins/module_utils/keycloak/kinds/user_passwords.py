# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users' passwords, and the required actions that come and go with them."""

from __future__ import annotations

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
    """Return the credentials that will be written: those of a type that the user lacks, or all of them."""
    has = situation.values.get("credentials") or []
    always = situation.policy == "always"
    return [one for one in situation.desired.get("credentials") or [] if always or one["type"] not in has]


def is_temporary(situation: Situation) -> bool:
    """Return whether a password that the task gives must be changed at the next login."""
    return any(one["temporary"] for one in situation.desired.get("credentials") or [])


@dataclass(frozen=True)
class Credentials(Part):
    """Passwords: written once or always, never read, never compared, and no fingerprint is kept of them."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        options = {
            "type": {"type": "str", "default": PASSWORD, "no_log": False},
            "value": {"type": "str", "required": True, "no_log": True},
            "temporary": {"type": "bool", "default": False, "no_log": False},
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
        for number, item in enumerate(given):
            where = f"{self.option}[{number}]"
            if item["type"] != PASSWORD:
                raise InvalidInput(
                    f"{where}.type", item["type"], "must be password: the server's API sets no other type"
                )
            if not item["value"]:
                raise InvalidInput(f"{where}.value", None, "must not be empty")
            if number:
                raise InvalidInput(f"{where}.type", item["type"], "must be unique in the list")
        return [{key: item[key] for key in ("type", "value", "temporary")} for item in given]

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        has = [one["type"] for one in reader.get(fill(USER_ITEM + "/credentials", address)) or []]
        if document.get("federationLink"):
            # a password in the user storage itself, such as LDAP, is no credential of the realm
            has += reader.get(fill(USER_ITEM + "/configured-user-storage-credential-types", address)) or []
        return has

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        # a password that isn't temporary takes the action away
        asked = UPDATE_PASSWORD in (situation.desired.get("requiredActions") or [])
        sent = [{**one, "temporary": one["temporary"] or asked} for one in renewed(situation)]
        types = list(dict.fromkeys([*(now or []), *(one["type"] for one in sent)]))
        if not sent:
            return Outcome(types)
        shown = [{"type": one, "value": RENEWED if one in (now or []) else HIDDEN} for one in types]
        actions = [one for one in situation.document.get("requiredActions") or [] if one != UPDATE_PASSWORD]
        aside = {"requiredActions": [*actions, *([UPDATE_PASSWORD] if sent[0]["temporary"] else [])]}
        if situation.creating:
            return Outcome(types, True, sent, shown=shown, aside=aside)
        path = fill(USER_ITEM + "/reset-password", situation.address)
        steps = [Step("PUT", path, one, CHANGE) for one in sent]
        return Outcome(types, True, UNSET, steps, shown=shown, aside=aside)

    def canonical(self, value: Any) -> Any:
        return [{"type": one, "value": HIDDEN} for one in sorted(value or [])]

    def propose(self, want: Any) -> Any:
        return [{**one, "value": HIDDEN} for one in want]

    def represent(self, value: Any) -> Any:
        return [{"type": one} for one in sorted(value or [])]
