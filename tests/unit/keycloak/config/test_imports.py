# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is made by imports: only what is then as if it had been made one by one, and nothing is believed of the rest."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.config.work import Made
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import CHANGE, DOCUMENT, Step
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config.imports import CHUNK, PartialImport
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_realm import BORN
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import AnswerLost, BadRequest


def new(
    body: dict[str, Any], options: dict[str, Any] | None = None, beside: dict[str, Any] | None = None, **plan: Any
) -> Any:
    """Return an object that is to be made."""
    steps = (Step("POST", "/somewhere", body, DOCUMENT),)
    wish = SimpleNamespace(desired=SimpleNamespace(options=options or {}), beside=beside or {})
    return SimpleNamespace(wish=wish, plan=Plan(**{"steps": steps, "creates": True, **plan}))


class Server:
    """Remembers what is imported.

    :param answer: what it says, or the error that it raises; by default that each object was added
    """

    def __init__(self, answer: Any = None) -> None:
        self.answer = answer
        self.bodies: list[dict[str, Any]] = []

    def get(self, path: str, params: Any = None) -> Any:
        return {"realm": "acme", "defaultRole": {"name": "default-roles-acme"}}

    def send(self, method: str, path: str, body: Any = None, **how: Any) -> Any:
        self.bodies.append(body)
        if isinstance(self.answer, Exception):
            raise self.answer
        return SimpleNamespace(data=self.answer or {"added": counted(body)})


def counted(body: dict[str, Any]) -> int:
    """Return how many objects a server counts in a body."""
    roles = body.get("roles", {})
    of_clients = sum(len(own) for own in roles.get("client", {}).values())
    return (
        sum(len(body.get(name, ())) for name in ("clients", "groups", "users"))
        + len(roles.get("realm", ()))
        + of_clients
    )


def make(section: str, objects: list[Any], server: Server, told: list[int] | None = None) -> tuple[Made, list[str]]:
    """Import a section's new objects.

    :param told: gets how many have been sent, each time that some are
    """
    done: list[str] = []
    stage = SimpleNamespace(section=SimpleNamespace(name=section), differing=objects)
    tell = ([] if told is None else told).append
    return PartialImport("acme").make(stage, server, done, tell), done  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("section", "body"),
    [
        ("clients", {"clientId": "a", "serviceAccountsEnabled": True}),
        ("clients", {"clientId": "a", "authorizationServicesEnabled": True}),
        ("clients", {"clientId": "a", "protocol": "saml"}),
        ("users", {"username": "a", "credentials": [{"type": "password"}]}),
        ("users", {"username": "a", "attributes": {"b": ["c"]}}),
        ("users", {"username": "a", "federatedIdentities": [{}]}),
        ("organizations", {"name": "a"}),
    ],
)
def test_what_an_import_would_make_otherwise_is_not_imported(section: str, body: dict[str, Any]) -> None:
    server = Server()
    made, done = make(section, [new(body)], server)
    assert (server.bodies, list(made.whole), done) == ([], [], [])


def test_only_new_objects_are_imported() -> None:
    server = Server()
    changed = new({"clientId": "a"}, creates=False)
    moved = new({}, steps=(Step("PUT", "/somewhere", {"clientId": "b"}, CHANGE),))
    assert make("clients", [changed, moved], server)[0] == Made()
    assert server.bodies == []


def test_chunks_and_what_is_believed() -> None:
    objects = [new({"clientId": str(number)}) for number in range(CHUNK + 3)]
    server = Server()
    told: list[int] = []
    made, done = make("clients", objects, server, told)
    assert told == [CHUNK, CHUNK + 3]
    assert [len(body["clients"]) for body in server.bodies] == [CHUNK, 3]
    assert all(body["ifResourceExists"] == "SKIP" for body in server.bodies)
    assert list(made.whole) == objects
    assert done == ["POST /admin/realms/acme/partialImport"] * 2


@pytest.mark.parametrize(
    ("answer", "writes"),
    [
        ({"added": 1, "skipped": 1}, 1),
        (BadRequest(400, "POST", "/x", "no"), 0),
        (AnswerLost(None, "POST", "/x", "lost"), 1),
    ],
)
def test_what_is_not_surely_made_is_looked_at(answer: Any, writes: int) -> None:
    made, done = make("clients", [new({"clientId": "a"}), new({"clientId": "b"})], Server(answer))
    assert (made.any, list(made.whole), len(done)) == (True, [], writes)


def test_groups_come_as_trees_and_users_with_the_default_role() -> None:
    top = new({"name": "a"}, beside={"path": "/a", "realmRoles": ["r"]})
    below = new({"name": "b"}, {"parents": (("name", "a"),)}, {"path": "/a/b"})
    elsewhere = new({"name": "c"}, {"parents": (("name", "there"),)}, {"path": "/there/c"})
    server = Server()
    made, _done = make("groups", [top, below, elsewhere], server)
    tree = {"name": "a", "path": "/a", "realmRoles": ["r"], "subGroups": [{"name": "b", "path": "/a/b"}]}
    assert server.bodies[0]["groups"] == [tree]
    assert list(made.whole) == [top, below]
    server = Server()
    people = [new({"username": "ann"}, beside={"realmRoles": ["r", BORN]}), new({"username": "bob"})]
    people.append(new({"username": "eve", "credentials": [{"secretData": "a"}]}))
    make("users", people, server)
    assert server.bodies[0]["users"] == [
        {"username": "ann", "realmRoles": ["default-roles-acme", "r"]},
        {"username": "bob"},
        {"username": "eve", "credentials": [{"secretData": "a"}]},
    ]
