# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm whose users have clients of their own, and the modules for these."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .data import Options
from .identity import Person, identity_of
from .secrecy import canary
from .subject import Ran, World

CLIENT = "keycloak_user_client"
ACCESS = "keycloak_user_client_access"
INFO = "keycloak_user_client_info"


@dataclass
class Users:
    """A realm with the users ann and bob.

    :param realm: its name
    :param password: both users' password
    """

    world: World
    realm: str
    password: str

    def login(self, username: str) -> Options:
        """Return the options of a task of one of them."""
        return {"realm": self.realm, "auth_username": username, "auth_password": self.password}

    def run(self, username: str, module: str, options: Options, check: bool = False, **more: Any) -> Ran:
        """Run a module as one of them; None leaves an option of the login out."""
        return self.world.run(module, {**self.login(username), **options}, check, **more)

    def ok(self, username: str, module: str, options: Options, check: bool = False) -> Ran:
        """Run, and see that it didn't fail, and that check mode wrote nothing."""
        ran = self.run(username, module, options, check)
        assert not ran.failed, ran.result["msg"]
        assert not (check and ran.writes), ran
        return ran

    def done(self, username: str, module: str, options: Options) -> Ran:
        """Run what changes something: check mode foretells it, and again it changes and writes nothing."""
        check = self.ok(username, module, options, check=True)
        ran = self.ok(username, module, options)
        assert check.changed and ran.changed and len(ran.writes) == 1
        told, result = check.result, ran.result
        assert (told["actions"], told["diff"]) == (result["actions"], result["diff"])
        self.unchanged(username, module, options)
        return ran

    def unchanged(self, username: str, module: str, options: Options) -> Ran:
        """Run, in check mode and for real, and see that nothing changes or is written."""
        for check in (True, False):
            ran = self.ok(username, module, options, check)
            assert not ran.changed and not ran.writes, ran
        return ran

    def refused(self, username: str, module: str, options: Options, says: str, checks: bool = True) -> Ran:
        """Run what can't be, and see that it says so and that nothing is changed.

        :param checks: whether check mode knows it, too
        """
        for check in (True, False) if checks else (False,):
            ran = self.run(username, module, options, check)
            assert ran.failed and says in ran.result["msg"], ran.result["msg"]
            assert not ran.changed and all(write.status >= 400 for write in ran.writes), ran
        return ran

    def person(self, username: str) -> Person:
        """Return one of them, past the collection."""
        url = self.world.proxy.url
        return Person(url, self.realm, identity_of(url, self.realm, username, self.password))

    def sessions(self) -> int:
        """Return how many sessions the server keeps for the realm's users."""
        stats = self.world.admin.get(f"/admin/realms/{self.realm}/client-session-stats")
        return sum(int(item["active"]) for item in stats)

    def forget_sessions(self) -> None:
        """End all of them."""
        self.world.admin.send("POST", f"/admin/realms/{self.realm}/logout-all")

    def in_realm(self, client_id: str) -> list[dict[str, Any]]:
        """Return the realm's clients of a name, whoever's they are."""
        return list(self.world.admin.get(f"/admin/realms/{self.realm}/clients?clientId={client_id}"))

    def add(self, username: str, **more: Any) -> None:
        """Make a user."""
        named = {"email": f"{username}@example.org", "firstName": username, "lastName": "Bee"}
        own = [{"type": "password", "value": self.password, **more.pop("credential", {})}]
        body = {"username": username, "enabled": True, "credentials": own, **named, **more}
        self.world.admin.send("POST", f"/admin/realms/{self.realm}/users", body)


@contextlib.contextmanager
def users(world: World) -> Iterator[Users]:
    """Make a realm with users, and remove it."""
    made = Users(world, f"users-{secrets.token_hex(3)}", canary())
    world.admin.make_realm(made.realm)
    try:
        for username in ("ann", "bob"):
            made.add(username)
        yield made
    finally:
        world.admin.remove_realm(made.realm)
