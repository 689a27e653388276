# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of what a fresh realm has is what the server gives one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.fresh import fresh
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import read


@pytest.fixture
def realm(world: World) -> Iterator[str]:
    """A realm that was just made."""
    name = f"fresh-{secrets.token_hex(3)}"
    world.admin.make_fresh(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.since("24")
def test_table_and_export_of_a_fresh_realm(world: World, realm: str) -> None:
    has, version = read(world.admin, realm)
    assert has == fresh(version, realm), f"make fresh KEYCLOAK={version}"
    ran = world.run("keycloak_export", {"realm": realm, "users": True})
    assert ran.result["config"] == {"realm": realm, "enabled": True}
    assert ran.result["removed_built_ins"] == ran.result["not_exported"] == ran.result["warnings"] == []


def test_an_export_of_any_server(world: World, realm: str) -> None:
    """What a server has that is too old for a table is compared with another realm of it."""
    name = f"{realm}-more"
    world.admin.make_realm(
        name,
        clients=[{"clientId": "shop", "secret": "canary-of-old"}],
        roles={"realm": [{"name": "buyer"}]},
        users=[{"username": "ann", "realmRoles": ["buyer"]}],
    )
    try:
        whole = world.run("keycloak_export", {"realm": name, "users": True}).result
        special = world.run("keycloak_export", {"realm": name, "users": True, "compare_with": realm}).result
    finally:
        world.admin.remove_realm(name)
    assert "canary" not in str(whole)
    assert bool(whole["warnings"]) == older("24")
    for config in (whole["config"], special["config"]):
        assert "shop" in [client["clientId"] for client in config["clients"]]
        assert [user["realmRoles"] for user in config["users"]] == [["buyer"]]
        assert "buyer" in [role["name"] for role in config["roles"]["realm"]]
    assert "account" not in [client["clientId"] for client in special["config"]["clients"]]
