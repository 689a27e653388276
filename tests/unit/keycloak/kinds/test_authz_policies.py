# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies of every type: names in tasks and diffs, ids in requests, and what fits which type."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_policies import AUTHZ_POLICY
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

REALM = "/admin/realms/acme"
AUTHZ = f"{REALM}/clients/c/authz/resource-server"
TYPES = ("role", "user", "client", "group", "client-scope", "time", "regex", "aggregate", "script-x.js", "scope")
HELD: dict[str, dict[str, Any]] = {
    "staff": {"type": "role", "roles": [{"id": "r1", "required": True}, {"id": "r2", "required": False}]},
    "ann": {"type": "user", "users": ["u1", "gone"]},
    "early": {"type": "time", "hour": "5", "hourEnd": "8"},
    "all": {"type": "aggregate"},
}
BY_PATH: dict[str, Any] = {
    f"{REALM}/roles-by-id/r1": {"id": "r1", "name": "manager"},
    f"{REALM}/roles-by-id/r2": {"id": "r2", "name": "clerk", "clientRole": True, "containerId": "c"},
    f"{REALM}/roles/manager": {"id": "r1", "name": "manager"},
    f"{REALM}/roles/reader": {"id": "r3", "name": "reader"},
    f"{REALM}/clients/c": {"id": "c", "clientId": "shop"},
    f"{REALM}/users/u1": {"id": "u1", "username": "ann"},
    f"{AUTHZ}/policy/aggregate/all/associatedPolicies": [{"id": "early", "name": "early"}],
    f"{AUTHZ}/policy/providers": [{"type": type} for type in TYPES],
}


class Server:
    """A client with policies, and what they are about."""

    def get(self, path: str, params: Any = None) -> Any:
        if path.endswith("/search"):
            held = HELD.get(params["name"])
            return held and {"id": params["name"], "name": params["name"], **held}
        return BY_PATH.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        if path.endswith("/users"):
            return [{"id": "u2", "username": "bob"}] if params["username"] == "bob" else []
        return [{"id": "c", "clientId": "shop", "authorizationServicesEnabled": True}]


def planned(name: str, policy_type: str, **options: Any) -> Plan:
    given = {"realm": "acme", "client_id": "shop", "name": name, "policy_type": policy_type, **options}
    desired = read(AUTHZ_POLICY, given)
    return plan(AUTHZ_POLICY, observe(AUTHZ_POLICY, Server(), desired, Certain()), desired)


CLERK = {"name": "clerk", "client_id": "shop"}


@pytest.mark.parametrize(
    ("asked", "actions"),
    [
        (("staff", "role", {}), []),
        (("staff", "role", {"roles": [CLERK, {"name": "manager", "required": True}]}), []),
        (("staff", "role", {"roles": [CLERK, {"name": "manager"}]}), ["PUT /policy/role/staff"]),
        (("ann", "user", {"users": ["Ann", "gone"]}), []),
        (("ann", "user", {"users": ["ann"]}), ["PUT /policy/user/ann"]),
        (("early", "time", {"hour": "05"}), []),
        (("early", "time", {"hour": ""}), ["PUT /policy/time/early"]),
        (("all", "aggregate", {"policies": ["early"]}), []),
        (("all", "aggregate", {"policies": ["early", "ann"]}), ["PUT /policy/aggregate/all"]),
        (("new", "time", {"minute": 7}), ["POST /policy/time"]),
        (("new", "script-x.js", {}), ["POST /policy/script-x.js"]),
        (("new", "time", {"config": {"hour": 5}}), ["POST /policy"]),
        (("new", "user", {"state": "absent"}), []),
        (("ann", "time", {"state": "absent"}), ["DELETE /policy/user/ann"]),
    ],
)
def test_writes(asked: tuple[str, str, dict[str, Any]], actions: list[str]) -> None:
    name, type, options = asked
    assert [one.replace(AUTHZ, "") for one in planned(name, type, **options).actions] == actions


def test_requests_have_ids_and_diffs_have_names() -> None:
    changed = planned("staff", "role", roles=[{"name": "reader", "required": True}, CLERK])
    assert changed.steps[0].body["roles"] == [{"id": "r3", "required": True}, {"id": "r2", "required": False}]
    assert [one["name"] for one in changed.before["roles"]] == ["manager", "clerk"]
    assert [one["name"] for one in changed.after["roles"]] == ["reader", "clerk"]
    assert "id" not in changed.after["roles"][0]
    assert planned("ann", "user", users=["bob"]).steps[0].body["users"] == ["u2"]


def test_no_empty_time_is_sent() -> None:
    body = planned("early", "time", hour="", hour_end="", not_before="2030-01-01 00:00:00").steps[0].body
    assert {"hour", "hourEnd"}.isdisjoint(body)
    assert body["notBefore"] == "2030-01-01 00:00:00"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("staff", "role", {"users": ["bob"]}), "users: a policy of type 'role' has none"),
        (("staff", "user", {}), "policy_type: can't be changed: the policy is of type 'role'"),
        (("new", "role", {}), "roles: is needed to make a policy of type 'role'"),
        (("new", "time", {}), "not_before: is needed to make a policy of type 'time', or another of not_on_or_after"),
        (("new", "nosuch", {}), "there is no 'nosuch' among aggregate"),
        (("new", "role", {"roles": [{"name": "nosuch"}]}), "roles: there is no role 'nosuch'"),
        (("new", "role", {"roles": [{"name": "reader", "client_id": ""}]}), "roles.client_id: must not be empty"),
        (("new", "user", {"users": ["nosuch"]}), "users: there is no user 'nosuch'"),
        (("new", "time", {"hour": "24"}), "hour: must be a whole number from 0 to 23"),
        (("new", "time", {"month": "may"}), "month: must be a whole number from 1 to 12"),
        (("new", "time", {"not_before": "2030-01-01"}), "not_before: must be a moment such as"),
        (("new", "time", {"not_before": "2030-01-01 00:00:00", "year_end": "2031"}), "year_end: needs year"),
        (("new", "regex", {"pattern": "x", "config": {}}), "pattern: can't be given beside config"),
    ],
)
def test_refused(asked: tuple[str, str, dict[str, Any]], says: str) -> None:
    name, type, options = asked
    with pytest.raises((InvalidInput, MissingReference)) as caught:
        planned(name, type, **options)
    assert says in str(caught.value)
