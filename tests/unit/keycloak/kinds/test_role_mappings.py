# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role mappings: what is added and removed, by what names, and what check mode knows of what is yet to be made."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.inquiry import Inquiry, inquire
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import PENDING_ID
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.group_roles import (
    CLIENT_ROLEMAPPING,
    REALM_ROLEMAPPING,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.role_mappings import (
    EXACT_BUT_BORN,
    asked_proposed,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.scope_roles import (
    CLIENT_ROLESCOPE,
    CLIENT_SCOPE_ROLEMAPPINGS,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.scope_types import CLIENT_SCOPE_TYPE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_roles import USER_ROLEMAPPING
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    BadRequest,
    InvalidInput,
    MissingReference,
)

TOP = "/admin/realms/acme"


def role(name: str, client: str = "") -> dict[str, Any]:
    own = {"clientRole": bool(client), "containerId": client or "acme-id", "composite": False}
    return {"id": f"{client}{name}-id", "name": name, **own}


STAFF = {"id": "staff-id", "name": "staff", "path": "/staff"}
CLIENTS = {
    "shop": {"id": "shop-id", "clientId": "shop", "fullScopeAllowed": True},
    "kiosk": {
        "id": "kiosk-id",
        "clientId": "kiosk",
        "fullScopeAllowed": False,
        "serviceAccountsEnabled": True,
        "defaultClientScopes": ["basic", "service_account"],
        "optionalClientScopes": ["phone"],
    },
}
SCOPES = [{"id": f"{name}-id", "name": name} for name in ("basic", "phone", "sales", "service_account")]
ANN = {"id": "ann-id", "username": "ann"}
SHOP = {"client_id": "shop"}


class Server:
    """A realm in which these have role ``reader``, or its like at a client; it notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        realm, shop = [role("reader")], [role("clerk", "shop-id")]
        self.lists: dict[str, list[Any]] = {f"{TOP}/groups": [STAFF], f"{TOP}/client-scopes": SCOPES}
        for owner in ("groups/staff-id/role-mappings", "users/ann-id/role-mappings", "users/robot-id/role-mappings"):
            self.lists.update({f"{TOP}/{owner}/realm": realm, f"{TOP}/{owner}/clients/shop-id": shop})
        for owner in ("clients/kiosk-id", "clients/shop-id", "client-scopes/sales-id"):
            at = f"{TOP}/{owner}/scope-mappings"
            self.lists.update({f"{at}/realm": realm, f"{at}/clients/shop-id": shop})
        self.lists[f"{TOP}/default-default-client-scopes"] = SCOPES[:1]
        self.lists[f"{TOP}/default-optional-client-scopes"] = SCOPES[1:2]
        known = [role("reader"), role("writer"), role("clerk", "shop-id"), role("buyer", "shop-id")]
        self.objects: dict[str, Any] = {f"{TOP}/roles-by-id/{one['id']}": one for one in known}
        self.objects.update({f"{TOP}/roles/{name}": role(name) for name in ("reader", "writer")})
        self.objects.update(
            {f"{TOP}/clients/shop-id/roles/{name}": role(name, "shop-id") for name in ("clerk", "buyer")}
        )
        self.objects.update({f"{TOP}/clients/shop-id": CLIENTS["shop"], f"{TOP}/groups/staff-id": STAFF})
        self.objects.update({f"{TOP}/users/ann-id": ANN})
        self.objects[f"{TOP}/clients/kiosk-id/service-account-user"] = {"id": "robot-id", "username": "robot"}

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        if path == f"{TOP}/clients/shop-id/service-account-user":
            raise BadRequest(400, "GET", path, "Service account not enabled")
        return self.objects.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        if path == f"{TOP}/clients":
            return [one for one in CLIENTS.values() if one["clientId"] == params["clientId"]]
        if path == f"{TOP}/users":
            return [ANN] if params["username"].lower() == "ann" else []
        return self.lists[path]

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


class Foreseen:
    """What earlier tasks of a check run would have made."""

    def __init__(self, *things: tuple[str, str]) -> None:
        self.things = things

    def expects(self, what: str, label: str) -> bool:
        return (what, label) in self.things

    def misses(self, what: str, known: str) -> bool:
        return False


def planned(kind: Resource, anticipation: Any = None, **options: Any) -> Plan:
    desired = read(kind, {"realm": "acme", **options})
    return plan(kind, observe(kind, Server(), desired, anticipation or Certain()), desired)


def named(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


GROUP, OF_SHOP = {"group_name": "staff"}, {"group_name": "staff", "client_id": "shop"}
AT_GROUP, AT_USER = f"{TOP}/groups/staff-id/role-mappings", f"{TOP}/users/ann-id/role-mappings"
AT_KIOSK, AT_SALES = f"{TOP}/clients/kiosk-id/scope-mappings", f"{TOP}/client-scopes/sales-id/scope-mappings"
ROWS: list[tuple[Resource, dict[str, Any], list[str]]] = [
    (REALM_ROLEMAPPING, {**GROUP, "roles": named("reader")}, []),
    (REALM_ROLEMAPPING, {**GROUP, "roles": named("writer", "writer")}, [f"POST {AT_GROUP}/realm"]),
    (REALM_ROLEMAPPING, {**GROUP, "roles": named("reader"), "state": "absent"}, [f"DELETE {AT_GROUP}/realm"]),
    (REALM_ROLEMAPPING, {**GROUP, "roles": named("nosuch"), "state": "absent"}, []),
    (REALM_ROLEMAPPING, {**GROUP, "roles": [{"id": "reader-id"}]}, []),
    (REALM_ROLEMAPPING, {**GROUP, "roles": [{"id": "writer-id", "name": "any"}]}, [f"POST {AT_GROUP}/realm"]),
    (
        REALM_ROLEMAPPING,
        {**GROUP, "roles": [{"id": "writer-id"}, {"name": "writer"}], "roles_behavior": "exact"},
        [f"DELETE {AT_GROUP}/realm", f"POST {AT_GROUP}/realm"],
    ),
    (REALM_ROLEMAPPING, {**GROUP, "roles": [], "roles_behavior": "exact"}, [f"DELETE {AT_GROUP}/realm"]),
    (REALM_ROLEMAPPING, {**GROUP, "roles": []}, []),
    (REALM_ROLEMAPPING, GROUP, []),
    (REALM_ROLEMAPPING, {"gid": "staff-id", "group_name": "x", "roles": named("writer")}, [f"POST {AT_GROUP}/realm"]),
    (CLIENT_ROLEMAPPING, {**OF_SHOP, "roles": named("clerk")}, []),
    (CLIENT_ROLEMAPPING, {**OF_SHOP, "roles": named("buyer")}, [f"POST {AT_GROUP}/clients/shop-id"]),
    (
        CLIENT_ROLEMAPPING,
        {**GROUP, "cid": "shop-id", "client_id": "x", "roles": [{"id": "shop-idbuyer-id"}]},
        [f"POST {AT_GROUP}/clients/shop-id"],
    ),
    (USER_ROLEMAPPING, {"target_username": "Ann", "roles": named("writer")}, [f"POST {AT_USER}/realm"]),
    (USER_ROLEMAPPING, {"uid": "ann-id", "target_username": "x", "roles": named("reader")}, []),
    (
        USER_ROLEMAPPING,
        {"service_account_user_client_id": "kiosk", "client_id": "shop", "roles": named("clerk"), "state": "absent"},
        [f"DELETE {TOP}/users/robot-id/role-mappings/clients/shop-id"],
    ),
    (CLIENT_ROLESCOPE, {"client_id": "kiosk", "role_names": ["writer"]}, [f"POST {AT_KIOSK}/realm"]),
    (
        CLIENT_ROLESCOPE,
        {"client_id": "kiosk", "role_owner_client_id": "shop", "role_names": ["clerk"], "state": "absent"},
        [f"DELETE {AT_KIOSK}/clients/shop-id"],
    ),
    (CLIENT_ROLESCOPE, {"client_id": "shop", "role_names": ["nosuch"], "state": "absent"}, []),
    (CLIENT_SCOPE_ROLEMAPPINGS, {"client_scope_id": "sales", "role_names": ["writer"]}, [f"POST {AT_SALES}/realm"]),
    (
        CLIENT_SCOPE_ROLEMAPPINGS,
        {"client_scope_id": "sales-id", "client_id": "shop", "role_names": ["buyer"]},
        [f"POST {AT_SALES}/clients/shop-id"],
    ),
    (CLIENT_SCOPE_TYPE, {"default_client_scopes": ["basic"]}, []),
    (CLIENT_SCOPE_TYPE, {"client_id": "kiosk", "default_client_scopes": ["basic"]}, []),
    (
        CLIENT_SCOPE_TYPE,
        {"default_client_scopes": ["phone"]},
        [
            f"DELETE {TOP}/default-optional-client-scopes/phone-id",
            f"DELETE {TOP}/default-default-client-scopes/basic-id",
            f"PUT {TOP}/default-default-client-scopes/phone-id",
        ],
    ),
    (
        CLIENT_SCOPE_TYPE,
        {"client_id": "kiosk", "optional_client_scopes": ["basic"]},
        [
            f"DELETE {TOP}/clients/kiosk-id/default-client-scopes/basic-id",
            f"DELETE {TOP}/clients/kiosk-id/optional-client-scopes/phone-id",
            f"PUT {TOP}/clients/kiosk-id/optional-client-scopes/basic-id",
        ],
    ),
]


@pytest.mark.parametrize(("kind", "options", "actions"), ROWS)
def test_plan(kind: Resource, options: dict[str, Any], actions: list[str]) -> None:
    assert planned(kind, **options).actions == actions


def test_one_request_carries_all_with_id_and_name() -> None:
    step = planned(CLIENT_ROLEMAPPING, **OF_SHOP, roles=named("buyer", "clerk", "buyer")).steps[0]
    assert step.body == [{"id": "shop-idbuyer-id", "name": "buyer"}]


@pytest.mark.parametrize(
    ("kind", "options", "says"),
    [
        (REALM_ROLEMAPPING, {"group_name": "none", "roles": []}, "group_name: there is no group '/none'"),
        (REALM_ROLEMAPPING, {"gid": "none", "roles": []}, "gid: there is no group 'none'"),
        (REALM_ROLEMAPPING, {**GROUP, "roles": named("none")}, "roles: there is no role 'none'"),
        (REALM_ROLEMAPPING, {**GROUP, "roles": [{"id": "shop-idclerk-id"}]}, "there is no role 'shop-idclerk-id'"),
        (REALM_ROLEMAPPING, {**GROUP, "roles": [{}]}, r"roles\[0\]: needs name or id"),
        (CLIENT_ROLEMAPPING, {**OF_SHOP, "roles": named("none")}, "there is no role 'shop/none'"),
        (CLIENT_ROLEMAPPING, {**OF_SHOP, "roles": [{"id": "writer-id"}]}, "there is no role"),
        (CLIENT_ROLEMAPPING, {**GROUP, "roles": []}, "client_id: is needed, or cid"),
        (
            REALM_ROLEMAPPING,
            {**GROUP, "roles": [], "roles_behavior": "exact", "state": "absent"},
            "roles_behavior: can't be given with state absent",
        ),
        (REALM_ROLEMAPPING, {**GROUP, "raw": {"name": "x"}}, "raw: can't be given"),
        (
            USER_ROLEMAPPING,
            {"service_account_user_client_id": "shop", "roles": []},
            "there is no client 'shop' with a service account in realm 'acme'",
        ),
        (
            CLIENT_ROLESCOPE,
            {"client_id": "shop", "role_names": ["reader"]},
            "role_names: FullScopeAllowed is active for Client 'acme.shop'",
        ),
        (CLIENT_ROLESCOPE, {"client_id": "kiosk", "role_names": [""]}, r"role_names\[0\]: needs a name"),
        (CLIENT_SCOPE_ROLEMAPPINGS, {"client_scope_id": "x", "role_names": []}, "there is no client scope 'x'"),
        (CLIENT_SCOPE_TYPE, {"default_client_scopes": ["x"]}, "there is no client scope 'x'"),
        (
            CLIENT_SCOPE_TYPE,
            {"default_client_scopes": ["phone"], "optional_client_scopes": ["phone"]},
            "can't name a scope that default_client_scopes names",
        ),
        (CLIENT_SCOPE_TYPE, {"default_client_scopes": [], "state": "absent"}, "state: must be present"),
    ],
)
def test_bad_input(kind: Resource, options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        planned(kind, **options)


@pytest.mark.parametrize(
    ("kind", "options", "things", "action"),
    [
        (REALM_ROLEMAPPING, {**GROUP, "roles": named("new")}, [("role", "new")], f"POST {AT_GROUP}/realm"),
        (
            REALM_ROLEMAPPING,
            {"group_name": "b", "parents": named("a"), "roles": named("writer")},
            [("group", "/a/b")],
            f"POST {TOP}/groups/{{id}}/role-mappings/realm",
        ),
        (
            CLIENT_ROLEMAPPING,
            {**GROUP, "client_id": "new", "roles": named("clerk")},
            [("client", "new"), ("role", "new/clerk")],
            f"POST {AT_GROUP}/clients/{{id}}",
        ),
        (
            CLIENT_ROLEMAPPING,
            {**GROUP, "cid": "shop-id", "roles": named("new")},
            [("role", "shop/new")],
            f"POST {AT_GROUP}/clients/shop-id",
        ),
        (
            USER_ROLEMAPPING,
            {"service_account_user_client_id": "shop", "roles": named("writer")},
            [("client", "shop")],
            f"POST {TOP}/users/{{id}}/role-mappings/realm",
        ),
        (
            CLIENT_ROLESCOPE,
            {"client_id": "shop", "role_names": ["writer"]},
            [("client", "shop")],
            f"POST {TOP}/clients/shop-id/scope-mappings/realm",
        ),
        (
            CLIENT_SCOPE_TYPE,
            {"client_id": "new", "default_client_scopes": ["sales"]},
            [("client", "new")],
            f"PUT {TOP}/clients/{{id}}/default-client-scopes/sales-id",
        ),
    ],
)
def test_what_earlier_tasks_of_a_check_run_make_is_there(
    kind: Resource, options: dict[str, Any], things: list[tuple[str, str]], action: str
) -> None:
    assert planned(kind, Foreseen(*things), **options).actions == [action]
    if kind is not CLIENT_ROLESCOPE:
        with pytest.raises(MissingReference):
            planned(kind, **options)


def test_a_new_user_has_the_default_role() -> None:
    options = {"target_username": "new", "roles": named("writer"), "roles_behavior": "exact"}
    seen = planned(USER_ROLEMAPPING, Foreseen(("user", "new")), **options)
    assert [action.partition(" ")[0] for action in seen.actions] == ["DELETE", "POST"]
    assert seen.before == {"roles": ["default-roles-acme"], "user": "new"}


def test_the_realms_own_default_role_is_the_one_that_stays() -> None:
    """A realm that was renamed keeps that of its first name; no role of a client is born with a user."""
    server = Server()
    server.objects[TOP] = {"realm": "acme", "defaultRole": {"name": "reader"}}
    options: dict[str, Any] = {"realm": "acme", "target_username": "ann", "roles": []}
    for behavior, client, left in ((EXACT_BUT_BORN, {}, ["reader"]), ("exact", {}, []), (EXACT_BUT_BORN, SHOP, [])):
        desired = read(USER_ROLEMAPPING, {**options, **client, "roles_behavior": behavior})
        seen = observe(USER_ROLEMAPPING, server, desired, Certain())
        assert [one["name"] for one in plan(USER_ROLEMAPPING, seen, desired).foreseen["roles"]] == left


def test_diff_tells_names() -> None:
    seen = planned(CLIENT_ROLEMAPPING, **OF_SHOP, roles=named("buyer"), roles_behavior="exact")
    assert seen.before == {"client": "shop", "group": "staff", "roles": ["clerk"]}
    assert seen.after == {"client": "shop", "group": "staff", "roles": ["buyer"]}


def test_a_role_yet_to_be_made_is_shown_by_its_name() -> None:
    seen = planned(REALM_ROLEMAPPING, Foreseen(("role", "new")), **GROUP, roles=named("new"))
    assert seen.foreseen["roles"][0] == {"name": "new"}
    assert seen.steps[0].body == [{"id": PENDING_ID, "name": "new"}]


def test_proposed_of_a_user_are_the_roles_asked() -> None:
    want = [(None, "name", "reader"), (None, "id", "x")]
    proposed = asked_proposed({"roles": {"present": want, "absent": []}}, {}, {"roles": [role("reader")]})
    assert proposed == [{"id": "reader-id", "name": "reader"}, {"id": "x"}]


def test_an_unchanged_task_asks_little() -> None:
    server = Server()
    desired = read(REALM_ROLEMAPPING, {"realm": "acme", **GROUP, "roles": named("reader")})
    observe(REALM_ROLEMAPPING, server, desired, Certain())
    assert server.asked == [f"{TOP}/groups", f"{AT_GROUP}/realm"]


@pytest.mark.parametrize("kind", [REALM_ROLEMAPPING, USER_ROLEMAPPING, CLIENT_ROLESCOPE, CLIENT_SCOPE_ROLEMAPPINGS])
def test_reading_mappings_of_nothing_is_bad_input(kind: Resource) -> None:
    with pytest.raises(InvalidInput, match="is needed"):
        inquire(kind, Server(), Inquiry({"realm": "acme"}), Certain())


def test_mappings_are_read_like_any_kind() -> None:
    found = inquire(USER_ROLEMAPPING, Server(), Inquiry({"realm": "acme", "target_username": "ann"}), Certain())
    assert found == [{"id": "ann-id", "user": "ann", "roles": [role("reader")]}]
