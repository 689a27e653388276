# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read about authentication is what the server says, in check mode, too."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_authentication_provider_info"
PATHS = {
    "authenticators": "authenticator-providers",
    "client_authenticators": "client-authenticator-providers",
    "form_actions": "form-action-providers",
    "forms": "form-providers",
    "client_settings": "per-client-config-description",
    "provider_settings": "config-description/idp-review-profile",
    "flows": "flows",
    "executions": "flows/forms/executions",
    "required_actions": "required-actions",
    "unregistered_required_actions": "unregistered-required-actions",
    "required_action": "required-actions/UPDATE_PASSWORD",
}
if not older("26"):
    PATHS["required_action_settings"] = "required-actions/UPDATE_PASSWORD/config-description"
TERMS = "terms_and_conditions" if older("21") else "TERMS_AND_CONDITIONS"
NAMED = {"provider_id": "idp-review-profile", "flow_alias": "forms", "required_action": "UPDATE_PASSWORD"}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a required action that isn't registered, and one with settings."""
    name = f"authentication-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    actions = f"/admin/realms/{name}/authentication/required-actions"
    world.admin.send("DELETE", f"{actions}/{TERMS}")
    if not older("26"):
        world.admin.send("PUT", f"{actions}/UPDATE_PASSWORD/config", {"config": {"max_auth_age": "60"}})
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
def test_everything(world: World, realm: str, check: bool) -> None:
    settings = {} if older("26") else {"required_action_config": {"max_auth_age": "60"}}
    ran = world.run(MODULE, {"realm": realm, "include": [*PATHS, *settings], **NAMED}, check=check)
    assert not ran.failed, ran.result["msg"]
    assert not ran.changed
    assert not ran.writes
    for name, path in PATHS.items():
        expected = world.admin.get(f"/admin/realms/{realm}/authentication/{path}")
        assert _sorted(ran.result[name]) == _sorted(expected), name
    assert {name: ran.result[name] for name in settings} == settings
    assert TERMS in [one["providerId"] for one in ran.result["unregistered_required_actions"]]


def _sorted(found: Any) -> Any:
    return sorted(found, key=lambda one: str(one.get("id") or one.get("alias"))) if isinstance(found, list) else found


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"include": ["provider_settings"]}, "provider_id: is needed where include has provider_settings"),
        ({"include": ["executions"]}, "flow_alias: is needed where include has executions"),
        ({"include": ["required_action_config"]}, "required_action: is needed"),
        ({"include": ["nosuch"]}, "include"),
        ({"include": ["provider_settings"], "provider_id": "nosuch"}, "there is no authenticator 'nosuch' in realm"),
        ({"include": ["executions"], "flow_alias": "nosuch"}, "there is no authentication flow 'nosuch' in realm"),
        ({"include": ["required_action"], "required_action": "nosuch"}, "there is no required action 'nosuch'"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm, "include": ["forms", "executions"], **NAMED}, "refuse": {"realm": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
