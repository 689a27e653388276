# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's own name in its representation: what has it, and how it and its default role get another one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Callable, Optional
from urllib.parse import quote, unquote

from ..kinds.user_realm import new_default_role

# a client that each realm has, and its URL there
_CLIENT, _URL = "account", re.compile(r"/realms/([^/]+)/account/")


def renamed(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a representation in which the realm has another name, in its paths and its default role, too."""
    now = str(data["realm"])
    return {**_with_texts(data, lambda text: _moved(text, now, name)), "realm": name}


def written_for(data: Mapping[str, Any]) -> Optional[str]:
    """Return the name of the realm that the server's own clients in a representation are of, None for none."""
    clients = data.get("clients")
    for client in clients if isinstance(clients, list) else ():
        if isinstance(client, Mapping) and client.get("clientId") == _CLIENT:
            match = _URL.fullmatch(str(client.get("baseUrl")))
            return unquote(match[1]) if match else None
    return None


def with_role_called(data: Any, now: str, then: str) -> Any:
    """Return data in which a role has another name, in authorization's JSON texts, too."""
    return _with_texts(data, lambda text: then if text == now else text.replace(f'"{now}"', f'"{then}"'))


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _with_texts(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_texts(item, change) for item in value]
    return change(value) if isinstance(value, str) else value


def _moved(text: str, now: str, then: str) -> str:
    for place in ("/realms/", "/admin/"):
        start = f"{place}{quote(now, safe='')}/"
        if text.startswith(start):
            return f"{place}{quote(then, safe='')}/{text[len(start) :]}"
    return new_default_role(then) if text == new_default_role(now) else text
