# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inquiries: what is asked -> which requests, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.inquiry import Inquiry, inquire, naming
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.links import Named
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import ByPath, InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Part
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Need, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference


@dataclass(frozen=True)
class Extras(Part):
    """A part that is read apart."""

    def observe(self, reader: Any, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return reader.get(f"/things/{address['id']}/extras")


BOXES = Named("box", ByPath("/boxes/{target}"))
THING = Resource(
    name="thing",
    title="thing",
    homes=(
        Home(
            "/boxes/{owner}/things",
            "/things/{id}",
            InList("/boxes/{owner}/things", {"name": "name", "sort": "sort"}),
            when="box",
            needs=(Need("owner", "box", BOXES),),
            search={"find": "{search}"},
        ),
        Home("/things", "/things/{id}", InList("/things", {"name": "name", "sort": "sort"}), whole={"brief": "false"}),
    ),
    key=("sort", "name"),
    id_option="id",
    parts=(Field("name"), Field("sort"), Extras("extras")),
)
THINGS = [
    {"id": "1", "name": "Anna", "sort": "a"},
    {"id": "2", "name": "Ben", "sort": "a"},
    {"id": "3", "name": "Ann", "sort": "b"},
]


class Server:
    """A server with three things, and a box with one."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append((path, dict(params or {})))
        answers = {f"/things/{one['id']}": one for one in THINGS}
        answers.update({"/boxes/x": {"id": "b1"}, "/things": THINGS[:1], "/things/1/extras": ["more"]})
        return answers.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append((path, dict(params or {})))
        return THINGS if path == "/things" else THINGS[2:]


@pytest.mark.parametrize(
    ("options", "more", "found", "asked"),
    [
        ({}, {}, "123", [("/things", {"brief": "false"})]),
        ({"sort": "a"}, {}, "12", [("/things", {"brief": "false"})]),
        ({"sort": "a", "name": "Ben"}, {}, "2", [("/things", {})]),
        ({"sort": "a", "name": "nobody"}, {}, "", [("/things", {})]),
        ({"id": "3"}, {}, "3", [("/things/3", {})]),
        ({}, {"search": "ANN"}, "13", [("/things", {"brief": "false"})]),
        ({}, {"params": {"q": "x"}}, "123", [("/things", {"brief": "false", "q": "x"})]),
        ({}, {"params": {"max": 1}}, "1", [("/things", {"brief": "false", "max": 1})]),
        ({"box": "x"}, {"search": "y"}, "3", [("/boxes/x", {}), ("/boxes/b1/things", {"find": "y"})]),
    ],
)
def test_found(options: dict[str, Any], more: dict[str, Any], found: str, asked: list[Any]) -> None:
    server = Server()
    objects = inquire(THING, server, Inquiry(options, **more), Certain())
    assert "".join(one["id"] for one in objects) == found
    assert server.asked == asked


@pytest.mark.parametrize("parts", [("extras",), ("all",)])
def test_parts_are_read_on_request(parts: tuple[str, ...]) -> None:
    found = inquire(THING, Server(), Inquiry({"id": "1"}, parts=parts), Certain())
    assert found == [{**THINGS[0], "extras": ["more"]}]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Inquiry({}, parts=("name",)), "parts: must be among those that a thing has: extras"),
        (Inquiry({"id": "1"}, search="x"), "search: can't be given for one object"),
        (Inquiry({"id": "1"}, params={"q": "x"}), "params: can't be given for one object"),
        (Inquiry({"box": "y"}), "there is no box 'y'"),
    ],
)
def test_refused(asked: Inquiry, says: str) -> None:
    with pytest.raises((InvalidInput, MissingReference), match=says):
        inquire(THING, Server(), asked, Certain())


def test_a_parent_that_is_yet_to_be_made_is_empty() -> None:
    server = Server()
    assert inquire(THING, server, Inquiry({"box": "y"}), Anything()) == []
    assert server.asked == [("/boxes/y", {})]


def test_what_names_an_object() -> None:
    assert naming(THING) == {"sort", "name", "id", "box"}


@pytest.mark.parametrize(("options", "missing"), [({"name": "Ann"}, "sort"), ({"sort": "a", "name": ""}, "name")])
def test_a_task_names_an_object_completely(options: dict[str, Any], missing: str) -> None:
    with pytest.raises(InvalidInput, match=f"{missing}: is needed where id is not given"):
        read(THING, options)
    assert read(THING, {**options, "id": "1"} if options["name"] else {"id": "1"}).options["id"] == "1"


LISTED = Resource(
    name="thing",
    title="thing",
    homes=(Home("/things/{sort}", "/things/{id}", ByPath("/search", {"name": "{name}"}), lists="/things"),),
    key=("name",),
    narrowed_by=("sort",),
    parts=(Field("name"), Field("sort")),
    presents=lambda document, foreseen: {"called": document["name"], "foreseen": foreseen},
)


@pytest.mark.parametrize(
    ("options", "asked"),
    [({}, ("/things", {})), ({"sort": "a", "name": "Anna"}, ("/search", {"name": "Anna"}))],
)
def test_a_list_apart_a_search_and_how_results_show_an_object(options: dict[str, Any], asked: Any) -> None:
    server = Server()
    server.get = lambda path, params=None: server.asked.append((path, dict(params or {}))) or THINGS[0]  # type: ignore
    found = inquire(LISTED, server, Inquiry(options), Certain())
    assert found[0] == {"called": "Anna", "foreseen": False}
    assert server.asked == [asked]


def test_an_error_says_more_of_what_is_missing() -> None:
    lid = Named("box", ByPath("/boxes/{target}"), called="box with a lid")
    kind = replace(THING, homes=(replace(THING.homes[0], needs=(Need("owner", "box", lid),)),))
    with pytest.raises(MissingReference, match="there is no box with a lid 'y'"):
        inquire(kind, Server(), Inquiry({"box": "y"}), Certain())


def test_a_list_of_nothing_but_names() -> None:
    kind = replace(LISTED, presents=lambda document, foreseen: document)
    server = Server()
    server.list = lambda path, params=None: ["Anna", "Ben"]  # type: ignore
    assert inquire(kind, server, Inquiry({}, search="ann"), Certain()) == [{"name": "Anna"}]


def test_what_a_parent_tells_is_a_path_variable() -> None:
    tells = replace(
        THING.homes[0], lists="/boxes/{colour}", needs=(Need("owner", "box", BOXES, tells={"id": "colour"}),)
    )
    server = Server()
    inquire(replace(THING, homes=(tells,)), server, Inquiry({"box": "x"}), Certain())
    assert server.asked == [("/boxes/x", {}), ("/boxes/b1", {})]


@dataclass(frozen=True)
class Holder(Field):
    """A name in a task, and a document where it is kept."""

    def canonical(self, value: Any) -> Any:
        return value["called"].lower() if isinstance(value, Mapping) else value


@dataclass(frozen=True)
class Looked:
    """What looking one up adds."""

    def one(self, reader: Any, address: Mapping[str, str]) -> Any:
        reader.get("/look/" + address["name"])
        return {"id": address["name"], "name": address["name"], "more": True} if address["name"] != "gone" else None


def is_a_thing(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    if now.get("sort") == "other":
        raise InvalidInput("id", now["id"], "is no thing")


HELD = Resource(
    name="thing",
    title="thing",
    homes=(Home("/list", "/list/{id}", Looked()),),
    key=("name",),
    narrowed_by=("holder",),
    id_option="id",
    parts=(Field("name"), Holder("holder"), Extras("extras")),
    checks=(is_a_thing,),
)
ITEMS = [
    {"id": "1", "name": "one", "holder": {"called": "ANN"}},
    {"id": "2", "name": "two", "holder": {"called": "Ben"}},
    {"id": "3", "name": "gone", "holder": {"called": "ben"}},
]


class Held:
    """A server of these."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        answers: dict[str, Any] = {f"/list/{one['id']}": one for one in ITEMS}
        return {**answers, "/things/1/extras": ["more"], "/list/9": {"id": "9", "sort": "other"}}.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        return ITEMS


LOOKED = {"id": "two", "name": "two", "more": True}


@pytest.mark.parametrize(
    ("home", "kind", "options", "found", "asked"),
    [
        # a list is narrowed by what its items and the options mean, not by how they write it
        ({}, {}, {"holder": "ann"}, ITEMS[:1], ["/list"]),
        ({}, {}, {"holder": "ben"}, ITEMS[1:], ["/list"]),
        # what shows less than looking one up does is looked up; what is gone by then isn't there
        ({"brief": True}, {}, {"holder": "ben"}, [LOOKED], ["/list", "/look/two", "/look/gone"]),
        ({"fuller": True}, {}, {"id": "2"}, [LOOKED], ["/list/2", "/look/two"]),
        ({}, {}, {"id": "2"}, ITEMS[1:2], ["/list/2"]),
        # what belongs to each representation belongs to those in lists
        (
            {},
            {"inside": frozenset({"extras"})},
            {"holder": "ann"},
            [{**ITEMS[0], "extras": ["more"]}],
            ["/list", "/things/1/extras"],
        ),
        ({}, {"detail": "/list/{id}"}, {"holder": "ann"}, ITEMS[:1], ["/list", "/list/1"]),
    ],
)
def test_an_item_of_a_list_is_a_whole_object(
    home: Any, kind: Any, options: Any, found: list[Any], asked: list[str]
) -> None:
    server, held = Held(), replace(HELD, homes=(replace(HELD.homes[0], **home),), **kind)
    assert inquire(held, server, Inquiry(options), Certain()) == found
    assert server.asked == asked


def test_an_id_of_something_else_is_refused() -> None:
    with pytest.raises(InvalidInput, match="id: is no thing"):
        inquire(HELD, Held(), Inquiry({"id": "9"}), Certain())


KEYLESS = replace(
    HELD,
    homes=(Home("/x", "/x/{id}", Looked(), needs=(Need("owner", "box", BOXES, True),), lists="/boxes/{owner}/list"),),
    key=(),
    narrowed_by=("name",),
    id_option="",
    named_by=("box",),
)


def test_objects_without_a_key_are_listed_where_nothing_tells_one() -> None:
    server = Server()
    server.list = lambda path, params=None: server.asked.append((path, dict(params or {}))) or ITEMS  # type: ignore
    assert inquire(KEYLESS, server, Inquiry({"box": "x"}), Certain()) == ITEMS
    assert inquire(KEYLESS, server, Inquiry({"box": "x"}, search="w"), Certain()) == [ITEMS[1]]
    assert inquire(KEYLESS, server, Inquiry({"box": "x", "name": "two"}), Certain()) == [LOOKED]
    with pytest.raises(InvalidInput, match="box: is needed"):
        inquire(KEYLESS, server, Inquiry({}), Certain())
