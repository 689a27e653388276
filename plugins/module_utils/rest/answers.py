# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server answered: the parsed body, or the typed error it stands for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from .errors import ApiError, BadRequest, Conflict, Forbidden, NotFound, Redirected, ServerFault, Unauthorized

LONGEST_REASON = 500

_BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequest, 401: Unauthorized, 403: Forbidden, 404: NotFound, 409: Conflict,
}
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>|<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)


class Unparsable(ValueError):
    """A body that says it is JSON and isn't."""


@dataclass(frozen=True)
class Answer:
    """A successful answer.

    :param status: HTTP status code
    :param headers: response headers; names in any case
    :param data: parsed JSON, text, bytes where it is neither, or ``None`` for an empty body
    """

    status: int
    headers: Mapping[str, str]
    data: Any = None

    @property
    def location_id(self) -> str | None:
        """The last segment of the ``Location`` header, unquoted: the id or name of what was made.

        Keycloak (seen on 26.7.2) writes ``?`` there for characters beyond U+FFFF, so a name is better taken from what
        was sent.
        """
        location = self.headers.get("Location")
        if not location:
            return None
        return unquote(urlsplit(location).path.rstrip("/").rpartition("/")[2]) or None


def parse(content: bytes, content_type: str) -> Any:
    """Return a body as JSON data, text, bytes or ``None``.

    :raises Unparsable: if it is declared as JSON and isn't
    """
    if not content.strip():
        return None
    kind = content_type.partition(";")[0].strip().lower()
    if kind.endswith(("/json", "+json")):
        try:
            return json.loads(content)
        except ValueError:
            raise Unparsable(shorten(content.decode("utf-8", "replace"))) from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    if kind:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def is_html(content: bytes, content_type: str) -> bool:
    """Return whether a body is an HTML page, whatever its declared type."""
    start = content[:200].lstrip().lower()
    return "html" in content_type.lower() or start.startswith((b"<!doctype html", b"<html"))


def error_class(status: int) -> type[ApiError]:
    """Return the error that an HTTP status stands for."""
    if 300 <= status < 400:
        return Redirected
    return _BY_STATUS.get(status, ServerFault if status >= 500 else ApiError)


def reason_of(data: Any, status_text: str = "") -> str:
    """Return the server's own words from an error body.

    Keycloak has three shapes: ``{"errorMessage"}``, ``{"error", "error_description"}`` and
    ``{"field", "errorMessage", "params"}``, the last one also as a list under ``errors``.

    :param data: the parsed body
    :param status_text: what to say where the body says nothing
    """
    if isinstance(data, bytes):
        return f"{len(data)} bytes of binary data"
    if isinstance(data, str):
        return shorten(page_title(data) or data) or status_text
    if not data:
        return status_text
    if not isinstance(data, dict):
        return shorten(json.dumps(data))
    listed = data.get("errors")
    if isinstance(listed, list) and listed:
        return shorten("; ".join(reason_of(item) for item in listed[:10]))
    return shorten(_words(data)) or shorten(json.dumps(data, default=str)) or status_text


def page_title(text: str) -> str:
    """Return a description of an HTML page by its title, or ``""`` if the text isn't a page."""
    if not is_html(text[:400].encode("utf-8", "replace"), ""):
        return ""
    match = _TITLE.search(text[:20000])
    title = " ".join(re.sub(r"<[^>]*>", " ", match.group(1) or match.group(2) or "").split()) if match else ""
    return f"an HTML page titled {title!r}" if title else "an HTML page"


def shorten(text: str, longest: int = LONGEST_REASON) -> str:
    """Return a text in one line and not longer than given, saying how much is left out."""
    line = " ".join(text[: longest * 4].split())
    if len(line) <= longest and len(text) <= longest * 4:
        return line
    return f"{line[:longest]}... ({len(text)} characters in all)"


def _words(data: Mapping[str, Any]) -> str:
    message = data.get("errorMessage") or data.get("message") or data.get("detail") or data.get("title")
    if message:
        params = [str(item) for item in data.get("params") or []]
        shown = f"{message} ({', '.join(params)})" if params else str(message)
        return f"{data['field']}: {shown}" if data.get("field") else shown
    parts = [str(data[key]) for key in ("error", "error_description") if data.get(key)]
    return ": ".join(parts)
