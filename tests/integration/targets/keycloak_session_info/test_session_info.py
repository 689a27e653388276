# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_session_info on a real server: who is logged in, where, and how many they are."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak import client
from ansible_collections.iamops.keycloak.tests.integration.harness.people import People
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_session_info"
LISTS = ["sessions", "offline_sessions"]
SMALLEST = 2


@pytest.fixture(scope="module")
def people(world: World) -> Iterator[People]:
    """Ann at the shop and the desk, offline at both; Bob at the shop; Zoe nowhere."""
    people = People.gather(world.admin, f"session-info-{secrets.token_hex(3)}", ("ann", "bob", "zoe"))
    for name, where, offline in (
        ("ann", "shop", False),
        ("ann", "desk", False),
        ("ann", "shop", True),
        ("ann", "desk", True),
        ("bob", "shop", False),
    ):
        assert "access_token" in people.log_in(name, where, offline=offline)
    yield people
    world.admin.remove_realm(people.realm)


def read(world: World, people: People, *names: str, **options: Any) -> dict[str, Any]:
    """Read in check mode and in a run: both tell the same."""
    given = {"realm": people.realm, "include": list(names), **options}
    ran = [world.run(MODULE, given, check) for check in (True, False)]
    for one in ran:
        assert not one.failed, one.result["msg"]
        assert not one.changed and not one.writes
    assert ran[0].result == ran[1].result
    return ran[1].result


def shown(sessions: list[dict[str, Any]]) -> list[str]:
    return sorted(f"{one['username']}@{client}" for one in sessions for client in one["clients"].values())


ANN = ["ann@desk", "ann@shop"]


@pytest.mark.since("24")  # 16.1 has a session beside each offline one
@pytest.mark.parametrize(
    ("options", "online", "offline"),
    [
        ({}, [*ANN, "bob@shop"], ANN),
        ({"username": "ann"}, ANN, ANN),
        ({"username": "ann", "client_id": "desk"}, ["ann@desk"], ["ann@desk"]),
        ({"client_id": "shop"}, ["ann@shop", "bob@shop"], ["ann@shop"]),
        ({"username": "zoe"}, [], []),
        ({"client_id": "account"}, [], []),
    ],
)
def test_whose_sessions(
    world: World, people: People, options: dict[str, str], online: list[str], offline: list[str]
) -> None:
    result = read(world, people, *LISTS, **options)
    assert (shown(result["sessions"]), shown(result["offline_sessions"])) == (online, offline)
    assert "sessions" in result["msg"] and people.realm in result["msg"]


@pytest.mark.parametrize("options", [{}, {"client_id": "shop"}, {"username": "ann"}])
def test_more_than_a_page(
    world: World, people: People, monkeypatch: pytest.MonkeyPatch, options: dict[str, str]
) -> None:
    whole = read(world, people, *LISTS, **options)
    since = len(world.proxy.wire.requests)
    monkeypatch.setattr(client, "read_all", lambda fetch, page, all=client.read_all: all(fetch, SMALLEST))
    paged = read(world, people, *LISTS, **options)
    for name in LISTS:
        assert sorted(paged[name], key=str) == sorted(whole[name], key=str)
    # those of a user come in one answer
    later = [request for request in world.proxy.wire.requests[since:] if "first=1&" in request.path]
    assert bool(later) is ("username" not in options)


def test_a_user_by_id(world: World, people: People) -> None:
    result = read(world, people, "sessions", user_id=people.user("bob"))
    assert result["sessions"] == people.get(f"users/{people.user('bob')}/sessions")


@pytest.mark.since("24")  # 16.1 has a session beside each offline one
def test_counts(world: World, people: People) -> None:
    result = read(world, people, "session_count", "offline_session_count", "statistics", client_id="shop")
    assert (result["session_count"], result["offline_session_count"]) == (2, 1)
    stats = {one["clientId"]: (one["active"], one["offline"]) for one in result["statistics"]}
    assert stats == {"shop": ("2", "1"), "desk": ("1", "1")}
    assert "sessions" not in result


def test_nothing_is_read_that_is_not_asked_for(world: World, people: People) -> None:
    assert set(read(world, people)) & {*LISTS, "session_count", "statistics"} == set()
    ran = world.run(MODULE, {"realm": people.realm, "username": "bob"})
    assert shown(ran.result["sessions"]) == ["bob@shop"]
    assert "offline_sessions" not in ran.result


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"username": "nosuch"}, "User 'nosuch' not found in realm"),
        ({"client_id": "nosuch"}, "there is no client 'nosuch' in realm"),
        ({"include": ["session_count"]}, "include: session_count needs client_id"),
        ({"include": ["some"]}, "value of include must be one or more of"),
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
        "all": {**here, "include": [*LISTS, "statistics"]},
        "check": {**here, "client_id": "shop", "include": ["session_count", "sessions"]},
        "refuse": {**here, "username": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert shown(results["all"][0]["offline_sessions"]) == ANN
