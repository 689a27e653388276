# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorization settings of a client, all by names: ``/admin/realms/{realm}/clients/{id}/authz/resource-server``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import Free, Shape, sort_key
from ...engine.document import Document
from ...engine.part import Outcome, Reader, Reference, Situation, Sought
from ...engine.since import is_older
from ...rest.errors import InvalidInput, MissingReference
from .references import server_info

NAMED = ("resources", "scopes", "policies")
FREE = Free()
# what only the server makes; an export has none of it
MADE = ("id", "_id", "clientId")


@dataclass(frozen=True)
class AuthorizationShape(Shape):
    """Settings whose lists are keyed by name. An import adds and changes entries; it removes none (26.7.2)."""

    def shape(self, value: Any, option: str) -> Any:
        for name in NAMED:
            if not isinstance(value.get(name) or [], (list, tuple)):
                raise InvalidInput(f"{option}.{name}", value[name], "must be a list")
            for number, item in enumerate(value.get(name) or []):
                if not isinstance(item, Mapping) or not item.get("name"):
                    raise InvalidInput(f"{option}.{name}[{number}]", item, "must be a dictionary with a name")
        shaped = {key: item for key, item in value.items() if key not in MADE}
        if shaped.get("resources"):
            shaped["resources"] = [_with_scopes(resource) for resource in shaped["resources"]]
        return shaped

    def merge(self, current: Any, desired: Any) -> Any:
        merged = {**(current or {}), **{key: desired[key] for key in desired if key not in NAMED}}
        for name in NAMED:
            if name in desired:
                merged[name] = self._entries((current or {}).get(name) or [], desired[name] or [])
        return merged

    def _entries(self, current: list[Any], desired: list[Any]) -> list[Any]:
        entries = {identity(entry): entry for entry in current}
        for entry in desired:
            given = {key: item for key, item in entry.items() if key not in MADE}
            entries[identity(entry)] = FREE.merge(entries.get(identity(entry)), given)
        return list(entries.values())

    def sent(self, current: Any, merged: Any) -> Any:
        """Only entries that change: a server before 26.5 refuses its own default policy when it is sent back."""
        sent = {key: item for key, item in merged.items() if key not in NAMED}
        for name in NAMED:
            had = {identity(entry): self._entry(entry) for entry in (current or {}).get(name) or []}
            changed = [entry for entry in merged.get(name) or [] if had.get(identity(entry)) != self._entry(entry)]
            if changed:
                sent[name] = changed
        return sent

    def canonical(self, value: Any) -> Any:
        shaped = {key: item for key, item in (value or {}).items() if item not in (None, [], {}) and key not in MADE}
        for name in NAMED:
            if name in shaped:
                entries = [self._entry(entry) for entry in shaped[name]]
                shaped[name] = sorted(entries, key=identity)
        return {key: shaped[key] for key in sorted(shaped)}

    def _entry(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        shaped = {key: self._item(key, item) for key, item in sorted(entry.items()) if key not in MADE}
        return {key: item for key, item in shaped.items() if item not in (None, "", [], {}, False)}

    def _item(self, key: str, item: Any) -> Any:
        if key == "config" and isinstance(item, Mapping):
            return {name: _unpacked(text) for name, text in sorted(item.items()) if text is not None}
        if key == "owner":
            return owner_name(item)
        if key == "scopes" and isinstance(item, (list, tuple)):
            return sorted(str(one.get("name") if isinstance(one, Mapping) else one) for one in item)
        return FREE.canonical(item)


def owner_name(owner: Any) -> str:
    """Return the name of a resource's owner, who is given by name or as a representation; empty for the client."""
    return str((owner.get("name") if isinstance(owner, Mapping) else owner) or "").lower()


def identity(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return what tells an entry from others of its list: each owner's resources have names of their own."""
    return str(entry["name"]), owner_name(entry.get("owner"))


def _with_scopes(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return a resource whose scopes are representations: an import takes names, too, and forgets them (26.7.2)."""
    scopes = resource.get("scopes")
    if scopes is None:
        return dict(resource)
    return {**resource, "scopes": [scope if isinstance(scope, Mapping) else {"name": scope} for scope in scopes]}


def _with_owner(entry: Mapping[str, Any], client: str) -> dict[str, Any]:
    """Return a resource without an owner who is the client itself: exports of old servers name it."""
    return {key: item for key, item in entry.items() if key != "owner" or owner_name(item) not in ("", client.lower())}


def _unpacked(text: Any) -> Any:
    """Return a policy's config value without the JSON around it, and without an order the server doesn't keep."""
    value = text
    if isinstance(text, str) and text[:1] in "[{":
        try:
            value = json.loads(text)
        except ValueError:
            return text
    return sorted(value, key=sort_key) if isinstance(value, list) else value


# what a later task of the same check run can name once the settings are there
BROUGHT = {"resources": "authz_resource", "scopes": "authz_authorization_scope", "policies": "authz_policy"}


@dataclass(frozen=True)
class TypeOfPolicies(Sought):
    """A type of policies that the server has: of another, an import fails with 500 (26.7.2).

    It is looked up where the login may. Servers before 26.5 give each client a policy of a type that most of them don't
    have.
    """

    what: str = "type of policies"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        info = server_info(reader)
        known = sorted(((info.get("providers") or {}).get("policy") or {}).get("providers") or ())
        born = target == "js" and is_older(reader.version(), "26.5")
        if known and target not in known and not born:
            told = f"there is no type {target!r} among {', '.join(known)}"
            raise MissingReference("authorization_settings.policies", None, told)
        return {"id": target}


@dataclass(frozen=True)
class Settings(Document):
    """Authorization settings."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        there, given = (
            {str(policy["type"]) for policy in (settings or {}).get("policies") or () if policy.get("type")}
            for settings in (now, want)
        )
        for type in sorted(given - there):
            yield type, TypeOfPolicies()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        client = str(situation.address.get("client_id", ""))
        if want.get("resources"):
            want = {**want, "resources": [_with_owner(entry, client) for entry in want["resources"]]}
        return super().settle(now, want, situation)

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        return [(what, str(entry["name"])) for name, what in BROUGHT.items() for entry in want.get(name) or []]


def authorization_settings(client: str) -> Document:
    """Return the authorization settings of a client.

    :param client: path template of the client
    """
    server = f"{client}/authz/resource-server"
    return Settings(
        "authorization_settings",
        at=f"{server}/settings",
        write=("POST", f"{server}/import"),
        shape=AuthorizationShape(),
        embed=True,
        there=lambda document: bool(document.get("authorizationServicesEnabled")),
    )
