# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole check run: what earlier tasks would have made is there for later ones, what nothing makes is an error."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

REALM = f"foresight-{secrets.token_hex(3)}"
# what isn't said of an attribute is the server's to say
ATTRIBUTE = {"display_name": "x", "validations": {}, "required": None, "permissions": {"view": ["user"], "edit": []}}
PROFILE = {"attributes": [{"name": name, **ATTRIBUTE} for name in ("username", "email")], "groups": []}
PLAY: list[tuple[str, dict[str, Any]]] = [
    ("keycloak_realm", {"enabled": True}),
    ("keycloak_client_scope", {"name": "department", "protocol": "openid-connect"}),
    ("keycloak_client", {"client_id": "shop", "default_client_scopes": ["department"]}),
    ("keycloak_role", {"name": "clerk", "client_id": "shop"}),
    ("keycloak_role", {"name": "staff", "composites": [{"name": "clerk", "client_id": "shop"}]}),
    ("keycloak_group", {"name": "people"}),
    ("keycloak_group", {"name": "sales", "parents": [{"name": "people"}]}),
    ("keycloak_user", {"username": "anna", "groups": [{"name": "/people/sales"}]}),
    ("keycloak_realm_rolemapping", {"group_name": "people", "roles": [{"name": "staff"}]}),
    (
        "keycloak_client_rolemapping",
        {"group_name": "sales", "parents": [{"name": "people"}], "client_id": "shop", "roles": [{"name": "clerk"}]},
    ),
    ("keycloak_user_rolemapping", {"target_username": "anna", "roles": [{"name": "staff"}]}),
    ("keycloak_client", {"client_id": "robot", "service_accounts_enabled": True, "full_scope_allowed": False}),
    (
        "keycloak_user_rolemapping",
        {"service_account_user_client_id": "robot", "client_id": "shop", "roles": [{"name": "clerk"}]},
    ),
    ("keycloak_client_rolescope", {"client_id": "robot", "client_scope_id": "shop", "role_names": ["clerk"]}),
    ("keycloak_client_scope_rolemappings", {"client_scope_id": "department", "role_names": ["staff"]}),
    # older servers have none
    *([] if older("24") else [("keycloak_userprofile", {"config": {"kc_user_profile_config": [PROFILE]}})]),
]
ADMINISTRATION: list[tuple[str, dict[str, Any]]] = [
    ("keycloak_client", {"client_id": "shop"}),
    ("keycloak_role", {"name": "clerk", "client_id": "shop"}),
    ("keycloak_role", {"name": "staff"}),
    ("keycloak_group", {"name": "people"}),
    ("keycloak_user", {"username": "anna", "email": "anna@example.org"}),
    ("keycloak_user", {"username": "bert", "email": "bert@example.org"}),
    ("keycloak_organization", {"name": "Partners", "alias": "partners", "domains": [{"name": "example.org"}]}),
    *(
        ("keycloak_admin_permission", {"name": sort, "resource_type": sort, "resources": named, "scopes": ["view"]})
        for sort, named in (
            ("Clients", [{"name": "shop"}]),
            ("Groups", [{"name": "/people"}]),
            ("Users", [{"name": "anna"}]),
        )
    ),
    (
        "keycloak_admin_permission",
        {
            "name": "Roles", "resource_type": "Roles", "scopes": ["map-role"],
            "resources": [{"name": "staff"}, {"name": "clerk", "client_id": "shop"}],
        },
    ),
    ("keycloak_organization_member", {"organization": "partners", "user": "anna"}),
    ("keycloak_organization_member", {"organization": "partners", "email": "bert@example.org"}),
    (
        "keycloak_organization_group",
        {"organization": "partners", "name": "sales", "members": [{"username": "anna"}]},
    ),
]  # fmt: skip
DANGLING: list[tuple[str, dict[str, Any], str]] = [
    ("keycloak_role", {"name": "boss", "composites": [{"name": "nobody"}]}, "there is no role 'nobody'"),
    ("keycloak_role", {"name": "boss", "client_id": "nothing"}, "client_id: there is no client 'nothing'"),
    ("keycloak_client", {"client_id": "till", "default_client_scopes": ["none"]}, "there is no client scope 'none'"),
    ("keycloak_user", {"username": "bob", "groups": [{"name": "/none"}]}, "there is no group '/none'"),
    ("keycloak_realm_rolemapping", {"group_name": "none", "roles": [{"name": "x"}]}, "there is no group '/none'"),
    ("keycloak_user_rolemapping", {"target_username": "none", "roles": [{"name": "x"}]}, "there is no user 'none'"),
    ("keycloak_client_scope_type", {"default_client_scopes": ["none"]}, "there is no client scope 'none'"),
    (
        "keycloak_management_permissions",
        {"client_id": "account", "role": "none", "enabled": True},
        "there is no role 'account/none'",
    ),
]


@pytest.fixture
def run(tmp_path: pathlib.Path) -> Runtime:
    """What the tasks of one run share."""
    return Runtime(str(tmp_path))


@pytest.fixture
def realm(world: World) -> Iterator[str]:
    """A realm that is there."""
    world.admin.make_realm(REALM)
    yield REALM
    world.admin.remove_realm(REALM)


def test_a_whole_play_on_a_realm_that_is_not_there(world: World, run: Runtime) -> None:
    for module, options in PLAY:
        ran = world.run(module, {"realm": REALM, **options}, check=True, runtime=run)
        assert (ran.changed, ran.failed, ran.writes) == (True, False, []), f"{module}: {ran.result['msg']}"


def test_check_foresees_the_run(world: World, run: Runtime) -> None:
    try:
        foreseen = [
            world.run(module, {"realm": REALM, **options}, check=True, runtime=run).result for module, options in PLAY
        ]
        made = [world.run(module, {"realm": REALM, **options}, runtime=run).result for module, options in PLAY]
    finally:
        world.admin.remove_realm(REALM)
    assert [(one["changed"], one["diff"]) for one in foreseen] == [(one["changed"], one["diff"]) for one in made]


@pytest.mark.since("26.2")
def test_objects_that_are_yet_to_be_made_in_a_realm_that_is_there(world: World, run: Runtime, realm: str) -> None:
    options = {"realm": realm, "admin_permissions_enabled": True, "organizations_enabled": True}
    assert world.run("keycloak_realm", options).changed
    for check in (True, False):
        for module, options in ADMINISTRATION:
            ran = world.run(module, {"realm": realm, **options}, check=check, runtime=run)
            assert (ran.changed, ran.failed) == (True, False), f"{module} {options}: {ran.result['msg']}"


@pytest.mark.parametrize(("module", "options", "message"), DANGLING)
@pytest.mark.parametrize("check", [True, False], ids=["check", "run"])
def test_what_nothing_makes_is_an_error(
    world: World, run: Runtime, realm: str, module: str, options: dict[str, Any], message: str, check: bool
) -> None:
    ran = world.run(module, {"realm": realm, **options}, check=check, runtime=run)
    assert (ran.failed, ran.writes) == (True, [])
    assert message in ran.result["msg"]


PROVIDER = {"provider_id": "github", "config": {"clientId": "a", "clientSecret": "b-secret-of-hub"}}
MAPPER = {"name": "m", "identity_provider_mapper": "hardcoded-user-session-attribute-idp-mapper"}
REMOVALS: list[tuple[str, dict[str, Any], str, dict[str, Any], str]] = [
    (
        *("keycloak_client_scope", {"name": "lost", "protocol": "openid-connect"}),
        *("keycloak_client", {"client_id": "shop", "default_client_scopes": ["lost"]}),
        "default_client_scopes: there is no client scope 'lost'",
    ),
    (
        *("keycloak_role", {"name": "lost"}),
        *("keycloak_role", {"name": "boss", "composites": [{"name": "lost"}]}),
        "there is no role 'lost'",
    ),
    (
        *("keycloak_group", {"name": "lost"}),
        *("keycloak_user", {"username": "anna", "groups": [{"name": "/lost"}]}),
        "there is no group '/lost'",
    ),
    (
        *("keycloak_user", {"username": "lost"}),
        *("keycloak_user_federated_identity", {"username": "lost", "identity_provider": "a", "identity_user_id": "1"}),
        "'lost'",
    ),
    (
        *("keycloak_client", {"client_id": "lost"}),
        *("keycloak_role", {"client_id": "lost", "name": "clerk"}),
        "client_id: there is no client 'lost'",
    ),
    (
        *("keycloak_authentication_flow", {"alias": "lost", "provider_id": "basic-flow"}),
        *("keycloak_identity_provider", {**PROVIDER, "alias": "hub", "first_broker_login_flow_alias": "lost"}),
        "there is no authentication flow 'lost'",
    ),
    (
        *("keycloak_identity_provider", {**PROVIDER, "alias": "lost"}),
        *("keycloak_identity_provider_mapper", {"identity_provider": "lost", **MAPPER}),
        "there is no identity provider 'lost'",
    ),
]


@pytest.mark.parametrize(("module", "lost", "later", "options", "message"), REMOVALS)
def test_what_an_earlier_task_removes_is_not_there_any_more(
    world: World, run: Runtime, realm: str, module: str, lost: dict[str, Any], later: str, options: dict[str, Any],
    message: str,
) -> None:  # fmt: skip
    def done(module: str, check: bool = True, **options: Any) -> Any:
        return world.run(module, {"realm": realm, **options}, check, runtime=run)

    assert done(module, False, **lost).changed
    assert done(module, state="absent", **lost).changed
    assert not done(module, state="absent", **lost).changed
    assert message in done(later, **options).result["msg"]
    assert done(module, **lost).changed
    assert message not in done(later, **options).result["msg"]


def test_a_realm_that_an_earlier_task_removes_has_nothing_any_more(world: World, run: Runtime, realm: str) -> None:
    def done(module: str, check: bool = True, **options: Any) -> Any:
        return world.run(module, {"realm": realm, **options}, check, runtime=run)

    assert done("keycloak_role", False, name="lost").changed
    assert done("keycloak_realm", state="absent").changed
    assert "Realm not found" in done("keycloak_role", name="lost").result["msg"]
    assert done("keycloak_realm", enabled=True).changed
    assert done("keycloak_role", name="lost").result["actions"] == [f"POST /admin/realms/{realm}/roles"]


def test_a_module_process_assumes_and_says_so(world: World, realm: str) -> None:
    module, options, _message = DANGLING[0]
    ran = world.run(module, {"realm": realm, **options}, check=True, runtime=Runtime())
    assert (ran.changed, ran.writes) == (True, [])
    assert "check mode assumes that an earlier task would have made the role 'nobody'" in ran.result["warnings"]


def test_nothing_is_foreseen_of_a_realm_that_nothing_makes(world: World, run: Runtime) -> None:
    ran = world.run("keycloak_role", {"realm": "nowhere-at-all", "name": "staff"}, check=True, runtime=run)
    assert (ran.failed, ran.writes) == (True, [])
    assert "Realm not found" in ran.result["msg"]
