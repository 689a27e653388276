# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What providers a realm can be given, below a component and to register credentials."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_provider_info"
DIRECTORY = {
    "name": "directory",
    "provider_id": "ldap",
    "config": {"editMode": "READ_ONLY", "vendor": "other", "connectionUrl": "ldap://127.0.0.1:1", "usersDn": "x"},
}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a user federation."""
    name = f"provider-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    assert not world.run("keycloak_user_federation", {"realm": name, **DIRECTORY}).failed
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_providers(world: World, realm: str, check: bool) -> None:
    alone = world.run(MODULE, {"realm": realm}, check=check)
    assert not alone.failed, alone
    assert alone.result["sub_component_types"] == []
    assert alone.result["credential_registrators"] == sorted(
        world.admin.get(f"/admin/realms/{realm}/credential-registrators")
    )
    ident = world.admin.get(f"/admin/realms/{realm}/components?name=directory")[0]["id"]
    for parent in ("directory", ident):
        ran = world.run(MODULE, {"realm": realm, "parent": parent}, check=check)
        assert (ran.changed, ran.writes) == (False, [])
        assert "full-name-ldap-mapper" in [one["id"] for one in ran.result["sub_component_types"]]


def test_of_another_type(world: World, realm: str) -> None:
    options = {"realm": realm, "parent": "directory", "type": "org.keycloak.keys.KeyProvider"}
    assert "rsa" in [one["id"] for one in world.run(MODULE, options).result["sub_component_types"]]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"parent": "nosuch"}, "parent: there is no component 'nosuch' in realm"),
        ({"parent": "directory", "type": "nosuch"}, "type: 'nosuch' is none of the server's: "),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"], ran


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm, "parent": "directory"}, "refuse": {"realm": realm, "parent": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
