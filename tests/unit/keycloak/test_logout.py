# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ending the sessions of a run, without any password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.logout import end_sessions
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore
from ansible_collections.iamops.keycloak.tests.unit.keycloak.tokenserver import PASSWORD, TokenServer, connect
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply

USER = {"username": "jane", "password": PASSWORD}
REFUSED = Reply(401, {"error": "unauthorized_client", "error_description": "Invalid client credentials"})
PAGE = Reply(200, "<html>You are logged out</html>", kind="text/html")


@pytest.fixture
def server() -> Iterator[TokenServer]:
    made = TokenServer()
    made.objects["/thing"] = {"id": "1"}
    yield made
    made.loopback.stop()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(str(tmp_path))


def test_nothing_to_end(store: FileStore) -> None:
    assert end_sessions(store) == (0, [])


@pytest.mark.parametrize("logins, ended", [
    ([USER], 1),
    ([USER, {**USER, "username": "joe"}], 2),
    ([{"client_id": "robot", "client_secret": "secret"}], 0),
    ([{"refresh_token": "refresh-0"}], 0),
    ([{"refresh_token": "refresh-0"}, USER], 1),
])
def test_which_sessions_end(server: TokenServer, store: FileStore, logins: list[dict[str, Any]], ended: int) -> None:
    server.sessions["refresh-0"] = "0"
    for login in logins:
        connect(server, store, **login).get("/thing")
    before = len(server.sessions)
    assert end_sessions(store) == (ended, [])
    assert len(server.sessions) == before - ended
    assert store.keys() == []
    assert end_sessions(store) == (0, [])


@pytest.mark.parametrize("refusals, sent", [
    (1, ("POST", "", b"client_id=robot&id_token_hint=an-id-token")),
    (2, ("GET", "id_token_hint=an-id-token", b"")),
])
def test_a_client_that_would_have_to_prove_itself(
    server: TokenServer, store: FileStore, refusals: int, sent: tuple[str, str, bytes]
) -> None:
    connect(server, store, **USER, client_id="robot", client_secret="secret").get("/thing")
    key = store.keys()[0]
    store.save(key, {**(store.load(key) or {}), "id_token": "an-id-token"})
    server.loopback.acts = [REFUSED] * refusals + [PAGE]
    assert end_sessions(store) == (1, [])
    request = server.loopback.requests[-1]
    assert (request.method, request.target.partition("?")[2], request.body) == sent


@pytest.mark.parametrize("reply", [REFUSED, Reply(500, {"error": "gone"}), Reply(302, kind="")])
def test_a_server_that_refuses(server: TokenServer, store: FileStore, reply: Reply) -> None:
    connect(server, store, **USER).get("/thing")
    server.loopback.acts = [reply]
    ended, troubles = end_sessions(store)
    assert ended == 0
    assert len(troubles) == 1 and f"answered {reply.status}" in troubles[0]
    assert "refresh-1" not in troubles[0]
    assert store.keys() == []
