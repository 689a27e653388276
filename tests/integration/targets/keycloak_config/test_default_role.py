# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role that users are born with is the realm's own, whatever realm the data is called after."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import EXPORT, changes

MODULE = "keycloak_config"

pytestmark = pytest.mark.since("26")


def named(role: str) -> dict[str, Any]:
    """Return data in which all names the default role that may."""
    return {
        "enabled": True,
        "roles": {
            "realm": [
                {"name": "buyer"},
                {"name": "member", "composites": {"realm": [role]}},
                {"name": role, "composites": {"realm": ["offline_access", "uma_authorization", "buyer"]}},
            ]
        },
        "clients": [{"clientId": "shop", "fullScopeAllowed": False}],
        "scopeMappings": [{"client": "shop", "roles": [role]}],
        "groups": [{"name": "staff", "realmRoles": [role]}],
        "users": [{"username": "ann", "enabled": True, "realmRoles": [role, "member"]}],
    }


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm that once had another name, as its default role still has."""
    name = f"config-role-{secrets.token_hex(3)}"
    old = f"{name}-old"
    world.admin.make_realm(old)
    made = world.run(MODULE, {"realm": old, "config": named(f"default-roles-{old}")})
    assert not made.failed, made.result["msg"]
    world.admin.send("PUT", f"/admin/realms/{old}", {"realm": name})
    world.admin.renew()
    yield name
    world.admin.remove_realm(name)


def test_an_export_of_a_realm_that_was_renamed(world: World, realm: str) -> None:
    """It calls the role by the realm's name, as a new realm would."""
    config = world.run("keycloak_export", {"realm": realm, "users": True, "secrets": "omit"}).result["config"]
    assert f"default-roles-{realm}" in str(config)
    assert "-old" not in str(config)
    assert changes(world.run(MODULE, {"config": config})) == []
    drift = world.run("keycloak_drift", {"config": config}).result
    assert (drift["drift"], drift["differences"]) == (False, [])


def test_the_data_of_another_realm(world: World, realm: str) -> None:
    """Its default role and the paths of its clients are taken as this realm's, which the server makes with it."""
    data = world.admin.send("POST", EXPORT.format(realm)).json()
    new = f"{realm}-new"
    # exports don't show its keys
    own_keys = {name: held for name, held in data.items() if name != "components"}
    options = {"config": {**own_keys, "realm": new, "users": named(data["defaultRole"]["name"])["users"]}}
    try:
        foreseen = world.run(MODULE, options, check=True)
        made = world.run(MODULE, options)
        assert not made.failed, made.result["msg"]
        assert changes(made) == changes(foreseen)
        assert {change for kind, _name, change in changes(made) if kind == "client"} == {"created"}
        again = world.run(MODULE, options)
        assert (again.changed, again.writes) == (False, [])
        world.admin.renew()
        after = world.admin.send("POST", EXPORT.format(new)).json()
    finally:
        world.admin.remove_realm(new)
    by_name = {client["clientId"]: client for client in after["clients"]}
    assert by_name["account"]["baseUrl"] == f"/realms/{new}/account/"
    assert by_name["security-admin-console"]["redirectUris"] == [f"/admin/{new}/console/*"]
    own = f"default-roles-{new}"
    assert after["defaultRole"]["name"] == own
    held = {role["name"]: sorted(role.get("composites", {}).get("realm", [])) for role in after["roles"]["realm"]}
    assert held == {
        "buyer": [],
        "member": [own],
        "offline_access": [],
        "uma_authorization": [],
        own: ["buyer", "offline_access", "uma_authorization"],
    }
    assert after["groups"][0]["realmRoles"] == [own]
    assert [one["roles"] for one in after["scopeMappings"] if one.get("client") == "shop"] == [[own]]
