# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs commands and gates: several gates at a time, each with a log of its own; the terminal sees how they go."""

from __future__ import annotations

import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Optional

import layout

SUMMARY = r"=+ .*\b(passed|failed|skipped|errors?|no tests ran)\b.* =+$"
CLOSING = re.compile(SUMMARY + r"|^Success: |^All checks passed|^Passed: ")
HEARTBEAT = 60.0
SHOWN_LINES = 120


class GateFailed(Exception):
    """A gate's command failed, or something that it needs isn't there."""


class GateSkipped(Exception):
    """A gate can't run on this machine."""


_printing = threading.Lock()
_running: set[subprocess.Popen[str]] = set()
_interrupted = threading.Event()


def clean_environment() -> dict[str, str]:
    """Return the environment without what would change the way Ansible, Python or the tests behave."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ANSIBLE_", "KEYCLOAK_", "KC_")) and name not in ("PYTHONPATH", "PYTHONHOME")
    }


def interrupt() -> None:
    """End every command that runs now, and start no other but those that tidy up."""
    _interrupted.set()
    for process in list(_running):
        process.send_signal(signal.SIGINT)


def say(text: str) -> None:
    """Print a line, whole and at once."""
    with _printing:
        print(text, flush=True)


@dataclass
class Log:
    """What a gate writes: to a file, and to the terminal as well where it runs alone.

    :param path: the log file
    :param stream: whether the terminal sees every line
    """

    path: pathlib.Path
    stream: bool = False
    lines: list[str] = field(default_factory=list)

    def write(self, line: str) -> None:
        """Add one line."""
        self.lines.append(line)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        if self.stream:
            say(line)

    def run(
        self,
        command: Sequence[object],
        *,
        cwd: pathlib.Path = layout.ROOT,
        env: Optional[Mapping[str, str]] = None,
        accept: Sequence[int] = (0,),
        tidies: bool = False,
    ) -> int:
        """Run a command without standard input; its output goes to the log.

        :param env: variables beside the environment's own
        :param accept: exit statuses that aren't failures
        :param tidies: whether it runs after an interruption too
        :raises GateFailed: on any other status
        """
        if _interrupted.is_set() and not tidies:
            raise GateFailed("interrupted")
        words = [str(word) for word in command]
        self.write("$ " + " ".join(words))
        with subprocess.Popen(
            words,
            cwd=cwd,
            env={**clean_environment(), **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            _running.add(process)
            for line in process.stdout or ():
                self.write(line.rstrip("\n"))
        _running.discard(process)
        if process.returncode not in accept:
            raise GateFailed(f"{pathlib.Path(words[0]).name} ended with status {process.returncode}")
        return process.returncode

    def closing(self) -> list[str]:
        """Return the lines in which the runners sum up."""
        return [line for line in self.lines if CLOSING.search(line)]


@dataclass
class Gate:
    """One thing that has to pass.

    :param name: what it is called on the terminal
    :param check: does it; raises :class:`GateFailed` or :class:`GateSkipped`
    :param needs: gates without whose passing it isn't done
    """

    name: str
    check: Callable[[Log], None]
    needs: Sequence[Gate] = ()
    outcome: str = ""
    seconds: float = 0.0

    def run(self, stream: bool) -> None:
        """Run the check, and say how it went."""
        layout.LOGS.mkdir(parents=True, exist_ok=True)
        path = layout.LOGS / f"{self.name}.log"
        path.write_text("", encoding="utf-8")
        log = Log(path, stream)
        say(f"--- {self.name}: starts")
        begin = time.monotonic()
        done = threading.Event()
        threading.Thread(target=self._beat, args=(done, begin), daemon=True).start()
        try:
            self._do(log)
            self.outcome = "passed"
        except GateSkipped as reason:
            self.outcome = f"{'failed' if layout.in_ci() else 'skipped'}: {reason}"
        except (GateFailed, OSError) as error:
            self.outcome = f"failed: {error}"
        finally:
            done.set()
            self.seconds = time.monotonic() - begin
        self._report(log)

    def _do(self, log: Log) -> None:
        missing = [gate.name for gate in self.needs if gate.outcome != "passed"]
        if missing:
            raise GateFailed(f"{', '.join(missing)} has not passed")
        self.check(log)

    def _beat(self, done: threading.Event, begin: float) -> None:
        while not done.wait(HEARTBEAT):
            say(f"... {self.name}: running for {time.monotonic() - begin:.0f} s")

    def _report(self, log: Log) -> None:
        shown = [] if log.stream else log.closing()
        if self.failed and not log.stream:
            shown = log.lines[-SHOWN_LINES:]
        say("\n".join([*shown, f"--- {self.name}: {self.outcome} ({self.seconds:.0f} s)"]))

    @property
    def failed(self) -> bool:
        """Tell whether the whole run fails by this gate."""
        return not self.outcome.startswith(("passed", "skipped"))


def run_gates(gates: Sequence[Gate], workers: int, closing: Sequence[Gate] = ()) -> int:
    """Run gates, ``workers`` at a time, in the order given; return an exit status.

    :param closing: gates that judge what the others have left behind; they run at the end, one after the other
    """
    begin = time.monotonic()
    stream = len(gates) == 1
    with concurrent.futures.ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(gate.run, stream) for gate in gates]
        try:
            concurrent.futures.wait(futures)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            interrupt()
            raise
    for future in futures:
        future.result()
    for gate in closing:
        gate.run(stream=False)
    gates = [*gates, *closing]
    if not stream:
        _sum_up(gates, time.monotonic() - begin)
    return 1 if any(gate.failed for gate in gates) else 0


def _sum_up(gates: Sequence[Gate], seconds: float) -> None:
    say("")
    for gate in gates:
        say(f"{gate.name:<20} {gate.seconds:6.0f} s  {gate.outcome}")
    failed = sum(gate.failed for gate in gates)
    say(f"{len(gates)} gates, {failed} failed, in {seconds:.0f} s")
