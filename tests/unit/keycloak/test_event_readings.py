# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many events are read, and in how many requests."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.events import (
    ADMIN_EVENT_INFO,
    EVENT_INFO,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import Forbidden, InvalidInput

EVENTS = [{"id": str(number)} for number in range(250)]


class Server:
    """A server that gives a hundred events at a time, unless it is asked for fewer."""

    def get(self, path: str, params: Any) -> Any:
        first = params.get("first", 0)
        return EVENTS[first : first + params.get("max", 100)]

    def list(self, path: str, params: Any) -> Any:
        assert not {"first", "max"} & set(params)
        return list(EVENTS)


def read(reading: Any, **options: Any) -> list[dict[str, Any]]:
    defaults = {name: entry.get("default") for name, entry in reading.arguments.items()}
    return list(reading.read(Source(Server(), {**defaults, "realm": "acme", **options}))["events"])


@pytest.mark.parametrize("reading", [EVENT_INFO, ADMIN_EVENT_INFO])
@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, EVENTS),
        ({"first": 0}, EVENTS),
        ({"first": 3}, EVENTS[3:]),
        ({"first": 300}, []),
        ({"max": 2}, EVENTS[:2]),
        ({"first": 3, "max": 2}, EVENTS[3:5]),
        ({"first": 3, "max": 0}, []),
    ],
)
def test_pages(reading: Any, options: dict[str, int], found: list[dict[str, Any]]) -> None:
    assert read(reading, **options) == found


class Guarded:
    """A server whose realms and users the login may not see, with an event of somebody's."""

    def get(self, path: str, params: Any = None) -> Any:
        raise Forbidden(403, "GET", path, "Forbidden")

    def list(self, path: str, params: Any = None) -> Any:
        if "/admin-events" not in path:
            raise Forbidden(403, "GET", path, "Forbidden")
        return [{"id": "1"}] if params.get("authUser") == "somebody" else []


@pytest.mark.parametrize(
    ("options", "warned"),
    [
        ({"actor_user": "nobody"}, ["actor_user: the login sees nothing named 'nobody': it was taken for an id"]),
        ({"actor_realm": "master"}, ["actor_realm: the login sees nothing named 'master': it was taken for an id"]),
        ({"actor_user": "somebody"}, []),
        ({"actor_user": "2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d"}, []),
        ({}, []),
    ],
)
def test_no_event_of_a_name_that_is_not_seen(options: dict[str, str], warned: list[str]) -> None:
    """The server compares ids, so that a name fits no event: that isn't the same as that nothing was done."""
    defaults = {name: entry.get("default") for name, entry in ADMIN_EVENT_INFO.arguments.items()}
    read = ADMIN_EVENT_INFO.read(Source(Guarded(), {**defaults, "realm": "acme", **options}))
    assert read["warnings"] == warned


@pytest.mark.parametrize(
    ("reading", "option"),
    [(EVENT_INFO, "types"), (ADMIN_EVENT_INFO, "operation_types"), (ADMIN_EVENT_INFO, "resource_types")],
)
def test_no_type_is_not_every_type(reading: Any, option: str) -> None:
    with pytest.raises(InvalidInput, match=f"{option}: must not be empty"):
        read(reading, **{option: []})


@pytest.mark.parametrize("option", ["date_from", "date_to"])
def test_a_time_is_not_left_out_by_being_empty(option: str) -> None:
    with pytest.raises(InvalidInput, match=option):
        read(EVENT_INFO, **{option: ""})
