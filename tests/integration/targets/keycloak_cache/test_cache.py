# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_cache on a real server: caches are emptied each time that this is asked for."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_cache"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm."""
    name = f"cache-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize(
    ("options", "cleared"),
    [
        ({}, ["keys", "realm", "user"]),
        pytest.param({"caches": ["user", "crl"]}, ["crl", "user"], marks=pytest.mark.since("26.2")),
        pytest.param({"caches": ["crl"]}, ["crl"], marks=pytest.mark.since("26.2")),
        *(({"caches": [cache]}, [cache]) for cache in ("keys", "realm", "user")),
    ],
)
def test_caches(world: World, realm: str, options: dict[str, Any], cleared: list[str]) -> None:
    check = world.run(MODULE, {"realm": realm, **options}, check=True)
    assert check.changed and not check.writes
    for _time in range(2):
        ran = world.run(MODULE, {"realm": realm, **options})
        assert not ran.failed, ran.result["msg"]
        assert ran.changed
        assert ran.result["cleared"] == check.result["cleared"] == cleared
        calls = [f"POST /admin/realms/{realm}/clear-{cache}-cache" for cache in cleared]
        assert ran.result["actions"] == check.result["actions"] == calls
        assert len(ran.writes) == len(calls)


def test_nothing_is_asked_for(world: World, realm: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "caches": []})
    assert not ran.failed and not ran.changed and not ran.writes


@pytest.mark.parametrize(
    ("options", "says"),
    [({"caches": ["some"]}, "value of caches must be one or more of"), ({"realm": "nosuch"}, "no realm 'nosuch'")],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check)
        assert ran.failed and not ran.changed and not ran.writes
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm}
    steps = {"check": here, "run": {**here, "caches": ["user"]}, "refuse": {"realm": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
