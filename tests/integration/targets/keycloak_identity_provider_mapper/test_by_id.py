# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mapper of an identity provider by its id: made under it, renamed, removed."""

from __future__ import annotations

import pathlib
import secrets
import uuid
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE, TYPE = "keycloak_identity_provider_mapper", "hardcoded-attribute-idp-mapper"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with an identity provider."""
    name = f"idp-mapper-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    body = {"alias": "hub", "providerId": "github", "config": {"clientId": "a"}}
    world.admin.send("POST", f"/admin/realms/{name}/identity-provider/instances", body)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.since("26")
def test_by_id(world: World, realm: str) -> None:
    own, hub = str(uuid.uuid4()), {"realm": realm, "identity_provider": "hub"}
    made = world.run(MODULE, {**hub, "id": own, "name": "first", "mapper_type": TYPE, "config": {"attribute": "a"}})
    assert made.changed, made
    assert made.result["end_state"]["id"] == own
    renamed = {**hub, "id": own, "name": "second"}
    for check in (True, False):
        assert world.run(MODULE, renamed, check=check).changed
    assert not world.run(MODULE, renamed).changed
    found = world.admin.get(f"/admin/realms/{realm}/identity-provider/instances/hub/mappers")
    assert [(one["id"], one["name"], one["config"]) for one in found] == [(own, "second", {"attribute": "a"})]
    assert world.run(MODULE, {**hub, "id": own, "state": "absent"}).changed
    assert not world.run(MODULE, {**hub, "id": own, "state": "absent"}).changed


def test_an_identity_provider_that_an_earlier_task_makes(world: World, realm: str) -> None:
    runtime = world.fresh_record()
    new = {"realm": realm, "alias": "new", "provider_id": "github", "config": {"clientId": "a"}}
    assert world.run("keycloak_identity_provider", new, True, runtime).changed
    task = {"realm": realm, "identity_provider": "new", "name": "first", "mapper_type": TYPE}
    assert world.run(MODULE, task, True, runtime).changed
    assert world.run(MODULE, {**task, "identity_provider": "never"}, True, runtime).failed


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    hub = {"realm": realm, "identity_provider": "hub", "name": "both"}
    steps = {"check": {**hub, "mapper_type": TYPE}, "absent": {**hub, "state": "absent"}, "refuse": hub}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
