# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the tests' Keycloak distributions come from: a local file, Maven, or the Maven repository by HTTPS."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST_QUARKUS_MAJOR = 17


class ServerError(RuntimeError):
    """A server could not be had, started or stopped; the message says why."""


def say(text: str) -> None:
    """Show progress; standard output is kept for the answer."""
    print(text, file=sys.stderr, flush=True)


def major(version: str) -> int:
    """Return 26 for "26.7.2"."""
    try:
        return int(version.split(".")[0])
    except ValueError:
        raise ServerError(f"{version!r} is not a Keycloak version such as 26.7.2") from None


def artifact(version: str) -> str:
    """Return the Maven artifact name of a version: Quarkus since 17, WildFly before."""
    return "keycloak-quarkus-dist" if major(version) >= FIRST_QUARKUS_MAJOR else "keycloak-server-dist"


def cache_directory() -> Path:
    """Return where downloads are kept (`KEYCLOAK_CACHE_DIR`, else build/cache of the repository)."""
    if os.environ.get("KEYCLOAK_CACHE_DIR"):
        return Path(os.environ["KEYCLOAK_CACHE_DIR"])
    # The copy that is tested lives in build/ansible_collections/<namespace>/<name>: it shares the repository's cache.
    copied = ROOT.parents[1].name == "ansible_collections" and ROOT.parents[2].name == "build"
    return (ROOT.parents[2] if copied else ROOT / "build") / "cache"


def obtain(version: str) -> Path:
    """Return a checked distribution zip of `version`, downloading it when the cache has none.

    `KEYCLOAK_ARCHIVE` names a local zip; it is used for the version in its file name.
    Raises ServerError when nothing provides the version.
    """
    name = f"{artifact(version)}-{version}.zip"
    local = os.environ.get("KEYCLOAK_ARCHIVE")
    if local and f"-{version}." in Path(local).name:
        if not Path(local).is_file():
            raise ServerError(f"KEYCLOAK_ARCHIVE names no file: {local}")
        return Path(local)
    cached = cache_directory() / name
    if cached.is_file():
        return cached
    cached.parent.mkdir(parents=True, exist_ok=True)
    # A private directory and a rename: two tests that start at once never see half a file.
    with tempfile.TemporaryDirectory(dir=cached.parent) as work:
        say(f"keycloak {version}: downloading {name} (about 170 MB, kept in {cached.parent})")
        _by_maven(version, Path(work) / name)
        os.replace(Path(work) / name, cached)
    return cached


def _by_maven(version: str, target: Path) -> None:
    """Let Maven download and check the artifact (`-C`: a wrong checksum is an error)."""
    if not shutil.which("mvn"):
        raise ServerError(f"KEYCLOAK_ARCHIVE must name a distribution of Keycloak {version}, or mvn must be there")
    coordinates = f"org.keycloak:{artifact(version)}:{version}:zip"
    command = ["mvn", "-q", "-B", "-C", "dependency:copy", f"-Dartifact={coordinates}"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={target.parent}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode or not target.is_file():
        raise ServerError(f"Maven could not bring {coordinates}:\n{done.stdout[-2000:]}")


def unpack(archive: Path, target: Path) -> Path:
    """Unpack a distribution below `target`; return the server's home. Keeps the scripts executable."""
    with zipfile.ZipFile(archive) as bundle:
        bundle.extractall(target)
        home = target / bundle.namelist()[0].split("/")[0]
    for script in (home / "bin").glob("*.sh"):
        script.chmod(0o755)
    return home
