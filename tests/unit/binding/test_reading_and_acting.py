# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that read, and tasks that do: what they return, what they hide, and what a failed one says."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.keycloak import KEYCLOAK
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.system import System
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Action, Call, Deed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Reading, Source, argument
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import BadRequest, NotFound

LOGIN = {"auth_keycloak_url": "http://127.0.0.1:1", "token": "a-token-of-mine"}
CANARY = "canary-in-a-cage"
ARGUMENTS = {"realm": argument(default="master"), "username": argument()}


class Server:
    """A server with one secret; what is sent below /bad is refused, and there is one realm."""

    def get(self, path: str, params: Any = None) -> Any:
        if "nosuch" in path:
            raise NotFound(404, "GET", path, "Realm not found.")
        return {"name": path, "clientSecret": CANARY}

    def send(self, method: str, path: str, body: Any, *, params: Any, idempotent: bool, **how: str) -> Answer:
        if path.startswith("/bad"):
            raise BadRequest(400, method, path, "no")
        return Answer(200, {}, {"type": "secret", "value": CANARY})


class Run(Runtime):
    """A runtime with that server; the public one has another name."""

    def client(self, options: Any, system: System) -> Any:
        return Server()

    def public(self, options: Any, system: System) -> Any:
        raise LookupError("public")


def read(source: Source) -> dict[str, Any]:
    return {"thing": source.get("/{realm}/thing"), "msg": "read"}


def reads(check: bool = False, realm: str = "acme", username: str = "ann", **more: Any) -> dict[str, Any]:
    given = {**LOGIN, "realm": realm, "username": username}
    return Reads(Reading(ARGUMENTS, read, **more)).run(given, check_mode=check, runtime=Run())


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(("shows", "secret"), [(False, "********"), (True, CANARY)])
def test_a_reading(check: bool, shows: bool, secret: str) -> None:
    result = reads(check, shows_secrets=shows)
    assert result["thing"] == {"name": "/acme/thing", "clientSecret": secret}
    assert (result["changed"], result["msg"], result["warnings"]) == (False, "read", [])


def test_warnings_of_a_reading_come_with_those_of_check_mode() -> None:
    warns = Reading(ARGUMENTS, lambda source: {"msg": "read", "warnings": ["nothing of that name"]})
    for check in (True, False):
        assert Reads(warns).run(LOGIN, check_mode=check, runtime=Run())["warnings"] == ["nothing of that name"]


def test_secrets_that_a_reading_knows_are_hidden_in_what_it_was_given() -> None:
    result = reads(shows_secrets=True, secrets=lambda options: [options["username"]], username="in-a-text")
    assert result["invocation"]["module_args"]["username"] != "in-a-text"


def test_a_reading_within_a_realm_that_is_yet_to_be_made() -> None:
    assert reads(realm="nosuch")["failed"]
    assert reads(check=True, realm="nosuch")["thing"] is None


def test_a_public_reading_takes_no_login() -> None:
    with pytest.raises(LookupError, match="public"):
        reads(public=True)


@pytest.mark.parametrize("task", [Reads(Reading(ARGUMENTS, read)), Acts(Action(ARGUMENTS, lambda source: None))])
def test_own_options_go_before_aliases_of_the_login(task: Any) -> None:
    spec = task.spec()
    assert spec["auth_username"]["aliases"] == []
    assert spec["auth_password"]["aliases"] == ["password"]
    assert "aliases" not in ARGUMENTS["username"]


def acts(*paths: str, check: bool = False, shows: bool = False) -> dict[str, Any]:
    def prepare(source: Source) -> Deed:
        calls = [Call("POST", path, {"realm": source.options["realm"]}) for path in paths]
        return Deed(calls, {"end_state": None, "msg": "would"}, lambda answers: {"end_state": answers, "msg": "done"})

    action = Action(ARGUMENTS, prepare, shows_secrets=shows)
    return Acts(action).run({**LOGIN, "realm": "acme"}, check_mode=check, runtime=Run())


@pytest.mark.parametrize(("shows", "secret"), [(False, "********"), (True, CANARY)])
def test_an_action(shows: bool, secret: str) -> None:
    result = acts("/{realm}/secret", shows=shows)
    assert (result["changed"], result["actions"], result["msg"]) == (True, ["POST /acme/secret"], "done")
    assert result["end_state"] == [{"type": "secret", "value": secret}]


def test_an_action_in_check_mode() -> None:
    result = acts("/bad", "/{realm}/secret", check=True)
    assert (result["changed"], result["actions"], result["msg"]) == (True, ["POST /bad", "POST /acme/secret"], "would")


def test_a_check_run_knows_what_an_action_would_make(tmp_path: pathlib.Path) -> None:
    made = Deed([Call("POST", "/import")], {"msg": "would"}, lambda answers: {}, [("client", "shop")])
    runtime = Run(str(tmp_path))
    Acts(Action(ARGUMENTS, lambda source: made)).run({**LOGIN, "realm": "acme"}, check_mode=True, runtime=runtime)
    expects = runtime.anticipation({**LOGIN, "realm": "acme"}, True, KEYCLOAK).expects
    assert (expects("client", "shop"), expects("client", "desk")) == (True, False)


@pytest.mark.parametrize("check", [True, False])
def test_an_action_with_nothing_to_do(check: bool) -> None:
    result = acts(check=check)
    assert (result["changed"], result["actions"]) == (False, [])


@pytest.mark.parametrize(("before", "done"), [((), []), (("/good",), ["POST /good"])])
def test_a_failed_action_says_what_it_has_written(before: tuple[str, ...], done: list[str]) -> None:
    result = acts(*before, "/bad", "/never")
    assert result["failed"]
    assert (result["changed"], result["actions"]) == (bool(done), done)
