# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""URL paths, built in one place with every value quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

from .errors import NoSegment

_VARIABLE = re.compile(r"\{(\w+)\}")


def segment(name: str, value: object) -> str:
    """Return a value quoted as one path segment.

    :param name: the variable's name, for the message
    :param value: a name or id; anything that isn't text is turned into text
    :raises NoSegment: if it is empty, ``.`` or ``..``: HTTP clients resolve those segments even when they are
        quoted, so that deleting a role named ``..`` would delete its realm; or if it isn't valid unicode
    """
    text = str(value)
    if value is None or text in ("", ".", ".."):
        raise NoSegment(name, text, "must be a name other than '.', '..' and the empty text")
    try:
        return _quoted(text)
    except UnicodeEncodeError:
        raise NoSegment(name, None, "must be valid unicode text") from None


@lru_cache(maxsize=1000)
def _quoted(text: str) -> str:
    return quote(text, safe="")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Fill a path template such as ``/admin/realms/{realm}/roles/{name}``.

    :param template: a path with variables in braces
    :param values: the variables' values, unquoted; a variable that has none stays as it is, which is how a plan
        writes an id that only the server can make
    :raises NoSegment: as :func:`segment` does
    """

    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        return segment(name, values[name]) if name in values else match.group(0)

    return _VARIABLE.sub(replace, template)


def has_dots(path: str) -> bool:
    """Return whether a path has a segment that an HTTP client or a proxy would resolve away."""
    return any(unquote(part) in (".", "..") for part in path.split("/"))
