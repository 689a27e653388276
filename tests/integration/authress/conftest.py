# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of Authress's modules hold the tests' own server, and what is sent to it, to: the official SDK."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress
from authress.models.client import Client
from authress.models.client_options import ClientOptions
from authress.models.client_rate_limit import ClientRateLimit

INNER = {"options": ClientOptions, "rateLimits": ClientRateLimit}
READ_ONLY = {"clientId", "createdTime", "verificationKeys"}


def fits(body: dict[str, Any]) -> None:
    """See that a body is one that the SDK takes: its strict parser does, and there is no name that it doesn't know."""
    Client.parse_obj(body)
    assert set(body) <= {field.alias for field in Client.__fields__.values()} - READ_ONLY
    for name, model in INNER.items():
        inner = body.get(name) or []
        for one in [inner] if isinstance(inner, dict) else inner:
            assert set(one) <= {field.alias for field in model.__fields__.values()}


@pytest.fixture(scope="session", autouse=True)
def every_body_fits(authress: Authress) -> Iterator[None]:
    """See in the end that all that modules have sent is what the SDK takes, and that no sixth key was asked for."""
    yield
    sent = [(method, path, body, status) for method, path, body, status in authress.server.asked if method != "GET"]
    bodies = [body for method, path, body, status in sent if body is not None]
    assert bodies
    for body in bodies:
        fits(body)
    assert {body is None for method, path, body, status in sent if path.endswith("/access-keys")} <= {True}
    assert [one for one in sent if one[3] in (400, 415, 499)] == []


@pytest.fixture
def tidy(authress: Authress) -> Iterator[Authress]:
    """The account, without what the test makes in it."""
    account = authress.server.account
    before = set(account.clients)
    yield authress
    for client_id in set(account.clients) - before:
        del account.clients[client_id]
    account.rights.clear()
    account.closed.clear()
    account.merges = False


@pytest.fixture
def place(tmp_path: pathlib.Path) -> pathlib.Path:
    """A directory to run plays in."""
    return tmp_path
