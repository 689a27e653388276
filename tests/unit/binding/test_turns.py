# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns: of two workers that rewrite the same document at once, one would undo the other's work."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS

OPTIONS = {"auth_keycloak_url": "https://id.example.org"}


def test_a_component_keeps_its_fingerprints_in_the_document_of_the_realm() -> None:
    realm = KINDS["realm"].rewrites({"realm": "acme"})
    assert KINDS["component"].rewrites({"realm": "acme", "name": "ldap"}) == realm
    assert KINDS["realm"].rewrites({"realm": "other"}) != realm


@pytest.mark.parametrize("kind", ["client_profile", "client_policy", "default_group", "events_config"])
def test_what_a_write_of_the_realm_carries_shares_its_turn(kind: str) -> None:
    assert KINDS[kind].rewrites({"realm": "acme", "name": "a"}) == KINDS["realm"].rewrites({"realm": "acme"})


def test_other_objects_have_a_document_each() -> None:
    client = KINDS["client"]
    assert client.rewrites({"realm": "acme", "client_id": "a"}) != client.rewrites({"realm": "acme", "client_id": "b"})


def test_two_workers_take_turns(tmp_path: Path) -> None:
    order: list[str] = []
    first, second = Runtime(str(tmp_path)), Runtime(str(tmp_path))

    def follow() -> None:
        with second.turn(OPTIONS, "document"):
            order.append("second")

    with first.turn(OPTIONS, "document"):
        waiting = threading.Thread(target=follow)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]


def test_a_module_process_has_its_turn_at_once() -> None:
    with Runtime().turn(OPTIONS, "document"):
        pass
