# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user is called: the username and the e-mail address, which a realm may take for a username."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import Reader, Reference, Sought
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM
from .user_parts import Text

USERS = f"{REALM}/users"
# the server makes this name, and keeps it
OF_A_CLIENT = "service-account-"
# the name under which a check run's record has users by their addresses
USER_WITH_EMAIL = "user_with_email"


def _of_another(reader: Reader, address: Mapping[str, str], name: str, value: str) -> Optional[str]:
    """Return the username of another user who has this username or address, None where nobody has."""
    found = reader.list(fill(USERS, address), {name: value, "exact": "true"})
    others = (user["username"] for user in found if user["id"] != address.get("id"))
    # one that is to be made again has no id here
    return next((other for other in others if "id" in address or other != address.get("username", "").lower()), None)


class FreeUsername(Sought):
    """Another username for a user; the server says so as it is written (26.7.2: 400, 409)."""

    what = "username"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        """See that a user may get it.

        :raises InvalidInput: where that isn't so
        """
        # a service account's is the server's to make
        realm = {} if "client" in address else reader.get(fill(REALM, address)) or {}
        if realm.get("editUsernameAllowed") is False:
            keeps = "the realm keeps usernames as they are: edit_username_allowed of keycloak_realm"
            raise InvalidInput("username", target, f"can't be changed, {keeps}")
        if _of_another(reader, address, "username", target):
            raise InvalidInput("username", target, "must be a name that no other user has")
        return {"id": ""}


class FreeEmail(Sought):
    """A new address for a user.

    Where the realm takes addresses for usernames, the server gives the user this one for a name, whatever the request
    says, and no task finds the user by another name any more (26.7.2). A login that may only manage users isn't told
    whether several of them may have one address.
    """

    what = "e-mail address"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        """See that a user may get it.

        :raises InvalidInput: where that isn't so
        """
        realm, name = reader.get(fill(REALM, address)) or {}, address.get("username", target).lower()
        if realm.get("registrationEmailAsUsername") and name != target and not name.startswith(OF_A_CLIENT):
            raise InvalidInput("username", name, f"must be the e-mail address {target!r}: the realm takes it for one")
        if realm.get("duplicateEmailsAllowed") is False:
            other = _of_another(reader, address, "email", target)
            if other:
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
