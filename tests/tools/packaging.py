# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds and judges the collection's files: linters, types, documentation, and the artifact that is published."""

from __future__ import annotations

import pathlib
import shutil

import layout
import legs
import venvs
from console import GateFailed, Log

NAME = "iamops.keycloak"
ARTIFACTS = layout.BUILD / "artifact"
IMPORTER_SETTINGS = """\
[galaxy-importer]
CHECK_REQUIRED_TAGS = True
RUN_ANSIBLE_DOC = True
RUN_ANSIBLE_LINT = True
OFFLINE_ANSIBLE_LINT = True
RUN_ANSIBLE_TEST = False
RUN_FLAKE8 = False
"""


def _lint_venv(log: Log) -> venvs.Venv:
    return venvs.ensure("lint", legs.MAIN.pythons, log)


def lint(log: Log) -> None:
    """Run ruff, mypy, ansible-lint, and the linters of documentation and changelog.

    :raises GateFailed: naming those that found something, after all have run
    """
    venv = _lint_venv(log)
    types = ["--config-file", layout.TREE / "pyproject.toml", "--cache-dir", layout.BUILD / "mypy"]
    docs = ["--plugin-docs", "--skip-rstcheck", "--disallow-unknown-collection-refs"]
    commands = (
        (layout.TREE, [venv.bin("ruff"), "check", "--no-cache", "--output-format", "concise", "."]),
        (layout.BUILD, [venv.bin("mypy"), *types, "-p", f"ansible_collections.{NAME}.plugins.module_utils"]),
        (layout.TREE, [venv.bin("ansible-lint"), "--offline", "--nocolor", "--profile", "production"]),
        (layout.TREE, [venv.bin("antsibull-docs"), "lint-collection-docs", *docs, "."]),
        (layout.TREE, [venv.bin("antsibull-changelog"), "lint"]),
    )
    failed: list[str] = []
    for cwd, command in commands:
        try:
            log.run(command, cwd=cwd, env={**venv.environment, "HOME": str(layout.HOME), "PYTHONPATH": ""})
        except GateFailed:
            failed.append(pathlib.Path(str(command[0])).name)
    if failed:
        raise GateFailed(f"{', '.join(failed)} found something")


def build(log: Log) -> pathlib.Path:
    """Build the artifact from the collection's copy, and return its path."""
    venv = _lint_venv(log)
    shutil.rmtree(ARTIFACTS, ignore_errors=True)
    command = [venv.bin("ansible-galaxy"), "collection", "build", "--output-path", ARTIFACTS, layout.TREE]
    log.run(command, env=venv.environment)
    artifact = next(ARTIFACTS.glob("*.tar.gz"))
    log.write(f"Passed: built {artifact.relative_to(layout.ROOT)}")
    return artifact


def artifact(log: Log) -> None:
    """Build the artifact, and let the importer of Galaxy judge it.

    :raises GateFailed: if it refuses the artifact, or warns of anything
    """
    path = build(log)
    venv = venvs.ensure("importer", legs.MAIN.pythons, log)
    settings = layout.BUILD / "galaxy-importer.cfg"
    settings.write_text(IMPORTER_SETTINGS, encoding="utf-8")
    log.run(
        [venv.bin("python"), "-m", "galaxy_importer.main", path],
        cwd=ARTIFACTS,
        env={
            **venv.environment,
            "ANSIBLE_COLLECTIONS_PATH": str(ARTIFACTS),
            "GALAXY_IMPORTER_CONFIG": str(settings),
            "HOME": str(layout.HOME),
            "PYTHONPATH": "",
        },
    )
    found = [line for line in log.lines if line.startswith(("WARNING", "ERROR", "CRITICAL"))]
    if found:
        raise GateFailed(f"the importer says: {found[0]}")


def docs(log: Log) -> None:
    """Build the documentation as HTML pages."""
    venv = venvs.ensure("docs", legs.MAIN.pythons, log)
    place = layout.BUILD / "docs"
    shutil.rmtree(place, ignore_errors=True)
    environment = {**venv.environment, "HOME": str(layout.HOME)}
    place.mkdir(parents=True)
    initialise = [venv.bin("antsibull-docs"), "sphinx-init", "--use-current", "--dest-dir", place, "--lenient"]
    log.run([*initialise, "--squash-hierarchy", NAME], env=environment)
    collect = [venv.bin("antsibull-docs"), "collection", "--use-current", "--squash-hierarchy", "--dest-dir"]
    log.run([*collect, place / "rst", NAME], env=environment)
    log.run([venv.bin("sphinx-build"), "-q", "-b", "html", "-c", place, place / "rst", place / "html"], env=environment)
    log.write(f"Passed: open {(place / 'html/index.html').relative_to(layout.ROOT)}")


def changelog(log: Log) -> None:
    """Write what the fragments say into CHANGELOG.md, for the version in galaxy.yml."""
    venv = _lint_venv(log)
    command = [venv.bin("antsibull-changelog"), "release", "--update-existing", "--reload-plugins", "--refresh"]
    log.run(command, env={**venv.environment, "PYTHONPATH": ""})
