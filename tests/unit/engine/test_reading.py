# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Readings: which requests a source sends, and what is found below what is yet to be made."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.links import Named
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import ByPath, InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import PENDING_ID
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

BOXES = Named("box", ByPath("/{realm}/boxes/{target}"))


class Server:
    """A server with one box and two things."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        return {"id": "b1"} if path == "/a%2Fb/boxes/one" else None

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append(f"{path} {params}")
        return [{"id": "1", "name": "x"}, {"id": "2", "name": "y"}]


@pytest.fixture
def server() -> Server:
    return Server()


def source(server: Server, **options: Any) -> Source:
    return Source(server, {"realm": "a/b", "size": 3, **options})


def test_paths_have_the_options_as_variables(server: Server) -> None:
    assert source(server).get("/{realm}/boxes/one") == {"id": "b1"}
    assert source(server).get("/{realm}/boxes/{size}/{more}", more="x y") is None
    assert len(source(server).list("/{realm}/things", {"q": "1"})) == 2
    assert server.asked == ["/a%2Fb/boxes/one", "/a%2Fb/boxes/3/x%20y", "/a%2Fb/things {'q': '1'}"]


def test_below_what_is_yet_to_be_made_is_nothing(server: Server) -> None:
    assert source(server).get("/{realm}/boxes/{id}", id=PENDING_ID) is None
    assert source(server).list("/{realm}/boxes/{id}/things", id=PENDING_ID) == []
    assert server.asked == []


def test_objects_that_options_name(server: Server) -> None:
    assert source(server, box="one").find(BOXES, "box")["id"] == "b1"
    with pytest.raises(MissingReference, match="box: there is no box 'two' in realm 'a/b'"):
        source(server, box="two").find(BOXES, "box")
    foreseen = Source(server, {"realm": "a/b", "box": "two"}, Anything())
    assert foreseen.find(BOXES, "box")["id"] == PENDING_ID


def test_an_option_that_is_not_given_names_nothing(server: Server) -> None:
    """Else the first of all would be meant: neither the search nor what it finds would be narrowed."""
    things = Named("thing", InList("/{realm}/things", {"name": "target"}, {"name": "{target}"}))
    assert source(server, thing="y").find(things, "thing")["id"] == "2"
    with pytest.raises(InvalidInput, match="thing: is needed"):
        source(server, thing=None).find(things, "thing")
    assert things.find(server, {"realm": "a/b"}, None) is None
