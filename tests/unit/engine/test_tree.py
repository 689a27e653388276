# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trees: nodes within nodes -> writes, in an order in which each finds its parent."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.apply import apply
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.canonical import MapOf
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Observed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.tree import Tree
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

FIELDS = (Field("name", max_length=5), Field("description"), Field("attributes", type="dict", shape=MapOf(multi=True)))
BELOW = Tree("nodes", fields=FIELDS, at="/n/{node}/below", item="/n/{node}", count="many", not_sent=frozenset({"many"}))
TOP = Resource(
    name="top",
    title="top",
    homes=(Home("/n", "/n/{id}", InList("/n", {"name": "name"})),),
    key=("name",),
    parts=(*FIELDS, BELOW),
)


def node(name: str, *below: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": f"id-{name}", "name": name, "many": len(below), "nodes": list(below), **more}


NOW = node("top", node("a", node("deep"), description="x"), node("b"))


class Server:
    """Answers with what is below a node, and makes ids."""

    def __init__(self, *nodes: dict[str, Any]) -> None:
        self.below = {f"/n/{one['id']}/below": one["nodes"] for one in self._all(nodes)}
        self.reads: list[str] = []
        self.sent: list[tuple[str, str, Any]] = []

    def _all(self, nodes: Any) -> list[dict[str, Any]]:
        return [found for one in nodes for found in (one, *self._all(one["nodes"]))]

    def get(self, path: str, params: Any = None) -> Any:
        raise AssertionError(path)

    def list(self, path: str, params: Any = None) -> Any:
        self.reads.append(path)
        return [{name: value for name, value in one.items() if name != "nodes"} for one in self.below[path]]

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        self.sent.append((method, path, body))
        return Answer(201, {}, {"id": f"new-{body['name']}"} if method == "POST" else None)


def made(wanted: Any, *state: Optional[dict[str, Any]]) -> Plan:
    now = state[0] if state else NOW
    desired = read(TOP, {"name": "top", "nodes": wanted})
    address = {"name": "top", **({"id": now["id"]} if now else {})}
    values = {}
    if now:
        values = {"name": "top", "nodes": BELOW.observe(Server(now), address, now)}
    return plan(TOP, Observed(address, now, values), desired)


AS_IT_IS = [{"name": "a", "description": "x", "nodes": [{"name": "deep"}]}, {"name": "b"}]


@pytest.mark.parametrize(
    ("wanted", "actions"),
    [
        (AS_IT_IS, []),
        ([{"name": "b"}, {"name": "a"}], []),
        ([{"name": "a"}], ["DELETE /n/id-b"]),
        ([], ["DELETE /n/id-a", "DELETE /n/id-b"]),
        ([{"name": "a", "nodes": []}, {"name": "b"}], ["DELETE /n/id-deep"]),
        ([{"name": "a", "description": "y"}, {"name": "b"}], ["PUT /n/id-a"]),
        ([{"name": "a", "description": ""}, {"name": "b"}], ["PUT /n/id-a"]),
        ([{"name": "a"}, {"name": "b"}, {"name": "c"}, {"name": "d"}], ["POST /n/id-top/below"] * 2),
        (
            [{"name": "a", "nodes": [{"name": "deep", "nodes": [{"name": "e"}]}]}, {"name": "b"}],
            ["POST /n/id-deep/below"],
        ),
        (
            [{"name": "a"}, {"name": "c", "nodes": [{"name": "d", "nodes": [{"name": "e"}]}, {"name": "f"}]}],
            ["DELETE /n/id-b", "POST /n/id-top/below", *["POST /n/{id}/below"] * 3],
        ),
    ],
)  # fmt: skip
def test_plan(wanted: Any, actions: list[str]) -> None:
    assert made(wanted).actions == actions


def test_a_whole_new_tree_is_one_plan() -> None:
    whole = [{"name": "a", "nodes": [{"name": "b", "nodes": [{"name": "c"}]}, {"name": "d"}]}, {"name": "e"}]
    server = Server()
    apply(made(whole, None), server, [])
    assert [(path, body["name"]) for _method, path, body in server.sent] == [
        ("/n", "top"),
        ("/n/new-top/below", "a"),
        ("/n/new-a/below", "b"),
        ("/n/new-b/below", "c"),
        ("/n/new-a/below", "d"),
        ("/n/new-top/below", "e"),
    ]


def test_new_nodes_of_two_old_ones_do_not_mix() -> None:
    wanted = [
        {"name": "a", "nodes": [{"name": "deep"}, {"name": "x", "nodes": [{"name": "xx"}]}]},
        {"name": "b", "nodes": [{"name": "y", "nodes": [{"name": "yy"}]}]},
    ]
    server = Server()
    apply(made(wanted), server, [])
    assert [path for _method, path, _body in server.sent] == [
        "/n/id-a/below", "/n/new-x/below", "/n/id-b/below", "/n/new-y/below",
    ]  # fmt: skip


def test_a_write_carries_the_whole_node_but_what_only_the_server_says() -> None:
    step = made([{"name": "a", "attributes": {"k": "v"}}, {"name": "b"}]).steps[0]
    assert step.body == {"id": "id-a", "name": "a", "description": "x", "attributes": {"k": ["v"]}}


def test_what_a_node_leaves_out_stays() -> None:
    after = made([{"name": "a", "attributes": {"k": "v"}}, {"name": "b"}]).after
    assert after["nodes"] == [
        {"name": "a", "description": "x", "attributes": {"k": ["v"]}, "nodes": [{"name": "deep"}]},
        {"name": "b"},
    ]


def test_only_nodes_with_others_below_them_are_looked_into() -> None:
    server = Server(NOW)
    BELOW.observe(server, {}, NOW)
    assert server.reads == ["/n/id-top/below", "/n/id-a/below"]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("a", "nodes: must be a list"),
        (["a"], "nodes[0]: must be a dictionary"),
        ([{}], "nodes[0]: needs name"),
        ([{"name": "a"}, {"name": "a"}], "nodes[1].name: must be unique"),
        ([{"name": "a", "wrong": 1}], "nodes[0].wrong: is not one of name, description, attributes, nodes"),
        ([{"name": "a", "nodes": [{"name": "b"}, {"name": "c", "wrong": 1}]}], "nodes[0].nodes[1].wrong: is not one"),
        ([{"name": "a", "nodes": [{"name": ["b"]}]}], "nodes[0].nodes[0].name: must be a text"),
        ([{"name": "a", "nodes": [{"name": "toolong"}]}], "nodes[0].nodes[0].name: must have at most 5"),
    ],
)
def test_bad_input(wanted: Any, says: str) -> None:
    with pytest.raises(InvalidInput) as error:
        made(wanted)
    assert says in error.value.message


def test_numbers_below_the_first_level_become_text() -> None:
    body = made([{"name": 1, "nodes": [{"name": 2, "description": 3}]}], None).steps[2].body
    assert body == {"name": "2", "description": "3"}


def test_check_mode_may_name_what_a_tree_brings() -> None:
    wanted = BELOW.desire({"nodes": [{"name": "a", "nodes": [{"name": "b"}]}, {"name": "c"}]})
    assert list(BELOW.brings("top", "/t", wanted)) == [("top", "/t/a"), ("top", "/t/a/b"), ("top", "/t/c")]


def test_a_representation_has_the_ids_that_are_known() -> None:
    foreseen = made([{"name": "a", "nodes": []}, {"name": "c"}]).foreseen
    assert foreseen["nodes"] == [
        {"id": "id-a", "name": "a", "description": "x", "nodes": []},
        {"name": "c", "nodes": []},
    ]
