# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Components are read by name, type and parent; their secrets are not shown."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

KEYS, FEDERATION = "org.keycloak.keys.KeyProvider", "org.keycloak.storage.UserStorageProvider"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a user federation."""
    name = f"component-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    config = {"editMode": "READ_ONLY", "connectionUrl": "ldap://127.0.0.1:1", "bindCredential": "canary-of-the-bind"}
    ran = world.run(
        "keycloak_user_federation", {"realm": name, "name": "directory", "provider_id": "ldap", "config": config}
    )
    assert not ran.failed
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("options", "params"),
    [
        ({}, ""),
        ({"name": "directory", "provider_type": FEDERATION}, "?name=directory"),
        ({"name": "directory", "provider_type": KEYS}, "?name=nosuch"),
        ({"parent_id": "{realm}", "provider_type": KEYS}, f"?type={KEYS}"),
        ({"parent_id": "directory"}, "?parent={id}"),
        ({"parent_id": "{id}", "name": "email"}, "?parent={id}&name=email"),
        ({"parent_id": "nosuch"}, "?name=nosuch"),
    ],
)
def test_components(world: World, realm: str, check: bool, options: dict[str, str], params: str) -> None:
    path = f"/admin/realms/{realm}/components"
    one = world.admin.get(f"{path}?name=directory")[0]["id"]
    given = {name: value.format(realm=realm, id=one) for name, value in options.items()}
    ran = world.run("keycloak_component_info", {"realm": realm, **given}, check=check)
    assert not ran.changed
    assert not ran.writes
    expected = world.admin.get(path + params.format(id=one))
    assert _ids(ran.result["components"]) == _ids(expected)


def _ids(components: list[dict[str, Any]]) -> list[str]:
    return sorted(component["id"] for component in components)


def test_secrets_are_hidden(world: World, realm: str) -> None:
    ran = world.run("keycloak_component_info", {"realm": realm, "name": "directory"})
    assert ran.result["components"][0]["config"]["bindCredential"] == ["********"]
    assert "iamops.fingerprint" not in str(ran.result)


def test_no_realm(world: World) -> None:
    missing = world.run("keycloak_component_info", {"realm": "nosuch"})
    assert missing.failed
    assert "Realm not found" in missing.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm, "parent_id": "directory"}, "refuse": {"realm": "nosuch"}}
    _played, results = both(world, tmp_path, "keycloak_component_info", steps)
    for worker, process in results.values():
        assert worker == process
