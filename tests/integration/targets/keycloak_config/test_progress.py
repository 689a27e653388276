# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a long run is: a terminal shows it meanwhile, and what others read of a run has nothing of it."""

from __future__ import annotations

import json
import os
import pathlib
import pty
import re
import secrets
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.proxy import LOGIN
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

# few enough to be made one by one
MANY = 8
DATA = {"roles": {"realm": [{"name": f"role-{number}"} for number in range(MANY)]}}
LINE = re.compile(rf"^  realm roles: \d+ of {MANY}\r?$", re.M)
# what machines read
CALLBACK = """
import json
from ansible.plugins.callback import CallbackBase

class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "machine"

    def v2_runner_on_ok(self, result):
        print(json.dumps({"changed": result._result["changed"]}))
"""

pytestmark = pytest.mark.since("26")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm without what the data asks for."""
    name = f"progress-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def slow(world: World) -> Iterator[None]:
    """Requests take so long that the run takes some seconds."""

    def late(method: str, path: str) -> None:
        if not LOGIN.search(path.partition("?")[0]):
            time.sleep(0.25)

    with world.proxy.wire.troubled(late):
        yield


def plays(player: Player, realm: str) -> list[dict[str, Any]]:
    options = {"realm": realm, "config": DATA, "parallel": 1}
    return [{**player.beginning("localhost"), "tasks": [task("all", "keycloak_config", options)]}]


@pytest.fixture
def player(world: World, tmp_path: pathlib.Path) -> Player:
    """A player whose tasks talk to the server through the proxy."""
    return Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)


def test_machines(slow: None, player: Player, realm: str) -> None:
    """No terminal: not a word more than the callback's."""
    (player.directory / "callback_plugins").mkdir()
    (player.directory / "callback_plugins/machine.py").write_text(CALLBACK, "utf-8")
    process = player.start(plays(player, realm), output=subprocess.PIPE, ANSIBLE_STDOUT_CALLBACK="machine")
    printed, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert json.loads(printed) == {"changed": True}
    assert b" of " not in errors
    assert f" of {MANY}" not in (player.directory / "log").read_text("utf-8")


def test_terminal(slow: None, player: Player, realm: str) -> None:
    """Each line comes while it works."""
    mine, its = pty.openpty()
    process = player.start(plays(player, realm), output=its)
    os.close(its)
    shown, seen_at_work = "", 0
    while True:
        try:
            shown += os.read(mine, 4096).decode()
        except OSError:
            # how a terminal ends
            break
        if LINE.search(shown) and "PLAY RECAP" not in shown:
            seen_at_work += 1
    os.close(mine)
    assert process.wait() == 0, shown
    assert seen_at_work
    assert f"realm roles: {MANY} of {MANY}" not in shown.partition("PLAY RECAP")[2]
