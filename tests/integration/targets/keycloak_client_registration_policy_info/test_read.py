# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_registration_policy_info on a real server: a realm's policies, and what there is to choose from."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_registration_policy_info"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a policy of its own."""
    name = f"policy-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    own = {"realm": name, "name": "own", "sub_type": "anonymous", "provider_id": "client-disabled"}
    assert not world.run("keycloak_client_registration_policy", own).failed
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_policies(world: World, realm: str, check: bool) -> None:
    every = world.run(MODULE, {"realm": realm}, check=check)
    assert not every.changed
    sorts = [one["subType"] for one in every.result["policies"] if one["name"] == "own"]
    assert sorts == ["anonymous"]
    some = world.run(MODULE, {"realm": realm, "sub_type": "authenticated"}, check=check)
    assert {one["subType"] for one in some.result["policies"]} <= {"authenticated"}
    assert len(some.result["policies"]) < len(every.result["policies"])
    known = {one["id"]: one["properties"] for one in every.result["providers"]}
    assert "max-clients" in [one["name"] for one in known["max-clients"]]


@pytest.mark.parametrize(
    ("options", "says"),
    [({"sub_type": "nobody"}, "sub_type must be one of: anonymous, authenticated"), ({"realm": "nosuch"}, "not found")],
)
def test_refused(world: World, realm: str, options: dict[str, str], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    _played, results = both(world, tmp_path, MODULE, {"read": {"realm": realm}})
    worker, process = results["read"]
    assert worker == process
