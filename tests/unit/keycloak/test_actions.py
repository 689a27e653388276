# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What actions send for which options, and what they refuse before."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.clients import REGENERATE_SECRET
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.users import MAIL_REQUIRED_ACTIONS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ACME = "/admin/realms/acme"
USERS = [
    {"id": "a1", "username": "ann", "email": "ann@example.org", "enabled": True},
    {"id": "b1", "username": "bob", "enabled": True},
    {"id": "c1", "username": "cid", "email": "cid@example.org", "enabled": False},
]
UNSET = dict.fromkeys(("id", "username", "client_id", "redirect_uri", "lifespan"))


class Server:
    """A server with three users and a client."""

    def get(self, path: str, params: Any = None) -> Any:
        return next((user for user in USERS if path == f"{ACME}/users/{user['id']}"), None)

    def list(self, path: str, params: Any = None) -> Any:
        if path == f"{ACME}/clients":
            return [{"id": "9f", "clientId": "shop"}]
        return [user for user in USERS if params == {"username": user["username"], "exact": "true"}]


def source(**options: Any) -> Source:
    return Source(Server(), {"realm": "acme", "actions": ["UPDATE_PASSWORD"], **UNSET, **options})


def test_a_secret_is_made_anew() -> None:
    deed = REGENERATE_SECRET.prepare(source(client_id="shop"))
    assert [str(call) for call in deed.calls] == [f"POST {ACME}/clients/9f/client-secret"]
    assert deed.foretold["end_state"] == {"type": "secret", "value": "********"}
    assert deed.told([{"type": "secret", "value": "new"}]) == {
        "end_state": {"type": "secret", "value": "new"},
        "msg": "New client secret has been generated for ID 9f",
    }


def test_a_mail_is_sent() -> None:
    deed = MAIL_REQUIRED_ACTIONS.prepare(source(username="ann", client_id="shop", lifespan=60))
    (call,) = deed.calls
    assert str(call) == f"PUT {ACME}/users/a1/execute-actions-email"
    assert call.body == ["UPDATE_PASSWORD"]
    assert call.params == {"client_id": "shop", "redirect_uri": None, "lifespan": 60}
    told = {"user_id": "a1", "actions": ["UPDATE_PASSWORD"]}
    assert deed.foretold == {**told, "msg": "Would send execute-actions email to user a1"}
    assert deed.told([None]) == {**told, "msg": "Execute-actions email sent to user a1"}


@pytest.mark.parametrize(
    ("options", "says", "foreseeable"),
    [
        ({"username": "dan"}, "username: User 'dan' not found in realm acme", True),
        ({"id": "d1"}, "id: User 'd1' not found in realm acme", True),
        ({"id": "b1"}, "id: user 'bob' has no e-mail address to send to (User email missing)", True),
        ({"username": "cid"}, "username: user 'cid' gets no mail while it is disabled (User is disabled)", True),
        ({"username": "ann", "client_id": "nosuch"}, "client_id: there is no client 'nosuch' in realm 'acme'", True),
        (
            {"username": "ann", "redirect_uri": "https://x/"},
            "redirect_uri: needs client_id, which client's it is (Client id missing)",
            False,
        ),
    ],
)
def test_no_mail(options: dict[str, Any], says: str, foreseeable: bool) -> None:
    asked = source(**options)
    with pytest.raises(InvalidInput) as caught:
        MAIL_REQUIRED_ACTIONS.prepare(asked)
    assert caught.value.message == says
    # an earlier task of a check run may set it right
    later = Source(asked.reader, asked.options, Anything() if foreseeable else Certain())
    if foreseeable:
        assert MAIL_REQUIRED_ACTIONS.prepare(later).calls
