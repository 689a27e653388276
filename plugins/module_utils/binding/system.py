# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""System: a sort of server that modules talk to: where it is, how to log in to it, and the client that does so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable, Optional, Protocol

from ..rest.tokens import TokenStore
from ..rest.transport import Transport

Spec = dict[str, dict[str, Any]]
Options = Mapping[str, Any]


class Means(Protocol):
    """What a client is made with.

    ``store`` is where the run keeps tokens for its other tasks.
    """

    store: TokenStore

    def transport(self, options: Options, url: str) -> Transport:
        """Return a connection to the server whose base URL an option holds.

        :param url: that option's name
        """


@dataclass(frozen=True)
class System:
    """A sort of server.

    :param name: its name: that of the documentation's fragment with its options, and of the group of its modules
    :param connection: returns the options that say where the server is and how to log in
    :param url: the one of these that holds the base URL
    :param connect: (a task's options, means) -> a client that logs in, which the engine reads and writes with
    :param public: (a task's options, means) -> a client for what the server shows to everybody
    :param place: the options that say where on the server the objects of all kinds are
    :param login_in: those of them that the login belongs to, too: a client is for one value of each
    """

    name: str
    connection: Callable[[], Spec]
    url: str
    connect: Callable[[Options, Means], Any]
    public: Optional[Callable[[Options, Means], Any]] = None
    place: Spec = field(default_factory=dict)
    login_in: tuple[str, ...] = ()
