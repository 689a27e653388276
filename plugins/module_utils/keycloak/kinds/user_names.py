# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user is called: the username and the e-mail address, which a realm may take for a username."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import Reader, Reference, Rival
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import OF_A_CLIENT, REALM
from .user_parts import Text

USERS = f"{REALM}/users"
# the name under which a check run's record has users by their addresses
USER_WITH_EMAIL = "user_with_email"


def _others(reader: Reader, address: Mapping[str, str], name: str, value: str) -> Iterable[Mapping[str, Any]]:
    """Yield other users who have this username or address."""
    # one that is to be made again has no id here
    own = ("id", address["id"]) if "id" in address else ("username", address.get("username", "").lower())
    for user in reader.list(fill(USERS, address), {name: value, "exact": "true"}):
        if user[own[0]] != own[1]:
            yield user


class FreeUsername(Rival):
    """Another username for a user; the server says so as it is written (26.7.2: 400, 409)."""

    what = "username"
    of = "user"

    def rivals(self, reader: Reader, address: Mapping[str, str], target: Any) -> Iterable[Mapping[str, Any]]:
        """Yield another user who has it.

        :raises InvalidInput: where the realm lets nobody have another
        """
        # a service account's is the server's to make
        realm = {} if "client" in address else reader.get(fill(REALM, address)) or {}
        if realm.get("editUsernameAllowed") is False:
            keeps = "the realm keeps usernames as they are: edit_username_allowed of keycloak_realm"
            raise InvalidInput("username", target, f"can't be changed, {keeps}")
        yield from _others(reader, address, "username", target)

    def met(self, target: Any, rival: Optional[Mapping[str, Any]]) -> Mapping[str, Any]:
        """See that a user may get it.

        :raises InvalidInput: where another has it
        """
        if rival:
            raise InvalidInput("username", target, "must be a name that no other user has")
        return {"id": ""}


class FreeEmail(Rival):
    """A new address for a user.

    Where the realm takes addresses for usernames, the server gives the user this one for a name, whatever the request
    says, and no task finds the user by another name any more (26.7.2). A login that may only manage users isn't told
    whether several of them may have one address.
    """

    what = "e-mail address"
    of = "user"

    def rivals(self, reader: Reader, address: Mapping[str, str], target: Any) -> Iterable[Mapping[str, Any]]:
        """Yield other users who have it, where it must be one's own.

        :raises InvalidInput: where it would be another username
        """
        realm, name = reader.get(fill(REALM, address)) or {}, address.get("username", target).lower()
        if realm.get("registrationEmailAsUsername") and name != target and not name.startswith(OF_A_CLIENT):
            raise InvalidInput("username", name, f"must be the e-mail address {target!r}: the realm takes it for one")
        if realm.get("duplicateEmailsAllowed") is False:
            yield from _others(reader, address, "email", target)

    def met(self, target: Any, rival: Optional[Mapping[str, Any]]) -> Mapping[str, Any]:
        """See that a user may get it.

        :raises InvalidInput: where another has it
        """
        if rival:
            other = rival["username"]
            raise InvalidInput("email", target, f"must be an address that no other user has, as {other!r}")
        return {"id": ""}


@dataclass(frozen=True)
class Username(Text):
    """The username: how a user is found, but for one who is named by the id."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is not None and self.canonical(now) != want:
            yield want, FreeUsername()


@dataclass(frozen=True)
class Email(Text):
    """The address, by which a user can be named once it is there."""

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        yield USER_WITH_EMAIL, str(want)

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if want and self.canonical(now) != want:
            yield want, FreeEmail()
