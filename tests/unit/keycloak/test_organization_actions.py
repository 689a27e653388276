# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members and invitations of organizations: who is meant, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Action, Deed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.organizations import (
    INVITATION,
    MEMBERSHIP,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

ACME = "/admin/realms/acme"
ORG = f"{ACME}/organizations/o"
USERS = [
    {"id": "a", "username": "ann", "email": "ann@example.org"},
    {"id": "b", "username": "bob", "email": "both@example.org"},
    {"id": "c", "username": "cid", "email": "both@example.org"},
    {"id": "d", "username": "dan"},
]


class Server:
    """An organization with a member, two invitations, and users of whom two share an address."""

    def get(self, path: str, params: Any = None) -> Any:
        return {**USERS[0], "membershipType": "UNMANAGED"} if path == f"{ORG}/members/a" else None

    def list(self, path: str, params: Any = None) -> Any:
        params = params or {}
        if path == f"{ACME}/users":
            return [one for one in USERS if all(one.get(name) == params.get(name, one.get(name)) for name in one)]
        if path == f"{ORG}/invitations":
            # as a server would that looks for a part of the address
            invited = ({"id": "1", "email": "New@example.org"}, {"id": "2", "email": "very.new@example.org"})
            return [{**one, "status": "PENDING"} for one in invited if params["email"] in one["email"].lower()]
        return [{"id": "o", "name": "Who is who", "alias": "who"}]


def deed(action: Action, **options: Any) -> Deed:
    unset = {name: entry.get("default") for name, entry in action.arguments.items()}
    return action.prepare(Source(Server(), {**unset, "realm": "acme", "organization": "Who is who", **options}))


@pytest.mark.parametrize(
    ("action", "options", "calls"),
    [
        (MEMBERSHIP, {"user": "bob"}, [f"POST {ORG}/members"]),
        (MEMBERSHIP, {"user": "ann"}, []),
        (MEMBERSHIP, {"email": "ann@example.org", "state": "absent"}, [f"DELETE {ORG}/members/a"]),
        (MEMBERSHIP, {"email": "nobody@example.org", "state": "absent"}, []),
        (INVITATION, {"email": "new@example.org"}, []),
        (INVITATION, {"email": "newer@example.org"}, [f"POST {ORG}/members/invite-user"]),
        (INVITATION, {"email": "New@example.org", "state": "absent"}, [f"DELETE {ORG}/invitations/1"]),
        (INVITATION, {"email": "both@example.org", "state": "absent"}, []),
        (INVITATION, {"user": "dan", "state": "absent"}, []),
        (INVITATION, {"user": "bob"}, [f"POST {ORG}/members/invite-existing-user"]),
    ],
)
def test_calls(action: Action, options: dict[str, Any], calls: list[str]) -> None:
    assert [str(call) for call in deed(action, **options).calls] == calls


@pytest.mark.parametrize("action", [MEMBERSHIP, INVITATION])
@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize("options", [{"user": ""}, {"email": ""}])
def test_an_empty_name_is_nobody(action: Action, state: str, options: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="must not be empty"):
        deed(action, state=state, **options)


@pytest.mark.parametrize(
    ("action", "options", "says"),
    [
        (MEMBERSHIP, {"email": "both@example.org"}, "address of several users, name one of them: bob, cid"),
        (MEMBERSHIP, {"email": "both@example.org", "state": "absent"}, "address of several users"),
        (INVITATION, {"email": "both@example.org"}, "address of several users"),
        (MEMBERSHIP, {"email": "nobody@example.org"}, "no user with the e-mail address 'nobody@example.org'"),
        (INVITATION, {"user": "dan"}, "has no e-mail address"),
    ],
)
def test_refused(action: Action, options: dict[str, Any], says: str) -> None:
    with pytest.raises((InvalidInput, MissingReference), match=says):
        deed(action, **options)


@pytest.mark.parametrize(
    ("action", "options", "says"),
    [
        (MEMBERSHIP, {"user": "bob"}, "'bob' would be a member of 'Who is who'"),
        (MEMBERSHIP, {"user": "ann", "state": "absent"}, "'ann' would be no member of 'Who is who'"),
        (INVITATION, {"user": "bob"}, "'bob' would be invited to 'Who is who'"),
        (INVITATION, {"email": "new@example.org", "state": "absent"}, "'new@example.org' would not be invited to"),
    ],
)
def test_what_is_told(action: Action, options: dict[str, Any], says: str) -> None:
    assert deed(action, **options).foretold["msg"].startswith(says)
