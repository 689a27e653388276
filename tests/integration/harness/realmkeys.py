# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys for the tests' realms: to make some for each realm would take the server longer than most tests."""

from __future__ import annotations

import functools
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from .version import older


@functools.cache
def ready_made() -> dict[str, Any]:
    """Return a realm's components: the key providers that a new realm gets, with one RSA key for all realms."""
    given = {"priority": ["100"], "privateKey": [_private_key()]}
    providers = [
        ("rsa-generated", "rsa", given),
        ("rsa-enc-generated", "rsa-enc", {**given, "algorithm": ["RSA-OAEP"]}),
        ("hmac-generated-hs512", "hmac-generated", {"priority": ["100"], "algorithm": ["HS512"]}),
        ("aes-generated", "aes-generated", {"priority": ["100"]}),
    ]
    if older("17"):
        del providers[1]
    keys = [{"name": name, "providerId": provider, "config": config} for name, provider, config in providers]
    return {"org.keycloak.keys.KeyProvider": keys}


def _private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    return key.private_bytes(serialization.Encoding.PEM, *form).decode()
