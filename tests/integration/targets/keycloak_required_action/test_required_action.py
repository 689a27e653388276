# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One required action among others: they keep their order, and its settings are those that it takes."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_required_action"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with the actions that the server gives it."""
    name = f"required-action-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


def order(world: World, realm: str) -> list[str]:
    return [one["alias"] for one in world.admin.get(f"/admin/realms/{realm}/authentication/required-actions")]


@pytest.mark.parametrize("place", [1, 5, 0, 99])
def test_the_others_keep_their_order(world: World, realm: str, place: int) -> None:
    before = order(world, realm)
    before.remove("VERIFY_EMAIL")
    before.insert(place, "VERIFY_EMAIL")
    options = {"realm": realm, "alias": "VERIFY_EMAIL", "index": place}
    check, ran = (world.run(MODULE, options, check) for check in (True, False))
    assert check.result["actions"] == ran.result["actions"]
    assert order(world, realm) == before
    assert not world.run(MODULE, options).changed


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"alias": "UPDATE_PASSWORD", "config": {"nosuch": "a"}}, "config.nosuch: is no setting"),
        ({"alias": "VERIFY_EMAIL", "config": {"max_auth": "a"}}, "config.max_auth: is no setting"),
        ({"alias": "UPDATE_PASSWORD", "config": {"max_auth_age": "soon"}}, "max_auth_age"),
    ],
)
def test_settings_that_it_does_not_take(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]
    assert not [write for write in ran.writes if write.status < 400]


@pytest.mark.since("26")
def test_settings_are_refused_before_the_action_is_registered(world: World, realm: str) -> None:
    options = {"realm": realm, "alias": "UPDATE_PASSWORD"}
    assert world.run(MODULE, {**options, "state": "absent"}).changed
    refused = world.run(MODULE, {**options, "config": {"nosuch": "a"}})
    assert "config.nosuch: is no setting" in refused.result["msg"]
    assert not refused.writes
    assert world.run(MODULE, {**options, "config": {"max_auth_age": 60}}).changed


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm, "alias": "UPDATE_PASSWORD"}
    steps = {
        "check": {**here, "enabled": False, "config": {"max_auth_age": 60}},
        "again": {**here, "enabled": True},
        "refuse": {**here, "alias": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
