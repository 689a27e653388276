# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports: many new objects in few transactions, by ``POST /admin/realms/{realm}/partialImport``.

It compares nothing, and skips what exists; a chunk that the server refuses is left to be made one by one, which says
what is wrong with which object. Chunks are small: the time of a transaction grows faster than its size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Callable

from ...config.compared import Compared
from ...config.work import Importer, Made, Stage
from ...engine.part import DOCUMENT, UNSET
from ...engine.run import Server
from ...rest.errors import AnswerLost, ApiError, Unreachable
from ...rest.paths import fill
from ..kinds.references import REALM
from ..kinds.user_passwords import is_hashed
from ..kinds.user_realm import BORN, default_role

CHUNK = 25
# what makes a client more than its document
_SERVICES = ("serviceAccountsEnabled", "authorizationServicesEnabled")
_MORE_OF_A_USER = ("attributes", "federatedIdentities", "federationLink")
Bodies = list[tuple[Compared, dict[str, Any]]]
# gives the name of the role that new users have by themselves
Born = Callable[[], str]


@dataclass(frozen=True)
class Chunk:
    """What one request imports.

    :param body: the objects, by their sort
    :param members: the wishes that it fulfils
    :param many: how many objects the server counts in it
    """

    body: dict[str, Any]
    members: list[Compared]
    many: int


@dataclass(frozen=True)
class PartialImport(Importer):
    """Makes clients, roles, groups and users.

    :param realm: the realm's name
    """

    realm: str

    def make(self, stage: Stage, server: Server, done: list[str], tell: Callable[[int], None]) -> Made:
        shape = _SHAPES.get(stage.section.name)
        bodies = [(one, body) for one in stage.differing for body in _bodies(one)]
        if shape is None or not bodies:
            return Made()
        path = fill(f"{REALM}/partialImport", {"realm": self.realm})
        whole: list[Compared] = []
        sent = 0
        for chunk in shape(bodies, cache(lambda: default_role(server, self.realm))):
            try:
                answer = server.send("POST", path, {**chunk.body, "ifResourceExists": "SKIP"})
            except AnswerLost:
                # it may have been carried out; a look at the server tells what is left
                pass
            except Unreachable:
                raise
            except ApiError:
                continue
            else:
                # nothing of it was there before: each object is as it was sent
                whole += chunk.members if (answer.data or {}).get("added") == chunk.many else []
            done.append(f"POST {path}")
            sent += len(chunk.members)
            tell(sent)
        return Made(True, whole)


def _bodies(one: Compared) -> Iterator[dict[str, Any]]:
    """Yield what makes an object, if that is one request."""
    step = one.plan.steps[0]
    if one.plan.creates and step.method == "POST" and step.phase == DOCUMENT and isinstance(step.body, Mapping):
        yield {name: value for name, value in step.body.items() if value is not UNSET}


def _chunks(items: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(items), CHUNK):
        yield items[first : first + CHUNK]


def _clients(bodies: Bodies, born: Born) -> Iterator[Chunk]:
    """But for those that would lack what the server adds one by one: a service account's roles, SAML keys (26.7.2)."""
    for chunk in _chunks([(one, body) for one, body in bodies if _is_plain(body)]):
        yield Chunk({"clients": [body for _one, body in chunk]}, [one for one, _body in chunk], len(chunk))


def _is_plain(client: Mapping[str, Any]) -> bool:
    protocol = client.get("protocol") or "openid-connect"
    return protocol == "openid-connect" and not any(client.get(name) for name in _SERVICES)


def _realm_roles(bodies: Bodies, born: Born) -> Iterator[Chunk]:
    for chunk in _chunks(bodies):
        yield Chunk({"roles": {"realm": [body for _one, body in chunk]}}, [one for one, _body in chunk], len(chunk))


def _client_roles(bodies: Bodies, born: Born) -> Iterator[Chunk]:
    owned: dict[str, Bodies] = {}
    for one, body in bodies:
        owned.setdefault(one.wish.desired.options["client_id"], []).append((one, body))
    for chunk in _chunks(list(owned.items())):
        roles = {client: [body for _one, body in own] for client, own in chunk}
        members = [one for _client, own in chunk for one, _body in own]
        yield Chunk({"roles": {"client": roles}}, members, len(members))


def _groups(bodies: Bodies, born: Born) -> Iterator[Chunk]:
    """Whole trees: the server finds a group by its path, makes what is below with it, and counts those at the top."""
    nodes = {one.wish.beside["path"]: {**body, **one.wish.beside} for one, body in bodies}
    trees: dict[str, list[Compared]] = {}
    for one, _body in bodies:
        path = one.wish.beside["path"]
        above = [name for _way, name in one.wish.desired.options.get("parents") or ()]
        if above and "/".join(["", *above]) in nodes:
            nodes["/".join(["", *above])].setdefault("subGroups", []).append(nodes[path])
        if not above:
            trees[path] = []
        top = f"/{above[0]}" if above else path
        if top in trees:
            trees[top].append(one)
    for chunk in _chunks(list(trees)):
        yield Chunk({"groups": [nodes[top] for top in chunk]}, [one for top in chunk for one in trees[top]], len(chunk))


def _users(bodies: Bodies, born: Born) -> Iterator[Chunk]:
    """With the role that the server gives to users who are made one by one, where they are to have it."""
    people = [
        (one, {**body, **_beside(one.wish.beside, born)})
        for one, body in bodies
        if not one.wish.desired.options.get("service_account_client_id") and _is_person(body)
    ]
    for chunk in _chunks(people):
        yield Chunk({"users": [body for _one, body in chunk]}, [one for one, _body in chunk], len(chunk))


def _is_person(user: Mapping[str, Any]) -> bool:
    """An import takes for granted what has consequences one by one: a temporary password is a required action."""
    hashed = all(is_hashed(one) for one in user.get("credentials") or ())
    return hashed and not any(user.get(name) for name in _MORE_OF_A_USER)


def _beside(beside: Mapping[str, Any], born: Born) -> dict[str, Any]:
    """Return what stands beside a user, with the name of the role that is born with users."""
    if BORN not in beside.get("realmRoles", ()):
        return dict(beside)
    return {**beside, "realmRoles": sorted({born() if name == BORN else name for name in beside["realmRoles"]})}


_SHAPES: Mapping[str, Callable[[Bodies, Born], Iterator[Chunk]]] = {
    "clients": _clients,
    "realm_roles": _realm_roles,
    "client_roles": _client_roles,
    "groups": _groups,
    "users": _users,
}
