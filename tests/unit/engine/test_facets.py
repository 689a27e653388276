# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facets: each asked for by name is one request; a list has all its pages."""

from __future__ import annotations

from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.engine.facets import Facet, gather, include
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import PENDING_ID
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source

FACETS = {
    "members": Facet("/groups/{id}/members", many=True, paged=True, params=lambda asked: {"q": asked.get("search")}),
    "children": Facet("/groups/{id}/children", many=True),
    "count": Facet("/groups/count", narrow=lambda answer: answer["count"]),
}


class Server:
    """Answers, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(("get", path, params))
        return {"count": 7} if path.endswith("count") else None

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append(("list", path, params))
        return [{"id": "1"}]

    def query(self, path: str, body: Any, params: Any, **how: Any) -> Any:
        self.asked.append(("query", path, how))
        return body


def test_only_what_is_named_is_read() -> None:
    server = Server()
    found = gather(Source(server, {"search": "a"}), FACETS, ["members", "count"], id="x/y")
    assert found == {"members": [{"id": "1"}], "count": 7}
    assert server.asked == [("list", "/groups/x%2Fy/members", {"q": "a"}), ("get", "/groups/count", {})]


def test_nothing_is_an_empty_list() -> None:
    assert gather(Source(Server(), {}), FACETS, ["children"], id="g") == {"children": []}


def test_nothing_is_asked_below_what_does_not_exist_yet() -> None:
    server = Server()
    found = gather(Source(server, {}), FACETS, ["members", "children"], id=PENDING_ID)
    assert found == {"members": [], "children": []}
    assert not server.asked


def test_the_option_names_all_of_them() -> None:
    entry = include(FACETS, ["count"])
    assert (entry["choices"], entry["default"]) == (["children", "count", "members"], ["count"])


def test_a_question_may_have_a_body() -> None:
    server = Server()
    source = Source(server, {"realm": "acme"})
    assert source.ask("/{realm}/evaluate", {"a": 1}) == {"a": 1}
    assert server.asked == [("query", "/acme/evaluate", {"content": "json", "accept": "application/json"})]
    assert source.ask("/{realm}/{id}/evaluate", {"a": 1}, id=PENDING_ID) is None
