# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Systems: kinds, readings and actions of another sort of server than Keycloak."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.arguments import option, transport
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.keycloak import KEYCLOAK
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.system import System
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Action, Call, Deed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Reading, Source, argument
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import NotFound

SHELF = Resource(
    name="book",
    title="book",
    homes=(Home("/books", "/books/{id}", InList("/books", {"title": "title"})),),
    key=("title",),
    parts=(Field("title"), Field("author")),
    takes=frozenset({"state"}),
)
GIVEN = {"library_url": "http://127.0.0.1:1", "library_card": "a-card-of-mine"}
COUNT = Reading({"author": argument()}, lambda source: {"count": len(source.list("/books")), "msg": "counted"})


class Books:
    """A client of a library with one book."""

    def __init__(self, card: str, server: str) -> None:
        self.card, self.server = card, server
        self.books = [{"id": "1", "title": "Emma", "author": "Austen"}]

    def get(self, path: str, params: Any = None) -> Any:
        raise NotFound(404, "GET", path, "Not here")

    def list(self, path: str, params: Any = None) -> list[dict[str, str]]:
        return self.books

    def send(self, method: str, path: str, body: Any = None, **how: Any) -> Answer:
        self.books.append({"id": "2", **(body or {})})
        return Answer(201, {}, self.books[-1])


def connection() -> dict[str, dict[str, Any]]:
    return {
        "library_url": option(env="LIBRARY_URL", required=True),
        "library_card": option(secret=True),
        **transport("LIBRARY"),
    }


LIBRARY = System(
    "library",
    connection,
    "library_url",
    lambda options, means: Books(options["library_card"], means.transport(options, "library_url").base_url),
)
TASKS = {
    "kind": Binding(SHELF, LIBRARY),
    "reading": Reads(COUNT, LIBRARY),
    "action": Acts(Action({}, lambda source: Deed([Call("POST", "/loans")], {"msg": "would"}, made)), LIBRARY),
}


def made(answers: list[Any]) -> dict[str, Any]:
    return {"end_state": answers[0], "msg": "done"}


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_a_system_brings_its_own_connection_and_nothing_of_keycloak(task: Any) -> None:
    spec = task.spec()
    assert set(connection()) <= set(spec)
    assert not {"realm", "auth_keycloak_url", "auth_username", "client_cert"} & set(spec)
    assert spec["library_card"]["no_log"] is True
    assert spec["ca_path"]["fallback"][1] == ["LIBRARY_CA_PATH"]


@pytest.mark.parametrize("check", [True, False])
def test_a_kind_is_read_and_written_with_the_client_of_its_system(check: bool) -> None:
    runtime = Runtime()
    result = TASKS["kind"].run({**GIVEN, "title": "Persuasion"}, check_mode=check, runtime=runtime)
    assert (result["changed"], result["actions"]) == (True, ["POST /books"]), result
    assert (result["end_state"]["title"], result["warnings"]) == ("Persuasion", [])
    assert "a-card-of-mine" not in str(result)
    assert runtime.client({**result["invocation"]["module_args"], **GIVEN}, LIBRARY).card == "a-card-of-mine"


def test_a_reading_and_an_action_use_it_too() -> None:
    assert TASKS["reading"].run(GIVEN)["count"] == 1
    assert TASKS["action"].run(GIVEN)["end_state"]["id"] == "2"


def test_nothing_is_foreseen_of_a_realm_where_there_is_none() -> None:
    read = Reads(Reading({}, lambda source: {"book": source.get("/books/1")}), LIBRARY)
    assert read.run(GIVEN, check_mode=True)["failed"]


def test_one_client_for_each_identity() -> None:
    runtime = Runtime()
    options = {**dict.fromkeys(connection()), **GIVEN, "connection_timeout": 1, "retries": 0, "http_agent": "a"}
    mine = runtime.client(options, LIBRARY)
    assert runtime.client({**options, "title": "Emma"}, LIBRARY) is mine
    assert runtime.client({**options, "library_card": "another"}, LIBRARY) is not mine


def test_what_a_check_run_knows_is_of_one_server(tmp_path: pathlib.Path) -> None:
    runtime = Runtime(str(tmp_path))
    runtime.anticipation(GIVEN, True, LIBRARY).foresee("book", "Emma")
    assert runtime.anticipation(GIVEN, True, LIBRARY).expects("book", "Emma")
    other = {"library_url": "http://127.0.0.1:2"}
    assert not runtime.anticipation(other, True, LIBRARY).expects("book", "Emma")


def test_keycloak_has_realms() -> None:
    assert Binding(SHELF).spec()["realm"]["default"] == "master"
    assert "realm" in KEYCLOAK.place


def source_options(source: Source) -> dict[str, Any]:
    return {"own": dict(source.options), "login": sorted(source.login), "msg": "seen"}


def test_a_source_tells_own_options_from_those_of_the_connection() -> None:
    seen = Reads(Reading({"author": argument()}, source_options), LIBRARY).run({**GIVEN, "author": "Austen"})
    assert (seen["own"], seen["login"]) == ({"author": "Austen"}, sorted(connection()))
