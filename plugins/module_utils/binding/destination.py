# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Destinations: the files that tasks write beside what they do at the server."""

from __future__ import annotations

import os
from collections.abc import Collection

from ..migration.files import write
from ..rest.errors import InvalidInput


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
