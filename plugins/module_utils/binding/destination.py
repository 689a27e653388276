# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Destinations: the files that tasks write beside what they do at the server."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Any

from ..engine.secrecy import HIDDEN, secrets_in
from ..migration.files import without_secrets, write
from ..rest.errors import InvalidInput
from .masking import SHORTEST

try:
    import yaml

    HAS_YAML = True
except ImportError:
    HAS_YAML = False


def writable(path: str, ends: Collection[str], check: bool) -> str:
    """Return where a file goes to; in check mode, an earlier task may yet have to make the directory.

    :param ends: how its name may end, which says how it is written
    :raises InvalidInput: where it can't go there, or isn't said what it is
    """
    if not os.path.isabs(path):
        raise InvalidInput("dest", path, "must be absolute: where a relative one begins differs by the connection")
    if not path.endswith(tuple(ends)):
        raise InvalidInput("dest", path, f"must end in {', '.join(ends)}")
    if not check and not os.path.isdir(os.path.dirname(path)):
        raise InvalidInput("dest", path, "must be in a directory that exists")
    return path


def save(path: str, content: str) -> None:
    """Write a file, as a whole or not at all.

    :raises InvalidInput: where that can't be
    """
    try:
        write(path, content)
    except OSError as error:
        raise InvalidInput("dest", path, f"can't be written: {error.strerror}") from None


def presentable(written: str) -> str:
    """Return what a file has, for a diff: somebody may have filled in secrets there."""
    found = {line.strip() for secret in secrets_in(_parsed(written)) for line in _filled(secret)}
    for line in sorted(found, key=len, reverse=True):
        written = written.replace(line, HIDDEN)
    # what isn't parsed, or stands in a comment
    return without_secrets(written)


def _filled(secret: str) -> list[str]:
    """Return the lines of a secret, none of a reference to one and of what is too short to be told from the rest."""
    return [line for line in secret.splitlines() if len(line.strip()) >= SHORTEST and "{{" not in secret]


def _parsed(written: str) -> Any:
    """Return what a text holds, nothing where it is no YAML."""
    if not HAS_YAML:
        return None

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Reads what is encrypted for itself as nothing."""

    Loader.add_multi_constructor("!", lambda loader, tag, node: None)
    try:
        return yaml.load(written, Loader=Loader)
    except yaml.YAMLError:
        return None
