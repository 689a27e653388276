# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A key, its certificate and a keystore with both, in the forms that servers take."""

from __future__ import annotations

import base64
import datetime
import functools
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from .version import older


def base64url(number: int, length: int) -> str:
    """Return a number as JSON Web Keys write it."""
    return base64.urlsafe_b64encode(number.to_bytes(length, "big")).rstrip(b"=").decode()


@dataclass(frozen=True)
class Pair:
    """A key pair with a certificate of its own.

    :param name: the certificate's common name
    """

    name: str
    key: Any
    made: x509.Certificate

    @property
    def certificate(self) -> str:
        """The certificate as PEM."""
        return self.made.public_bytes(Encoding.PEM).decode()

    @property
    def public_key(self) -> str:
        """The public key as PEM."""
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def inner(self) -> str:
        """The certificate as servers show it."""
        return base64.b64encode(self.made.public_bytes(Encoding.DER)).decode()

    @property
    def jwk(self) -> dict[str, str]:
        """The public key as a JSON Web Key; it is an RSA key."""
        numbers = self.key.public_key().public_numbers()
        parts = {"n": base64url(numbers.n, 256), "e": base64url(numbers.e, 3)}
        return {"kty": "RSA", "kid": self.name, "use": "sig", "alg": "RS256", **parts}

    def pkcs12(self, password: str) -> str:
        """Return a keystore as base64; the alias is the name. 16.1 opens only those sealed as of old."""
        seal: Any = BestAvailableEncryption(password.encode())
        if older("24"):
            as_of_old = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(50000)
            as_of_old = as_of_old.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
            seal = as_of_old.hmac_hash(hashes.SHA1()).build(password.encode())
        store = pkcs12.serialize_key_and_certificates(self.name.encode(), self.key, self.made, None, seal)
        return base64.b64encode(store).decode()


@functools.cache
def pair(name: str, curve: bool = False) -> Pair:
    """Return a pair, the same for a name each time; of an elliptic curve where asked."""
    key: Any = ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    return Pair(name, key, made)
