# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values at paths in options and representations, such as ``config.clientSecret`` and ``credentials.0.value``."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from .data import Options


def put(options: Options, at: str, value: Any) -> Options:
    """Return a copy of options in which the value at a path is another one."""
    result = copy.deepcopy(options)
    _put(result, at, value)
    return result


def _put(inside: Any, at: str, value: Any) -> None:
    if isinstance(inside, list):
        head, _dot, rest = at.partition(".")
        if rest:
            return _put(inside[int(head)], rest, value)
        inside[int(head)] = value
        return None
    # a map's keys may have dots themselves
    for name in sorted(inside, key=len, reverse=True):
        if at == name:
            inside[name] = value
            return None
        if at.startswith(name + "."):
            return _put(inside[name], at[len(name) + 1 :], value)
    raise AssertionError(f"the example has no {at}")


def take(value: Any, at: str) -> Any:
    """Return what is at a path, None where nothing is."""
    if not at:
        return value
    if isinstance(value, list):
        head, _dot, rest = at.partition(".")
        return take(value[int(head)], rest) if int(head) < len(value) else None
    if isinstance(value, Mapping):
        for name in sorted(value, key=len, reverse=True):
            if at == name or at.startswith(name + "."):
                return take(value[name], at[len(name) + 1 :])
    return None
