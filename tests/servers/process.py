# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A process of our own: known by its id and start time, so that never another one is ended in its place."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

GRACE_SECONDS = 20


def birth(pid: int) -> str | None:
    """Return what tells this process from a later one with the same id; None when there is none."""
    # When the caller is the parent, a dead child would stay a zombie until somebody waits for it.
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    if Path("/proc/self/stat").exists():
        return None
    done = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip() or None


def end(pid: int, born: str | None) -> bool:
    """End the process (and its group) that was started as `pid` at `born`; return whether it was there."""
    if born is None or birth(pid) != born:
        return False
    _signal_group(pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while birth(pid) == born:
        if time.monotonic() > deadline:
            _signal_group(pid, signal.SIGKILL)
        time.sleep(0.1)
    return True


def _signal_group(pid: int, number: int) -> None:
    # Started in a session of its own, so the group's id is the process id and holds nobody else.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)


def free_ports(count: int) -> list[int]:
    """Return distinct loopback ports that are free now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _number in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
