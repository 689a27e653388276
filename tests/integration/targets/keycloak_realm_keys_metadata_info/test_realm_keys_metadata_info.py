# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of a realm's keys, as the server tells it."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with the keys that each new one has."""
    name = f"keys-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_keys(world: World, realm: str, check: bool) -> None:
    ran = world.run("keycloak_realm_keys_metadata_info", {"realm": realm}, check=check)
    assert not ran.changed
    assert not ran.writes
    told = ran.result["keys_metadata"]
    assert told["active"] == world.admin.get(f"/admin/realms/{realm}/keys")["active"]
    assert {"RS256", "HS512", "AES"} <= set(told["active"])
    used = next(key for key in told["keys"] if key["kid"] == told["active"]["RS256"])
    assert used["status"] == "ACTIVE"
    assert used["certificate"]


def test_no_realm(world: World) -> None:
    missing = world.run("keycloak_realm_keys_metadata_info", {"realm": "nosuch"})
    assert missing.failed
    assert "Realm not found" in missing.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm}, "refuse": {"realm": "nosuch"}}
    _played, results = both(world, tmp_path, "keycloak_realm_keys_metadata_info", steps)
    for worker, process in results.values():
        assert worker == process
