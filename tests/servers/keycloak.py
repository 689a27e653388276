# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start and stop a real Keycloak for tests, on loopback, with its own directory, ports and administrator.

    python3 tests/servers/keycloak.py start --version 26.7.2 --state-dir DIR [--features X] [--port N] [--provider DIR]
    python3 tests/servers/keycloak.py restart --state-dir DIR
    python3 tests/servers/keycloak.py status --state-dir DIR
    python3 tests/servers/keycloak.py stop --state-dir DIR

`start` shows its progress on standard error and prints one line of JSON: url, username, password, pid,
management_url, home, version. A server that already runs there, started in the same way, is answered again.
`restart` starts one that has ended by itself, or was killed, with what it has kept, at the same address.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from archive import FIRST_QUARKUS_MAJOR, ServerError, major, obtain, say, unpack  # noqa: E402
from process import birth, end, free_ports  # noqa: E402
from providers import install  # noqa: E402

DEFAULT_VERSION = "26.7.2"
STATE = "server.json"
# Small machines run several of these: the heap has room for some dozens of realms; C1 alone starts in half the time.
JAVA_OPTIONS = "-Xms64m -Xmx2g -XX:TieredStopAtLevel=1"
MANAGEMENT_PORT_SINCE = 25
BOOTSTRAP_NAMES_SINCE = 26

Server = dict[str, Any]


def start(
    version: str,
    state_dir: Path,
    features: str = "",
    port: int | None = None,
    options: tuple[str, ...] = (),
    timeout: float = 300,
    providers: tuple[Path, ...] = (),
) -> Server:
    """Start a server and wait until its administrator can log in. Raises ServerError with the log's end."""
    state_dir = state_dir.resolve()
    found = load(state_dir)
    wanted = {"version": version, "features": features, "options": list(options)}
    wanted["providers"] = [str(source.resolve()) for source in providers]
    if found and birth(found["pid"]) == found["born"] and all(found[key] == wanted[key] for key in wanted):
        return found
    stop(state_dir)
    archive = obtain(version)
    state_dir.mkdir(parents=True, mode=0o700)
    say(f"keycloak {version}: unpacking into {state_dir}")
    server: Server = {**wanted, "home": str(unpack(archive, state_dir))}
    for source in providers:
        install(source.resolve(), Path(server["home"]), version)
    server["username"] = f"admin-{secrets.token_hex(6)}"
    server["password"] = secrets.token_urlsafe(18)
    for attempt in range(3):
        _launch(server, state_dir, port)
        if _wait(server, state_dir, timeout):
            return server
        # Somebody took the port between our look and the server's: choose others.
        end(server["pid"], server["born"])
        say(f"keycloak {version}: a port was taken, trying others ({attempt + 1})")
    raise ServerError(f"no free port could be kept; see {state_dir / 'server.log'}")


def restart(state_dir: Path, timeout: float = 300) -> Server:
    """Start the server of this directory again. Raises ServerError where there is none, or it still runs."""
    server = load(state_dir.resolve())
    if not server or birth(server["pid"]) == server["born"]:
        raise ServerError(f"{state_dir} has no server that has ended")
    _launch(server, state_dir.resolve(), urllib.parse.urlsplit(server["url"]).port)
    if not _wait(server, state_dir.resolve(), timeout):
        raise ServerError(f"the port of {server['url']} is taken")
    return server


def stop(state_dir: Path) -> bool:
    """End the server of this directory by its own process id and remove the directory; return whether it ran."""
    state_dir = state_dir.resolve()
    found = load(state_dir)
    ran = bool(found) and end(found["pid"], found["born"])
    if found or (state_dir / "server.log").exists():
        shutil.rmtree(state_dir)
    elif state_dir.is_dir():
        if any(path.name[:8] != "keycloak" for path in state_dir.iterdir()):
            raise ServerError(f"{state_dir} holds other things than a test server: not removed")
        shutil.rmtree(state_dir)
    return ran


def load(state_dir: Path) -> Server:
    """Return what `start` wrote down, {} when there is nothing (or half of it)."""
    try:
        found = json.loads((state_dir / STATE).read_text())
    except (OSError, ValueError):
        return {}
    return found if {"pid", "born", "version", "features", "options", "providers"} <= set(found) else {}


def _launch(server: Server, state_dir: Path, port: int | None) -> None:
    http, management = free_ports(2)
    http = port or http
    legacy = major(server["version"]) < FIRST_QUARKUS_MAJOR
    server["url"] = f"http://127.0.0.1:{http}" + ("/auth" if legacy else _served_under(server["options"]))
    has_management = legacy or major(server["version"]) >= MANAGEMENT_PORT_SINCE
    server["management_url"] = f"http://127.0.0.1:{management}" if has_management else None
    command = (_wildfly if legacy else _quarkus)(server, http, management)
    with (state_dir / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_environment(server), start_new_session=True
        )
    server["pid"], server["born"] = process.pid, birth(process.pid)
    descriptor = os.open(state_dir / STATE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(server, out)


def _served_under(options: list[str]) -> str:
    """Return the path that the options have the server serve under."""
    name = "--http-relative-path="
    return next((one[len(name) :].rstrip("/") for one in options if one.startswith(name)), "")


def _environment(server: Server) -> dict[str, str]:
    prefix = "KC_BOOTSTRAP_ADMIN_" if major(server["version"]) >= BOOTSTRAP_NAMES_SINCE else "KEYCLOAK_ADMIN"
    names = (f"{prefix}USERNAME", f"{prefix}PASSWORD") if prefix.endswith("_") else (prefix, f"{prefix}_PASSWORD")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("KC_", "KEYCLOAK_"))}
    java = {"JAVA_OPTS_APPEND": os.environ.get("KEYCLOAK_JAVA_OPTIONS", JAVA_OPTIONS)}
    return {**clean, **java, names[0]: server["username"], names[1]: server["password"]}


def _quarkus(server: Server, http: int, management: int) -> list[str]:
    command = [f"{server['home']}/bin/kc.sh", "start-dev", "--http-host=127.0.0.1", f"--http-port={http}"]
    if server["management_url"]:
        command.append(f"--http-management-port={management}")
    if server["features"]:
        command.append(f"--features={server['features']}")
    return [*command, *server["options"]]


def _wildfly(server: Server, http: int, management: int) -> list[str]:
    home = server["home"]
    added = subprocess.run(
        [f"{home}/bin/add-user-keycloak.sh", "-r", "master", "-u", server["username"], "-p", server["password"]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    # On a second attempt the user is there already.
    if added.returncode and "already" not in added.stdout:
        raise ServerError(f"add-user-keycloak.sh failed:\n{added.stdout[-1000:]}")
    https, ajp = free_ports(2)
    ports = {"http": http, "management.http": management, "https": https, "ajp": ajp}
    command = [f"{home}/bin/standalone.sh", "-b=127.0.0.1", "-bmanagement=127.0.0.1"]
    command += [f"-Djboss.{name}.port={number}" for name, number in ports.items()]
    # its names have underscores, and no versions
    names = [name.partition(":")[0].replace("-", "_") for name in server["features"].split(",") if name]
    command += [f"-Dkeycloak.profile.feature.{name}=enabled" for name in names]
    return [*command, *server["options"]]


def _wait(server: Server, state_dir: Path, timeout: float) -> bool:
    """Wait until the administrator can log in; False when a port was taken."""
    began = shown = time.monotonic()
    say(f"keycloak {server['version']}: starting at {server['url']} (process {server['pid']})")
    while not _ready(server):
        passed = time.monotonic() - began
        dead = birth(server["pid"]) != server["born"]
        log = (state_dir / "server.log").read_text(errors="replace")
        if dead and ("already bound" in log or "already in use" in log):
            return False
        if dead or passed > timeout:
            end(server["pid"], server["born"])
            what = "ended" if dead else f"was not ready after {timeout:.0f} s"
            raise ServerError(f"keycloak {server['version']} {what}; its log ends:\n{log[-3000:]}")
        if time.monotonic() - shown >= 5:
            shown = time.monotonic()
            say(f"keycloak {server['version']}: starting, {passed:.0f} s")
        time.sleep(0.3)
    say(f"keycloak {server['version']}: ready after {time.monotonic() - began:.0f} s")
    return True


def _ready(server: Server) -> bool:
    login = {"grant_type": "password", "client_id": "admin-cli"}
    body = urllib.parse.urlencode({**login, "username": server["username"], "password": server["password"]})
    # Never through a proxy: the server listens on loopback only.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        url = f"{server['url']}/realms/master/protocol/openid-connect/token"
        with opener.open(url, body.encode(), timeout=20) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("start", "restart", "status", "stop"))
    parser.add_argument("--state-dir", type=Path, required=True)
    parser.add_argument("--version", default=DEFAULT_VERSION)
    parser.add_argument("--features", default="", help="as for kc.sh: a list with commas")
    parser.add_argument("--port", type=int, help="loopback port; a free one if omitted")
    parser.add_argument(
        "--option", action="append", default=[], help="one more option of kc.sh, such as --log-level=debug"
    )
    parser.add_argument(
        "--provider", action="append", default=[], type=Path, help="directory of an extension's sources; repeatable"
    )
    parser.add_argument("--timeout", type=float, default=300, help="seconds to wait until it is ready")
    given = parser.parse_args()
    try:
        if given.action == "stop":
            say("stopped" if stop(given.state_dir) else "nothing was running")
            return 0
        if given.action == "status":
            found = load(given.state_dir.resolve())
            alive = bool(found) and birth(found["pid"]) == found["born"]
            print(json.dumps(found if alive else {}))
            return 0 if alive else 1
        if given.action == "restart":
            print(json.dumps(restart(given.state_dir, given.timeout)))
            return 0
        arguments = (given.version, given.state_dir, given.features, given.port, tuple(given.option), given.timeout)
        print(json.dumps(start(*arguments, tuple(given.provider))))
    except ServerError as problem:
        say(f"error: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
