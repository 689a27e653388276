# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks every secret that a conversation has seen, in each form in which it may be printed."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, quote_plus

MASK = "********"

_SHORTEST = 3
_SHORTEST_LINE = 16


class Redactor:
    """Knows secrets and replaces each occurrence of them by ``********``. It may be shared by threads."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._forms: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._lock = threading.Lock()

    def add(self, secret: str | None) -> None:
        """Remember a secret; ``None`` and texts shorter than three characters are ignored."""
        if secret is None or len(secret) < _SHORTEST or secret in self._known:
            return
        with self._lock:
            self._known.add(str(secret))
            self._forms.update(form for form in _forms(str(secret)) if len(form) >= _SHORTEST)
            self._pattern = None

    def add_basic(self, username: str, password: str) -> None:
        """Remember a password and the ``Authorization: Basic`` value that carries it."""
        self.add(password)
        self.add(base64.b64encode(f"{username}:{password}".encode("utf-8", "replace")).decode("ascii"))

    @property
    def secrets(self) -> frozenset[str]:
        """Every secret seen so far, in each form in which it may appear."""
        with self._lock:
            return frozenset(self._forms)

    def text(self, text: str) -> str:
        """Return the text with every known secret masked."""
        pattern = self._compiled()
        return pattern.sub(MASK, text) if pattern else str(text)

    def data(self, value: Any) -> Any:
        """Return a deep copy of JSON-like data with every known secret masked, in keys and values."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.data(key): self.data(item) for key, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return type(value)(self.data(item) for item in value) if type(value) in _PLAIN else self._items(value)
        if isinstance(value, bytes):
            return self.text(value.decode("utf-8", "replace")).encode("utf-8")
        if isinstance(value, (int, float)) and not isinstance(value, bool) and self._is_secret(str(value)):
            return MASK
        return value

    def _items(self, values: Any) -> list[Any]:
        return [self.data(item) for item in values]

    def _is_secret(self, text: str) -> bool:
        with self._lock:
            return text in self._forms

    def _compiled(self) -> re.Pattern[str] | None:
        with self._lock:
            if self._pattern is None and self._forms:
                # The longest first: a secret may contain another one.
                forms = sorted(self._forms, key=len, reverse=True)
                self._pattern = re.compile("|".join(re.escape(form) for form in forms))
            return self._pattern


_PLAIN = (list, tuple, set, frozenset)


def _forms(secret: str) -> Iterator[str]:
    """Yield the secret as it is and as URLs, JSON, Python's repr and base64 show it."""
    yield secret
    stripped = secret.strip()
    yield stripped
    encoded = secret.encode("utf-8", "surrogateescape")
    for quoted in (quote(encoded, safe=""), quote(encoded), quote_plus(encoded)):
        yield quoted
        yield re.sub("%[0-9A-F]{2}", lambda match: match.group(0).lower(), quoted)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    yield base64.b64encode(encoded).decode("ascii")
    yield base64.urlsafe_b64encode(encoded).decode("ascii").rstrip("=")
    # A key or certificate may be printed line by line.
    lines = stripped.splitlines()
    if len(lines) > 1:
        yield from (line.strip() for line in lines if len(line.strip()) >= _SHORTEST_LINE and "-----" not in line)
