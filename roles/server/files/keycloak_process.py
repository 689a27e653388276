# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role `server` needs on the host and no module gives: a detached process that is told from any other.

    look --directory D [--java-home H]    print as JSON the JDK, mvn, container engine and process found
    unpack --archive A --home H --version V   unpack a distribution so that H is there whole or not at all
    start --directory D                    start what standard input describes: {command, environment, settings, port}
    wait --directory D --url U --timeout S wait until U answers; fail when the process ends before
    stop --directory D                     end the process by its own id

`D/process.json` holds the process id, its start time and a hash of its settings. Only the standard library is used.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

JAVA_MINIMUM = 17
JAVA_PLACES = (
    "/usr/lib/jvm/*",
    "/opt/java/*",
    "/opt/homebrew/opt/openjdk*",
    "/usr/local/opt/openjdk*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
)
GRACE_SECONDS = 30


class Refused(Exception):
    """The command can't do what it was asked; the message says why."""


def birth(pid: int) -> str | None:
    """Return the start time of a living process, None when there is none: ids are used again, these pairs aren't."""
    if Path("/proc/self/stat").exists():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    done = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip() or None


def recorded(directory: Path) -> dict[str, Any]:
    """Return the record of a process that still lives, else {}."""
    try:
        record = json.loads((directory / "process.json").read_text(encoding="utf-8"))
        alive = birth(record["pid"]) == record["born"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return record if alive else {}


def java_version(home: Path) -> int:
    """Return the major version of the Java in `home`, 0 when none runs there."""
    try:
        done = subprocess.run(
            [str(home / "bin" / "java"), "-version"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', done.stdout)
    return int(found.group(1)) if found else 0


def find_java(given: str | None) -> dict[str, Any] | None:
    """Return home and version of the first Java that is new enough; a given home is the only candidate."""
    if given:
        homes = [Path(given)]
    else:
        on_path = shutil.which("java")
        homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
        homes += [Path(on_path).resolve().parent.parent] if on_path else []
        homes += [home for place in JAVA_PLACES for home in sorted(Path("/").glob(place[1:]), reverse=True)]
    for home in homes:
        version = java_version(home)
        if version >= JAVA_MINIMUM:
            return {"home": str(home), "version": version}
    return None


def find_engine() -> str | None:
    """Return the path of a container engine that answers."""
    for name in ("podman", "docker"):
        path = shutil.which(name)
        try:
            if path and subprocess.run([path, "info"], capture_output=True, timeout=20, check=False).returncode == 0:
                return path
        except (OSError, subprocess.TimeoutExpired):
            continue
    return None


def look(given: argparse.Namespace) -> dict[str, Any]:
    """Return what is there."""
    return {
        "java": find_java(given.java_home),
        "maven": shutil.which("mvn"),
        "engine": find_engine() if given.engines else None,
        "process": recorded(given.directory),
    }


def version_in(home: Path) -> str:
    """Return the version that a distribution says it is."""
    try:
        return (home / "version.txt").read_text(encoding="utf-8").split()[-1]
    except (OSError, IndexError):
        raise Refused(f"{home.name} is no Keycloak distribution: it has no version.txt") from None


def unpack(given: argparse.Namespace) -> dict[str, Any]:
    """Unpack beside the target and rename: an interrupted run leaves nothing that looks finished."""
    if given.home.is_dir():
        return {"changed": False}
    given.home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.home.parent, prefix=".unpack-") as work:
        if zipfile.is_zipfile(given.archive):
            with zipfile.ZipFile(given.archive) as bundle:
                bundle.extractall(work)
        elif tarfile.is_tarfile(given.archive):
            with tarfile.open(given.archive) as bundle:
                # Python before 3.12 has the filter only as a later addition.
                safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
                bundle.extractall(work, **safe)
        else:
            raise Refused(f"{given.archive} is neither a zip nor a tar archive")
        tops = [path for path in Path(work).iterdir() if path.is_dir()]
        if len(tops) != 1:
            raise Refused(f"{given.archive} should hold one directory, it holds {len(tops)}")
        found = version_in(tops[0])
        if found != given.version:
            raise Refused(f"{given.archive} holds Keycloak {found}, not {given.version}: set server_version")
        for script in (tops[0] / "bin").glob("*.sh"):
            script.chmod(0o755)
        tops[0].rename(given.home)
    return {"changed": True}


def start(given: argparse.Namespace) -> dict[str, Any]:
    """Start the process in a session of its own, so that it outlives this run and can be ended as a group."""
    wanted = json.load(sys.stdin)
    if recorded(given.directory):
        return {"changed": False}
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((wanted["host"], int(wanted["port"])))
        except OSError as problem:
            where = f"{wanted['host']}:{wanted['port']}"
            raise Refused(f"{where} can't be listened on ({problem.strerror}): set server_port") from problem
    with (given.directory / "keycloak.log").open("ab") as log:
        process = subprocess.Popen(  # pylint: disable=consider-using-with
            wanted["command"],
            env={**os.environ, **wanted["environment"]},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    record = {"pid": process.pid, "born": birth(process.pid), "settings": wanted["settings"]}
    descriptor = os.open(given.directory / "process.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(record, out)
    return {"changed": True, "pid": process.pid}


def answers(url: str) -> bool:
    """Return whether the server answers 200; a probe sends nothing secret, so any certificate will do."""
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusting))
    try:
        with urllib.request.build_opener(*handlers).open(url, timeout=10) as answer:
            return answer.status == 200
    except (OSError, ValueError):
        return False


def wait(given: argparse.Namespace) -> dict[str, Any]:
    """Wait for the server; the end of its log is the explanation when it doesn't come."""
    deadline = time.monotonic() + given.timeout
    while not answers(given.url):
        ended = not given.container and not recorded(given.directory)
        if ended or time.monotonic() > deadline:
            log = given.directory / "keycloak.log"
            tail = log.read_text(encoding="utf-8", errors="replace")[-3000:] if log.exists() else "(none)"
            what = "ended" if ended else f"did not answer at {given.url} within {given.timeout} s"
            raise Refused(f"Keycloak {what}. The end of {log}:\n{tail}")
        time.sleep(0.5)
    return {"changed": False}


def stop(given: argparse.Namespace) -> dict[str, Any]:
    """End the process and its group, kill what doesn't end in time, and forget it."""
    record = recorded(given.directory)
    if record:
        deadline = time.monotonic() + GRACE_SECONDS
        _signal_group(record["pid"], signal.SIGTERM)
        while birth(record["pid"]) == record["born"]:
            if time.monotonic() > deadline:
                _signal_group(record["pid"], signal.SIGKILL)
            time.sleep(0.2)
    (given.directory / "process.json").unlink(missing_ok=True)
    return {"changed": bool(record)}


def _signal_group(pid: int, number: int) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        pass


def main() -> int:
    """Run one command and print its answer as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("look", "unpack", "start", "wait", "stop"))
    for name in ("directory", "archive", "home"):
        parser.add_argument(f"--{name}", type=Path)
    for name in ("java-home", "url", "version"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--timeout", type=int)
    for name in ("engines", "container"):
        parser.add_argument(f"--{name}", action="store_true")
    given = parser.parse_args()
    try:
        print(json.dumps(globals()[given.command](given)))
    except (Refused, OSError, zipfile.BadZipFile, tarfile.TarError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
