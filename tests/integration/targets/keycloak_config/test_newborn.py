# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server makes by itself, and what a run sets free, is known before: check mode says what the run will do."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config.newborn import new_realm
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.fresh import TABLES, nearest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import EXPORT, changes, laid_over

MODULE = "keycloak_config"

pytestmark = pytest.mark.since("26")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm that is as the server makes it."""
    name = f"config-born-{secrets.token_hex(3)}"
    world.admin.make_fresh(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def new(world: World, realm: str) -> Iterator[str]:
    """The name of a realm that is yet to be made."""
    yield f"{realm}-2"
    world.admin.remove_realm(f"{realm}-2")


def as_foreseen(world: World, options: dict[str, Any]) -> Ran:
    """Foresee data, apply it, and see that both tell the same and that nothing is left to be done."""
    foreseen = world.run(MODULE, options, check=True)
    assert (foreseen.failed, foreseen.writes) == (False, []), foreseen
    ran = world.run(MODULE, options)
    assert not ran.failed, ran.result["msg"]
    for key in ("kinds", "changes"):
        assert ran.result[key] == foreseen.result[key], key
    again = world.run(MODULE, options)
    assert (again.failed, again.changed, again.writes) == (False, False, []), again
    return ran


ACCOUNT = {
    "username": "service-account-worker",
    "serviceAccountClientId": "worker",
    "enabled": True,
    "realmRoles": ["default-roles-@realm@", "buyer"],
}
MORE = {
    "clients": [
        {"clientId": "account", "name": "Our accounts"},
        {"clientId": "shop", "redirectUris": ["https://shop.example.com/*"]},
        {"clientId": "worker", "serviceAccountsEnabled": True},
    ],
    "clientScopes": [{"name": "phone", "description": "How to call"}],
    "roles": {"realm": [{"name": "buyer"}, {"name": "offline_access", "composites": {"realm": ["buyer"]}}]},
    "requiredActions": [{"alias": "VERIFY_EMAIL", "defaultAction": True}],
    "users": [ACCOUNT],
}
CHANGED = [
    ("realm", "@realm@", "created"),
    ("authentication_required_actions", "@realm@", "updated"),
    ("client_scope", "phone", "updated"),
    ("role", "buyer", "created"),
    ("client", "account", "updated"),
    ("client", "shop", "created"),
    ("client", "worker", "created"),
    ("role", "offline_access", "updated"),
    ("user_rolemapping", "service-account-worker", "updated"),
]


@pytest.mark.since("26.7")
def test_an_export_into_an_empty_server(world: World, realm: str, new: str) -> None:
    """Of what the server makes with a realm by itself, only what differs is a change."""
    export = json.loads(json.dumps(world.admin.send("POST", EXPORT.format(realm)).json()).replace(realm, new))
    data = laid_over(export, json.loads(json.dumps(MORE).replace("@realm@", new)))
    ran = as_foreseen(world, {"config": data})
    assert changes(ran) == [(kind, name.replace("@realm@", new), change) for kind, name, change in CHANGED]


@pytest.mark.since("26.2")
def test_an_export_with_permissions_of_administrators(world: World, new: str) -> None:
    """The server has their client by itself, and shows its settings in exports alone."""
    world.admin.send("POST", "/admin/realms", {"realm": new, "enabled": True, "adminPermissionsEnabled": True})
    world.admin.renew()
    export = world.admin.send("POST", EXPORT.format(new)).json()
    world.admin.remove_realm(new)
    assert changes(as_foreseen(world, {"config": export})) == [("realm", new, "created")]


@pytest.mark.since("26.2")
def test_permissions_of_administrators_switched_on(world: World, new: str) -> None:
    world.admin.make_realm(new)
    data = {"realm": new, "adminPermissionsEnabled": True, "browserFlow": "browser"}
    ran = as_foreseen(world, {"config": {**data, "clients": [{"clientId": "admin-permissions"}]}})
    assert changes(ran) == [("realm", new, "updated")]


@pytest.mark.parametrize(("known", "created"), [("26.6", 1), ("", 2)])
def test_a_realm_of_a_version_that_is_not_known(
    world: World, new: str, monkeypatch: Any, known: str, created: int
) -> None:
    """Check mode takes it for one of the version before, or else all for new; the run says what became of it."""
    tables = {known: TABLES["26.7"]} if known else {}
    monkeypatch.setattr(f"{nearest.__module__}.TABLES", tables)
    data = {"realm": new, "enabled": True, "clients": [{"clientId": "account"}, {"clientId": "shop"}]}
    foreseen = world.run(MODULE, {"config": data}, check=True)
    assert foreseen.result["kinds"]["client"]["created"] == created
    [says] = foreseen.result["warnings"]
    assert (known or "counts as created") in says
    ran = world.run(MODULE, {"config": data})
    assert (changes(ran), ran.result["warnings"]) == ([("realm", new, "created"), ("client", "shop", "created")], [])


def test_what_came_otherwise_is_brought_about(world: World, new: str, monkeypatch: Any) -> None:
    """Servers can be made to give new realms other things than this one does."""
    clients = [{"clientId": "account", "name": "Thought"}, {"clientId": "broker"}]
    table = {"realm": new, "clients": clients}
    monkeypatch.setattr(f"{new_realm.__module__}.fresh", lambda version, name: table)
    options = {"config": {"realm": new, "enabled": True, "clients": [{**clients[0]}]}}
    foreseen = world.run(MODULE, options, check=True)
    assert changes(foreseen) == [("realm", new, "created")]
    ran = world.run(MODULE, options)
    assert changes(ran) == [("realm", new, "created"), ("client", "account", "updated")], ran
    again = world.run(MODULE, options)
    assert (again.changed, again.writes) == (False, [])


def test_a_service_account_of_a_client_that_is_there(world: World, realm: str) -> None:
    client = {"clientId": "worker"}
    account = json.loads(json.dumps(ACCOUNT).replace("@realm@", realm))
    # the name says whose it is
    del account["serviceAccountClientId"]
    for check in (True, False):
        refused = world.run(MODULE, {"realm": realm, "config": {"clients": [client], "users": [account]}}, check=check)
        assert (refused.failed, refused.writes) == (True, []), refused
        assert "has no service account: enable it at the client" in refused.result["msg"]
    assert not world.run(MODULE, {"realm": realm, "config": {"clients": [client]}}).failed
    data = {
        "clients": [{**client, "serviceAccountsEnabled": True}],
        "roles": {"realm": [{"name": "buyer"}]},
        "users": [{**account, "firstName": "Worker", "clientRoles": {"account": ["view-profile"]}}],
    }
    ran = as_foreseen(world, {"realm": realm, "config": data})
    assert changes(ran) == [
        ("role", "buyer", "created"),
        ("client", "worker", "updated"),
        ("user", "service-account-worker", "updated"),
        ("user_rolemapping", "service-account-worker", "updated"),
        ("user_rolemapping", "service-account-worker", "updated"),
    ]


def test_what_comes_with_authorization(world: World, realm: str) -> None:
    """An export of a client with authorization has the role that the server makes with it, and gives to its account."""
    born, on = "uma_protection", {"serviceAccountsEnabled": True, "authorizationServicesEnabled": True}
    data = {
        "clients": [{"clientId": name, **on} for name in ("guard", "warden")],
        "roles": {"client": {"guard": [{"name": born}], "warden": [{"name": born}, {"name": "keeper"}]}},
        "users": [
            {"username": "service-account-guard", "clientRoles": {"guard": [born]}},
            {"username": "service-account-warden", "clientRoles": {"warden": [born, "keeper"]}},
        ],
    }
    assert changes(as_foreseen(world, {"realm": realm, "config": data})) == [
        ("client", "guard", "created"),
        ("client", "warden", "created"),
        ("role", "warden/keeper", "created"),
        ("user_rolemapping", "service-account-warden", "updated"),
    ]


def test_a_flow_that_is_no_longer_used(world: World, realm: str) -> None:
    """What a realm and a client used until then is gone with the same run."""
    flow = {"alias": "ours", "providerId": "basic-flow", "topLevel": True, "authenticationExecutions": []}
    kiosk: dict[str, Any] = {"clientId": "kiosk"}
    used = {
        "authenticationFlows": [flow],
        "browserFlow": "ours",
        "clients": [{**kiosk, "authenticationFlowBindingOverrides": {"browser_name": "ours"}}],
    }
    assert not world.run(MODULE, {"realm": realm, "config": used}).failed
    options = {"realm": realm, "purge": ["authentication_flows"]}
    refused = world.run(MODULE, {**options, "config": {"browserFlow": "browser"}})
    assert (refused.failed, refused.writes) == (True, []), refused
    assert "client 'kiosk'" in refused.result["msg"]
    free = {"browserFlow": "browser", "clients": [{**kiosk, "authenticationFlowBindingOverrides": {"browser": ""}}]}
    ran = as_foreseen(world, {**options, "config": free})
    assert changes(ran)[-1] == ("authentication_flow", "ours", "removed")
