# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingerprints: how a changed secret is told from an unchanged one where the server shows only a mask."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import Optional

MASK = "**********"
PREFIX = "iamops.fingerprint."
# 16 MiB and some 50 ms of one core: slow enough for whoever finds one to try a word list, quick enough for a task
COST, BLOCK, LANES, LENGTH = 2**14, 8, 1, 32


def _hash(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=COST, r=BLOCK, p=LANES, dklen=LENGTH)


def seal(secret: str, salt: Optional[bytes] = None) -> str:
    """Return a salted scrypt hash of a secret.

    :param secret: the secret
    :param salt: 16 bytes; random unless given
    """
    salt = salt or os.urandom(16)
    return "v1$" + "$".join(base64.b64encode(part).decode() for part in (salt, _hash(secret, salt)))


def matches(secret: str, sealed: Optional[str]) -> bool:
    """Return whether a fingerprint is that of this secret; one that can't be read is nobody's."""
    try:
        version, salt, digest = str(sealed).split("$")
        parts = base64.b64decode(salt, validate=True), base64.b64decode(digest, validate=True)
    except ValueError:
        return False
    return version == "v1" and hmac.compare_digest(_hash(secret, parts[0]), parts[1])


def is_fingerprint(key: str) -> bool:
    """Return whether a map's key holds a fingerprint of ours."""
    return key.startswith(PREFIX)
