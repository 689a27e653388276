# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scope mappings of a realm: which roles of a client are in the scope of other clients and of client scopes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.links import whole
from ...engine.part import ADD, PENDING_ID, REMOVE, UNSET, Outcome, Part, Reader, Reference, Situation, Sought, Step
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM, TO_CLIENT, TO_CLIENT_SCOPE, TO_ROLE

# what has the roles in its scope: the option's key -> the API's key, its path
HOLDERS = {"client": ("client", "clients"), "client_scope": ("clientScope", "client-scopes")}
SCOPE = f"{REALM}/{{holders}}/{{holder}}/scope-mappings/clients/{{client}}"

# (client whose roles they are, sort of holder, holder)
Target = tuple[str, str, str]


def mapped(reader: Reader, address: Mapping[str, str], target: Target) -> Optional[dict[str, Any]]:
    """Return what a holder has of a client's roles, None where there is no such client or holder."""
    client, sort, holder = target
    owner = TO_CLIENT.find(reader, address, client)
    found = (TO_CLIENT if sort == "client" else TO_CLIENT_SCOPE).find(reader, address, holder)
    if owner is None or found is None:
        return None
    path = fill(SCOPE, {**address, "holders": HOLDERS[sort][1], "holder": found["id"], "client": owner["id"]})
    return {"path": path, "roles": {role["name"]: role for role in reader.list(path)}}


def _holder(where: str, entry: Any) -> tuple[str, str]:
    if not isinstance(entry, Mapping):
        raise InvalidInput(where, entry, "must be a dictionary with client or client_scope, and roles")
    names = {sort: entry.get(sort) or entry.get(api) for sort, (api, _path) in HOLDERS.items()}
    given = [(sort, str(name)) for sort, name in names.items() if name]
    unknown = set(entry) - {"client", "client_scope", "clientScope", "roles"}
    if len(given) != 1 or unknown or not isinstance(entry.get("roles"), list):
        raise InvalidInput(where, dict(entry), "must have client or client_scope, a list of roles, and nothing else")
    return given[0]


@dataclass(frozen=True)
class ScopeMappings(Part):
    """Roles by client and holder. Each list of roles given is exact; holders that aren't named are left alone."""

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        want: dict[Target, list[str]] = {}
        for client, entries in given.items():
            if not isinstance(entries, list):
                raise InvalidInput(f"{self.option}.{client}", entries, "must be a list")
            for number, entry in enumerate(entries):
                where = f"{self.option}.{client}[{number}]"
                target = (str(client), *_holder(where, entry))
                if target in want:
                    raise InvalidInput(where, target[2], "must be named once in the list")
                want[target] = sorted({str(role) for role in entry["roles"]})
        return want

    def look(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], want: Any) -> Any:
        found = {target: mapped(reader, address, target) for target in want}
        return {target: entry for target, entry in found.items() if entry is not None}

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        for target, roles in want.items():
            client, sort, holder = target
            yield client, TO_CLIENT
            # one name may be both a client's and a scope's
            yield (holder, TO_CLIENT) if sort == "client" else ((holder,), ScopeName())
            had = (now or {}).get(target, {"roles": {}})["roles"]
            yield from (((client, role), TO_ROLE) for role in roles if role not in had)

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        found, has = situation.found.get(self.api, {}), now or {}
        value = {target: entry["roles"] for target, entry in has.items()}
        steps = []
        for target, roles in want.items():
            had = value.get(target, {})
            new = {role: found[(target[0], role)] for role in roles if role not in had}
            gone = [had[role] for role in had if role not in roles]
            value[target] = {**{role: had[role] for role in had if role in roles}, **new}
            path = has.get(target, {}).get("path") or _pending_path(situation, target)
            steps += [Step("DELETE", path, [whole(role) for role in gone], REMOVE)] if gone else []
            steps += [Step("POST", path, [whole(role) for role in new.values()], ADD)] if new else []
        if situation.creating:
            return Outcome(value, True, self.represent(value))
        return Outcome(value, bool(steps), UNSET, steps)

    def canonical(self, value: Any) -> Any:
        return self.represent(value)

    def propose(self, want: Any) -> Any:
        return self.represent(want)

    def represent(self, value: Any) -> Any:
        if not all(isinstance(target, tuple) for target in value or ()):
            return value
        shown: dict[str, list[dict[str, Any]]] = {}
        for client, sort, holder in sorted(value or ()):
            roles = _names((value or {})[(client, sort, holder)])
            if roles:
                shown.setdefault(client, []).append({HOLDERS[sort][0]: holder, "roles": roles})
        return shown


def _names(roles: Any) -> list[str]:
    return sorted(roles.get("roles", roles) if isinstance(roles, Mapping) else roles)


def _pending_path(situation: Situation, target: Target) -> str:
    """In check mode, a client or scope may be yet to be made."""
    variables = {"holders": HOLDERS[target[1]][1], "holder": PENDING_ID, "client": PENDING_ID}
    return fill(SCOPE, {**situation.address, **variables})


@dataclass(frozen=True)
class ScopeName(Sought):
    """A client scope whose name is wrapped, to be told from a client of that name."""

    what: str = "client_scope"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return TO_CLIENT_SCOPE.find(reader, address, target[0])

    def label(self, target: Any) -> str:
        return str(target[0])
