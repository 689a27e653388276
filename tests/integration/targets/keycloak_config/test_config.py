# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm is made what its data says: foreseen, made, found unchanged, changed in one place, and refused in words."""

from __future__ import annotations

import copy
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import EXPORT, changes

MODULE = "keycloak_config"
HERE = pathlib.Path(__file__).parent
RICH = yaml.safe_load((HERE / "rich.yml").read_text("utf-8"))
SECRETS = ("a-mailing-phrase", "a-binding-phrase", "a-partner-phrase", "a-shopping-phrase", "a-phrase-of-ann")

pytestmark = pytest.mark.since("26")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """The rich realm, foreseen and made."""
    name = f"config-{secrets.token_hex(3)}"
    options = {"realm": name, "config": RICH}
    foreseen = world.run(MODULE, options, check=True)
    assert not foreseen.failed, foreseen
    assert (foreseen.changed, foreseen.writes) == (True, [])
    made = world.run(MODULE, options)
    assert not made.failed, made
    assert made.changed
    assert made.result["warnings"] == []
    for key in ("changes", "kinds", "diff"):
        assert made.result[key] == foreseen.result[key], key
    assert not [secret for secret in SECRETS if secret in str(made.result) + str(foreseen.result)]
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_again(world: World, realm: str, check: bool) -> None:
    ran = world.run(MODULE, {"realm": realm, "config": RICH}, check=check)
    assert not ran.failed, ran
    assert (ran.changed, ran.writes, changes(ran)) == (False, [], [])
    assert ran.result["actions"] == []
    assert all(of["unchanged"] and not of["created"] for of in ran.result["kinds"].values())


def test_what_the_server_exports_is_unchanged(world: World, realm: str) -> None:
    """With ids, with all that a realm has by itself, and with masks in the place of secrets."""
    export = world.admin.send("POST", EXPORT.format(realm)).json()
    ran = world.run(MODULE, {"config": export})
    assert not ran.failed, ran
    assert (ran.changed, ran.writes, changes(ran)) == (False, [], [])
    assert "mask" in ran.result["warnings"][0]


def edited(path: str, value: Any) -> dict[str, Any]:
    """Return the rich realm with another value at a place, such as ``clients.0.name``."""
    data = copy.deepcopy(RICH)
    place: Any = data
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        place = place[step]
    place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "changed", "writes"),
    [
        ("displayName", "Another", ("realm", "@realm@", "updated"), 1),
        ("localizationTexts", {"de": {"welcome": "Hallo"}}, ("realm", "@realm@", "updated"), 1),
        ("browserFlow", "browser", ("realm", "@realm@", "updated"), 1),
        ("defaultGroups", ["/staff"], ("realm", "@realm@", "updated"), 1),
        ("clientPolicies.policies.0.enabled", False, ("realm", "@realm@", "updated"), 1),
        (
            "userProfile.unmanagedAttributePolicy",
            "ADMIN_EDIT",
            ("userprofile", "declarative-user-profile", "updated"),
            1,
        ),
        (
            "components.org~keycloak~keys~KeyProvider.0.config",
            {"priority": ["60"], "algorithm": ["HS384"], "secretSize": ["64"]},
            ("component", "another key", "updated"),
            1,
        ),
        ("authenticationFlows.0.description", "Other words", ("authentication_flow", "two steps", "updated"), 1),
        ("requiredActions.0.defaultAction", False, ("authentication_required_actions", "@realm@", "updated"), 1),
        ("identityProviders.0.enabled", False, ("identity_provider", "partner", "updated"), 1),
        ("clientScopes.0.description", "Whose", ("client_scope", "tenant", "updated"), 1),
        ("roles.realm.0.description", "Still buys", ("role", "buyer", "updated"), 1),
        ("roles.realm.1.composites", {"realm": []}, ("role", "seller", "updated"), 1),
        ("roles.client.shop.0.attributes", {"level": ["low"]}, ("role", "shop/editor", "updated"), 1),
        ("clients.0.secret", "another-shopping-phrase", ("client", "shop", "updated"), 1),
        ("clients.0.authorizationSettings.policyEnforcementMode", "PERMISSIVE", ("client", "shop", "updated"), 1),
        ("scopeMappings.0.roles", [], ("client_rolescope", "shop", "updated"), 1),
        ("groups.0.attributes", {"site": ["south"]}, ("group", "/staff", "updated"), 1),
        ("groups.0.realmRoles", [], ("realm_rolemapping", "/staff", "updated"), 1),
        ("users.0.groups", [], ("user", "ann", "updated"), 1),
        ("users.0.realmRoles", [], ("user_rolemapping", "ann", "updated"), 1),
        ("organizations.0.members", [], ("organization", "acme", "updated"), 1),
    ],
)
def test_one_change(
    world: World, realm: str, path: str, value: Any, changed: tuple[str, str, str], writes: int
) -> None:
    data = edited(path, value) if "~" not in path else edited_component(value)
    options = {"realm": realm, "config": data}
    expected = [(changed[0], changed[1].replace("@realm@", realm), changed[2])]
    foreseen = world.run(MODULE, options, check=True)
    assert not foreseen.failed, foreseen
    assert (changes(foreseen), foreseen.writes) == (expected, [])
    ran = world.run(MODULE, options)
    assert not ran.failed, ran
    assert changes(ran) == expected
    assert len(ran.writes) == writes, ran
    for key in ("diff", "actions"):
        assert ran.result[key] == foreseen.result[key], key
    again = world.run(MODULE, options)
    assert (again.changed, again.writes) == (False, []), again
    back = world.run(MODULE, {"realm": realm, "config": RICH})
    assert (back.failed, changes(back)) == (False, expected), back
    assert not [secret for secret in (*SECRETS, "another-shopping-phrase") if secret in str(ran.result)]


def edited_component(value: Any) -> dict[str, Any]:
    """Return the rich realm with other settings of its key."""
    data = copy.deepcopy(RICH)
    data["components"]["org.keycloak.keys.KeyProvider"][0]["config"] = value
    return data


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"config": [1]}, "config"),
        ({"config": {"clients": {}}}, "clients: must be a list"),
        ({"config": {"clients": [1]}}, "clients[0]: must be a dictionary"),
        ({"config": {"clients": [{"clientId": "a"}, {"clientId": "a"}]}}, "clients[1]: asks for the same"),
        ({"config": {"clients": [{"clientId": "a", "enabled": "perhaps"}]}}, "clients[0].enabled"),
        ({"config": {"clients": [{"clientId": "a", "secret": "$(env:SECRET)"}]}}, "config.clients[0].secret"),
        ({"config": {"users": [{"username": "bob", "groups": ["/nosuch"]}]}}, "/nosuch"),
        ({"config": {"users": [{"username": "bob", "realmRoles": ["nosuch"]}]}}, "there is no role 'nosuch'"),
        ({"config": {"groups": [{"name": "a", "clientRoles": {"nosuch": ["x"]}}]}}, "nosuch"),
        (
            {"config": {"roles": {"relm": []}, "userFederationProviders": [{"id": "x"}]}},
            "user federations are components",
        ),
        ({"config": {"roles": {"relm": [{"name": "a"}]}}}, "roles.relm: must be realm or client"),
        ({"config": {"scopeMappings": [{"client": "a", "role": ["b"]}]}}, "scopeMappings[0].role: is not one of"),
        ({"config": {"users": [{"username": "bob", "socialLinks": [{}]}]}}, "users[0].socialLinks: is old"),
        (
            {"config": {"clients": [{"clientId": "a", "authenticationFlowBindingOverrides": {"browser": "nosuch"}}]}},
            "there is no authentication flow 'nosuch'",
        ),
        ({"config": {"realm": "another"}}, "must be that of the data"),
        ({"config": {}, "parallel": 0}, "parallel"),
        ({"config": {}, "purge": ["nonsense"]}, "purge"),
        ({"config": {}, "confirm": "another"}, "confirm"),
        ({"state": "absent"}, "confirm"),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_refused(world: World, realm: str, options: dict[str, Any], says: str, check: bool) -> None:
    """Whatever stands before it in the data, nothing is written."""
    given = options.get("config")
    data = {**given, "displayName": "Never written"} if isinstance(given, dict) else given
    ran = world.run(MODULE, {"realm": realm, **options, "config": data}, check=check)
    assert ran.failed
    assert ran.writes == []
    assert says in ran.result["msg"]


def test_purge(world: World, realm: str) -> None:
    """What the data has not goes, what Keycloak made stays; too many removals are refused before the first write."""
    more = {
        "clients": [{"clientId": "old"}],
        "roles": {"realm": [{"name": "old"}], "client": {"old": [{"name": "old"}], "shop": [{"name": "old"}]}},
        "groups": [
            {"name": "old", "subGroups": [{"name": "older"}]},
            {"name": "staff", "subGroups": [{"name": "old"}]},
        ],
        "users": [{"username": "old"}],
        "clientScopes": [{"name": "old", "protocol": "openid-connect"}],
    }
    assert not world.run(MODULE, {"realm": realm, "config": more}).failed
    options = {
        "realm": realm,
        "config": RICH,
        "purge": [
            *("clients", "realm_roles", "client_roles", "groups", "users", "client_scopes", "authentication_flows"),
            *("components", "identity_providers", "organizations"),
        ],
    }
    refused = world.run(MODULE, {**options, "max_deletes": 8})
    assert refused.failed
    assert (refused.writes, "1 of users" in refused.result["msg"]) == ([], True), refused
    foreseen = world.run(MODULE, options, check=True)
    gone = [
        ("user", "old", "removed"),
        ("group", "/old", "removed"),
        ("group", "/staff/old", "removed"),
        ("role", "shop/old", "removed"),
        ("client", "old", "removed"),
        ("role", "old", "removed"),
        ("client_scope", "old", "removed"),
    ]
    assert sorted(changes(foreseen)) == sorted(gone), foreseen
    ran = world.run(MODULE, options)
    assert (ran.failed, changes(ran)) == (False, changes(foreseen)), ran
    assert len(ran.writes) == len(gone)
    again = world.run(MODULE, options)
    assert (again.changed, again.writes) == (False, [])


def many() -> dict[str, Any]:
    """Enough of each kind that they are made by chunks, each a little different."""
    numbers = range(40)
    return {
        "clients": [{"clientId": f"app-{n}", "redirectUris": [f"https://a{n}.example.com/"]} for n in numbers],
        "clientScopes": [{"name": f"scope-{n}", "protocol": "openid-connect"} for n in numbers],
        "roles": {
            "realm": [{"name": f"role-{n}", "description": f"The {n}."} for n in numbers],
            "client": {f"app-{n}": [{"name": "reader", "attributes": {"n": [str(n)]}}] for n in numbers},
        },
        "groups": [
            {
                "name": f"group-{n}",
                "attributes": {"n": [str(n)]},
                "realmRoles": [f"role-{n}"],
                "clientRoles": {f"app-{n}": ["reader"]},
                "subGroups": [{"name": "below", "realmRoles": ["role-1"]}],
            }
            for n in numbers
        ],
        "users": [
            {
                "username": f"user-{n}",
                "email": f"user-{n}@example.com",
                "enabled": True,
                "groups": [f"/group-{n}/below"],
                "realmRoles": [f"role-{n}"],
                "clientRoles": {f"app-{n}": ["reader"]},
            }
            for n in numbers
        ],
    }


def test_many(world: World) -> None:
    """Hundreds of objects are made by few writes, are what they would be one by one, and are found by few reads."""
    name = f"config-many-{secrets.token_hex(3)}"
    options = {"realm": name, "config": {"enabled": True, **many()}}
    try:
        made = world.run(MODULE, options)
        assert not made.failed, made
        imports = [write for write in made.writes if "partialImport" in str(write)]
        assert imports
        assert len(made.writes) < 80, len(made.writes)
        before = len(world.proxy.wire.requests)
        again = world.run(MODULE, options)
        reads = len(world.proxy.wire.requests) - before
        assert (again.changed, again.writes) == (False, []), again
        # one a client for its roles, two a user for groups and roles
        assert reads <= 40 + 40 + 2 * 40, reads
        mapped = world.admin.get(f"/admin/realms/{name}/users?username=user-7&exact=true")
        roles = world.admin.get(f"/admin/realms/{name}/users/{mapped[0]['id']}/role-mappings/realm")
        assert sorted(role["name"] for role in roles) == [f"default-roles-{name}", "role-7"]
    finally:
        world.admin.remove_realm(name)


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """In the worker and as a process, and no secret in anything that is printed."""
    changed = edited("displayName", "Both ways")
    steps = {
        "check_change": {"realm": realm, "config": "{{ changed }}"},
        "unchanged": {"realm": realm, "config": "{{ rich }}"},
        "refuse": {"realm": realm, "config": {"clients": 1}},
    }
    played, results = both(world, tmp_path, MODULE, steps, {"changed": changed, "rich": RICH})
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert not [secret for secret in SECRETS if secret in played.printed]
