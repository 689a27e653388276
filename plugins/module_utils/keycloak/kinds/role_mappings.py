# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role mappings: which roles of the realm, or of one client, something has itself, be it a group, a user or a scope.

Only what is mapped directly counts: roles that come with others, with groups or by default are neither shown nor
removed, and are mapped if a task asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.links import EXACT, SUBSET, whole
from ...engine.part import ADD, PENDING_ID, REMOVE, UNSET, Outcome, Part, Reader, Reference, Situation, Step, camel
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM, TO_ROLE, ById
from .roles import BRIEF
from .user_realm import BORN, DefaultRole, default_role

# option -> options without state: what is to be absent is taken from an owner that stays
GONE = "\x00gone"
TEXT: Mapping[str, Any] = {"type": "str", "no_log": False}

# (client whose role it is, how it is named, name or id)
Target = tuple[Optional[str], str, str]
Entries = Mapping[str, Mapping[str, Any]]

# a realm as data: exact, but what a new owner has by itself stays
EXACT_BUT_BORN = "exact but born"


CLIENT_BY_ID = ById("client", f"{REALM}/clients/{{target}}")


@dataclass(frozen=True)
class MappableRole:
    """A role of the realm, or of the client in the address, by its name or id.

    :param of: that client's client id, where the task names it by its id
    """

    of: Optional[str] = None
    what: str = "role"

    def find(self, reader: Reader, address: Mapping[str, str], target: Target) -> Optional[Mapping[str, Any]]:
        client, (_client_id, way, value) = address.get("client"), target
        if way == "id":
            role = reader.get(fill(f"{REALM}/roles-by-id/{{role}}", {**address, "role": value}))
            container = (role or {}).get("containerId") if (role or {}).get("clientRole") else None
            return role if container == client else None
        if client is None:
            return TO_ROLE.find(reader, address, (None, value))
        if client == PENDING_ID:
            return None
        return reader.get(fill(f"{REALM}/clients/{{client}}/roles/{{role}}", {**address, "role": value}))

    def label(self, target: Target) -> str:
        client_id, _way, value = target
        return TO_ROLE.label((client_id or self.of, value))

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        raise NotImplementedError


class Mapped(dict[str, Mapping[str, Any]]):
    """Roles that are mapped, by their names; the client whose roles they are, where the task names it by its id."""

    client_id: Optional[str] = None


def _entry(now: Entries, target: Target) -> Optional[Mapping[str, Any]]:
    """Return a target among what is mapped, None where it isn't."""
    _client_id, way, value = target
    return next((entry for entry in now.values() if entry.get(way) == value), None)


@dataclass(frozen=True)
class Roles(Part):
    """The roles of one owner, of the realm or of one client.

    They are added to what is there, or with ``state: absent`` taken from it; the list is only exact where the option
    ``*_behavior`` asks for it.

    :param at: path template of all mappings of the owner
    :param named: whether the items are names; else dictionaries with ``name`` and ``id``
    :param born: whether a new owner has the realm's default role by itself
    """

    at: str = ""
    named: bool = False
    born: bool = False

    def arguments(self) -> dict[str, dict[str, Any]]:
        spec: dict[str, Any] = {"type": "list", "elements": "dict", "no_log": False}
        spec["options"] = {"name": dict(TEXT), "id": dict(TEXT)}
        if self.named:
            spec = {"type": "list", "elements": "str", "no_log": False, "required": True}
        choices = {"type": "str", "choices": [EXACT, SUBSET], "no_log": False, "aliases": [camel(self.behavior)]}
        return {self.option: spec, self.behavior: choices}

    @property
    def behavior(self) -> str:
        return f"{self.option}_behavior"

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        client_id = options.get("roles_of")
        targets = [self._target(client_id, item, f"{self.option}[{number}]") for number, item in enumerate(given)]
        gone = bool(options.get(GONE))
        return {"present": [] if gone else targets, "absent": targets if gone else []}

    def _target(self, client_id: Optional[str], item: Any, where: str) -> Target:
        names = {"name": item} if self.named else item
        for way in ("id", "name"):
            if names.get(way):
                return client_id, way, str(names[way])
        raise InvalidInput(where, None, "needs a name" if self.named else "needs name or id")

    def mode(self, options: Mapping[str, Any]) -> Optional[str]:
        return options.get(self.behavior) or SUBSET

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        if address.get("owner") == PENDING_ID and self.born and "client" not in address:
            name = default_role(reader, address["realm"])
            return {name: {"id": PENDING_ID, "name": name}}
        if PENDING_ID in (address.get("owner"), address.get("client")):
            return {}
        mapped = Mapped({entry["name"]: entry for entry in reader.list(fill(self._path(address), address))})
        if "cid" in address:
            mapped.client_id = (CLIENT_BY_ID.find(reader, address, address["cid"]) or {}).get("clientId")
        return mapped

    def _path(self, address: Mapping[str, str]) -> str:
        return self.at + ("/clients/{client}" if "client" in address else "/realm")

    def _split(
        self, now: Entries, want: Any, mode: Optional[str], keeps: str = ""
    ) -> tuple[list[Target], dict[str, Mapping[str, Any]]]:
        """Return what is to be added, and the roles to be removed by their names.

        :param keeps: the name of a role that stays
        """
        add = [target for target in dict.fromkeys(want["present"]) if _entry(now, target) is None]
        had = [_entry(now, target) for target in (*want["present"], *want["absent"])]
        asked = {entry["name"]: entry for entry in had if entry is not None}
        if want["absent"]:
            return add, asked
        if mode not in (EXACT, EXACT_BUT_BORN):
            return add, {}
        return add, {name: entry for name, entry in now.items() if name not in asked and name != keeps}

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        for target in self._split(now or {}, want, mode)[0]:
            yield target, MappableRole(getattr(now, "client_id", None))
        if mode == EXACT_BUT_BORN:
            yield BORN, DefaultRole()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        now, found = now or {}, situation.found.get(self.api, {})
        # of a client's roles, none is born
        keeps = found[BORN]["name"] if BORN in found and "client" not in situation.address else ""
        add, gone = self._split(now, want, situation.modes.get(self.api), keeps)
        new = {role["name"]: role for role in (_as_listed(found[target], target) for target in add)}
        path = fill(self._path(situation.address), situation.address)
        steps = [Step("DELETE", path, [whole(role) for role in gone.values()], REMOVE)] if gone else []
        steps += [Step("POST", path, [whole(role) for role in new.values()], ADD)] if new else []
        value = {**{name: role for name, role in now.items() if name not in gone}, **new}
        return Outcome(value, bool(steps), UNSET, steps)

    def canonical(self, value: Any) -> Any:
        return [role["name"] for role in roles_of({"roles": value})]

    def propose(self, want: Any) -> Any:
        return [{way: value} for _client_id, way, value in want["present"]]

    def represent(self, value: Any) -> Any:
        return roles_of({"roles": value})


def _as_listed(role: Mapping[str, Any], target: Target) -> dict[str, Any]:
    """Return a role as a list of mapped ones shows it; one that is yet to be made has its name alone."""
    if role["id"] == PENDING_ID:
        return {"id": PENDING_ID, "name": target[2]}
    return {name: role[name] for name in BRIEF if name in role}


def roles_of(representation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the mapped roles in a representation, by their names."""
    roles = representation.get("roles") or []
    items = roles.values() if isinstance(roles, Mapping) else roles
    shown = [{key: value for key, value in role.items() if value != PENDING_ID} for role in items]
    return sorted(shown, key=lambda role: str(role["name"]))


def names_of(representation: Mapping[str, Any]) -> list[str]:
    """Return the names of the mapped roles in a representation."""
    return [role["name"] for role in roles_of(representation)]


def _asked(asked: Mapping[str, Any]) -> list[Target]:
    """Return the roles that a task names, to be there or not to be."""
    want = asked.get("roles") or {"present": [], "absent": []}
    return [*want["present"], *want["absent"]]


def all_proposed(asked: Mapping[str, Any], before: Mapping[str, Any], then: Mapping[str, Any]) -> Any:
    """All roles that are mapped then."""
    return roles_of(then)


def asked_proposed(asked: Mapping[str, Any], before: Mapping[str, Any], then: Mapping[str, Any]) -> Any:
    """The roles that the task names, with name and id as far as the server has them."""
    known = {role["name"]: role for role in (*roles_of(before), *roles_of(then))}
    targets = _asked(asked)
    return [whole(_entry(known, target) or {target[1]: target[2]}) for target in targets]


def wording(asked: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what messages say of roles: those asked, and what has come of them."""
    had, has = before.get("roles") or [], after.get("roles") or []
    new, gone = [name for name in has if name not in had], [name for name in had if name not in has]
    done = [f"{names} {way}" for way, names in (("assigned to", new), ("removed from", gone)) if names]
    would = [f"{names} would be {way}" for way, names in (("assigned to", new), ("removed from", gone)) if names]
    named = [target[2] for target in _asked(asked)]
    return {"roles": str(named), "done": " and ".join(done), "would": " and ".join(would)}


@dataclass(frozen=True)
class Owner:
    """What has the roles, as its own document: it is there, or it is an error.

    :param shown: what it is called -> the options that may name it
    """

    shown: Mapping[str, tuple[str, ...]]

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        names = {called: _called(address, options) for called, options in self.shown.items()}
        if "owner" not in address:
            ways = next(iter(self.shown.values()))
            raise InvalidInput(ways[0], None, " or ".join(["is needed", *ways[1:]]))
        # a group at the top is called by its name
        group = names.get("group", "")
        names["group"] = group[1:] if group.startswith("/") else group
        return {"id": address["owner"], **{called: name for called, name in names.items() if name}}


def _called(address: Mapping[str, str], options: Iterable[str]) -> str:
    return next((address[option] for option in options if option in address), "")


def withdrawn(options: dict[str, Any], behavior: str) -> dict[str, Any]:
    """Return the options with what is to be absent as something that the owner is to lose.

    :raises InvalidInput: where an exact list is to be absent
    """
    if options.get("state") != "absent":
        return options
    if options.get(behavior) == EXACT:
        raise InvalidInput(behavior, EXACT, "can't be given with state absent, which removes what is listed")
    return {**options, "state": "present", GONE: True}


def mapping(
    name: str, title: str, needs: tuple[Need, ...], shown: Mapping[str, tuple[str, ...]], roles: Roles, **more: Any
) -> Resource:
    """Return the kind of one sort of mappings.

    :param needs: the options that name the owner, and the client whose roles they are
    :param shown: what they are called -> the options that may name them
    """
    return Resource(
        name=name,
        title=title,
        homes=(Home(roles.at, roles.at, Owner(shown), needs=needs),),
        parts=(roles,),
        key=(),
        label=lambda address: _called(address, [need.option for need in needs]),
        takes=frozenset({"state"}),
        inside=frozenset({"roles"}),
        presents=lambda owner, foreseen: {**owner, "roles": roles_of(owner)},
        wording=wording,
        **more,
    )
