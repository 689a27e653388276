# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a user that no other kind has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf, Scalar
from ...engine.field import Field
from ...engine.links import Links
from ...engine.part import ADD, REMOVE, UNSET, Outcome, Part, Reader, Reference, Situation, Sought, Step
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import account_of
from .user_passwords import USER_ITEM
from .user_realm import BORN, DEFAULT_GROUPS, newborn


@dataclass(frozen=True)
class Lower(Scalar):
    """A text that the server keeps in lower case."""

    def shape(self, value: Any, option: str) -> Any:
        return str(value).lower()

    def canonical(self, value: Any) -> Any:
        return super().canonical(value).lower()


class Text(Field):
    """A text that the server drops where it is empty."""

    def represent(self, value: Any) -> Any:
        return value or None


class Attributes(Text):
    """Attributes as a list of name, values and state; the API has a map of lists. An empty list removes all."""

    def argument(self) -> dict[str, Any]:
        state = {"type": "str", "choices": ["present", "absent"], "default": "present", "no_log": False}
        options = {
            "name": {"type": "str", "required": True, "no_log": False},
            "values": {"type": "list", "elements": "str", "no_log": False},
            "state": state,
        }
        return {"type": "list", "elements": "dict", "options": options, "no_log": False}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        want: dict[str, Any] = {}
        for number, item in enumerate(given):
            if item["name"] in want:
                raise InvalidInput(f"{self.option}[{number}].name", item["name"], "must be unique in the list")
            want[item["name"]] = item.get("values") or None if item.get("state") != "absent" else None
        return self.read(want, self.option)


class AttributeMap(MapOf):
    """A user's attributes: merged, but nothing at all empties them."""

    def merge(self, current: Any, desired: Any) -> Any:
        return super().merge(current, desired) if desired else {}


@dataclass(frozen=True)
class Told(Field):
    """What only the server decides and a write of the user does not change (26.7.2): refused where it differs."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if self.canonical(now) != self.canonical(want):
            raise InvalidInput(self.option, None, "can't be written: the server decides it. Leave this option out")
        return Outcome(now)


@dataclass(frozen=True)
class FederationLink(Field):
    """The user storage that a user comes from. The server keeps any text, and a user linked to nothing, or by an empty
    text, can't be read or removed any more (26.7.2)."""

    def read(self, given: Any, option: str) -> Any:
        if not given:
            raise InvalidInput(option, None, "can't be emptied: the server would lose the user")
        return super().read(given, option)


def _called(path: str) -> str:
    return path[1:] if path.count("/") == 1 else path


@dataclass(frozen=True)
class Groups(Links):
    """The groups of a user. The realm's default groups come to each new one beside those that it is made with.

    Results show one at the top by its name, as a task may give it, and others by their paths.
    """

    def propose(self, want: Any) -> Any:
        return [_called(path) for path in super().propose(want)]

    def represent(self, value: Any) -> Any:
        return [_called(path) for path in super().represent(value)]

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        yield from super().wants(now, want, mode)
        if now is None:
            yield BORN, DEFAULT_GROUPS

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        outcome = super().settle(now, want, situation)
        if not situation.creating:
            return outcome
        born = {group["path"]: group for group in newborn(situation, self.api)}
        gone = self._split(born, want, situation.modes.get(self.api))[1]
        value = {**{path: group for path, group in born.items() if path not in gone}, **outcome.value}
        steps = self.remove.steps(situation.address, [born[path] for path in gone], REMOVE)
        return Outcome(value, True, outcome.body, [Step(one.method, one.path, phase=ADD) for one in steps])


@dataclass(frozen=True)
class Consents(Part):
    """What a user has consented to. Only the user can consent: the API can take a consent back, and nothing else."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        options = {
            "client_id": {"type": "str", "required": True, "aliases": ["clientId"], "no_log": False},
            "roles": {"type": "list", "elements": "str", "aliases": ["granted_client_scopes"], "no_log": False},
        }
        items = {"type": "list", "elements": "dict", "options": options, "aliases": self.names(), "no_log": False}
        return {self.option: items}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        return UNSET if given is None else {item["client_id"]: item.get("roles") for item in given}

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        consents = reader.get(fill(USER_ITEM + "/consents", address)) or []
        return {one["clientId"]: sorted(one.get("grantedClientScopes") or []) for one in consents}

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        now = now or {}
        for client, scopes in want.items():
            if client not in now or scopes is not None and sorted(scopes) != now[client]:
                raise InvalidInput(
                    self.option,
                    client,
                    "can only name consents that the user has given, to keep them while others are revoked: leave it"
                    " out, and the user is asked",
                )
        gone = [client for client in now if client not in want]
        path = USER_ITEM + "/consents/{client}"
        steps = [Step("DELETE", fill(path, {**situation.address, "client": one}), phase=REMOVE) for one in gone]
        return Outcome({client: now[client] for client in want}, bool(gone), UNSET, steps)

    def propose(self, want: Any) -> Any:
        return [
            {"clientId": client, **({"grantedClientScopes": scopes} if scopes else {})}
            for client, scopes in want.items()
        ]

    def represent(self, value: Any) -> Any:
        return [{"clientId": one, "grantedClientScopes": scopes} for one, scopes in sorted((value or {}).items())]


@dataclass(frozen=True)
class NewAccount(Sought):
    """A service account that a client doesn't have yet."""

    what: str = "user"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return None

    def label(self, target: Any) -> str:
        return account_of(target)

    def missing(self, label: str, address: Mapping[str, str]) -> str:
        """Return what is wrong where it won't get one."""
        return "names a client that has no service account: enable it at the client"


@dataclass(frozen=True)
class ServiceAccount(Part):
    """The client whose service account a user is: it says which user is meant. Only the client can make one."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {self.option: {"type": "str", "aliases": self.names(), "no_log": False}}

    def look(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], want: Any) -> Any:
        return want

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield want, NewAccount()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating:
            # the client brings it
            return Outcome(want)
        name = situation.desired.get("username")
        if name is not None and name != situation.document["username"]:
            raise InvalidInput(
                "username", name, f"must be {situation.document['username']!r} for this client or left out"
            )
        return Outcome(now)
