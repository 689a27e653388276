# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which values are secret, and what people see in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from .fingerprint import MASK, is_fingerprint

HIDDEN = "********"
# what only a private or a secret JSON Web Key has (RFC 7518)
PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
# Keys of free maps that hold a secret under any provider: clientSecret, bindCredential, saml.signing.private.key, ...
_SECRET_KEY = re.compile(
    r"(secret|(?<!update_)passw(or)?d|passphrase|private[._-]?key|bind[._-]?credential|(api|access)[._-]?key"
    r"|secret[._-]?(data|key|rotated)|(access|refresh|auth|bearer|admin)[._-]?token|^token)$",
    re.I,
)
# Flags, counts and references to a vault; four digits may be somebody's secret.
_PLAIN = re.compile(r"true|false|\d{0,3}|\$\{[^}]*\}", re.I)


@lru_cache(maxsize=4096)
def is_secret_key(key: str) -> bool:
    """Return whether a free map's key names a secret."""
    return bool(_SECRET_KEY.search(key)) and not is_fingerprint(key)


def _meant(key: str, within: Mapping[Any, Any]) -> str:
    """A credential has its secret under ``value``: ``{"type": "password", "value": ...}``, a key under short names."""
    credential = key == "value" and within.get("type") in ("password", "secret")
    return "secret" if credential or (key in PRIVATE_MEMBERS and "kty" in within) else key


def _is_secret(key: str, value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return bool(value) and all(_is_secret(key, one) for one in value)
    scalar = isinstance(value, (str, int, float))
    return scalar and is_secret_key(key) and not _PLAIN.fullmatch(str(value))


def secrets_in(value: Any, key: str = "") -> Iterator[str]:
    """Yield every secret text that a representation or an option holds."""
    # texts first: there are many, and to ask whether one is a Mapping takes long
    if isinstance(value, str) or not isinstance(value, (Mapping, list, tuple)):
        if key and _is_secret(key, value) and value not in (MASK, HIDDEN):
            yield str(value)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from secrets_in(item, _meant(str(name), value))
    else:
        for item in value:
            yield from secrets_in(item, key)


def without_fingerprints(value: Any) -> Any:
    """Return a copy with all but fingerprints."""
    if isinstance(value, Mapping):
        return {name: without_fingerprints(item) for name, item in value.items() if not is_fingerprint(str(name))}
    if isinstance(value, (list, tuple)):
        return [without_fingerprints(item) for item in value]
    return value


def hide(value: Any, key: str = "") -> Any:
    """Return a copy in which secrets are hidden and fingerprints are gone."""
    if isinstance(value, str) or not isinstance(value, (Mapping, list, tuple)):
        return HIDDEN if value == MASK or (key and _is_secret(key, value)) else value
    if isinstance(value, Mapping):
        kept = {name: item for name, item in value.items() if not is_fingerprint(str(name))}
        return {name: hide(item, _meant(str(name), value)) for name, item in kept.items()}
    return [hide(item, key) for item in value]
