# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_admin_permission where permissions were switched off again: the server would keep them, without effect."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_admin_permission"
OLD = {"name": "old", "resource_type": "Clients", "scopes": ["view"]}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a permission, which has them switched off now."""
    name = f"permissions-off-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    for switched_on in (True, False):
        assert world.run("keycloak_realm", {"realm": name, "admin_permissions_enabled": switched_on}).changed
        if switched_on:
            assert world.run(MODULE, {"realm": name, **OLD}).changed
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False], ids=["check", "run"])
@pytest.mark.parametrize("options", [{"description": "other"}, {"name": "new"}, {}], ids=["change", "create", "same"])
def test_nothing_is_written_without_effect(
    world: World, tmp_path: pathlib.Path, realm: str, options: dict[str, str], check: bool
) -> None:
    run = Runtime(str(tmp_path))
    ran = world.run(MODULE, {"realm": realm, **OLD, **options}, check=check, runtime=run)
    assert (ran.failed, ran.writes) == (True, []), ran
    assert "permissions of administrators switched off" in ran.result["msg"]
    assert "admin_permissions_enabled of keycloak_realm" in ran.result["msg"]


def test_check_mode_foresees_that_they_are_switched_on(world: World, tmp_path: pathlib.Path, realm: str) -> None:
    run = Runtime(str(tmp_path))
    switch = {"realm": realm, "admin_permissions_enabled": True}
    assert world.run("keycloak_realm", switch, check=True, runtime=run).changed
    ran = world.run(MODULE, {"realm": realm, **OLD, "name": "new"}, check=True, runtime=run)
    assert (ran.changed, ran.failed, ran.writes) == (True, False, []), ran


def test_what_is_left_can_be_read_and_removed(world: World, realm: str) -> None:
    read = world.run("keycloak_info", {"realm": realm, "kind": "admin_permission", "options": {"name": "old"}})
    assert not read.failed, read.result["msg"]
    assert world.run(MODULE, {"realm": realm, "name": "old", "state": "absent"}).changed
    assert not world.run(MODULE, {"realm": realm, "name": "old", "state": "absent"}).changed
