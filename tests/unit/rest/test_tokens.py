# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stores: private, never half written, one renewal at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import RestError
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore, MemoryStore

KEY = "a" * 64


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    return MemoryStore() if request.param == "memory" else FileStore(str(tmp_path))


def test_tokens_are_kept_by_key(store: Any) -> None:
    assert store.load(KEY) is None
    store.save(KEY, {"access_token": "x"})
    store.save("b", {"access_token": "y"})
    assert store.load(KEY) == {"access_token": "x"}
    store.save(KEY, None)
    store.save(KEY, None)
    assert store.load(KEY) is None
    assert store.load("b") == {"access_token": "y"}


def test_who_holds_one_lock_does_not_keep_others_from_another(store: Any) -> None:
    def held(key: str) -> bool:
        with store.lock(key):
            return True

    with store.lock(KEY), ThreadPoolExecutor(1) as threads:
        assert threads.submit(held, "b" * 64).result(5)


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = FileStore(str(tmp_path))
        with store.lock(KEY):
            store.save(KEY, {"access_token": "x"})
    finally:
        os.umask(before)
    assert len(list(tmp_path.iterdir())) == 2
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_are_listed(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    (tmp_path / "other.json").write_text("{}")
    for key in ("b", "a"):
        with store.lock(key):
            store.save(key, {"access_token": key})
    assert store.keys() == ["a", "b"]


@pytest.mark.parametrize("content", ["", "{", "[]", "\udcff"])
def test_a_broken_file_counts_as_none(content: str, tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    store.save(KEY, {})
    next(tmp_path.iterdir()).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert store.load(KEY) is None


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    store.save(KEY, {"access_token": "x"})
    with pytest.raises(TypeError):
        store.save(KEY, {"access_token": object()})
    assert store.load(KEY) == {"access_token": "x"}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_directory_that_is_gone(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path / "gone"))
    with pytest.raises(RestError, match="the token can't be kept in .*gone: No such file"):
        store.save(KEY, {})
    with pytest.raises(RestError, match="the token can't be kept in"), store.lock(KEY):
        pass


COUNT = f"""
import sys
from {FileStore.__module__} import FileStore

store = FileStore(sys.argv[1])
for _each in range(20):
    with store.lock({KEY!r}):
        store.save({KEY!r}, {{"n": (store.load({KEY!r}) or {{"n": 0}})["n"] + 1}})
"""


def test_processes_take_turns(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", COUNT, str(tmp_path)]
    workers = [subprocess.Popen(command, env=environment) for _each in range(4)]
    assert [worker.wait(60) for worker in workers] == [0] * 4
    assert FileStore(str(tmp_path)).load(KEY) == {"n": 80}


def test_threads_take_turns(store: Any) -> None:
    def count() -> None:
        for _each in range(20):
            with store.lock(KEY):
                value = (store.load(KEY) or {"n": 0})["n"]
                time.sleep(0.001)
                store.save(KEY, {"n": value + 1})

    threads = [threading.Thread(target=count) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert store.load(KEY) == {"n": 80}
