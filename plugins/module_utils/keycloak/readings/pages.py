# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of which a task may ask for one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput

PAGE = {"first": argument("int"), "max": argument("int")}


def page_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page that a task asks for, empty where it wants all.

    :raises InvalidInput: for a negative number
    """
    page = {name: options[name] for name in PAGE if options[name] is not None}
    for name, number in page.items():
        if number < 0:
            raise InvalidInput(name, number, "must not be negative")
    return page


def read_list(source: Source, template: str, params: Mapping[str, Any], **variables: str) -> Any:
    """Return the page of a list that the task asks for, or all of it.

    The server answers a page of its own size where it isn't told how many, which would end a list that is only to
    begin later, and takes nothing for ten organizations (26.7.2).
    """
    page = page_of(source.options)
    if page.get("max") == 0:
        return []
    if page:
        return source.get(template, {**params, "max": 2**31 - 1, **page}, **variables) or []
    return source.list(template, params, **variables)
