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
from typing import Any, Callable

from ...config.compared import Compared
from ...config.work import Importer, Stage
from ...engine.part import DOCUMENT, UNSET
from ...engine.run import Server
from ...rest.errors import AnswerLost, ApiError, Unreachable
from ...rest.paths import fill
from ..kinds.references import REALM
from .holdings import default_role

CHUNK = 25
Bodies = list[tuple[Compared, dict[str, Any]]]


@dataclass(frozen=True)
class PartialImport(Importer):
    """Makes clients, roles, groups and users.

    :param realm: the realm's name
    """

    realm: str

    def make(self, stage: Stage, server: Server, done: list[str]) -> bool:
        shape = _SHAPES.get(stage.section.name)
        bodies = [(one, body) for one in stage.differing for body in _bodies(one)]
        if shape is None or not bodies:
            return False
        path = fill(f"{REALM}/partialImport", {"realm": self.realm})
        born = default_role(server, self.realm) if stage.section.name == "users" else ""
        for chunk in shape(bodies, born):
            try:
                server.send("POST", path, {**chunk, "ifResourceExists": "SKIP"})
            except AnswerLost:
                # it may have been carried out; a look at the server tells what is left
                pass
            except Unreachable:
                raise
            except ApiError:
                continue
            done.append(f"POST {path}")
        return True


def _bodies(one: Compared) -> Iterator[dict[str, Any]]:
    """Yield what makes an object, if that is one request."""
    step = one.plan.steps[0]
    if one.plan.creates and step.method == "POST" and step.phase == DOCUMENT and isinstance(step.body, Mapping):
        yield {name: value for name, value in step.body.items() if value is not UNSET}


def _chunks(items: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(items), CHUNK):
        yield items[first : first + CHUNK]


def _clients(bodies: Bodies, born: str) -> Iterator[dict[str, Any]]:
    for chunk in _chunks([body for _one, body in bodies]):
        yield {"clients": chunk}


def _realm_roles(bodies: Bodies, born: str) -> Iterator[dict[str, Any]]:
    for chunk in _chunks([body for _one, body in bodies]):
        yield {"roles": {"realm": chunk}}


def _client_roles(bodies: Bodies, born: str) -> Iterator[dict[str, Any]]:
    owned: dict[str, list[Any]] = {}
    for one, body in bodies:
        owned.setdefault(one.wish.desired.options["client_id"], []).append(body)
    for chunk in _chunks(list(owned.items())):
        yield {"roles": {"client": dict(chunk)}}


def _groups(bodies: Bodies, born: str) -> Iterator[dict[str, Any]]:
    """Whole trees: the server finds a group by its path, and makes what is below with it."""
    nodes = {one.wish.beside["path"]: {**body, **one.wish.beside} for one, body in bodies}
    tops = []
    for one, _body in bodies:
        node = nodes[one.wish.beside["path"]]
        parents = one.wish.desired.options.get("parents") or ()
        above = nodes.get("/".join(["", *(name for _way, name in parents)]))
        if above is not None and parents:
            above.setdefault("subGroups", []).append(node)
        elif not parents:
            tops.append(node)
    for chunk in _chunks(tops):
        yield {"groups": chunk}


def _users(bodies: Bodies, born: str) -> Iterator[dict[str, Any]]:
    """With the role that the server gives to users who are made one by one."""
    users = [
        {**body, **one.wish.beside, "realmRoles": sorted({born, *(one.wish.beside.get("realmRoles") or ())})}
        for one, body in bodies
        if not one.wish.desired.options.get("service_account_client_id")
    ]
    for chunk in _chunks(users):
        yield {"users": chunk}


_SHAPES: Mapping[str, Callable[[Bodies, str], Iterator[dict[str, Any]]]] = {
    "clients": _clients,
    "realm_roles": _realm_roles,
    "client_roles": _client_roles,
    "groups": _groups,
    "users": _users,
}
