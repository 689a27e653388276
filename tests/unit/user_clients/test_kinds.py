# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written of users' own clients, without a server."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput
from ansible_collections.iamops.keycloak.plugins.module_utils.user_clients.client import hint
from ansible_collections.iamops.keycloak.plugins.module_utils.user_clients.kinds import ACCESS, USER_CLIENT

BASE = "/realms/acme/userClientAdministration"
MINE = {"id": "i-1", "clientId": "mine", "name": "N", "defaultClientScopes": ["a"], "protocolMappers": [], "access": {}}


class Lists:
    """A server that gives the list of the user's clients, and nothing else."""

    def __init__(self, clients: list[dict[str, Any]]) -> None:
        self.clients = clients

    def list(self, path: str, params: Any = None) -> list[dict[str, Any]]:
        assert path == f"{BASE}/clients"
        return self.clients


def token(audience: Any) -> str:
    claims = base64.urlsafe_b64encode(json.dumps({"aud": audience, "jti": "x"}).encode()).decode().rstrip("=")
    return f"e30.{claims}.signature"


def planned(kind: Any, clients: list[dict[str, Any]], **options: Any) -> Plan:
    desired = read(kind, {"realm": "acme", **options})
    return plan(kind, observe(kind, Lists(clients), desired, Certain()), desired)


@pytest.mark.parametrize(
    ("clients", "options", "actions"),
    [
        ([], {"client_id": "mine"}, [f"POST {BASE}/create"]),
        ([MINE], {"client_id": "mine"}, []),
        ([MINE], {"client_id": "mine", "name": "M"}, [f"POST {BASE}/client/i-1"]),
        ([MINE], {"client_id": "Mine"}, [f"POST {BASE}/create"]),
        ([MINE], {"client_id": "mine", "state": "absent"}, [f"DELETE {BASE}/client/mine"]),
        ([], {"client_id": "mine", "state": "absent"}, []),
        ([MINE], {"client_id": "mine", "attributes": {"pkce.code.challenge.method": "none"}}, []),
        ([MINE], {"client_id": "mine", "raw": {"attributes": {"pkce.code.challenge.method": "none"}}}, []),
    ],
)
def test_a_users_client(clients: Any, options: dict[str, Any], actions: list[str]) -> None:
    assert planned(USER_CLIENT, clients, **options).actions == actions


def test_a_change_carries_what_the_extension_needs_and_no_more() -> None:
    (step,) = planned(USER_CLIENT, [MINE], client_id="mine", name="M").steps
    assert step.body == {"id": "i-1", "clientId": "mine", "name": "M", "attributes": {}}


@pytest.mark.parametrize(
    ("clients", "options", "actions"),
    [
        ([], {"admin_token": token("i-1")}, [f"POST {BASE}/access"]),
        ([], {"client_id": "mine", "admin_token": token(["i-1"])}, [f"POST {BASE}/access"]),
        ([MINE], {"client_id": "mine"}, []),
        ([MINE], {"admin_token": token("i-1")}, []),
        ([MINE, MINE], {"admin_token": token("i-1")}, []),
        ([MINE], {"client_id": "mine", "state": "absent", "confirm": True}, [f"DELETE {BASE}/access/mine"]),
        ([MINE], {"admin_token": token("i-1"), "state": "absent", "confirm": True}, [f"DELETE {BASE}/access/mine"]),
        ([], {"client_id": "mine", "state": "absent"}, []),
    ],
)
def test_access(clients: Any, options: dict[str, Any], actions: list[str]) -> None:
    done = planned(ACCESS, clients, **options)
    assert done.actions == actions
    assert [step.body for step in done.steps if step.method == "POST"] in (
        [],
        [{"adminToken": options.get("admin_token")}],
    )


@pytest.mark.parametrize(
    ("clients", "options", "says"),
    [
        ([], {"client_id": "mine"}, "admin_token: is needed"),
        ([MINE], {"client_id": "other", "admin_token": token("i-1")}, "is that of client 'mine', not of 'other'"),
        ([MINE], {"client_id": "mine", "admin_token": token("i-2")}, "is that of another client"),
        ([], {"client_id": "mine", "admin_token": "nonsense"}, "must be an admin token"),
        ([], {"client_id": "mine", "admin_token": token(["a", "b"])}, "must be an admin token"),
        ([MINE], {"client_id": "mine", "state": "absent"}, "confirm: must be true"),
    ],
)
def test_access_refused(clients: Any, options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        planned(ACCESS, clients, **options)
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("status", "path", "says"),
    [
        (403, "/clients", "the identity has ended"),
        (403, "/create", "the identity has ended"),
        (403, "/access", "the identity has ended"),
        (403, "/client/mine", "isn't linked with it"),
        (403, "/client/clients", "isn't linked with it"),
        (403, "/access/access", "isn't linked with it"),
        (409, "/client/create", ""),
        (409, "/create", "its admin token"),
        (409, "/access", "its client is gone"),
        (404, "/clients", ""),
    ],
)
def test_advice(status: int, path: str, says: str) -> None:
    advice = hint(status, "GET", BASE + path, "")
    assert says in advice and bool(says) == bool(advice)
