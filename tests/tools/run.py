# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``make`` calls: ``python tests/tools/run.py TARGET [--keycloak VERSION] [--target NAME]``."""

from __future__ import annotations

import argparse
import functools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import layout
import ledger
import legs
import packaging
import sanity
import server
import tree
from console import Gate, GateFailed, Log, run_gates

Check = Callable[[Log], Any]
PLAYBOOKS = ("quickstart", "stop")


def unit(leg: legs.Leg, log: Log) -> None:
    """Run the unit tests on one release of ansible-core."""
    venv = leg.venv(log)
    command = [venv.bin("python"), "-m", "pytest", "--color", "no", "-p", "no:cacheprovider", "tests/unit"]
    log.run(command, cwd=layout.TREE, env=venv.environment)


def _legs(name: str, check: Callable[[legs.Leg, Log], None]) -> list[Gate]:
    return [Gate(f"{name}-{leg.core}", functools.partial(check, leg)) for leg in legs.LEGS]


def gates_of(command: str, keycloak: str, target: str) -> list[Gate]:
    """Return what a command of ``make`` runs, the longest first."""
    if command == "integration" and target:
        return [Gate(command, functools.partial(server.integration, keycloak, target))]
    integration = [
        Gate("integration-kinds", functools.partial(server.kinds, keycloak)),
        Gate("integration-runs", functools.partial(server.runs, keycloak)),
        Gate("integration-features", functools.partial(server.features, keycloak)),
    ]
    if command == "coverage":
        return integration
    if keycloak == server.KEYCLOAK:
        integration.append(Gate("integration-older", server.older))
    everything = [
        *integration,
        *reversed(_legs("sanity", sanity.check)),
        Gate("lint", packaging.lint),
        Gate("artifact", packaging.artifact),
        Gate("molecule", server.molecule),
        *_legs("unit", unit),
    ]
    single: dict[str, Check] = {
        "bench": functools.partial(server.bench, keycloak),
        "build": packaging.build,
        "changelog": packaging.changelog,
        "docs": packaging.docs,
        "fresh": functools.partial(server.fresh, keycloak),
    }
    if command in single:
        return [Gate(command, single[command])]
    return [gate for gate in everything if command in ("test", gate.name, gate.name.partition("-")[0])]


def closing_of(command: str, keycloak: str, gates: list[Gate]) -> list[Gate]:
    """Return what a command runs after its gates: it judges what they have left behind."""
    judge = functools.partial(ledger.check, keycloak)
    # the table is of the newest server
    if command == "coverage" and keycloak == server.KEYCLOAK:
        # what a failed run leaves behind is a part of the table only
        return [Gate("table", ledger.write, gates), Gate("coverage", judge)]
    return [Gate("coverage", judge)] if command in ("test", "integration", "coverage") else []


def main() -> int:
    """Run the command line; return an exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command")
    parser.add_argument("--keycloak", default=server.KEYCLOAK, help="version of the server that the tests run against")
    parser.add_argument("--target", default="", help="integration target, such as keycloak_client")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="gates at a time")
    given = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    gates = gates_of(given.command, given.keycloak, given.target)
    if not gates and given.command not in PLAYBOOKS:
        parser.error(f"unknown command: {given.command}")
    tree.sync(layout.TREE)
    if given.command in PLAYBOOKS:
        server.playbook(given.command)
    closing = [] if given.target else closing_of(given.command, given.keycloak, gates)
    return run_gates(gates, given.jobs, closing)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GateFailed as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
