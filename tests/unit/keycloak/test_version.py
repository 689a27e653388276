# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The version of a server, as far as it tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore
from ansible_collections.iamops.keycloak.tests.unit.keycloak.tokenserver import TokenServer, connect
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply


@pytest.fixture
def server() -> Iterator[TokenServer]:
    made = TokenServer()
    yield made
    made.loopback.stop()


@pytest.mark.parametrize(
    "reply, version",
    [
        (Reply(200, {"systemInfo": {"version": "26.7.2"}}), "26.7.2"),
        (Reply(200, {"systemInfo": {}}), ""),
        (Reply(200, {"themes": {}}), ""),
        (Reply(403, {"error": "HTTP 403 Forbidden"}), ""),
        (Reply(404, {"error": "Unable to find matching target resource method"}), ""),
    ],
)
def test_the_version_is_asked_once_in_a_run(server: TokenServer, tmp_path: Path, reply: Reply, version: str) -> None:
    server.next_answers = [reply]
    for _worker in range(2):
        # each has a client of its own on the run's one directory
        client = connect(server, store=FileStore(str(tmp_path)))
        assert [client.version(), client.version()] == [version] * 2
    assert server.loopback.calls.count("GET /admin/serverinfo") == 1
