# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Realm roles and client roles: ``/admin/realms/{realm}/roles``, ``/admin/realms/{realm}/clients/{id}/roles``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.links import EXACT, SUBSET, Call, Links, whole
from ...engine.lookup import ByPath
from ...engine.part import Outcome, Reader, Situation, Step
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput
from .references import FIXED, REALM, TO_OWNER, TO_ROLE, clean_roles

BY_ID = f"{REALM}/roles-by-id/{{id}}"
REALM_ROLES = f"{REALM}/roles"
CLIENT_ROLES = f"{REALM}/clients/{{client}}/roles"
REALM_ROLE, CLIENT_ROLE = REALM_ROLES + "/{name}", CLIENT_ROLES + "/{name}"
# a list has no attributes unless it is asked for them
WHOLE = {"briefRepresentation": "false"}
SEARCH = {"search": "{search}"}
# what lists of composites and of mapped roles tell of each
BRIEF = ("id", "name", "description", "composite", "clientRole", "containerId")


def composites_by_client(options: dict[str, Any]) -> dict[str, Any]:
    """``composite: false`` with no list given means that the role is none: it loses what it holds.

    :raises InvalidInput: where the role is named twice, or by an empty client: the realm has a role of this name, too
    """
    if options.get("client_id") == "":
        raise InvalidInput("client_id", None, "must not be empty: leave it out for a role of the realm")
    if options.get("id") and options.get("client_id"):
        raise InvalidInput(
            "client_id", options["client_id"], "can't be given with id, which names the role whosever it is"
        )
    if options.get("composite") is False and options.get("composites") is None:
        return {**options, "composites": []}
    return options


def composite_needs_its_flag(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """A POST takes composites only with ``composite: true``; a PUT takes neither (26.7.2)."""
    if creating and body.get("composites"):
        return {**body, "composite": True}
    return {name: value for name, value in body.items() if name not in ("composite", "composites")}


def ids_are_the_servers(seen: Any, desired: Any, body: Mapping[str, Any]) -> list[Step]:
    """The server takes an id with a new role and drops it (26.7.2): a role of an id must be there."""
    if desired.options.get("id"):
        told = "is no role's here. To make a role, leave it out: the server gives a new one its id"
        raise InvalidInput("id", desired.options["id"], told)
    return []


class Nowhere:
    """What is named by its id isn't looked for by its name."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        return None


@dataclass(frozen=True)
class Composites(Links):
    """The roles that a role holds. Results show them as a list of roles, each of a client's with that client's name.

    They are read and written below the role's name, or its id where the task names it by that alone or renames it.
    """

    def _placed(self, address: Mapping[str, str], document: Mapping[str, Any]) -> tuple[Links, dict[str, str]]:
        role = BY_ID
        if address.get("name") == document.get("name"):
            role = CLIENT_ROLE if document.get("clientRole") else REALM_ROLE
        at = f"{role}/composites"
        own = {**vars(self), "at": at, "add": replace(self.add, path=at), "remove": replace(self.remove, path=at)}
        return Links(**own), {**address, "client": str(document.get("containerId", ""))}

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        links, here = self._placed(address, document)
        return links.observe(reader, here, document)

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        links, here = self._placed(situation.address, situation.document)
        return links.settle(now, want, replace(situation, address=here))

    def propose(self, want: Any) -> Any:
        states = [(target, state) for state in ("present", "absent") for target in want[state]]
        return [{"name": name, "client_id": client, "state": state} for (client, name), state in states]

    def represent(self, value: Any) -> Any:
        return [_shown(target, value[target]) for target in sorted(value or {}, key=TO_ROLE.label)]


def _shown(target: tuple[Optional[str], str], entry: Optional[Mapping[str, Any]]) -> dict[str, Any]:
    client, name = target
    known = {key: item for key, item in (entry or {}).items() if key in BRIEF}
    return {"name": name, "clientRole": client is not None, **known, "client_id": client}


def _target(item: Mapping[str, Any]) -> tuple[Optional[str], str]:
    if item.get("client_id") == "":
        raise InvalidInput("composites.client_id", None, "must not be empty: leave it out for a role of the realm")
    return item.get("client_id"), item["name"]


COMPOSITES = Composites(
    "composites",
    of=TO_ROLE,
    at=BY_ID + "/composites",
    add=Call("POST", BY_ID + "/composites", whole, batch=True),
    remove=Call("DELETE", BY_ID + "/composites", whole, batch=True),
    embed=True,
    behavior="composites_behavior",
    words={EXACT: EXACT, SUBSET: SUBSET},
    item={
        "name": {"type": "str", "required": True, "no_log": False},
        "client_id": {"type": "str", "aliases": ["clientId"], "no_log": False},
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present", "no_log": False},
    },
    target=_target,
    as_api=clean_roles,
)

ROLE = Resource(
    name="role",
    title="role",
    sayings={
        "created": "Role {name} has been created",
        "updated": "Role {name} has been updated",
        "removed": "Role {name} has been deleted",
        "unchanged": "No changes required to role {name}.",
        "absent": "Role does not exist, doing nothing.",
    },
    homes=(
        Home(
            CLIENT_ROLES,
            CLIENT_ROLE,
            ByPath(CLIENT_ROLE),
            when="client_id",
            needs=(Need("client", "client_id", TO_OWNER, tells={FIXED: FIXED}),),
            whole=WHOLE,
            search=SEARCH,
        ),
        Home(REALM_ROLES, BY_ID, Nowhere(), when="id"),
        Home(REALM_ROLES, REALM_ROLE, ByPath(REALM_ROLE), whole=WHOLE, search=SEARCH),
    ),
    key=("name",),
    id_option="id",
    label=lambda address: TO_ROLE.label((address.get("client_id"), address.get("name") or address.get("id", ""))),
    parts=(
        Field("name", max_length=255),
        Field("description", max_length=255),
        Field("attributes", type="dict", shape=MapOf(multi=True)),
        COMPOSITES,
    ),
    parents={
        "client_id": {"type": "str", "no_log": False},
        "composite": {"type": "bool", "no_log": False},
    },
    server_made=frozenset({"id", "containerId", "clientRole", "composite"}),
    normalize=composites_by_client,
    prepare=composite_needs_its_flag,
    birth=ids_are_the_servers,
    fixed=lambda role, address: address.get(FIXED, ""),
)
