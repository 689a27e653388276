# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many requests a task takes: an unchanged one reads once, and a run logs in once, and asks the version once."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

REALM = f"requests-{secrets.token_hex(3)}"
ROWS: list[tuple[str, dict[str, Any]]] = [
    ("keycloak_realm", {"display_name": "Requests", "smtp_server": {"host": "localhost", "from": "a@example.com"}}),
    ("keycloak_client", {"client_id": "shop", "description": "a shop", "default_client_scopes": ["profile"]}),
    ("keycloak_client_scope", {"name": "department", "protocol": "openid-connect", "protocol_mappers": []}),
    ("keycloak_role", {"name": "clerk", "description": "a clerk", "attributes": {"a": ["b"]}}),
    ("keycloak_group", {"name": "people", "attributes": {"a": ["b"]}}),
    ("keycloak_user", {"username": "anna", "first_name": "Anna", "email": "anna@example.com"}),
    ("keycloak_identity_provider", {"alias": "partner", "provider_id": "oidc", "config": {"clientId": "us"}}),
    (
        "keycloak_component",
        {
            "name": "spare",
            "provider_id": "hmac-generated",
            "provider_type": "org.keycloak.keys.KeyProvider",
            "config": {"priority": "50"},
        },
    ),
]
# results show its mappers, too, which the server keeps in a list of their own
READS = {"keycloak_identity_provider": 2}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm of these tests' own."""
    world.admin.make_realm(REALM)
    yield REALM
    world.admin.remove_realm(REALM)


@pytest.mark.parametrize(("module", "options"), ROWS, ids=[module for module, _options in ROWS])
def test_an_unchanged_task_reads_once(world: World, realm: str, module: str, options: dict[str, Any]) -> None:
    made = world.run(module, {"realm": realm, **options})
    assert not made.failed, made.result["msg"]
    since = len(world.proxy.wire.requests)
    again = world.run(module, {"realm": realm, **options})
    assert not again.changed
    requests = [str(request) for request in world.proxy.wire.requests[since:]]
    assert len(requests) == READS.get(module, 1), requests
    assert all(request.startswith("GET ") for request in requests)


@pytest.mark.since("26.3")
def test_an_unchanged_task_with_a_new_option_reads_once(world: World, realm: str) -> None:
    task = {"realm": realm, "name": "described", "description": "all", "sub_groups": []}
    assert not world.run("keycloak_group", task).failed
    since = len(world.proxy.wire.requests)
    for described in (task, {**task, "description": "all", "attributes": {}}):
        assert not world.run("keycloak_group", described).changed
    assert not [str(one) for one in world.proxy.wire.requests[since:] if "/serverinfo" in str(one)]


@pytest.mark.since("26.3")
def test_a_run_asks_for_the_version_once(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    since = len(world.proxy.wire.requests)
    for worker in range(3):
        task = {"realm": realm, "name": f"crew {worker}", "description": "all"}
        assert not world.run("keycloak_group", task, runtime=Runtime(str(tmp_path))).failed
    requests = [str(request) for request in world.proxy.wire.requests[since:]]
    assert len([request for request in requests if "/admin/serverinfo" in request]) == 1, requests


def test_a_run_logs_in_once(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    since = len(world.proxy.wire.requests)
    for _worker in range(3):
        # each worker has a runtime of its own on the run's one directory
        runtime = Runtime(str(tmp_path))
        world.run("keycloak_role", {"realm": realm, "name": "clerk"}, runtime=runtime)
    requests = [str(request) for request in world.proxy.wire.requests[since:]]
    assert [request for request in requests if "/token" in request] == requests[:1]
