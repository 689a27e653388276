# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_event_info on a real server: what users did, by each filter that the server has."""

from __future__ import annotations

import datetime
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.people import People
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_event_info"
DONE = ["ann LOGIN shop", "bob LOGIN desk", "ann LOGIN_ERROR shop", "bob LOGIN_ERROR shop"]


@pytest.fixture(scope="module")
def people(world: World) -> Iterator[People]:
    """A realm in which two users have logged in, and failed to."""
    people = People.gather(world.admin, f"event-info-{secrets.token_hex(3)}", eventsEnabled=True)
    people.log_in("ann")
    people.log_in("bob", "desk")
    for name in ("ann", "bob"):
        people.log_in(name, password="Wrong-pass-13")
    yield people
    world.admin.remove_realm(people.realm)


def read(world: World, people: People, **options: Any) -> list[dict[str, Any]]:
    """Read in check mode and in a run: both tell the same."""
    ran = [world.run(MODULE, {"realm": people.realm, **options}, check) for check in (True, False)]
    for one in ran:
        assert not one.failed, one.result["msg"]
        assert not one.changed and not one.writes
    assert ran[0].result == ran[1].result
    return list(ran[1].result["events"])


def shown(events: list[dict[str, Any]]) -> list[str]:
    return [f"{one['details']['username']} {one['type']} {one['clientId']}" for one in events]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, DONE),
        ({"types": ["LOGIN"]}, DONE[:2]),
        ({"type": ["LOGIN", "LOGIN_ERROR"]}, DONE),
        ({"types": ["LOGOUT"]}, []),
        ({"client_id": "desk"}, DONE[1:2]),
        ({"username": "ann"}, [DONE[0], DONE[2]]),
        ({"username": "bob", "types": ["LOGIN_ERROR"]}, DONE[3:]),
        ({"user_id": "gone"}, []),
        ({"ip_address": "127.0.0.1"}, DONE),
        ({"ip_address": "192.0.2.7"}, []),
        ({"date_from": "2020-02-29"}, DONE),
        ({"date_to": "2020-02-29"}, []),
        pytest.param(
            {"date_from": "2020-02-29T10:00:00Z", "date_to": "2096-01-01T10:00:00+02:00"},
            DONE,
            marks=pytest.mark.since("26"),
        ),
        pytest.param({"date_from": "4000000000000"}, [], marks=pytest.mark.since("26")),
        pytest.param({"first": 1, "max": 2}, DONE[1:3], marks=pytest.mark.since("26")),
        ({"first": 3}, DONE[3:]),
        ({"max": 0}, []),
    ],
)
def test_filters(world: World, people: People, options: dict[str, Any], found: list[str]) -> None:
    assert shown(read(world, people, direction="asc", **options)) == found


def test_the_order(world: World, people: People) -> None:
    """The newest come first, unless the task asks for the oldest."""
    assert shown(read(world, people)) == shown(read(world, people, direction="desc")) == DONE[::-1]


@pytest.mark.skipif(not older("26"), reason="the server knows directions and moments")
@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"direction": "asc", "max": 3}, "direction: can't go with max: this server takes no notice of it"),
        ({"date_from": "4000000000000"}, "expected format is yyyy-MM-dd"),
    ],
)
def test_what_an_older_server_does_not_know_is_said(
    world: World, people: People, options: dict[str, Any], says: str
) -> None:
    ran = world.run(MODULE, {"realm": people.realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


@pytest.mark.since("26")
def test_a_moment_between(world: World, people: People) -> None:
    """A time in ISO 8601 is as exact as the server's own."""
    times = [one["time"] for one in read(world, people, direction="asc")]
    moment = datetime.datetime.fromtimestamp(times[1] / 1000, datetime.timezone.utc).isoformat()
    assert shown(read(world, people, direction="asc", date_from=moment)) == DONE[1:]
    assert shown(read(world, people, direction="asc", date_to=moment)) == DONE[:2]


def test_what_was_read_is_what_there_is(world: World, people: People) -> None:
    assert read(world, people) == people.get("events")
    ran = world.run(MODULE, {"realm": people.realm, "max": 1})
    assert ran.result["msg"] == f"one event found in realm {people.realm}"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"types": ["LOG_IN"]}, "types: the server has no type 'LOG_IN', but"),
        ({"username": "nosuch"}, "User 'nosuch' not found in realm"),
        ({"date_from": "yesterday"}, "date_from: must be a day such as"),
        ({"date_to": "2023-02-30"}, "date_to: must be a day such as"),
        ({"first": -1}, "first: must not be negative"),
        ({"direction": "up"}, "value of direction must be one of"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, people: People, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": people.realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, people: People, tmp_path: pathlib.Path) -> None:
    here = {"realm": people.realm}
    steps = {
        "all": here,
        "check": {**here, "username": "ann", "types": ["LOGIN"], "max": 1},
        "refuse": {**here, "types": ["LOG_IN"]},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert shown(results["check"][0]["events"]) == DONE[:1]
