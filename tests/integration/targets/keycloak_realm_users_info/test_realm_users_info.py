# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_realm_users_info on a real server: all users, whatever page the server would stop at."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

USERS = 210


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with more users than the server lists at once."""
    name = f"users-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    users = [{"username": f"user{number:03}", "enabled": True} for number in range(USERS)]
    world.admin.send("POST", f"/admin/realms/{name}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_all_users(world: World, realm: str, check: bool) -> None:
    ran = world.run("keycloak_realm_users_info", {"realm": realm}, check=check)
    assert not ran.changed
    assert not ran.writes
    assert ran.result["users"] == world.admin.get(f"/admin/realms/{realm}/users?max=-1")


def test_no_realm(world: World) -> None:
    missing = world.run("keycloak_realm_users_info", {"realm": "nosuch"})
    assert missing.failed
    assert "Realm not found" in missing.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm}, "refuse": {"realm": "nosuch"}}
    _played, results = both(world, tmp_path, "keycloak_realm_users_info", steps)
    for worker, process in results.values():
        assert worker == process
    assert len(results["read"][0]["users"]) == USERS
