# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures keycloak_config against what the server itself takes, in one run: ``whole_realm.py DIRECTORY [CLIENTS]``.

The directory has ``gen_realm.py``, which makes a realm's data, and ``limits.py``, which measures the fewest requests
that could do the same, without any comparison. Each figure of ours is that of a whole ``ansible-playbook`` process. The
server is named by KEYCLOAK_URL, KEYCLOAK_USERNAME and KEYCLOAK_PASSWORD.
"""

from __future__ import annotations

import collections
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from run import OURS, Server, play

LIMITS_USER, LIMITS_PASSWORD = "admin", "Bench-limits-77"
RECORD = "IAMOPS_KEYCLOAK_REQUESTS"
# chunks of partialImport, and the two ways to read everything
MAKING, READING = ("chunked:10", "chunked:25", "chunked:50"), ("read-all", "read-paged")


@dataclass(frozen=True)
class Took:
    """What one process took.

    :param wall: seconds
    :param memory: its largest resident size, in MiB
    :param reads: requests that read
    :param writes: requests that wrote
    :param told: the module's message
    """

    wall: float
    memory: int
    reads: int
    writes: int
    told: str


class Bench:
    """One realm of a size, and what is measured of it.

    :param directory: where the generator and the limits are
    :param scratch: where files may be written
    """

    def __init__(self, directory: pathlib.Path, scratch: pathlib.Path, clients: int) -> None:
        self.directory, self.scratch, self.clients = directory, scratch, clients
        self.realm = f"ours-{clients}"
        self.realms = (self.realm, f"phys-{clients}")

    def data(self, name: str, *options: str) -> pathlib.Path:
        """Write a realm's data to a file and return it."""
        path = self.scratch / f"{name}.json"
        size = ["--clients", str(self.clients), "--realm", self.realm, "--out", str(path)]
        subprocess.run([sys.executable, str(self.directory / "gen_realm.py"), *size, *options], check=True)
        return path

    def ours(self, data: pathlib.Path) -> Took:
        """Run keycloak_config once."""
        book, record = self.scratch / "play.json", self.scratch / "requests.jsonl"
        record.unlink(missing_ok=True)
        tasks: list[dict[str, Any]] = [
            {f"{OURS}.keycloak_config": {"files": [str(data)], "connection_timeout": 300}, "register": "out"},
            {"ansible.builtin.debug": {"var": "out.msg"}},
        ]
        book.write_text(play(OURS, tasks))
        command = [str(pathlib.Path(sys.executable).with_name("ansible-playbook")), "-i", "localhost,", str(book)]
        start = time.perf_counter()
        ran = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, RECORD: str(record)}
        )
        wall = time.perf_counter() - start
        if ran.returncode:
            raise SystemExit(f"keycloak_config failed:\n{ran.stdout[-3000:]}{ran.stderr[-2000:]}")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        sent = collections.Counter(_sort(json.loads(line)) for line in record.read_text().splitlines())
        told = next(line for line in ran.stdout.splitlines() if '"out.msg"' in line).partition(": ")[2]
        return Took(wall, memory, sent["read"], sent["write"], told.strip('"'))

    def limits(self, *steps: str) -> dict[str, float]:
        """Return what the server takes for each step, in seconds; of several runs the last, a warm one."""
        command = [sys.executable, str(self.directory / "limits.py"), os.environ["KEYCLOAK_URL"], str(self.clients)]
        environment = {**os.environ, "KEYCLOAK_PASSWORD": LIMITS_PASSWORD}
        ran = subprocess.run([*command, *steps], check=True, capture_output=True, text=True, env=environment)
        lines = [line.split("\t") for line in ran.stdout.splitlines()]
        return {line[0]: float(line[2]) for line in lines}

    def rows(self, server: Server) -> Iterator[str]:
        """Run everything and yield the table's rows."""
        whole, changed = self.data("whole"), self.data("changed", "--change", "7")
        without_users = self.data("without", "--no-users")
        making, reading = self.limits(*MAKING), self.limits(*READING)
        best, least = min(making.values()), min(reading.values())
        yield f"the server makes it in {_told(making)}"
        yield f"the server is read in {_told(reading)}"
        # two such realms are more than the server's caches hold
        for realm in self.realms:
            server.call("DELETE", f"/admin/realms/{realm}", missing_is_fine=True)
        yield self._row("make everything", self.ours(whole), 2 * best + 3)
        # the limits are those of a third time, too
        for _time in range(2):
            self.ours(whole)
        yield self._row("unchanged", self.ours(whole), least + 3)
        yield self._row("unchanged, its users not in the data", self.ours(without_users), 6)
        yield self._row("one client changed", self.ours(changed), least + 3.5)

    def _row(self, title: str, took: Took, target: float) -> str:
        figures = f"{took.wall:6.1f} s (target {target:.1f} s)  {took.reads:6} reads {took.writes:5} writes"
        return f"{title:40}{figures}  {took.memory:5} MiB  {took.told}"


def _told(limits: dict[str, float]) -> str:
    return ", ".join(f"{wall:.1f} s ({step})" for step, wall in limits.items())


def _sort(request: dict[str, Any]) -> str:
    if request["path"].endswith("/token"):
        return "login"
    reads = request["method"] == "GET" or request["path"].endswith("/partial-export")
    return "read" if reads else "write"


def main() -> None:
    """Print the table."""
    directory = pathlib.Path(sys.argv[1])
    server = Server()
    user = {
        "username": LIMITS_USER,
        "enabled": True,
        "email": "limits@example.com",
        "firstName": "Lim",
        "lastName": "Its",
        "credentials": [{"type": "password", "value": LIMITS_PASSWORD}],
    }
    server.administrator(user)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(directory, pathlib.Path(scratch), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
        for row in bench.rows(server):
            print(row, flush=True)
        for realm in bench.realms:
            server.call("DELETE", f"/admin/realms/{realm}", missing_is_fine=True)


if __name__ == "__main__":
    main()
