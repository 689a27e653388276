# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens: one login, renewed in time and after a refusal, shared by tasks, ended where nobody else needs them."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak import session as session_module
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    LoginFailed,
    Unauthorized,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore
from ansible_collections.iamops.keycloak.tests.unit.keycloak.tokenserver import PASSWORD, TokenServer, connect
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply

USER = {"username": "jane", "password": PASSWORD}
SERVICE = {"client_id": "robot", "client_secret": "canary-secret"}


def clock(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Move the session's clock forward."""
    now = time.time
    monkeypatch.setattr(session_module.time, "time", lambda: now() + seconds)


@pytest.mark.parametrize("login, grants", [
    (USER, ["password"]),
    (SERVICE, ["client_credentials"]),
    ({**USER, **SERVICE}, ["password"]),
])
def test_one_login_for_many_requests(server: TokenServer, login: dict[str, Any], grants: list[str]) -> None:
    client = connect(server, **login)
    for _each in range(3):
        assert client.get("/thing") == {"id": "1"}
    assert server.grants == grants


@pytest.mark.parametrize("lifespan, later, login, grants", [
    (60, 40, USER, ["password"]),
    (60, 50, USER, ["password", "refresh_token"]),
    (4, 2, USER, ["password"]),
    (4, 3, USER, ["password", "refresh_token"]),
    (60, 50, SERVICE, ["client_credentials", "client_credentials"]),
    (3600, 3500, USER, ["password"]),
    (36000, 1801, USER, ["password"]),
    (3600, 3590, USER, ["password", "password"]),
])
def test_renewal_in_time(
    server: TokenServer, lifespan: float, later: float, login: dict[str, Any], grants: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.lifespan = lifespan
    client = connect(server, **login)
    client.get("/thing")
    clock(monkeypatch, later)
    client.get("/thing")
    assert server.grants == grants


@pytest.mark.parametrize("login, ended, grants", [
    (USER, False, ["password", "refresh_token"]),
    (USER, True, ["password", "refresh_token", "password"]),
    (SERVICE, False, ["client_credentials", "client_credentials"]),
])
def test_a_refused_token_is_replaced_once(
    server: TokenServer, login: dict[str, Any], ended: bool, grants: list[str]
) -> None:
    client = connect(server, **login)
    client.get("/thing")
    server.revoke()
    if ended:
        server.sessions.clear()
    assert client.send("POST", "/thing", {"a": 1}).status == 204
    assert server.grants == grants
    assert client.writes == ["POST /thing"]


def test_a_second_refusal_is_the_end(server: TokenServer) -> None:
    client = connect(server)
    client.get("/thing")
    server.next_answers = [Reply(401, {"error": "HTTP 401 Unauthorized"})] * 5
    with pytest.raises(Unauthorized) as caught:
        client.get("/thing")
    assert server.grants == ["password", "refresh_token"]
    assert (caught.value.method, caught.value.path) == ("GET", "/thing")
    assert caught.value.__cause__ is None and caught.value.__context__ is None


def unsigned(**claims: Any) -> str:
    return "e30." + base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=") + ".x"


@pytest.mark.parametrize("more, accepted, grants", [
    ({}, True, []),
    ({}, False, None),
    ({"refresh_token": "refresh-0"}, True, []),
    ({"refresh_token": "refresh-0"}, False, ["refresh_token"]),
    (USER, False, ["password"]),
    ({"refresh_token": "gone", **USER}, False, ["refresh_token", "password"]),
])
def test_a_given_token(server: TokenServer, more: dict[str, Any], accepted: bool, grants: Any) -> None:
    server.sessions["refresh-0"] = "0"
    if accepted:
        server.valid.add("given")
    client = connect(server, token="given", **more)
    if grants is None:
        with pytest.raises(Unauthorized, match="the token isn't accepted"):
            client.get("/thing")
        return
    assert client.get("/thing") == {"id": "1"}
    assert server.grants == grants


def test_a_given_token_that_tells_its_end(server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    token = unsigned(exp=time.time() + 100)
    server.valid.add(token)
    client = connect(server, token=token, **USER)
    client.get("/thing")
    clock(monkeypatch, 101)
    client.get("/thing")
    assert server.grants == ["password"]


def test_a_given_refresh_token_is_used_and_its_successor_kept(server: TokenServer, tmp_path: Path) -> None:
    server.sessions["refresh-0"] = "0"
    store = FileStore(str(tmp_path))
    for _task in range(3):
        client = connect(server, store, refresh_token="refresh-0")
        client.get("/thing")
        client.close()
        server.revoke()
    assert server.grants == ["refresh_token"] * 3
    assert list(server.sessions.values()) == ["0"]


def test_a_refresh_token_that_has_ended(server: TokenServer) -> None:
    with pytest.raises(LoginFailed, match=r"Session not active \(the refresh token or its session has ended\)"):
        connect(server, refresh_token="gone").get("/thing")


@pytest.mark.parametrize("login, tasks, grants", [
    (USER, 5, ["password"]),
    (SERVICE, 5, ["client_credentials"]),
])
def test_tasks_share_a_login(
    server: TokenServer, login: dict[str, Any], tasks: int, grants: list[str], tmp_path: Path
) -> None:
    for _task in range(tasks):
        client = connect(server, FileStore(str(tmp_path)), **login)
        client.get("/thing")
        client.close()
    assert server.grants == grants


def test_another_password_shares_nothing(server: TokenServer, tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    connect(server, store).get("/thing")
    with pytest.raises(LoginFailed, match="auth_username jane or auth_password is wrong"):
        connect(server, store, username="jane", password="another").get("/thing")
    connect(server, store).get("/thing")
    assert server.grants == ["password", "password"]


def test_a_task_uses_what_another_one_renewed(server: TokenServer, tmp_path: Path) -> None:
    first, second = (connect(server, FileStore(str(tmp_path))) for _each in range(2))
    first.get("/thing")
    second.get("/thing")
    server.revoke()
    first.get("/thing")
    second.get("/thing")
    assert server.grants == ["password", "refresh_token"]


def test_workers_that_start_together_log_in_once(server: TokenServer, tmp_path: Path) -> None:
    clients = [connect(server, FileStore(str(tmp_path))) for _each in range(8)]
    threads = [threading.Thread(target=client.get, args=("/thing",)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert server.grants == ["password"]


def test_threads_of_one_client_renew_once(server: TokenServer) -> None:
    client = connect(server)
    client.get("/thing")
    server.revoke()
    threads = [threading.Thread(target=client.get, args=("/thing",)) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert server.grants == ["password", "refresh_token"]


@pytest.mark.parametrize("login, shared, grants, left", [
    (USER, False, ["password", "logout"], 0),
    (USER, True, ["password"], 1),
    (SERVICE, False, ["client_credentials"], 0),
    ({"refresh_token": "refresh-0"}, False, ["refresh_token"], 1),
])
def test_the_end(
    server: TokenServer, login: dict[str, Any], shared: bool, grants: list[str], left: int, tmp_path: Path
) -> None:
    if "refresh_token" in login:
        server.sessions["refresh-0"] = "0"
    client = connect(server, FileStore(str(tmp_path)) if shared else None, **login)
    client.get("/thing")
    client.close()
    assert server.grants == grants
    assert len(server.sessions) == left


def test_the_end_without_a_beginning(server: TokenServer) -> None:
    connect(server).close()
    assert server.loopback.requests == []


def test_the_end_of_an_unreachable_server(server: TokenServer) -> None:
    client = connect(server)
    client.get("/thing")
    server.loopback.acts = [Reply(500, {"error": "gone"})]
    client.close()


def test_no_password_is_kept(server: TokenServer, tmp_path: Path) -> None:
    connect(server, FileStore(str(tmp_path)), **USER, **SERVICE).get("/thing")
    kept = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "access-1" in kept and "refresh-1" in kept
    assert "canary" not in kept
    assert json.loads(kept)["logout"]["client_id"] == "robot"


def test_everything_secret_is_known_to_the_redactor(server: TokenServer, tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    for _task in range(2):
        client = connect(server, store, **USER, **SERVICE)
        client.get("/thing")
        shown = client.transport.redactor.text(f"{PASSWORD} canary-secret access-1 refresh-1")
        assert shown == "******** ******** ******** ********"


def test_a_process_that_ends_leaves_no_session(server: TokenServer) -> None:
    """As a module's process does, which closes nothing."""
    script = (
        "import sys\n"
        "from ansible_collections.iamops.keycloak.tests.unit.keycloak import tokenserver\n"
        "server = tokenserver.TokenServer.__new__(tokenserver.TokenServer)\n"
        "server.url = sys.argv[1]\n"
        "tokenserver.connect(server).get('/thing')\n"
        "sys.exit(3)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", script, server.url], env=environment, check=False)
    assert done.returncode == 3
    assert server.grants == ["password", "logout"]
    assert server.sessions == {}
