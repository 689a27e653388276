# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links of an owner that has some by itself: what waits for a new one, and siblings with lists of their own."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.apply import apply
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.links import Call, Links, Named
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import ByPath, InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Step
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import Run, run
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Answer

TAGS = Named("tag", InList("/houses/{name}/tags", {"name": "target"}))
# what a new house has: name -> list
BORN = {"a": "reds", "b": "reds", "c": "blues"}


def tags(option: str, other: str) -> Links:
    here, there = f"/houses/{{name}}/{option}", f"/houses/{{name}}/{other}"
    return Links(
        option,
        of=TAGS,
        at=here,
        add=Call("PUT", here + "/{target}"),
        remove=Call("DELETE", here + "/{target}"),
        displaces=other,
        displace=Call("DELETE", there + "/{target}"),
        elsewhere=there,
        born=lambda situation: {name: where != option for name, where in BORN.items()},
    )


HOUSE = Resource(
    name="house",
    title="house",
    homes=(Home("/houses", "/houses/{name}", ByPath("/houses/{name}")),),
    key=("name",),
    parts=(Field("name"), Field("colour"), tags("reds", "blues"), tags("blues", "reds")),
    holds_references=True,
    born_with=frozenset({"garden"}),
)


class Server:
    """Houses with tags; a new one has some by itself, and a tag is in one list only."""

    def __init__(self) -> None:
        self.house: Optional[dict[str, Any]] = None
        self.links: dict[str, str] = {}
        self.bodies: list[Any] = []

    def get(self, path: str, params: Any = None) -> Any:
        return self.house

    def list(self, path: str, params: Any = None) -> list[Any]:
        where = path.rpartition("/")[2]
        names = "abcd" if where == "tags" else [name for name, place in self.links.items() if place == where]
        return [{"id": f"id-{name}", "name": name} for name in sorted(names)]

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        self.bodies.append(body)
        where, name = path.split("/")[-2], path.rpartition("-")[2]
        if method == "POST":
            self.house, self.links = {"id": "1", "name": body["name"]}, dict(BORN)
        elif method == "DELETE":
            assert self.links.pop(name) == where
        else:
            assert name not in self.links
            self.links[name] = where
        return Answer(204, {}, None)


def ran(server: Server, check: bool, **options: Any) -> tuple[Run, list[str]]:
    done: list[str] = []
    result = run(HOUSE, server, read(HOUSE, {"name": "h", **options}), Certain(), check, done)
    return result, [line.replace("/houses/h", "") for line in (result.first.actions if check else done)]


@pytest.mark.parametrize(
    ("options", "later"),
    [
        ({"reds": ["a", "b"]}, []),
        ({"reds": ["a"]}, ["DELETE /reds/{id}"]),
        ({"reds": []}, ["DELETE /reds/{id}"] * 2),
        ({"reds": ["a", "b", "d"]}, ["PUT /reds/{id}"]),
        ({"reds": ["c"]}, ["DELETE /blues/{id}", *["DELETE /reds/{id}"] * 2, "PUT /reds/{id}"]),
        (
            {"reds": ["b", "c"], "blues": ["a"]},
            ["DELETE /blues/{id}", "DELETE /reds/{id}", "PUT /reds/{id}", "PUT /blues/{id}"],
        ),
    ],
)
def test_check_mode_foresees_what_follows_a_new_owner(options: dict[str, Any], later: list[str]) -> None:
    server = Server()
    check, told = ran(server, True, **options)
    assert server.house is None
    made, done = ran(server, False, **options)
    assert told == done == ["POST /houses", *later]
    assert (check.first.before, check.first.after) == (made.first.before, made.first.after)
    assert {name: made.end_state[name] for name in options} == {name: sorted(options[name]) for name in options}
    assert {name: check.end_state[name] for name in options} == {name: made.end_state[name] for name in options}
    assert ran(server, False, **options)[1] == []


def test_an_id_that_is_known_is_told() -> None:
    server = Server()
    ran(server, False)
    assert ran(server, False, reds=["a"])[1] == ["DELETE /reds/id-b"]


def test_what_only_the_making_takes_is_sent_once() -> None:
    server = Server()
    first, _done = ran(server, False, raw={"garden": ["rose"]})
    assert server.bodies == [{"name": "h", "garden": ["rose"]}]
    assert "garden" not in first.end_state and first.warnings == ()
    assert ran(server, False, raw={"garden": ["tulip"]})[1] == []


def test_a_write_that_was_foreseen_as_it_is_isnt_told_as_one_of_something_new() -> None:
    """Both were waited for: what was there had its id in check mode, what was made none."""
    done: list[str] = []
    steps = tuple(Step("DELETE", f"/houses/h/reds/{name}") for name in ("id-a", "id-b"))
    server = Server()
    server.links = {"a": "reds", "b": "reds"}
    apply(Plan(steps=steps), server, done, ["DELETE /houses/h/reds/{id}", "DELETE /houses/h/reds/id-b"])
    assert done == ["DELETE /houses/h/reds/{id}", "DELETE /houses/h/reds/id-b"]
