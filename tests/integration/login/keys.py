# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys for clients that log in with a signed token, and their public halves as the server wants them."""

from __future__ import annotations

import base64
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa


def pem(key: Any) -> str:
    """Return a private key as PEM."""
    form = serialization.PrivateFormat.PKCS8
    return str(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode())


def make(algorithm: str) -> Any:
    """Return a new private key for an algorithm."""
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    if algorithm.startswith("ES"):
        return ec.generate_private_key({"256": ec.SECP256R1, "384": ec.SECP384R1, "512": ec.SECP521R1}[algorithm[2:]]())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(key: Any, algorithm: str, key_id: str) -> dict[str, str]:
    """Return a key's public half as a JSON web key."""
    numbers = None if algorithm == "EdDSA" else key.public_key().public_numbers()
    if numbers is None:
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        parts = {"kty": "OKP", "crv": "Ed25519", "x": _base64(raw)}
    elif algorithm.startswith("ES"):
        length = (key.curve.key_size + 7) // 8
        curve = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}[algorithm]
        parts = {"kty": "EC", "crv": curve, "x": _number(numbers.x, length), "y": _number(numbers.y, length)}
    else:
        parts = {"kty": "RSA", "n": _number(numbers.n, 256), "e": _number(numbers.e, 3)}
    return {**parts, "kid": key_id, "use": "sig", "alg": algorithm}


def _number(value: int, length: int) -> str:
    return _base64(value.to_bytes(length, "big"))


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
