# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extensions of a test's Keycloak, compiled from their sources against the server that they are put into.

A provider is a directory such as `userclients`: Java below `src`, and below `resources` what else its jar holds.
"""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from pathlib import Path

from archive import FIRST_QUARKUS_MAJOR, ServerError, major

# what Keycloak runs on since 17 at the least, whichever newer JDK compiles
RELEASE = "17"


def install(source: Path, home: Path, version: str) -> Path:
    """Compile a provider and put its jar into a distribution that isn't started yet; return the jar.

    Raises ServerError where it doesn't compile, or the version has no directory for providers.
    """
    if major(version) < FIRST_QUARKUS_MAJOR:
        raise ServerError(f"Keycloak {version} is too old for providers")
    if not (source / "src").is_dir():
        raise ServerError(f"{source} is no provider: it has no directory src")
    jar = home / "providers" / f"{source.name}.jar"
    with tempfile.TemporaryDirectory() as work, zipfile.ZipFile(jar, "w") as bundle:
        _compile(sorted((source / "src").rglob("*.java")), home, Path(work))
        for root in (Path(work), source / "resources"):
            for path in sorted(path for path in root.rglob("*") if path.is_file()):
                bundle.write(path, str(path.relative_to(root)))
    return jar


def _compile(sources: list[Path], home: Path, target: Path) -> None:
    libraries = ":".join(f"{home}/lib/lib/{place}/*" for place in ("main", "boot"))
    command = ["javac", "--release", RELEASE, "-nowarn", "-proc:none", "-d", str(target), "-cp", libraries]
    try:
        done = subprocess.run(
            [*command, *map(str, sources)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    except FileNotFoundError:
        raise ServerError("javac must be there to compile providers") from None
    if done.returncode:
        raise ServerError(f"the provider doesn't compile:\n{done.stdout[-3000:]}")
