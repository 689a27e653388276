# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that logs in with its TLS certificate, at a real server of its own that speaks TLS itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.auth import Login
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.client import KeycloakClient
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import LoginFailed
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import MemoryStore
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.unit.rest.certificates import Authority, Pair

SCRIPT = Path(__file__).resolve().parents[2] / "servers" / "keycloak.py"
VERSION = os.environ.get("KEYCLOAK_VERSION", "26.7.2")

pytestmark = pytest.mark.skipif(int(VERSION.split(".")[0]) < 20, reason="the server takes other options")


class Server:
    """A server with a certificate of a test's own authority, which also signs the clients' certificates."""

    def __init__(self, directory: Path) -> None:
        self.authority = Authority(directory)
        self.state = directory / "server"
        pair = self.authority.issue("server")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        options = [
            f"--https-port={port}", f"--https-certificate-file={pair.certificate}",
            f"--https-certificate-key-file={pair.key}", "--https-client-auth=request",
            f"--truststore-paths={self.authority.file}",
        ]
        facts = self.run("start", "--version", VERSION, *[f"--option={option}" for option in options])
        self.url = f"https://127.0.0.1:{port}"
        self.root = self.connect(None, username=facts["username"], password=facts["password"])

    def run(self, action: str, *words: str) -> Any:
        command = [sys.executable, str(SCRIPT), action, "--state-dir", str(self.state), *words]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.strip().splitlines()[-1]) if action == "start" else None

    def connect(self, pair: Any, **login: Any) -> KeycloakClient:
        given = {"client_cert": str(pair.certificate), "client_key": str(pair.key)} if pair else {}
        transport = Transport(self.url, TransportOptions(ca_path=str(self.authority.file), **given), Redactor())
        return KeycloakClient(transport, transport, Login(self.url, **given, **login), MemoryStore())

    def sessions_of(self, client: str) -> int:
        stats = self.root.list("/admin/realms/master/client-session-stats", page=None)
        return sum(int(item["active"]) for item in stats if item["clientId"] == client)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    directory = tmp_path_factory.mktemp("mtls")
    try:
        made = Server(directory)
        yield made
        made.root.close()
    finally:
        stop = [sys.executable, str(SCRIPT), "stop", "--state-dir", str(directory / "server")]
        subprocess.run(stop, stdout=subprocess.DEVNULL, check=False)


@pytest.fixture(scope="module")
def robot(server: Server) -> Pair:
    """A client of the realm and its certificate."""
    made = server.root.send("POST", "/admin/realms/master/clients", {
        "clientId": "robot", "enabled": True, "publicClient": False, "serviceAccountsEnabled": True,
        "standardFlowEnabled": False, "clientAuthenticatorType": "client-x509",
        "attributes": {"x509.subjectdn": "CN=robot", "x509.allow.regex.pattern.comparison": "false"},
    })
    account = server.root.get_required(f"/admin/realms/master/clients/{made.location_id}/service-account-user")
    role = server.root.get_required("/admin/realms/master/roles/admin")
    server.root.send("POST", f"/admin/realms/master/users/{account['id']}/role-mappings/realm", [role])
    return server.authority.issue("robot", host=None)


def test_a_certificate_logs_in(server: Server, robot: Pair) -> None:
    client = server.connect(robot, client_id="robot")
    assert client.get_required("/admin/realms/master")["realm"] == "master"
    assert server.sessions_of("robot") == 0
    client.close()


@pytest.mark.parametrize("name", ["stranger", "admin"])
def test_another_certificate_does_not(server: Server, robot: Pair, name: str) -> None:
    stranger = server.authority.issue(name, host=None)
    with pytest.raises(LoginFailed, match="it doesn't prove itself with this certificate"):
        server.connect(stranger, client_id="robot").get("/admin/realms/master")


def test_no_certificate(server: Server, robot: Pair) -> None:
    with pytest.raises(LoginFailed, match="auth_client_id robot doesn't exist in realm master, or"):
        server.connect(None, client_id="robot", client_secret="canary-secret").get("/admin/realms/master")
