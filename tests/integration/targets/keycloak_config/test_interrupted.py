# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is killed, or whose connection breaks, is finished by the next one: nothing is there twice, or lost."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pathlib
import random
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.proxy import LOGIN, READS
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.torn import DATA, MODULE, whole

# as long as a whole run takes here, so that kills fall on all of it
LONGEST = 6.0
DRIVER = """
import json, sys
from ansible_collections.iamops.keycloak.plugins.modules.keycloak_config import BINDING
result = BINDING.run(json.load(open(sys.argv[1], encoding="utf-8")))
print(json.dumps({name: result.get(name) for name in ("changed", "failed", "msg", "actions")}))
"""

pytestmark = pytest.mark.since("26")


@pytest.fixture
def realm(world: World) -> Iterator[str]:
    name = f"config-torn-{secrets.token_hex(3)}"
    yield name
    world.admin.remove_realm(name)


def start(world: World, realm: str, directory: pathlib.Path, **environment: str) -> subprocess.Popen[str]:
    """Start a run in a process of its own."""
    options = {**world.login, "realm": realm, "config": DATA}
    given = directory / f"options-{secrets.token_hex(3)}.json"
    given.write_text(json.dumps(options), "utf-8")
    command = [sys.executable, "-c", DRIVER, str(given)]
    pipe, own = subprocess.PIPE, {**os.environ, **environment}
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=own)


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    printed, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    result: dict[str, Any] = json.loads(printed)
    assert not result["failed"], result["msg"]
    return result


def test_playbook_killed(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """The whole playbook is ended at random moments, three ways: whoever ends it, the next run finishes."""
    player = Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)
    moments = random.Random(7)
    cut = set()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL) * 2:
        plays = [{**player.beginning("localhost"), "tasks": [task("all", MODULE, {"realm": realm, "config": DATA})]}]
        process = player.start(plays, TMPDIR=str(tmp_path))
        try:
            process.wait(moments.uniform(1.5, LONGEST))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, number)
            cut.add(number)
        process.wait()
    assert len(cut) == 3
    finished = player.book(plays, variables_of_the_process={"TMPDIR": str(tmp_path)})
    assert finished.status == 0, finished.printed[-3000:]
    whole(world, realm)
    no_lock_is_held(tmp_path)


def no_lock_is_held(directory: pathlib.Path) -> None:
    """See that all locks ended with their processes.

    A worker outlives a playbook that was killed, and waits for somebody to read its result.
    """
    until = time.monotonic() + 20
    while left := [path for path in pathlib.Path("/proc").glob("[0-9]*/cwd") if is_at(path, directory)]:
        assert time.monotonic() < until, left
        for path in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(path.parent.name), signal.SIGKILL)
        time.sleep(0.1)
    locks = list(directory.glob("iamops-keycloak-*.lock"))
    assert locks
    for path in locks:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_at(path: pathlib.Path, directory: pathlib.Path) -> bool:
    """Return whether a process works in a directory."""
    try:
        return path.readlink() == directory
    except OSError:
        return False


def test_two_at_once(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """Both end without a failure."""
    first, second = start(world, realm, tmp_path), start(world, realm, tmp_path)
    for process in (first, second):
        ended(process)
    whole(world, realm)


class Storm:
    """Writes that go wrong: refused before, or carried out and the answer lost, or late."""

    def __init__(self, seed: int, share: float) -> None:
        self.moments, self.share, self.lock = random.Random(seed), share, threading.Lock()

    def __call__(self, method: str, path: str) -> Any:
        if method in READS or LOGIN.search(path.partition("?")[0]):
            return None
        with self.lock:
            drawn = self.moments.random()
        if drawn > self.share:
            return None
        if drawn > self.share * 2 / 3:
            time.sleep(0.5)
            return None
        return "cut" if drawn > self.share / 3 else 503


def test_two_controllers(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """They share no lock, and what the server would take twice comes late: each looks before the other has written."""
    places = [tmp_path / name for name in ("one", "other")]
    for place in places:
        place.mkdir()

    def late(method: str, path: str) -> None:
        if method == "POST" and re.search("/(components|authentication/)", path):
            time.sleep(0.3)

    with world.proxy.wire.troubled(late):
        for process in [start(world, realm, place, TMPDIR=str(place)) for place in places]:
            ended(process)
    whole(world, realm)


def test_broken_connections(world: World, realm: str) -> None:
    """Each run may fail, and says so; the one after the storm finishes."""
    with world.proxy.wire.troubled(Storm(7, 0.2)):
        for _time in range(2):
            ran = world.run(MODULE, {"realm": realm, "config": DATA})
            if not ran.failed:
                break
            assert ran.result["changed"] == bool(ran.result["actions"])
    assert not world.run(MODULE, {"realm": realm, "config": DATA}).failed
    whole(world, realm)
