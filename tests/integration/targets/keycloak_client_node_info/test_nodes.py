# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_node_info on a real server: nodes, and which of them answer."""

from __future__ import annotations

import http.server
import pathlib
import secrets
import threading
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_node_info"


class Application(http.server.BaseHTTPRequestHandler):
    """An application that takes whatever the server tells it."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client whose application runs on one node, and doesn't on another."""
    name = f"node-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Application) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        # a cluster's nodes share a port; 127.0.0.2 is this machine, too, and nothing listens there
        admin_url = f"http://${{application.session.host}}:{server.server_port}/"
        client = {"id": f"{name}-shop", "clientId": "shop", "adminUrl": admin_url}
        world.admin.send("POST", f"/admin/realms/{name}/clients", client)
        for node in ("127.0.0.1", "127.0.0.2"):
            ran = world.run("keycloak_client_node", {"realm": name, "client_id": "shop", "node": node})
            assert not ran.failed, ran.result["msg"]
        yield name
        server.shutdown()
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_nodes(world: World, realm: str, check: bool) -> None:
    for who in ({"client_id": "shop"}, {"id": f"{realm}-shop"}):
        ran = world.run(MODULE, {"realm": realm, **who}, check=check)
        assert not ran.changed
        assert sorted(ran.result["nodes"]) == ["127.0.0.1", "127.0.0.2"]
        assert ran.result["availability"] == {}


def test_who_answers(world: World, realm: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "client_id": "shop", "test": True, "connection_timeout": 60})
    availability = ran.result["availability"]
    assert len(availability["reached"]) == len(availability["failed"]) == 1, availability
    assert "127.0.0.1" in availability["reached"][0]
    assert "127.0.0.2" in availability["failed"][0]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, str], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    _played, results = both(world, tmp_path, MODULE, {"read": {"realm": realm, "client_id": "shop"}})
    worker, process = results["read"]
    assert worker == process
