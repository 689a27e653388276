# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server is and can do: the parts that are asked for."""

from __future__ import annotations

import pathlib

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_server_info"
ALWAYS = {"version", "enabled_features", "disabled_features", "server_info"}


@pytest.mark.parametrize("check", [True, False])
def test_by_default(world: World, check: bool) -> None:
    ran = world.run(MODULE, {}, check=check)
    assert not ran.failed, ran
    assert (ran.changed, ran.writes) == (False, [])
    told = world.admin.get("/admin/serverinfo")
    assert ran.result["version"] == told["systemInfo"]["version"] == ran.result["msg"].split()[-1]
    assert set(ran.result["server_info"]) <= {"cpuInfo", "memoryInfo", "profileInfo", "systemInfo", "features"}
    if "features" not in told:
        assert ran.result["enabled_features"] is ran.result["disabled_features"] is None
        return
    assert {
        **dict.fromkeys(ran.result["enabled_features"], True),
        **dict.fromkeys(ran.result["disabled_features"], False),
    } == {one["name"]: one["enabled"] for one in told["features"]}


def test_parts(world: World) -> None:
    asked = ["providers", "themes", "password_policies"]
    ran = world.run(MODULE, {"include": asked})
    assert set(ran.result["server_info"]) == {"providers", "themes", "passwordPolicies"}
    assert world.run(MODULE, {"include": []}).result["server_info"] == {}


@pytest.mark.parametrize("name", ["KeyProvider", "org.keycloak.keys.KeyProvider"])
def test_one_type_of_components(world: World, name: str) -> None:
    types = world.run(MODULE, {"include": [], "component_type": name}).result["server_info"]["componentTypes"]
    assert list(types) == ["org.keycloak.keys.KeyProvider"]
    assert "rsa-generated" in [one["id"] for one in types["org.keycloak.keys.KeyProvider"]]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"component_type": "Key"}, "component_type: 'Key' is none of the server's types: "),
        ({"include": ["weather"]}, "include"),
    ],
)
def test_refused(world: World, options: dict[str, str], says: str) -> None:
    ran = world.run(MODULE, options)
    assert ran.failed
    assert says in ran.result["msg"]


def test_a_realm_means_nothing(world: World) -> None:
    ran = world.run(MODULE, {"realm": "nosuch", "include": []})
    assert ran.result["server_info"] == {}


def test_both_ways(world: World, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"include": ["features", "crypto"]}, "refuse": {"component_type": "Key"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
