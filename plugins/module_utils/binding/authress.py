# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authress's service clients API, as modules bind it."""

from __future__ import annotations

from ..authress.client import AuthressClient
from ..authress.login import Login
from .arguments import option, transport
from .system import Means, Options, Spec, System

URL = "authress_url"


def connection() -> Spec:
    """Return the options that say where the account is and how to log in."""
    return {
        URL: option(env="AUTHRESS_URL", required=True),
        "access_key": option(secret=True, env="AUTHRESS_ACCESS_KEY"),
        "token": option(secret=True, env="AUTHRESS_TOKEN"),
        **transport("AUTHRESS"),
    }


def _connect(options: Options, means: Means) -> AuthressClient:
    login = Login(options[URL], options.get("access_key"), options.get("token"))
    return AuthressClient(means.transport(options, URL), login)


AUTHRESS = System("authress", connection, URL, _connect)
