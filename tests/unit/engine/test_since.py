# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server is too old for is said before a write, and its version is asked for nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.since import is_older
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.tree import Tree
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

SIZE, COLOUR = Field("size", type="int", since="3"), Field("colour", since="2.1")
THING = Resource(
    name="thing",
    title="thing",
    homes=(Home("/things", "/things/{id}", InList("/things", {"name": "name"})),),
    key=("name",),
    parts=(Field("name"), SIZE, COLOUR, Tree("parts", fields=(Field("name"), COLOUR), at="/{node}/parts")),
)
OLD = {"id": "1", "name": "a"}
NEW = {**OLD, "size": 1, "colour": "red"}


class Server:
    """A server that knows its version, and how often it was asked; a thing has a part like itself."""

    def __init__(self, version: str, *things: Mapping[str, Any]) -> None:
        self.own, self.things, self.asked = version, things, 0

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        raise AssertionError(path)

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> list[Any]:
        below = {"/1/parts": [{**thing, "id": "2", "name": "b"} for thing in self.things], "/2/parts": []}
        return below.get(path, list(self.things))

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)

    def version(self) -> str:
        self.asked += 1
        return self.own


def seen(server: Server, **options: Any) -> int:
    """Look at the thing that options describe; return how often the version was asked."""
    observe(THING, server, read(THING, {"name": "a", **options}), Certain())
    return server.asked


@pytest.mark.parametrize(
    ("options", "needs"),
    [
        ({"size": 1}, "size: needs a server of version 3 or newer, and this one's is 2.0.7"),
        ({"colour": "red"}, "colour: needs a server of version 2.1 "),
        ({"raw": {"colour": "red"}}, "colour: needs a server of version 2.1 "),
        ({"parts": [{"name": "c"}, {"name": "b", "colour": "red"}]}, "parts[1].colour: needs a server of version 2.1 "),
        (
            {"parts": [{"name": "b", "parts": [{"name": "d", "colour": ""}]}]},
            "parts[0].parts[0].colour: needs a server of version 2.1 ",
        ),
    ],
)
def test_an_older_server_is_told_of_in_words(options: dict[str, Any], needs: str) -> None:
    with pytest.raises(InvalidInput, match=re.escape(needs)):
        seen(Server("2.0.7", OLD), **options)


def test_a_new_object_has_even_what_means_nothing_in_the_body_that_makes_it() -> None:
    with pytest.raises(InvalidInput, match=r"colour: needs a server of version 2\.1"):
        seen(Server("2.0.7"), colour="")


@pytest.mark.parametrize(
    ("thing", "options"),
    [
        (OLD, {}),
        (OLD, {"colour": ""}),
        (OLD, {"parts": [{"name": "b"}]}),
        (OLD, {"parts": [{"name": "b", "colour": ""}]}),
        (OLD, {"size": 1, "state": "absent"}),
        (NEW, {"size": 2, "colour": "blue", "parts": [{"name": "b", "colour": "blue"}]}),
    ],
)
def test_the_version_is_not_asked(thing: dict[str, Any], options: dict[str, Any]) -> None:
    assert seen(Server("1", thing), **options) == 0


@pytest.mark.parametrize("version", ["", "nightly", "3", "3.0.1", "26.7.2", "10.0"])
def test_a_newer_server_and_one_that_does_not_tell_take_it(version: str) -> None:
    assert seen(Server(version, OLD), size=1) == 1


@pytest.mark.parametrize(
    ("version", "since", "older"),
    [
        ("26.2.5", "26.3", True),
        ("26.3", "26.3", False),
        ("26.10.0", "26.3", False),
        ("24.0.5", "26.0", True),
        ("26.0.8", "26.0", False),
        ("25.0.6", "25", False),
        ("18.0.2.redhat-00001", "20", True),
        ("999.0.0-SNAPSHOT", "26.7", False),
        ("", "1", False),
    ],
)
def test_versions(version: str, since: str, older: bool) -> None:
    assert is_older(version, since) is older
