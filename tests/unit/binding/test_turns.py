# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns: of two workers that rewrite the same document at once, one would undo the other's work."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.keycloak import KEYCLOAK, connection
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Action, Deed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import with_key
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Resource, document_name
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_certificates import (
    CERTIFICATE,
    KEYSTORE,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_nodes import NODE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_secrets import CLIENT_SECRET_STATE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.clients import REGENERATE_SECRET
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.revocation import REVOKE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.sessions import END_SESSIONS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.executions import AUTHENTICATION_EXECUTION
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.protocol_mappers import (
    PROTOCOL_MAPPER,
    PROTOCOL_MAPPERS,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.required_action import REQUIRED_ACTION
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.required_actions import REQUIRED_ACTIONS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import RestError

OPTIONS = {"auth_keycloak_url": "https://id.example.org"}


def test_a_component_keeps_its_fingerprints_in_the_document_of_the_realm() -> None:
    realm = KINDS["realm"].rewrites({"realm": "acme"})
    assert KINDS["component"].rewrites({"realm": "acme", "name": "ldap"}) == realm
    assert KINDS["realm"].rewrites({"realm": "other"}) != realm


@pytest.mark.parametrize("kind", ["client_profile", "client_policy", "default_group", "events_config"])
def test_what_a_write_of_the_realm_carries_shares_its_turn(kind: str) -> None:
    assert KINDS[kind].rewrites({"realm": "acme", "name": "a"}) == KINDS["realm"].rewrites({"realm": "acme"})


@pytest.mark.parametrize("kind", [PROTOCOL_MAPPER, PROTOCOL_MAPPERS])
def test_what_a_write_of_a_client_carries_shares_its_turn(kind: Resource) -> None:
    shop = {"realm": "acme", "client_id": "shop", "client_scope": None, "name": "a"}
    assert kind.rewrites(shop) == KINDS["client"].rewrites({"realm": "acme", "client_id": "shop"})
    assert kind.rewrites({**shop, "client_id": "till"}) != kind.rewrites(shop)
    assert kind.rewrites({"realm": "acme", "client_scope": "sales"})


@pytest.mark.parametrize("action", [CERTIFICATE, KEYSTORE, CLIENT_SECRET_STATE, NODE, REGENERATE_SECRET])
def test_what_else_it_carries_shares_it_too(action: Action, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime, turns = Runtime(), []
    monkeypatch.setattr(runtime, "client", lambda options, system: None)
    monkeypatch.setattr(runtime, "turn", lambda options, document, system: turns.append(document) or nullcontext())
    options = {**dict.fromkeys(connection()), **OPTIONS, "realm": "acme", "client_id": "shop", "id": None}
    idle = Acts(replace(action, prepare=lambda source: Deed([], {}, lambda answers: {})))
    for check in (True, False):
        idle.perform(options, runtime, check, {})
    assert turns == [KINDS["client"].rewrites(options)]


@pytest.mark.parametrize(
    ("action", "whose", "kind"),
    [
        (REVOKE, {"client_id": "shop"}, "client"),
        (REVOKE, {}, "realm"),
        (REVOKE, {"username": "ann"}, ""),
        (END_SESSIONS, {}, "realm"),
        (END_SESSIONS, {"client_id": "shop"}, ""),
        (END_SESSIONS, {"session_id": "1"}, ""),
    ],
)
def test_a_not_before_time_is_in_what_has_it(action: Action, whose: dict[str, str], kind: str) -> None:
    options = {**dict.fromkeys(action.arguments), **whose, "realm": "acme"}
    document = action.document(options)
    assert (document_name(document, options) if document else "") == (KINDS[kind].rewrites(options) if kind else "")


AUTHORIZATION = sorted(name for name in KINDS if name.startswith("authz_"))


@pytest.mark.parametrize("kind", AUTHORIZATION)
def test_what_protects_a_client_shares_its_turn(kind: str) -> None:
    """A client, and the settings of its services, bring policies and permissions of all sorts."""
    assert len(AUTHORIZATION) > 4
    options = {"realm": "acme", "client_id": "shop", "name": "a"}
    assert KINDS[kind].rewrites(options) == KINDS["client"].rewrites(options)
    assert KINDS[kind].rewrites({**options, "client_id": "till"}) != KINDS[kind].rewrites(options)


def test_permissions_of_administrators_are_of_a_client_too() -> None:
    desired = read(KINDS["admin_permission"], {"realm": "acme", "name": "a"})
    keeper = {"realm": "acme", "client_id": "admin-permissions", "name": "a"}
    assert KINDS["admin_permission"].rewrites(desired.options) == KINDS["authz_policy"].rewrites(keeper)


def test_a_link_of_an_organization_is_in_the_documents_of_both() -> None:
    providers = {KINDS["identity_provider"].rewrites({"realm": "acme", "alias": alias}) for alias in "ab"}
    assert providers == {KINDS["organization"].rewrites({"realm": "acme", "name": "partners"})}


class Server:
    """One that has a client, a user and a group, and no other."""

    objects = {
        "/admin/realms/acme/clients/1": {"id": "1", "clientId": "shop"},
        "/admin/realms/acme/users/1": {"id": "1", "username": "ann"},
        "/admin/realms/acme/groups/1": {"id": "1", "name": "sales", "path": "/people/sales"},
    }

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        return self.objects.get(path)

    def list(self, path: str, params: Any = None) -> list[Any]:
        return []


class Came(RestError):
    """A task's turn has come."""


def taken(kind: str, monkeypatch: pytest.MonkeyPatch, **options: Any) -> tuple[str, list[str]]:
    """Return the document that a task would have its turn with, empty where it needs none, and what it has read."""

    def come(options: Any, document: str, system: Any) -> Any:
        raise Came(document)

    runtime, server = Runtime(), Server()
    monkeypatch.setattr(runtime, "client", lambda options, system: server)
    monkeypatch.setattr(runtime, "turn", come)
    result = Binding(KINDS[kind]).run({**OPTIONS, "realm": "acme", **options}, runtime=runtime)
    return result["msg"] if result.get("failed") else "", server.asked


@pytest.mark.parametrize(
    ("kind", "by_name", "other_name"),
    [
        ("client", {"client_id": "shop"}, {"client_id": "till"}),
        ("user", {"username": "Ann"}, {"username": "bob"}),
        ("group", {"name": "sales", "parents": [{"name": "people"}]}, {"name": "people"}),
    ],
)
def test_who_names_an_object_by_its_id_takes_the_same_turn(
    kind: str, by_name: dict[str, Any], other_name: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn(**options: Any) -> str:
        found = Server.objects.get(f"/admin/realms/acme/{kind}s/{options.get('id')}")
        return KINDS[kind].rewrites(with_key(KINDS[kind], read(KINDS[kind], {"realm": "acme", **options}), found))

    assert turn(id="1") == turn(**by_name) != turn(**other_name)
    # one that gets another name is found by the one that it has
    assert turn(id="1", **other_name) == turn(id="1")
    assert turn(id="2", **other_name) == turn(**other_name)
    assert taken(kind, monkeypatch, id="1", state="absent")[0] == turn(**by_name)
    assert taken(kind, monkeypatch, **by_name)[0] == turn(**by_name)


@pytest.mark.parametrize("kind", ["client", "user", "group"])
def test_what_is_named_by_its_id_and_stays_is_read_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken(kind, monkeypatch, id="1") == ("", [f"/admin/realms/acme/{kind}s/1"])


def test_an_action_takes_it_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    runtime, turns = Runtime(), []
    monkeypatch.setattr(runtime, "client", lambda options, system: Server())
    monkeypatch.setattr(runtime, "turn", lambda options, document, system: turns.append(document) or nullcontext())
    options = {**dict.fromkeys(connection()), **OPTIONS, "realm": "acme", "id": "1", "client_id": None}
    for action in (CERTIFICATE, KEYSTORE, CLIENT_SECRET_STATE, NODE, REGENERATE_SECRET):
        idle = Acts(replace(action, prepare=lambda source: Deed([], {}, lambda answers: {})))
        idle.perform(options, runtime, False, {})
    assert set(turns) == {KINDS["client"].rewrites({"realm": "acme", "client_id": "shop"})}
    assert len(turns) == 5


def test_other_objects_have_a_document_each() -> None:
    client = KINDS["client"]
    assert client.rewrites({"realm": "acme", "client_id": "a"}) != client.rewrites({"realm": "acme", "client_id": "b"})


@pytest.mark.parametrize("kind", [AUTHENTICATION_EXECUTION, REQUIRED_ACTION])
def test_what_has_a_place_among_others_shares_a_turn_with_them(kind: Resource) -> None:
    """To move one, the numbers of others are written, with all else that they have."""
    one, other = ({"realm": "acme", "flow_alias": "f", "step": name, "alias": name} for name in "ab")
    assert kind.rewrites(one) == kind.rewrites(other)
    assert REQUIRED_ACTION.rewrites(one) == REQUIRED_ACTIONS.rewrites({"realm": "acme"})


def test_two_workers_take_turns(tmp_path: Path) -> None:
    order: list[str] = []
    first, second = Runtime(str(tmp_path)), Runtime(str(tmp_path))

    def follow() -> None:
        with second.turn(OPTIONS, "document", KEYCLOAK):
            order.append("second")

    with first.turn(OPTIONS, "document", KEYCLOAK):
        waiting = threading.Thread(target=follow)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]


def test_a_module_process_has_its_turn_at_once() -> None:
    with Runtime().turn(OPTIONS, "document", KEYCLOAK):
        pass
