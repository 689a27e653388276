# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keystores: which certificate one has under an alias, read without a Java."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Optional

from ..rest.errors import InvalidInput, MissingLibrary

try:
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    HAS_CRYPTOGRAPHY = True
except ImportError:
    HAS_CRYPTOGRAPHY = False

JKS, PKCS12, BCFKS = "JKS", "PKCS12", "BCFKS"
_MAGIC = b"\xfe\xed\xfe\xed"
_WHITENER = b"Mighty Aphrodite"
_ARMOUR = re.compile(r"-----(BEGIN|END) [A-Z0-9 ]+-----|\s+")


def bare(pem: str) -> str:
    """Return a PEM text without its frame and line ends, as the server writes certificates."""
    return _ARMOUR.sub("", pem)


def certificate_in(keystore: bytes, sort: str, alias: str, password: str) -> Optional[str]:
    """Return the certificate under an alias, as base64 of its DER; None where the sort can't be read here.

    :param sort: ``JKS``, ``PKCS12`` or ``BCFKS``
    :param password: the store's
    :raises InvalidInput: where it is no such keystore, the password is wrong, or nothing has that alias
    :raises MissingLibrary: where a PKCS12 store is to be read without the library for it
    """
    if sort == BCFKS:
        return None
    found = _in_jks(keystore, password) if sort == JKS else _in_pkcs12(keystore, password)
    known = {name.lower(): der for name, der in found.items()}
    if alias.lower() not in known:
        raise InvalidInput("key_alias", alias, f"must be among those in the keystore: {', '.join(sorted(found))}")
    return base64.b64encode(known[alias.lower()]).decode("ascii")


def _in_pkcs12(keystore: bytes, password: str) -> dict[str, bytes]:
    if not HAS_CRYPTOGRAPHY:
        raise MissingLibrary("cryptography", "reading a PKCS12 keystore whose certificate is not given")
    try:
        store = load_pkcs12(keystore, password.encode("utf-8"))
    except ValueError:
        raise InvalidInput("keystore", None, "must be a PKCS12 keystore that store_password opens") from None
    entries = [store.cert] if store.cert else []
    return {
        (entry.friendly_name or b"").decode("utf-8", "replace"): entry.certificate.public_bytes(Encoding.DER)
        for entry in (*store.additional_certs, *entries)
    }


class _Bytes:
    """Java's way of writing numbers and texts, read from front to back."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        """Return the next bytes.

        :raises IndexError: where there are fewer
        """
        if count < 0 or self.at + count > len(self.data):
            raise IndexError
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "big")

    def text(self) -> str:
        return self.take(self.number(2)).decode("utf-8", "replace")

    def block(self) -> bytes:
        return self.take(self.number())


def _in_jks(keystore: bytes, password: str) -> dict[str, bytes]:
    body, digest = keystore[:-20], keystore[-20:]
    if not keystore.startswith(_MAGIC):
        raise InvalidInput("keystore", None, "must be a JKS keystore, as base64: what keystore_format says")
    told = hashlib.sha1(password.encode("utf-16-be") + _WHITENER + body, usedforsecurity=False).digest()
    if not hmac.compare_digest(told, digest):
        raise InvalidInput("store_password", None, "doesn't open the keystore")
    try:
        return _entries(_Bytes(body))
    except IndexError:
        raise InvalidInput("keystore", None, "is cut off") from None


def _entries(data: _Bytes) -> dict[str, bytes]:
    """Return the first certificate of each entry: a key has a chain, beginning with its own."""
    data.take(4)
    version, found = data.number(), {}
    for _entry in range(data.number()):
        key, alias = data.number() == 1, data.text()
        data.take(8)
        if key:
            data.block()
        for place in range(data.number() if key else 1):
            if version == 2:
                data.text()
            der = data.block()
            if place == 0:
                found[alias] = der
    return found
