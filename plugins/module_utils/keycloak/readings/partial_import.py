# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a partial import's content a realm has already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.reading import Source
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.references import REALM, TO_GROUP, TO_ROLE, group_path

CLIENTS, IDENTITY_PROVIDERS = f"{REALM}/clients", f"{REALM}/identity-provider/instances"
# the server leaves these alone, without a word (26.7.2)
ITS_OWN = (
    "account",
    "account-console",
    "admin-cli",
    "admin-permissions",
    "broker",
    "realm-management",
    "security-admin-console",
)
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """An object of the content.

    :param type: its type, as the server calls it
    :param title: its type, as people call it
    :param name: its name, as the server calls it
    :param id: the id of the object that it would meet, empty where there is none
    :param makes: what it makes where there is none, by kind and name as other tasks name it
    """

    type: str
    title: str
    name: str
    id: str = ""
    makes: tuple[tuple[str, str], ...] = ()


def is_imported(client_id: str) -> bool:
    """Return whether the server imports a client of such an id."""
    return client_id not in ITS_OWN and not client_id.endswith("-realm")


def with_paths(groups: Any, above: str = "") -> list[dict[str, Any]]:
    """Return groups that say their path, without which the server fails (26.7.2)."""
    whole = []
    for group in _maps(groups, "groups", "name"):
        path = group.get("path") or f"{above}/{group['name']}"
        below = with_paths(group["subGroups"], path) if group.get("subGroups") else []
        whole.append({**group, "path": path, **({"subGroups": below} if below else {})})
    return whole


def items_of(source: Source, content: Content) -> Iterator[Item]:
    """Yield all objects of the content.

    :raises InvalidInput: where one lacks its name, or the server would fail for it
    :raises MissingReference: where one belongs to something that doesn't exist
    """
    clients = {} if not {"clients", "roles"} & set(content) else _ids(source, CLIENTS, "clientId")
    for client in _maps(content.get("clients"), "clients", "clientId"):
        if is_imported(client["clientId"]):
            name = client["clientId"]
            yield Item("CLIENT", "client", name, clients.get(name, ""), (("client", name),))
    yield from _roles(source, content, clients)
    yield from _groups(source, content)
    yield from _providers(source, content)
    yield from _users(source, content)


def _maps(given: Any, where: str, *needed: str) -> list[Mapping[str, Any]]:
    if not isinstance(given or [], list):
        raise InvalidInput(f"content.{where}", None, "must be a list of dictionaries")
    for number, one in enumerate(given or []):
        if not isinstance(one, Mapping):
            raise InvalidInput(f"content.{where}[{number}]", None, "must be a dictionary")
        for name in needed:
            if not one.get(name):
                raise InvalidInput(f"content.{where}[{number}]", None, f"needs {name}")
    return list(given or [])


def _ids(source: Source, template: str, key: str, **variables: str) -> dict[str, str]:
    found = source.list(template, None, **variables)
    return {one[key]: str(one.get("id") or one.get("internalId")) for one in found}


def _roles(source: Source, content: Content, clients: Mapping[str, str]) -> Iterator[Item]:
    roles = content.get("roles") or {}
    if not isinstance(roles, Mapping) or not isinstance(roles.get("client") or {}, Mapping):
        raise InvalidInput("content.roles", None, "must be a dictionary of realm, a list, and client, lists by client")
    realm = _maps(roles.get("realm"), "roles.realm", "name")
    there = _ids(source, f"{REALM}/roles", "name") if realm else {}
    for role in realm:
        makes = (("role", role["name"]),)
        yield Item("REALM_ROLE", "role", role["name"], there.get(role["name"], ""), makes)
    new = [client["clientId"] for client in content.get("clients") or [] if is_imported(client["clientId"])]
    for client, given in (roles.get("client") or {}).items():
        where = f"roles.client.{client}"
        own = _maps(given, where, "name")
        if client not in (*clients, *new) and not source.anticipation.expects("client", client):
            raise MissingReference(
                f"content.{where}", None, f"there is no client {client!r}, nor does the content make it"
            )
        there = _ids(source, CLIENTS + "/{client}/roles", "name", client=clients[client]) if client in clients else {}
        for role in own:
            makes = (("role", TO_ROLE.label((client, role["name"]))),)
            yield Item("CLIENT_ROLE", "role", f"{client}-->{role['name']}", there.get(role["name"], ""), makes)


def _groups(source: Source, content: Content) -> Iterator[Item]:
    """The server looks a group up by its path; those below it come with it, or are skipped with it."""
    for number, group in enumerate(content.get("groups") or []):
        found = TO_GROUP.find(source.reader, {"realm": source.options["realm"]}, group["path"])
        if not found and "/" in group["path"].strip("/"):
            where = f"content.groups[{number}].path"
            raise InvalidInput(where, None, "must be at the top: a group below another stands in its subGroups")
        makes = tuple(("group", path) for path in _paths(group))
        yield Item("GROUP", "group", group["name"], str((found or {}).get("id", "")), makes)


def _paths(group: Mapping[str, Any]) -> Iterator[str]:
    yield group_path(group["path"])
    for below in group.get("subGroups") or []:
        yield from _paths(below)


def _providers(source: Source, content: Content) -> Iterator[Item]:
    providers = _maps(content.get("identityProviders"), "identityProviders", "alias")
    mappers = _maps(
        content.get("identityProviderMappers"), "identityProviderMappers", "name", "identityProviderAlias"
    )  # fmt: skip
    there = _ids(source, IDENTITY_PROVIDERS, "alias") if providers or mappers else {}
    for provider in providers:
        alias = provider["alias"]
        yield Item("IDP", "identity provider", alias, there.get(alias, ""), (("identity_provider", alias),))
    new = [provider["alias"] for provider in providers]
    for number, mapper in enumerate(mappers):
        alias = mapper["identityProviderAlias"]
        if alias not in (*there, *new) and not source.anticipation.expects("identity_provider", alias):
            # the server would keep it, and nothing could reach it (26.7.2)
            where = f"content.identityProviderMappers[{number}].identityProviderAlias"
            raise MissingReference(
                where, None, f"there is no identity provider {alias!r}, nor does the content make it"
            )
        own = _ids(source, IDENTITY_PROVIDERS + "/{alias}/mappers", "name", alias=alias) if alias in there else {}
        yield Item("IDP_MAPPER", "identity provider mapper", mapper["name"], own.get(mapper["name"], ""))


def _users(source: Source, content: Content) -> Iterator[Item]:
    """The server looks a user up by name or e-mail address.

    One whose address is another one's it can't skip (500), and with OVERWRITE it removes the other one (26.7.2).
    """
    users = _maps(content.get("users"), "users", "username")
    several = bool(users) and (source.get(REALM) or {}).get("duplicateEmailsAllowed")
    for number, user in enumerate(users):
        found = _user(source, username=user["username"])
        other = _user(source, email=user["email"]) if user.get("email") and not several else {}
        if other and other["id"] != found.get("id"):
            where = f"content.users[{number}].email"
            raise InvalidInput(where, None, f"{user['email']!r} is that of user {other['username']!r} already")
        yield Item("USER", "user", user["username"], found.get("id", ""), (("user", user["username"]),))


def _user(source: Source, **by: str) -> Mapping[str, Any]:
    found = source.get(f"{REALM}/users", {**by, "exact": "true", "briefRepresentation": "true"}) or []
    return found[0] if found else {}
