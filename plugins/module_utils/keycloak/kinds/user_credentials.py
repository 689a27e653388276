# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users' credentials one by one: passwords, devices and keys that are there, by what they are called.

Nobody can make one here: a password has its own place among the options of a user, and devices and keys are the user's
to set up. What can be done is to label, to order and to remove them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.field import Field
from ...engine.part import AFTER, CHANGE, PENDING_ID, UNSET, Outcome, Part, Reader, Situation, Step
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput, MissingReference
from ...rest.paths import fill
from .references import REALM
from .user_roles import TO_USER, USER_BY_ID

CREDENTIALS = f"{REALM}/users/{{user}}/credentials"
CREDENTIAL = CREDENTIALS + "/{id}"
OF_USER = (Need("user", "user_id", USER_BY_ID, True), Need("user", "username", TO_USER, True))
USER_NAMES: dict[str, dict[str, Any]] = {
    "username": {"type": "str", "no_log": False},
    "user_id": {"type": "str", "aliases": ["uid"], "no_log": False},
}

Item = Mapping[str, Any]


def one_way(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with one way of naming the user: the id goes first."""
    return {**options, "username": None if options.get("user_id") else options.get("username")}


def of_one_user(address: Mapping[str, str]) -> str:
    """Return the id of the user in an address.

    :raises InvalidInput: where the task names none
    """
    if "user" not in address:
        raise InvalidInput("username", None, "or user_id is needed")
    return address["user"]


def as_named(options: dict[str, Any]) -> dict[str, Any]:
    """A label to be given says nothing of a credential that is to go."""
    gone = options.get("state") == "absent"
    return one_way({**options, **({"user_label": None} if gone else {})})


def called(item: Item) -> str:
    """Return what people call a credential."""
    label = item.get("userLabel")
    return f"{item['type']} {label!r}" if label else str(item["type"])


def _read(reader: Reader, address: Mapping[str, str]) -> Sequence[Item]:
    """Return a user's credentials in their order: ``GET .../credentials``, which knows no pages."""
    if of_one_user(address) == PENDING_ID:
        return []
    return reader.get(fill(CREDENTIALS, address)) or []


@dataclass(frozen=True)
class OneOfThem:
    """A credential by its id, else by its type and, where a user has several of that, by its label. One that has got
    its new label is found by that."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        for name in ("id", "type", "label"):
            if address.get(name) == "":
                # a variable without a value would let another credential be meant
                raise InvalidInput(name, None, "must not be empty: leave it out where it isn't meant")
        if not address.get("id") and not address.get("type"):
            raise InvalidInput("type", None, "or id is needed")
        everything = _read(reader, address)
        alike = [item for item in everything if address.get("type") in (None, item["type"])]
        found = _named(alike, address)
        label = address.get("user_label")
        if found and label and found.get("userLabel") != label:
            # 409: Device already exists with the same name
            for other in everything:
                if (other["type"], other.get("userLabel")) == (found["type"], label):
                    raise InvalidInput("user_label", label, f"is another credential's of type {other['type']}")
        return dict(found) if found else None


def _named(items: Sequence[Item], address: Mapping[str, str]) -> Optional[Item]:
    if address.get("id"):
        return next((item for item in items if item["id"] == address["id"]), None)
    wanted, new = address.get("label"), address.get("user_label")
    for label in (wanted, new):
        by_label = [item for item in items if label and item.get("userLabel") == label]
        if len(by_label) > 1:
            raise InvalidInput("label", label, f"several credentials of type {address['type']} have it: give id")
        if by_label:
            return by_label[0]
    if wanted or not items:
        return None
    if len(items) > 1:
        raise InvalidInput("label", None, f"is needed, the user has {', '.join(called(item) for item in items)}")
    return items[0]


@dataclass(frozen=True)
class Label(Field):
    """A credential's label; it is written by a call of its own, as plain text."""

    def read(self, given: Any, option: str) -> Any:
        if not str(given).strip():
            raise InvalidInput(option, given, "must not be empty: the server keeps the old label then")
        return super().read(given, option)

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating:
            return Outcome(want, True)
        return Outcome(want, now != want, UNSET, [_labelled(situation.address, want)] if now != want else [])


def _labelled(address: Mapping[str, str], label: str) -> Step:
    return Step("PUT", fill(CREDENTIAL + "/userLabel", address), label, CHANGE, content="text")


@dataclass(frozen=True)
class Position(Part):
    """Where a credential stands among those of its user: the first one that fits is what a login asks for."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {"first": {"type": "bool", "no_log": False}, "after": {"type": "str", "no_log": False}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        first, after = options.get("first"), options.get("after")
        if first and after:
            raise InvalidInput("after", after, "can't be given together with first")
        return {"after": after} if first or after else UNSET

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return {"items": _read(reader, address), "id": document["id"]}

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating:
            return Outcome(None, True)
        others = [item for item in now["items"] if item["id"] != now["id"]]
        before = _meant(others, want["after"]) if want["after"] else None
        place = others.index(before) + 1 if before else 0
        own = next(item for item in now["items"] if item["id"] == now["id"])
        then = [*others[:place], own, *others[place:]]
        if then == list(now["items"]):
            return Outcome(now)
        step = _moved(situation.address, before and before["id"])
        return Outcome({**now, "items": then}, True, UNSET, [step])

    def canonical(self, value: Any) -> Any:
        return None if value is None else 1 + [item["id"] for item in value["items"]].index(value["id"])

    def represent(self, value: Any) -> Any:
        return self.canonical(value)

    def propose(self, want: Any) -> Any:
        return want["after"] or "first"


def _moved(address: Mapping[str, str], before: Any) -> Step:
    path = CREDENTIAL + ("/moveAfter/{before}" if before else "/moveToFirst")
    return Step("POST", fill(path, {**address, **({"before": before} if before else {})}), phase=AFTER)


def _meant(others: Sequence[Item], name: str) -> Item:
    """Return the credential that another is to follow; the server takes any id, and does nothing then (26.7.2).

    :raises InvalidInput: where the name is nobody's, or several have it
    """
    for key in ("id", "userLabel", "type"):
        found = [item for item in others if item.get(key) == name]
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidInput("after", name, f"must name one of {', '.join(called(item) for item in found)}, as by id")
    raise MissingReference("after", None, f"there is no other credential {name!r} by id, label or type")


def nobody_makes_them(seen: Any, desired: Any, body: Mapping[str, Any]) -> list[Step]:
    """Of a user who is yet to be made, check mode knows nothing; else a credential that isn't there can't be made.

    :raises MissingReference: where there is no such credential
    """
    address, options = seen.address, desired.options
    if address["user"] != PENDING_ID:
        asked = ", ".join(f"{name} {options[name]!r}" for name in ("id", "type", "label") if options.get(name))
        option = "id" if options.get("id") else "type"
        raise MissingReference(
            option, None, f"the user has no credential of {asked}, and only the user, or a new password, can make one"
        )
    steps = [_labelled(address, desired.values["userLabel"])] if "userLabel" in desired.values else []
    if "position" in desired.values:
        steps.append(_moved(address, desired.values["position"]["after"] and PENDING_ID))
    return steps


USER_CREDENTIAL = Resource(
    name="user_credential",
    title="credential",
    homes=(Home(CREDENTIALS, CREDENTIAL, OneOfThem(), needs=OF_USER, lists=CREDENTIALS),),
    parts=(Label("user_label", max_length=255), Position("position")),
    key=(),
    narrowed_by=("id", "type", "label", "user_label"),
    named_by=("username", "user_id"),
    label=lambda address: " ".join(address[name] for name in ("type", "label") if address.get(name)) or address["id"],
    server_made=frozenset({"id", "createdDate"}),
    normalize=as_named,
    birth=nobody_makes_them,
    parents={**USER_NAMES, **{name: {"type": "str", "no_log": False} for name in ("id", "type", "label")}},
    takes=frozenset({"state"}),
)
