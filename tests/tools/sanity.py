# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ``ansible-test sanity``, every test of it, on one release of ansible-core."""

from __future__ import annotations

import os
import pathlib
import subprocess
from collections.abc import Mapping

import interpreters
import layout
import tree
from console import GateFailed, GateSkipped, Log
from legs import OLDEST_TARGET, Leg
from venvs import Venv

# ansible-test downloads a script that brings pip into its environments. This one stands in its place and takes
# the pip that Python itself carries, so that nothing is needed but the package index that pip is set up for.
BOOTSTRAP = '''\
import subprocess
from collections.abc import Mapping
import sys

NOT_FOR_PIP = ("--no-setuptools", "--no-wheel")

subprocess.check_call([sys.executable, "-m", "ensurepip"])
arguments = [argument for argument in sys.argv[1:] if argument not in NOT_FOR_PIP]
subprocess.check_call([sys.executable, "-m", "pip", "install"] + arguments)
'''

PIP_VERSION = """\
import types
from ansible_test._internal.python_requirements import get_venv_packages
print(get_venv_packages(types.SimpleNamespace(version="3.12"))["pip"])
"""

PIP_SETTINGS = ("CERT", "EXTRA_INDEX_URL", "FIND_LINKS", "INDEX_URL", "NO_INDEX", "PROXY", "TRUSTED_HOST")


def check(leg: Leg, log: Log) -> None:
    """Run the sanity tests on a copy of the collection that belongs to this leg alone.

    :raises GateFailed: if any test fails
    """
    venv = leg.venv(log)
    oldest, own = interpreters.find_one(OLDEST_TARGET), interpreters.find_one(venv.version)
    if not oldest or not own:
        raise GateSkipped(f"no Python {OLDEST_TARGET} was found to compile and import the modules with")
    place = layout.BUILD / f"sanity-{leg.core}"
    copy = place / layout.COLLECTION
    tree.sync(copy)
    _prepare_home(place / "home", venv, log)
    pythons = _real_pythons(place / "pythons", {OLDEST_TARGET: oldest, venv.version: own})
    log.run(
        [
            *(venv.bin("ansible-test"), "sanity", "--color", "no", "--requirements", "--truncate", "0"),
            *("--controller", f"origin:python={venv.version}@{venv.bin('python')}"),
            *("--target-python", f"{OLDEST_TARGET}@{oldest}"),
            *("--target-python", f"{venv.version}@{venv.bin('python')}"),
        ],
        cwd=copy,
        env={
            **venv.environment,
            "HOME": str(place / "home"),
            "PATH": os.pathsep.join([str(pythons), venv.environment["PATH"]]),
            "PYTHONPATH": "",
        },
    )


def _real_pythons(directory: pathlib.Path, paths: Mapping[str, pathlib.Path]) -> pathlib.Path:
    """Fill a directory with the interpreters, under the names by which ansible-test looks for them on PATH."""
    directory.mkdir(parents=True, exist_ok=True)
    for version, path in paths.items():
        link = directory / f"python{version}"
        link.unlink(missing_ok=True)
        link.symlink_to(path)
    return directory


def _prepare_home(home: pathlib.Path, venv: Venv, log: Log) -> None:
    """Give ansible-test a home of its own, with the bootstrap script and the user's settings of pip in it."""
    answer = subprocess.run([str(venv.bin("python")), "-c", PIP_VERSION], capture_output=True, text=True, check=False)
    if answer.returncode:
        raise GateFailed(f"ansible-test doesn't tell its version of pip: {answer.stderr.strip()}")
    script = home / f".ansible/test/cache/get_pip_{answer.stdout.strip().replace('.', '_')}.py"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(BOOTSTRAP, encoding="utf-8")
    settings = ["quiet = 1", f"cache-dir = {layout.BUILD / 'pip-cache'}"]
    for name in PIP_SETTINGS:
        value = os.environ.get(f"PIP_{name}")
        if value:
            settings.append(f"{name.lower().replace('_', '-')} = {value}")
    config = home / ".config/pip/pip.conf"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.touch(mode=0o600)
    config.write_text("\n".join(["[global]", *settings, ""]), encoding="utf-8")
    log.write(f"pip's bootstrap script: {script}")
