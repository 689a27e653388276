# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Since: what a server is too old for is said before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from ..rest.errors import InvalidInput

News = Iterable[tuple[str, str]]
"""Options, each with the first version of the server that knows what it asks."""
_VERSION = re.compile(r"\d+(\.\d+)*")


class Dated(Protocol):
    """A server that may tell its version."""

    def version(self) -> str:
        """Return the server's version, empty where it doesn't tell."""


def refuse_news(server: Dated, news: News) -> None:
    """See that a server knows what a task asks of it; its version is asked only where that may be too old.

    A server that doesn't tell its version answers to the write itself.

    :raises InvalidInput: for the first option that it is too old for
    """
    for option, since in news:
        version = server.version()
        if is_older(version, since):
            needs = f"needs a server of version {since} or newer, and this one's is {version}"
            raise InvalidInput(option, None, needs)


def is_older(version: str, since: str) -> bool:
    """Return whether a version such as ``26.3.1`` comes before another; one without numbers never does."""
    numbers = _VERSION.match(version)
    return numbers is not None and _numbers(numbers[0]) < _numbers(since)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]
