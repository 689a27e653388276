# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns: of two workers that rewrite the same document at once, one would undo the other's work."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.keycloak import KEYCLOAK, connection
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Action, Deed
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
    options = {**dict.fromkeys(connection()), **OPTIONS, "realm": "acme", "client_id": "shop"}
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
