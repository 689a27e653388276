# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a real ``ansible-playbook`` on generated plays, and collects everything that it prints."""

from __future__ import annotations

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from .data import Options

PREFIX = "iamops.keycloak."
# every Python of the run loads this: what modules say to syslog is kept, and the controller can lose a library
SITE = """
import os, sys, syslog
kept = os.environ.get("PROOF_SYSLOG")
if kept:
    def record(*words):
        with open(kept, "a", encoding="utf-8") as out:
            out.write(" ".join(str(word) for word in words) + "\\n")
    syslog.syslog = record
lost = os.environ.get("PROOF_CONTROLLER_WITHOUT")
if lost and any("ansible-playbook" in word for word in sys.orig_argv[:3]):
    class Lost:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] == lost:
                raise ImportError("taken away by the test: " + name)
    sys.meta_path.insert(0, Lost())
"""
# an action that needs no module, and so no process
KEEP = """
import pathlib
from ansible.plugins.action import ActionBase

class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        pathlib.Path(self._task.args["dest"]).write_text(self._task.args["content"], "utf-8")
        return super().run(tmp, task_vars)
"""


@dataclass
class Played:
    """What came of a run.

    :param results: what the tasks registered
    :param printed: everything that was printed or logged
    """

    status: int
    printed: str
    syslog: str
    results: dict[str, Any] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """Return what was printed from one task's header to the next one's."""
        parts = re.split(r"^TASK \[(.*?)\] \*+$", self.printed, flags=re.M)
        return "".join(text for title, text in zip(parts[1::2], parts[2::2], strict=True) if title == name)

    def in_a_process(self, name: str) -> bool:
        """Return whether a task's module ran in a process of its own; the run must have been verbose."""
        text = self.of(name)
        assert text, f"no task {name!r} in: {self.printed[-3000:]}"
        return "AnsiballZ_" in text


@dataclass
class Player:
    """Runs plays in a directory.

    :param directory: an empty one
    :param url: the server's base URL
    """

    directory: pathlib.Path
    url: str
    username: str
    password: str
    inventory: dict[str, Options] = field(default_factory=lambda: {"localhost": {"ansible_connection": "local"}})

    def play(
        self,
        tasks: list[Options],
        variables: Options | None = None,
        *,
        verbosity: int = 3,
        options: tuple[str, ...] = (),
        variables_of_the_process: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Played:
        """Run one play on localhost and return what the tasks registered.

        :param more: further keywords of the play
        """
        registered = [task["register"] for task in tasks if "register" in task]
        kept = self.directory / "results.json"
        wanted = "{{ " + "{" + ", ".join(f"'{name}': {name} | default(none)" for name in registered) + "} | to_json }}"
        keep = {"name": "keep", "keep": {"content": wanted, "dest": str(kept)}, "no_log": True}
        play = {
            **self.beginning("localhost"),
            "tasks": [*tasks, keep] if registered else tasks,
            **more,
        }
        played = self.book([play], variables, verbosity, options, variables_of_the_process)
        if kept.exists():
            played.results = json.loads(kept.read_text("utf-8"))
            kept.unlink()
        return played

    def beginning(self, host: str) -> Options:
        """Return a play without tasks; these needn't say how to log in."""
        login = {
            "auth_keycloak_url": self.url,
            "auth_username": self.username,
            "auth_password": "{{ admin_password }}",
        }
        defaults = {"group/iamops.keycloak.keycloak": login}
        return {"hosts": host, "gather_facts": False, "module_defaults": defaults}

    def book(
        self,
        plays: list[Options],
        variables: Options | None = None,
        verbosity: int = 0,
        options: tuple[str, ...] = (),
        variables_of_the_process: Mapping[str, str] | None = None,
    ) -> Played:
        """Run a playbook."""
        self._write(plays, {"admin_password": self.password, **(variables or {})})
        return self._run(verbosity, options, variables_of_the_process or {})

    def _write(self, plays: list[Options], variables: Options) -> None:
        for place, text in (("site/sitecustomize.py", SITE), ("action_plugins/keep.py", KEEP)):
            (self.directory / place).parent.mkdir(exist_ok=True)
            (self.directory / place).write_text(text, "utf-8")
        (self.directory / "play.yml").write_text(yaml.safe_dump(plays, sort_keys=False, width=1000), "utf-8")
        (self.directory / "variables.json").write_text(json.dumps(variables), "utf-8")
        hosts = {"all": {"hosts": self.inventory}}
        (self.directory / "inventory.yml").write_text(yaml.safe_dump(hosts), "utf-8")

    def start(
        self, plays: list[Options], variables: Options | None = None, output: Any = subprocess.DEVNULL, **more: str
    ) -> subprocess.Popen[bytes]:
        """Start a playbook that can be interrupted: it leads a group of processes.

        :param output: what it prints to, a file's descriptor or one of those of ``subprocess``
        :param more: variables of the process
        """
        self._write(plays, {"admin_password": self.password, **(variables or {})})
        return subprocess.Popen(
            self._command(()),
            cwd=self.directory,
            env=self._environment(more),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            # a shell has what runs beside it ignore this
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def _run(self, verbosity: int, options: tuple[str, ...], environment: Mapping[str, str]) -> Played:
        logs = [self.directory / name for name in ("log", "syslog")]
        for path in logs:
            path.unlink(missing_ok=True)
        ran = subprocess.run(
            self._command(options) + (["-" + "v" * verbosity] if verbosity else []),
            cwd=self.directory,
            env=self._environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=540,
            check=False,
        )
        log, syslog = (path.read_text("utf-8") if path.exists() else "" for path in logs)
        return Played(ran.returncode, ran.stdout + log, syslog)

    def _command(self, options: tuple[str, ...]) -> list[str]:
        return [executable("ansible-playbook"), "-i", "inventory.yml", "play.yml", "-e", "@variables.json", *options]

    def _environment(self, more: Mapping[str, str]) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KEYCLOAK_")}
        given = {
            "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
            "ANSIBLE_LOG_PATH": str(self.directory / "log"),
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_FORCE_COLOR": "0",
            "ANSIBLE_HOST_KEY_CHECKING": "false",
            "ANSIBLE_SSH_TRANSFER_METHOD": "piped",
            "PROOF_SYSLOG": str(self.directory / "syslog"),
        }
        search = os.pathsep.join([str(self.directory / "site"), os.environ.get("PYTHONPATH", "")])
        return {**clean, **given, "PYTHONPATH": search, **more}


def executable(name: str) -> str:
    """Return a program of this Python's environment."""
    beside = pathlib.Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is not installed"
    return found


def task(name: str, module: str, options: Options, way: str = "", **more: Any) -> Options:
    """Return a task; the way ``process`` is asked for by a variable in its environment."""
    environment = {"environment": {"PROOF_WAY": "process"}} if way == "process" else {}
    return {"name": name, PREFIX + module: options, **environment, **more}
