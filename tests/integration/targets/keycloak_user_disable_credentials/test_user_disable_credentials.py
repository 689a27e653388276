# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_disable_credentials on a real server, none of whose own user storages can disable a type."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_disable_credentials"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a user."""
    name = f"disable-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/users", {"username": "ann", "enabled": True})
    yield name
    world.admin.remove_realm(name)


def test_what_cannot_be_disabled_is_no_change(world: World, realm: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "username": "ann", "types": ["otp"]}, check=check)
        assert not ran.changed and not ran.failed and not ran.writes
        assert ran.result["disabled"] == []
        assert ran.result["msg"] == "Nothing to disable for user ann: of the types of credentials none can be disabled"


def test_forced(world: World, realm: str) -> None:
    user = world.admin.get(f"/admin/realms/{realm}/users?username=ann")[0]["id"]
    options = {"realm": realm, "id": user, "types": ["otp", "password", "otp"], "force": True}
    check, run = world.run(MODULE, options, check=True), world.run(MODULE, options)
    assert check.changed and run.changed
    wanted = [f"PUT /admin/realms/{realm}/users/{user}/disable-credential-types"]
    assert check.result["actions"] == run.result["actions"] == wanted
    assert (len(check.writes), len(run.writes)) == (0, 1)
    assert run.result["disabled"] == ["otp", "password"]
    assert run.result["msg"] == "Asked the server to disable otp, password of user ann"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"types": ["otp"]}, "one of the following is required: id, username"),
        ({"username": "ann"}, "missing required arguments: types"),
        ({"username": "ann", "types": []}, "types: must name at least one type"),
        ({"username": "nosuch", "types": ["otp"]}, "username: User 'nosuch' not found in realm"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert not ran.writes
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    ann = {"realm": realm, "username": "ann", "types": ["otp"], "force": True}
    steps = {"check": ann, "run": ann, "refuse": {**ann, "username": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
