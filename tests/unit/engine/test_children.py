# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Children of an owner that has some by itself, that are named by their ids, and that belong to each representation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.children import Children
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import ByPath
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import Run, run
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Answer

ROOMS = Children(
    "rooms",
    fields=(Field("id"), Field("name"), Field("size", type="int"), Field("sort", create_only=True)),
    at="/houses/{name}/rooms",
    child="/houses/{name}/rooms/{child}",
    listed=True,
    behavior="rooms_behavior",
    inborn=lambda situation: [{"name": "hall", "size": 1}, {"name": "attic", "size": 2}],
    by_id=True,
)
HOUSE = Resource(
    name="house",
    title="house",
    homes=(Home("/houses", "/houses/{name}", ByPath("/houses/{name}")),),
    key=("name",),
    parts=(Field("name"), ROOMS),
    not_sent=frozenset({"rooms"}),
    inside=frozenset({"rooms"}),
)


class Server:
    """One house; a new one has a hall and an attic."""

    def __init__(self, *rooms: dict[str, Any]) -> None:
        self.house: Optional[dict[str, Any]] = {"id": "h", "name": "mine"} if rooms else None
        self.rooms = {room["id"]: dict(room) for room in rooms}

    def get(self, path: str, params: Any = None) -> Any:
        return self.house

    def list(self, path: str, params: Any = None) -> list[Any]:
        return [dict(room) for room in self.rooms.values()]

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        one = path.rpartition("/")[2]
        if path == "/houses":
            self.house = {"id": "h", **body}
            self.rooms = {"1": {"id": "1", "name": "hall", "size": 1}, "2": {"id": "2", "name": "attic", "size": 2}}
        elif method == "DELETE":
            del self.rooms[one]
        else:
            where = one if method == "PUT" else f"new-{len(self.rooms)}"
            self.rooms[where] = {**body, "id": where}
        return Answer(204, {}, None)


def ran(server: Server, check: bool, **options: Any) -> tuple[Run, list[str]]:
    done: list[str] = []
    came = run(HOUSE, server, read(HOUSE, {"name": "mine", **options}), Certain(), check, done)
    return came, done


HALL, ATTIC = {"id": "1", "name": "hall", "size": 1}, {"id": "2", "name": "attic", "size": 2}
TWIN = {"id": "3", "name": "hall", "size": 9}


@pytest.mark.parametrize(
    ("options", "actions", "left"),
    [
        ({}, [], {"hall": 1, "attic": 2}),
        ({"rooms": [{"name": "hall"}, {"name": "attic"}]}, [], {"hall": 1, "attic": 2}),
        ({"rooms": []}, ["DELETE /houses/mine/rooms/{id}"] * 2, {}),
        (
            {"rooms": [{"name": "hall", "size": 7}, {"name": "cellar", "sort": "dark"}]},
            ["DELETE /houses/mine/rooms/{id}", "PUT /houses/mine/rooms/{id}", "POST /houses/mine/rooms"],
            {"hall": 7, "cellar": None},
        ),
        (
            {"rooms": [{"name": "hall", "size": 7}], "rooms_behavior": "subset"},
            ["PUT /houses/mine/rooms/{id}"],
            {"hall": 7, "attic": 2},
        ),
    ],
)
def test_those_of_a_new_owner_are_known_before_it_is_there(
    options: dict[str, Any], actions: list[str], left: dict[str, Any]
) -> None:
    server = Server()
    foreseen, _nothing = ran(server, True, **options)
    assert foreseen.first.actions == ["POST /houses", *actions]
    came, done = ran(server, False, **options)
    assert done == foreseen.first.actions
    assert came.first.after == foreseen.first.after
    assert {room["name"]: room.get("size") for room in server.rooms.values()} == left
    assert ran(server, False, **options)[1] == []


@pytest.mark.parametrize(
    ("rooms", "done"),
    [
        ([{"id": "1"}, {"id": "2"}], []),
        ([{"id": "1", "name": "hall"}, {"name": "attic"}], []),
        ([{"id": "1", "size": 4}, {"id": "2"}], ["PUT /houses/mine/rooms/1"]),
        ([{"id": "1", "name": "lobby"}, {"id": "2"}], ["PUT /houses/mine/rooms/1"]),
        ([{"id": "2"}], ["DELETE /houses/mine/rooms/1"]),
    ],
)
def test_an_id_names_a_child_and_may_give_it_a_name(rooms: list[dict[str, Any]], done: list[str]) -> None:
    server = Server(HALL, ATTIC)
    assert ran(server, True, rooms=rooms)[0].first.actions == done
    assert ran(server, False, rooms=rooms)[1] == done
    assert ran(server, False, rooms=rooms)[1] == []


def test_of_two_children_with_one_name_the_first_is_meant() -> None:
    assert ran(Server(HALL, TWIN), True, rooms=[{"name": "hall", "size": 1}])[0].first.actions == [
        "DELETE /houses/mine/rooms/3"
    ]
    with pytest.raises(InvalidInput, match=r"rooms\[1\].name: must be unique"):
        ran(Server(HALL, TWIN), True, rooms=[{"id": "3"}, {"id": "1"}])


@pytest.mark.parametrize(
    ("rooms", "text"),
    [
        ([{"size": 1}], r"rooms\[0\]: needs name or id"),
        ([{"id": "9"}], r"rooms\[0\].id: is nobody's here"),
        ([{"id": "1", "sort": "other"}], "sort: can't be changed"),
    ],
)
def test_refusals(rooms: list[dict[str, Any]], text: str) -> None:
    with pytest.raises(InvalidInput, match=text):
        ran(Server({**HALL, "sort": "first"}), True, rooms=rooms)


def test_children_inside_belong_to_each_representation_and_to_no_write() -> None:
    server = Server(HALL)
    came, _done = ran(server, False)
    assert came.existing == came.end_state == {"id": "h", "name": "mine", "rooms": [HALL]}
    gone, _done = ran(server, True, state="absent")
    assert gone.existing == {"id": "h", "name": "mine", "rooms": [HALL]}


@pytest.mark.parametrize(
    ("rooms", "requests"),
    [
        ([{"name": "hall"}, {"name": "cellar"}], ["POST /houses/mine/rooms"]),
        ([{"name": "hall"}, {"name": "cellar"}, {"name": "loft"}], ["POST /houses/mine/rooms/all"]),
        (
            [{"name": "hall", "size": 3}, {"name": "cellar"}, {"name": "loft"}],
            ["PUT /houses/mine/rooms/1", "POST /houses/mine/rooms/all"],
        ),
    ],
)
def test_several_new_children_go_together_where_the_server_takes_them(
    rooms: list[dict[str, Any]], requests: list[str]
) -> None:
    kind = replace(HOUSE, parts=(Field("name"), replace(ROOMS, together="/houses/{name}/rooms/all")))
    done: list[str] = []
    foreseen = run(kind, Server(HALL), read(kind, {"name": "mine", "rooms": rooms}), Certain(), True, done)
    assert foreseen.first.actions == requests
    assert [room["name"] for room in foreseen.first.steps[-1].body or [] if isinstance(room, dict)] == (
        ["cellar", "loft"] if len(rooms) == 3 else []
    )
