# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The world of Authress's modules: the tests' own server in the place of the service, and the same proof."""

from __future__ import annotations

import copy
import pathlib
import tempfile
from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.servers.authress import Account, Server

from . import data
from .data import Options, Proof
from .playbooks import Played, Player
from .proxy import Proxy
from .subject import Subject, World


class Eyes:
    """Reads what an account has, past the collection and past the server's own paging."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get(self, path: str) -> Any:
        """Return all service clients, or one."""
        whole = path == "/v1/clients"
        found: Any = list(self.account.clients.values()) if whole else self.account.clients.get(path.rpartition("/")[2])
        return copy.deepcopy(found)


class Authress(World):
    """An account with one service client, which may do everything, and the proxy in front of its server."""

    def __init__(self) -> None:
        self.server = Server()
        self.admin = Eyes(self.server.account)  # type: ignore[assignment]
        self.proxy = Proxy(self.server.url)
        self.directory = tempfile.TemporaryDirectory(prefix="proof-")
        self.runtime = Runtime(self.directory.name)
        self.subjects = {}

    @property
    def login(self) -> Options:
        """The connection options of every task."""
        return {"authress_url": self.proxy.url, "access_key": self.server.access_key}

    def subject(self, proof: Proof) -> Subject:
        """Return the subject of a proof, made when it is first asked for."""
        if proof.module not in self.subjects:
            self.subjects[proof.module] = AuthressSubject(self, proof)
        return self.subjects[proof.module]

    def play(self, directory: pathlib.Path, tasks: list[Options], variables: Options, **more: Any) -> Played:
        """Run a play whose tasks log in by the group's defaults."""
        login = {"authress_url": self.proxy.url, "access_key": "{{ authress_access_key }}"}
        defaults = {"group/iamops.keycloak.authress": login}
        variables = {**variables, "authress_access_key": self.server.access_key}
        return Player(directory, "", "", "").play(tasks, variables, module_defaults=defaults, **more)

    def close(self) -> None:
        """Stop the server, too."""
        super().close()
        self.server.stop()


class Nowhere:
    """No realm: nothing stands behind a placeholder."""

    def resolve(self, word: str) -> str:
        """There is none that means something here."""
        raise AssertionError(f"unknown placeholder @{word}@")

    def fill(self, value: Any) -> Any:
        """Return data as it is."""
        return data.filled(value, self.resolve)


class AuthressSubject(Subject):
    """One kind in an account: there are no realms."""

    def __init__(self, world: Authress, proof: Proof) -> None:
        self.world, self.admin = world, world.admin
        self.where: Options = {}
        self.place = Nowhere()  # type: ignore[assignment]
        self.fill = self.place.fill
        self.proof = proof

    def close(self) -> None:
        """Leave the service client that logs in."""
        clients = self.world.server.account.clients  # type: ignore[attr-defined]
        for client_id in set(clients) - {self.world.server.chief}:  # type: ignore[attr-defined]
            del clients[client_id]

    def is_whole(self) -> bool:
        """Return whether nothing of what is around the object is lost."""
        return self.world.server.chief in self.world.server.account.clients  # type: ignore[attr-defined]
