# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes over the wire: base URL, query, body and headers, in the form that the HTTP library takes."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from .errors import InvalidInput

try:
    from requests import Request
except ImportError:
    pass


def base_url(url: str, option: str) -> str:
    """Return a base URL without a slash at its end.

    :raises InvalidInput: if it isn't an http or https URL, or if it holds a login, a query or a fragment
    """
    try:
        parts = urlsplit(url.strip())
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except (ValueError, AttributeError):
        raise InvalidInput(option, None, "must be an http:// or https:// URL with a valid host and port") from None
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise InvalidInput(option, None, "must be a URL without a login, a query and a fragment")
    if not valid:
        raise InvalidInput(option, url, "must be an http:// or https:// URL with a host")
    return url.strip().rstrip("/")


def query(params: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a query's values; ``None`` is left out, and booleans are written as JSON does."""
    shown: dict[str, Any] = {}
    for name, value in (params or {}).items():
        if isinstance(value, bool):
            shown[name] = "true" if value else "false"
        elif value is not None:
            shown[name] = value
    return shown


def body(
    json: Any, form: Mapping[str, Any] | None, text: str | None, multipart: Mapping[str, Any] | None = None
) -> tuple[bytes | None, str]:
    """Return a request's body and its media type.

    :raises InvalidInput: for what can't be written as JSON, or as text in UTF-8
    """
    try:
        if form is not None:
            given = {key: value for key, value in form.items() if value is not None}
            return urlencode(given, errors="surrogateescape").encode("ascii"), "application/x-www-form-urlencoded"
        if multipart is not None:
            return _multipart(multipart)
        if text is not None:
            return text.encode("utf-8", "surrogateescape"), "text/plain; charset=utf-8"
        if json is None:
            return None, ""
        return jsonlib.dumps(json, allow_nan=False).encode("ascii"), "application/json"
    except (TypeError, ValueError):
        # The exception's text may quote the value.
        what = "JSON data: texts, numbers, booleans, lists and maps" if json is not None else "valid unicode text"
        raise InvalidInput("body", None, f"must be {what}") from None


def _multipart(fields: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return a form with files, as browsers send it; a file is a pair of its name and its bytes."""
    given = {name: value if isinstance(value, tuple) else (None, value) for name, value in fields.items()}
    prepared = Request("POST", "http://localhost", files=given).prepare()
    body: Any = prepared.body
    return bytes(body), str(prepared.headers["Content-Type"])


def check_headers(headers: Mapping[str, Any]) -> None:
    """Raise ``ValueError`` for a value that can't be sent; some releases of the library find it while they send."""
    for value in headers.values():
        if isinstance(value, str):
            value.encode("latin-1")
            if not value.isprintable():
                raise ValueError
