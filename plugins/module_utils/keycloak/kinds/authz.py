# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What protects a client: scopes and policies of ``/admin/realms/{realm}/clients/{id}/authz/resource-server``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.field import Field
from ...engine.lookup import ByPath
from ...engine.part import Reader, Sought
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput, MissingReference
from ...rest.paths import fill
from .references import CLIENT_DOCUMENT, REALM, TO_CLIENT

SERVER = f"{REALM}/clients/{{client}}/authz/resource-server"
SCOPES = f"{SERVER}/scope"
POLICIES, PERMISSIONS = f"{SERVER}/policy", f"{SERVER}/permission"
PERMISSION_TYPES = ("resource", "scope", "uma")
STRATEGIES = ("UNANIMOUS", "AFFIRMATIVE", "CONSENSUS")
LOGICS = ("POSITIVE", "NEGATIVE")
LONGEST = 255
# the name under which a check run's record has policies of all sorts
ANY_POLICY = "authz_policy"


@dataclass(frozen=True)
class ProtectedClient:
    """A client with authorization services: without them the API answers 404 to everything below (26.7.2)."""

    what: str = "client"
    called: str = "client with authorization services"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        client = TO_CLIENT.find(reader, address, target)
        return client if client and client.get("authorizationServicesEnabled") else None

    def label(self, target: Any) -> str:
        return TO_CLIENT.label(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return TO_CLIENT.target(reader, address, entry)


@dataclass(frozen=True)
class PolicyType(Sought):
    """A type of policies that the server has; scripts are types of their own once they are deployed."""

    what: str = "type of policies"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        providers = reader.get(fill(f"{POLICIES}/providers", address))
        known = sorted(str(one.get("type")) for one in providers or [] if one.get("type") not in PERMISSION_TYPES)
        if known and target not in known:
            raise MissingReference("policy_type", None, f"there is no {target!r} among {', '.join(known)}")
        return {"id": target}


@dataclass(frozen=True)
class PolicyName(Field):
    """The name of a policy or permission: one sort can refer to any other, and all share their names."""

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        yield ANY_POLICY, label


@dataclass(frozen=True)
class PolicyByName:
    """A policy of any type, with the fields of its type. Keycloak 16.1 has its roles in another order each time.

    :param params: further query parameters
    :param at: path template of the list that is searched; that of policies has every type's settings in a ``config``
    """

    params: Mapping[str, str]
    at: str = PERMISSIONS

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        found = ByPath(f"{self.at}/search", {"name": "{name}", **self.params}).one(reader, address)
        if not found or not isinstance(found.get("roles"), list):
            return found
        return {**found, "roles": sorted(found["roles"], key=lambda role: str(role.get("id")))}


def protects(title: str, **words: str) -> dict[str, str]:
    """Return what ``msg`` says, where one sentence serves for what is done and what would be.

    :param title: what it is about
    :param words: sentences of events that are told in another way
    """
    done = {event: f"{title} {event}" for event in ("created", "updated", "removed")}
    would = {f"would be {event}": f"{title} would be {event}" for event in done}
    return {**done, **would, "absent": "", **words}


def of_client(collection: str, item: str, find: Any, **more: Any) -> Home:
    """Return where objects below a client's authorization services live."""
    return Home(collection, item, find, needs=(Need("client", "client_id", ProtectedClient()),), **more)


CLIENT_ID: dict[str, dict[str, Any]] = {"client_id": {"type": "str", "required": True, "no_log": False}}


def shown_scope(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """Users' playbooks assert that a scope has both of these texts, and none of it where it is only foreseen."""
    return {} if foreseen else {"displayName": "", "iconUri": "", **document}


AUTHZ_AUTHORIZATION_SCOPE = Resource(
    name="authz_authorization_scope",
    title="authorization scope",
    sayings=protects("Authorization scope", unchanged="Authorization scope not updated"),
    homes=(
        of_client(
            SCOPES, SCOPES + "/{id}", ByPath(f"{SCOPES}/search", {"name": "{name}"}), search={"name": "{search}"}
        ),
    ),
    key=("name",),
    shares=CLIENT_DOCUMENT,
    # the PUT takes away what it isn't given; a POST with a name that exists is an update (26.7.2)
    parts=(
        Field("name", required=True, max_length=LONGEST),
        Field("display_name", max_length=LONGEST),
        Field("icon_uri", max_length=LONGEST),
    ),
    parents=CLIENT_ID,
    presents=shown_scope,
)


def is_a_policy(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Policies and permissions share their names; none becomes one of another type (a PUT is ignored, 26.7.2)."""
    if now.get("type") in PERMISSION_TYPES:
        raise InvalidInput("name", None, f"{now['name']!r} is a permission of type {now['type']!r}, not a policy")
    if now and then and now["type"] != then["type"]:
        raise InvalidInput("policy_type", None, f"can't be changed: the policy is of type {now['type']!r}")


# what policies of all types have
POLICY_PARTS = (
    PolicyName("name", required=True, max_length=LONGEST),
    Field("policy_type", "type", required=True, refers=PolicyType()),
    Field("description", max_length=LONGEST),
    Field("logic", choices=LOGICS),
    Field("decision_strategy", choices=STRATEGIES),
)

AUTHZ_CUSTOM_POLICY = Resource(
    name="authz_custom_policy",
    title="custom policy",
    sayings={
        "created": "Custom policy {name} created",
        "updated": "Custom policy {name} updated",
        "removed": "Custom policy {name} removed",
        "unchanged": "Custom policy {name} already exists",
        "absent": "Custom policy {name} does not exist",
        "would be created": "Would create custom policy {name}",
        "would be updated": "Would update custom policy {name}",
        "would be removed": "Would remove custom policy {name}",
    },
    homes=(
        of_client(
            POLICIES + "/{policy_type}",
            POLICIES + "/{id}",
            PolicyByName({}),
            lists=POLICIES,
            put=POLICIES + "/{policy_type}/{id}",
            whole={"permission": "false"},
            brief=True,
            search={"name": "{search}"},
        ),
    ),
    key=("name",),
    narrowed_by=("policy_type",),
    shares=CLIENT_DOCUMENT,
    parts=POLICY_PARTS,
    parents=CLIENT_ID,
    variables=lambda document: {"policy_type": document["type"]},
    checks=(is_a_policy,),
)
