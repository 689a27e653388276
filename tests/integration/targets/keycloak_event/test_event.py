# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_event on a real server: events are removed, where there are some."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.people import People
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_event"
PLACES = {"user": "events", "admin": "admin-events"}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[People]:
    """A realm that keeps events."""
    name = f"event-{secrets.token_hex(3)}"
    yield People.gather(world.admin, name, ("ann",), eventsEnabled=True, adminEventsEnabled=True)
    world.admin.remove_realm(name)


@pytest.fixture
def people(realm: People) -> People:
    """Something has happened."""
    realm.log_in("ann")
    realm.send("PUT", f"clients/{realm.client('shop')}", {"description": secrets.token_hex(3)})
    assert there(realm) == ["user", "admin"]
    return realm


def there(people: People) -> list[str]:
    return [sort for sort, path in PLACES.items() if people.get(path)]


@pytest.mark.parametrize(
    ("sort", "gone", "left"),
    [("user", ["user"], ["admin"]), ("admin", ["admin"], ["user"]), ("all", ["user", "admin"], [])],
)
def test_events_go(world: World, people: People, sort: str, gone: list[str], left: list[str]) -> None:
    given = {"realm": people.realm, "type": sort}
    check = world.run(MODULE, given, check=True)
    assert there(people) == ["user", "admin"]
    ran = world.run(MODULE, given)
    assert not ran.failed, ran.result["msg"]
    assert check.changed and ran.changed
    assert check.result["cleared"] == ran.result["cleared"] == gone
    assert check.result["actions"] == ran.result["actions"]
    assert [write.method for write in ran.writes] == ["DELETE"] * len(gone)
    assert there(people) == left
    for again in (world.run(MODULE, given, check=True), world.run(MODULE, given)):
        assert not again.changed and not again.writes
        assert (again.result["cleared"], again.result["actions"]) == ([], [])
        assert "There are no" in again.result["msg"]


def test_only_those_that_there_are(world: World, people: People) -> None:
    assert world.run(MODULE, {"realm": people.realm, "type": "admin"}).changed
    ran = world.run(MODULE, {"realm": people.realm, "type": "all"})
    assert ran.result["cleared"] == ["user"] and len(ran.writes) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "missing required arguments: type"),
        ({"type": "some"}, "value of type must be one of"),
        ({"type": "all", "realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: People, options: dict[str, str], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm.realm, **options}, check)
        assert ran.failed and not ran.changed and not ran.writes
        assert says in ran.result["msg"]


def test_both_ways(world: World, people: People, tmp_path: pathlib.Path) -> None:
    here = {"realm": people.realm, "type": "all"}
    steps = {"check": here, "refuse": {**here, "realm": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
