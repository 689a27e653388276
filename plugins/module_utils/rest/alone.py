# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alone: processes of one user on one machine take turns, also those of different runs."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256


@contextlib.contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold a lock that ends with the process; where there is no place for one, go on without.

    :param name: what nobody else may work on
    """
    digest = sha256(name.encode()).hexdigest()[:16]
    path = os.path.join(tempfile.gettempdir(), f"iamops-keycloak-{os.getuid()}-{digest}.lock")
    handle = None
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
