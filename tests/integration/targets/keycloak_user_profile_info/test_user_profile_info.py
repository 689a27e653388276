# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user profile of a realm, and what it means for those who manage users."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_profile_info"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm of its own."""
    name = f"profile-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.since("24")
@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("include", [None, ["metadata"], ["profile", "metadata"]])
def test_profile(world: World, realm: str, check: bool, include: list[str] | None) -> None:
    ran = world.run(MODULE, {"realm": realm, "include": include}, check=check)
    assert not ran.failed, ran
    assert (ran.changed, ran.writes) == (False, [])
    path = f"/admin/realms/{realm}/users/profile"
    for name, where in (("profile", path), ("metadata", f"{path}/metadata")):
        if name in (include or ["profile"]):
            found = world.admin.get(where)
            assert [one["name"] for one in ran.result[name]["attributes"]] == [
                one["name"] for one in found["attributes"]
            ]
        else:
            assert name not in ran.result


def test_refused(world: World) -> None:
    ran = world.run(MODULE, {"realm": "nosuch"})
    assert ran.failed
    assert "Realm not found" in ran.result["msg"]
    assert "include" in world.run(MODULE, {"include": ["everything"]}).result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm}, "refuse": {"realm": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
