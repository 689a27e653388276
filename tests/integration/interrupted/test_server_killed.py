# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server dies in the middle of a run: that says so, and the next one finishes once the server is back."""

from __future__ import annotations

import concurrent.futures
import json
import os
import pathlib
import random
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.admin import Admin
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.torn import DATA, MODULE, SECRETS, whole

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "servers/keycloak.py"
KILLS = 3
# as long as a whole run takes on a server that has just started, so that kills fall on all of it
LONGEST = 12.0

pytestmark = pytest.mark.since("26")


class Mortal:
    """A server of the test's own, whose database is a file.

    :param state: a directory that doesn't exist yet
    """

    def __init__(self, state: pathlib.Path) -> None:
        self.state = state
        version = os.environ.get("KEYCLOAK_VERSION")
        self.facts = self.told("start", *(("--version", version) if version else ()))

    def told(self, action: str, *more: str) -> dict[str, Any]:
        """Return what the script tells that starts and stops servers."""
        command = [sys.executable, str(SCRIPT), action, "--state-dir", str(self.state), *more]
        ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        told: dict[str, Any] = json.loads(ran.stdout or "{}")
        return told

    def kill(self) -> None:
        """End it without a chance to do anything about it."""
        os.killpg(self.facts["pid"], signal.SIGKILL)

    def revive(self) -> None:
        """Start it again, with what it has kept, at the same address."""
        self.facts = self.told("restart")


class Direct(World):
    """The server without the proxy, which would stand between it and the connections that break."""

    @property
    def login(self) -> Options:
        return {**super().login, "auth_keycloak_url": self.admin.url}


@pytest.fixture
def mortal(tmp_path: pathlib.Path) -> Iterator[Mortal]:
    server = Mortal(tmp_path / "server")
    yield server
    server.told("stop")


def says_what_happened(ran: Ran, url: str) -> None:
    """See that a failure tells what happened, and what was written until then."""
    told = json.dumps(ran.result)
    assert ran.result["failure"]["kind"] in ("unreachable", "answer_lost"), told
    assert url in ran.result["msg"]
    assert "Traceback" not in told
    assert not [secret for secret in SECRETS if secret in told]
    assert ran.changed == bool(ran.result["actions"])


def test_server_killed(mortal: Mortal) -> None:
    """At random moments; what it had answered last, its database may have forgotten, too."""
    facts = mortal.facts
    world = Direct(Admin(facts["url"], facts["username"], facts["password"]))
    given = {"realm": f"torn-{secrets.token_hex(3)}", "config": DATA}
    moments = random.Random(11)
    broken = 0
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        for _time in range(KILLS):
            running = pool.submit(world.run, MODULE, given)
            concurrent.futures.wait([running], moments.uniform(0.5, LONGEST))
            mortal.kill()
            ran = running.result()
            if ran.failed:
                says_what_happened(ran, facts["url"])
                broken += 1
            mortal.revive()
            world.admin.renew()
    assert broken
    finished = world.run(MODULE, given)
    assert not finished.failed, finished
    whole(world, given["realm"])
    world.close()
