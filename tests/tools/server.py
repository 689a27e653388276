# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs a real Keycloak: the integration tests, the smoke run, the benchmark."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

import layout
import ledger
import legs
import venvs
from console import GateFailed, GateSkipped, Log

KEYCLOAK = ledger.NEWEST
SCRIPT = layout.ROOT / "tests/servers/keycloak.py"
NAME = "iamops.keycloak"
# names a directory with what makes a large realm's data, and measures what a server takes for it at least
LIMITS = "BENCH_LIMITS"
TESTS = pathlib.PurePath("tests/integration")
# where servers before 17 were, and those that have been updated since still are
UNDER_AUTH = "--option=--http-relative-path=/auth"
# how fresh realms of versions differ
FRESH = layout.ROOT / "plugins/module_utils/keycloak/export/fresh_others.py"
# what is off unless a server is started with it, and some operations need
FEATURES = "--features=admin-fine-grained-authz:v1,client-secret-rotation"
# those that only the newest version has, which other versions don't start with
NEW_FEATURES = ",oid4vc-vci,oid4vc-vci-preauth-code,oid4vc-vci-rest-credential-offer"
WITH_FEATURES = TESTS / "features"
# what has servers of its own
APART = TESTS / "interrupted"
# a server that works for half an hour takes a third less time when it is compiled well, which takes a short run longer
LASTING = {"KEYCLOAK_JAVA_OPTIONS": "-Xms64m -Xmx2g"}
# what servers that are no longer new have to pass in each run: what they lack; on the oldest one, what each module's
# least roles are proven with, and what calls most other operations in little time; on the other one the proof of the
# kinds that most users have, as far as it is quick: a realm takes seconds to make; and exports and the inventory there
OLDER: Mapping[str, Sequence[str]] = {
    "16.1.1": (
        "older_servers",
        "privileges",
        "features/test_management_permissions.py",
        *(
            f"targets/keycloak_{name}"
            for name in (
                "client_scope",
                "protocol_mapper",
                "protocol_mapper_info",
                "role_info",
                "scope_mapping_info",
            )
        ),
    ),
    "24.0.5": (
        "older_servers",
        "targets/keycloak_realm/proof.yml::create_and_again",
        *(
            f"targets/keycloak_{kind}/proof.yml"
            for kind in ("client", "client_scope", "role", "group", "user", "authentication_flow", "identity_provider")
        ),
        "targets/keycloak_export/test_fresh.py",
        *(f"inventory/test_inventory.py::test_{name}" for name in ("one_server", "a_play_over_realms")),
    ),
}
QUICK = ("-k", "not many and not random_states")
# what serves the clients that users have of their own: no part of Keycloak
PROVIDER = f"--provider={layout.ROOT / 'tests/servers/userclients'}"
# the targets that need it
EXTENDED = "keycloak_user_client*"


@contextlib.contextmanager
def running(version: str, log: Log, *options: str, lasting: bool = False) -> Iterator[Mapping[str, str]]:
    """Start a Keycloak of our own, yield the variables that tell where it is, and stop it whatever happens.

    :param options: further arguments of the script that starts it
    :param lasting: whether it works for long
    :raises GateFailed: if it doesn't start
    """
    state = pathlib.Path(tempfile.mkdtemp(prefix="keycloak-"))
    stop = [sys.executable, SCRIPT, "stop", "--state-dir", state / "server"]
    try:
        start = [sys.executable, SCRIPT, "start", "--version", version, "--state-dir", state / "server", *options]
        log.write(f"starts Keycloak {version}")
        words, environment = [str(word) for word in start], {**os.environ, **(LASTING if lasting else {})}
        answer = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=False)
        if answer.returncode:
            raise GateFailed(f"Keycloak {version} didn't start")
        facts = json.loads(answer.stdout.strip().splitlines()[-1])
        yield {
            "KEYCLOAK_URL": facts["url"],
            "KEYCLOAK_USERNAME": facts["username"],
            "KEYCLOAK_PASSWORD": facts["password"],
            "KEYCLOAK_VERSION": version,
        }
    finally:
        log.run(stop, accept=range(256), tidies=True)
        shutil.rmtree(state, ignore_errors=True)


def integration(version: str, target: str, log: Log) -> None:
    """Run one target's integration tests, such as ``keycloak_client`` or ``login``.

    :raises GateFailed: if a test fails, or there is no such target
    """
    places = [layout.TREE / TESTS / "targets" / target, layout.TREE / TESTS / target]
    place = next((place for place in places if place.is_dir()), None)
    if not place:
        raise GateFailed(f"no such target: {target}")
    with running(version, log) as where:
        _pytest([place], where, log)


def kinds(version: str, log: Log) -> None:
    """Run the proof of every kind."""
    with running(version, log, lasting=True) as where, _recorded("kinds", where) as recorded:
        _pytest([TESTS / "targets"], recorded, log)


def features(version: str, log: Log) -> None:
    """Run the tests of what a server does only with features that are off by default, or with an extension."""
    newest = version == KEYCLOAK
    wanted = [FEATURES + NEW_FEATURES, PROVIDER] if newest else [FEATURES]
    extended = sorted((layout.TREE / TESTS / "targets").glob(EXTENDED)) if newest else []
    with running(version, log, *wanted) as where, _recorded("features", where) as recorded:
        _pytest([WITH_FEATURES, APART, *extended], recorded, log)


def older(log: Log) -> None:
    """Run a part of the tests on servers that are no longer new."""
    for version, names in OLDER.items():
        wanted = [FEATURES] if any(name.startswith(WITH_FEATURES.name) for name in names) else []
        with running(version, log, *wanted) as where:
            _pytest([*QUICK, *(TESTS / name for name in names)], where, log)


def runs(version: str, log: Log) -> None:
    """Run the other integration tests, and the smoke run on the other releases of ansible-core."""
    # the oldest ones are nowhere else
    options = [UNDER_AUTH] if int(version.partition(".")[0]) >= 17 else []
    with running(version, log, *options, lasting=True) as server, _recorded("runs", server) as where:
        for leg in (legs.OLDEST, legs.NEWEST):
            smoke(leg, where, log)
        _pytest([TESTS, *(f"--ignore={place}" for place in (TESTS / "targets", WITH_FEATURES, APART))], where, log)


@contextlib.contextmanager
def _recorded(name: str, where: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Yield the variables with which the modules record their requests."""
    yield {**where, ledger.VARIABLE: str(ledger.record_of(name))}


def _pytest(arguments: Sequence[object], where: Mapping[str, str], log: Log) -> None:
    venv = legs.MAIN.venv(log)
    command = [venv.bin("python"), "-m", "pytest", "-v", "--color", "no", "-p", "no:cacheprovider", "--durations", "20"]
    log.run([*command, *arguments], cwd=layout.TREE, env={**venv.environment, **where})


def smoke(leg: legs.Leg, where: Mapping[str, str], log: Log) -> None:
    """Run the smoke playbook on one release of ansible-core."""
    try:
        venv = leg.venv(log)
    except GateSkipped as reason:
        if layout.in_ci():
            raise
        log.write(f"smoke run on {leg.core} is skipped: {reason}")
        return
    log.run(
        [venv.bin("ansible-playbook"), "-i", "localhost,", "-c", "local", layout.TREE / TESTS / "smoke/smoke.yml"],
        cwd=layout.TREE,
        env={**venv.environment, **where},
    )
    log.write(f"Passed: the smoke run on ansible-core {leg.core}")


def molecule(log: Log) -> None:
    """Take the molecule scenarios through all their steps, on localhost."""
    extensions = layout.TREE / "extensions"
    if not any(extensions.glob("molecule/*/molecule.yml")):
        raise GateSkipped("no molecule scenarios yet")
    venv = venvs.ensure("molecule", legs.MAIN.pythons, log)
    ports = dict(zip(("KEYCLOAK_PORT", "KEYCLOAK_MANAGEMENT_PORT"), map(str, free_ports(2))))
    log.run(
        [venv.bin("molecule"), "test", "--all"],
        cwd=extensions,
        env={**venv.environment, **ports, "MOLECULE_EPHEMERAL_DIRECTORY": str(layout.BUILD / "molecule")},
    )


def free_ports(count: int) -> list[int]:
    """Return different loopback ports that nothing listens on now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _number in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def bench(version: str, log: Log) -> None:
    """Measure the collection against its peers, on one server."""
    script = layout.TREE / "tests/bench/run.py"
    if not script.is_file():
        raise GateSkipped("no benchmark yet")
    venv = venvs.ensure("bench", legs.NEWEST.pythons, log)
    with running(version, log, lasting=True) as where:
        environment = {**venv.environment, **where, "PYTHONPATH": ""}
        log.run([venv.bin("python"), script], cwd=layout.TREE, env=environment)
        if os.environ.get(LIMITS):
            limits = pathlib.Path(os.environ[LIMITS]).resolve()
            log.run([venv.bin("python"), script.with_name("whole_realm.py"), limits], cwd=layout.TREE, env=environment)


def fresh(version: str, log: Log) -> None:
    """Write what a fresh realm of a server's version has into the table that exports are compared with."""
    venv, lint = legs.MAIN.venv(log), venvs.ensure("lint", legs.MAIN.pythons, log)
    with running(version, log) as where:
        log.run([venv.bin("python"), layout.ROOT / "tests/tools/fresh.py", FRESH], env={**venv.environment, **where})
    log.run([lint.bin("ruff"), "format", "--no-cache", FRESH])


def playbook(name: str) -> NoReturn:
    """Become one of the collection's playbooks, on any release of ansible-core that this machine has a Python for.

    :raises GateFailed: if there is none, or no environment can be made for it
    """
    layout.LOGS.mkdir(parents=True, exist_ok=True)
    venv = _any_leg(Log(layout.LOGS / "playbook.log", stream=True))
    command = [str(venv.bin("ansible-playbook")), "-i", "localhost,", "-c", "local"]
    environment = {**os.environ, **venv.environment}
    del environment["NO_COLOR"]
    os.execve(command[0], [*command, f"{NAME}.{name}"], environment)


def _any_leg(log: Log) -> venvs.Venv:
    for leg in (legs.MAIN, legs.NEWEST, legs.OLDEST):
        with contextlib.suppress(GateSkipped):
            return leg.venv(log)
    raise GateFailed("no Python from 3.10 on was found, on PATH or among pyenv's versions")
