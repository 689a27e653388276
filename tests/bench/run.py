# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures this collection against community.general on one real server, in one run: ``run.py [REPEATS]``.

Each figure is that of a whole ``ansible-playbook`` process, its children's included; the median of the repeats, less
that of a playbook without tasks. The server is named by KEYCLOAK_URL, KEYCLOAK_USERNAME and KEYCLOAK_PASSWORD.
"""

from __future__ import annotations

import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

OURS, PEER = "iamops.keycloak", "community.general"
REALM = "bench-modules"
MANY, FEW = 50, 20
CLIENT = {
    "realm": REALM,
    "enabled": True,
    "description": "one of many",
    "protocol": "openid-connect",
    "redirect_uris": ["https://app.example.com/*"],
    "web_origins": ["https://app.example.com"],
    "standard_flow_enabled": True,
    "public_client": True,
}


@dataclass(frozen=True)
class Case:
    """What is measured.

    :param title: what the table calls it
    :param count: items in it
    :param target: how many times less time ours must take per item
    :param tasks: collection -> the play's tasks
    :param fresh: whether the objects must be absent before each run
    """

    title: str
    count: int
    target: int
    tasks: Callable[[str], list[dict[str, Any]]]
    fresh: bool = False


@dataclass(frozen=True)
class Cost:
    """What one process took.

    :param wall: seconds
    :param cpu: CPU seconds of it and its children, not of the server
    """

    wall: float
    cpu: float


def loop(collection: str) -> list[dict[str, Any]]:
    """Return one task with a loop over clients."""
    module = {**CLIENT, "client_id": "{{ item }}"}
    return [{f"{collection}.keycloak_client": module, "loop": [f"client-{n}" for n in range(MANY)]}]


def separate(collection: str) -> list[dict[str, Any]]:
    """Return a task for each client."""
    return [{f"{collection}.keycloak_client": {**CLIENT, "client_id": f"client-{n}"}} for n in range(FEW)]


CASES = (
    Case(f"create {MANY} clients in a loop", MANY, 8, loop, fresh=True),
    Case(f"{MANY} unchanged clients in a loop", MANY, 15, loop),
    Case(f"{FEW} unchanged clients, a task each", FEW, 6, separate),
)


class Server:
    """The little of Keycloak's API that a bench needs."""

    def __init__(self) -> None:
        self.url = os.environ["KEYCLOAK_URL"].rstrip("/")
        self.login = {"username": os.environ["KEYCLOAK_USERNAME"], "password": os.environ["KEYCLOAK_PASSWORD"]}

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def call(self, method: str, path: str, body: Any = None, missing_is_fine: bool = False) -> Any:
        """Send one administrator's call and return the answer, None where nothing was there."""
        form = urllib.parse.urlencode({"grant_type": "password", "client_id": "admin-cli", **self.login}).encode()
        token = self._send("POST", "/realms/master/protocol/openid-connect/token", form, {})["access_token"]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        try:
            return self._send(method, path, None if body is None else json.dumps(body).encode(), headers)
        except urllib.error.HTTPError as error:
            if not (missing_is_fine and error.code == 404):
                raise
            return None

    def administrator(self, user: dict[str, Any]) -> None:
        """See that there is an administrator beside the one that logs in."""
        users, name = "/admin/realms/master/users", user["username"]
        if not self.call("GET", f"{users}?username={name}&exact=true"):
            self.call("POST", users, user)
        [made] = self.call("GET", f"{users}?username={name}&exact=true")
        role = self.call("GET", "/admin/realms/master/roles/admin")
        self.call("POST", f"{users}/{made['id']}/role-mappings/realm", [role])

    def empty_realm(self) -> None:
        """Make the bench's realm anew."""
        self.remove_realm()
        self.call("POST", "/admin/realms", {"realm": REALM, "enabled": True})

    def remove_realm(self) -> None:
        """Remove the bench's realm."""
        self.call("DELETE", f"/admin/realms/{REALM}", missing_is_fine=True)


def play(collection: str, tasks: list[dict[str, Any]]) -> str:
    """Return a playbook."""
    group = {OURS: "iamops.keycloak.keycloak", PEER: "community.general.keycloak"}[collection]
    login = {
        "auth_keycloak_url": os.environ["KEYCLOAK_URL"],
        "auth_realm": "master",
        "auth_username": "{{ lookup('env', 'KEYCLOAK_USERNAME') }}",
        "auth_password": "{{ lookup('env', 'KEYCLOAK_PASSWORD') }}",
    }
    return json.dumps(
        [
            {
                "hosts": "localhost",
                "connection": "local",
                "gather_facts": False,
                "vars": {"ansible_python_interpreter": sys.executable},
                "module_defaults": {f"group/{group}": login},
                "tasks": tasks,
            }
        ]
    )


def measure(collection: str, tasks: list[dict[str, Any]], directory: pathlib.Path) -> tuple[Cost, str]:
    """Run a playbook; return what it took and its recap.

    :raises SystemExit: if it fails
    """
    book = directory / "bench.json"
    book.write_text(play(collection, tasks))
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [str(pathlib.Path(sys.executable).with_name("ansible-playbook")), "-i", "localhost,", str(book)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise SystemExit(f"{collection} failed:\n{ran.stdout[-3000:]}{ran.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu), ran.stdout.strip().splitlines()[-1]


def median(costs: list[Cost]) -> Cost:
    """Return the medians of several runs."""
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cost.cpu for cost in costs))


def rows(server: Server, repeats: int, directory: pathlib.Path) -> Iterator[str]:
    """Run all cases and yield the table's rows."""
    empty = {name: median([measure(name, [], directory)[0] for _n in range(repeats)]) for name in (OURS, PEER)}
    yield f"start of ansible-playbook without a task: {empty[OURS].wall:.2f} s wall, {empty[OURS].cpu:.2f} s CPU"
    yield f"{'':36}{'ms per item':>24}{'CPU ms per item':>24}{'ratio':>8}{'CPU':>7}{'target':>8}"
    for case in CASES:
        cost: dict[str, list[Cost]] = {OURS: [], PEER: []}
        for _repeat in range(repeats):
            for name in (PEER, OURS):
                if case.fresh:
                    server.empty_realm()
                cost[name].append(measure(name, case.tasks(name), directory)[0])
        wall = {name: (median(cost[name]).wall - empty[name].wall) * 1000 / case.count for name in cost}
        cpu = {name: (median(cost[name]).cpu - empty[name].cpu) * 1000 / case.count for name in cost}
        shown = [f"{one[OURS]:.1f} against {one[PEER]:.1f}" for one in (wall, cpu)]
        times = [f"1/{one[PEER] / one[OURS]:.1f}" for one in (wall, cpu)]
        yield f"{case.title:36}{shown[0]:>24}{shown[1]:>24}{times[0]:>8}{times[1]:>7}{f'1/{case.target}':>8}"


def main() -> None:
    """Print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    server = Server()
    server.empty_realm()
    with tempfile.TemporaryDirectory() as directory:
        for row in rows(server, repeats, pathlib.Path(directory)):
            print(row, flush=True)
    server.remove_realm()


if __name__ == "__main__":
    main()
