# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An option that the server is too old to know is told of in words, before any write."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.realms import REALM_KIND
from ansible_collections.iamops.keycloak.tests.integration.harness.place import Place
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

Row = tuple[str, dict[str, Any], str, str]
ANY: dict[str, Any] = {"bool": True, "int": 1, "str": "LINEAR", "list": ["https://app.example.com"]}
PROFILE = {"kc_user_profile_config": [{"attributes": [{"name": "email", "default_value": "a@example.com"}]}]}
THERE, NEW = {"name": "there"}, {"name": "new"}
ROWS: list[Row] = [
    *(
        ("keycloak_realm", {"realm": realm, part.option: ANY[part.type]}, part.option, part.since)
        for part in REALM_KIND.parts
        for realm in ("@realm@", "@realm@-new")
        if isinstance(part, Field) and part.since
    ),
    ("keycloak_realm", {"realm": "@realm@-new", "localization_texts": {"de": {"a": "b"}}}, "localization_texts", "23"),
    ("keycloak_client", {"client_id": "there", "type": "service"}, "type", "25"),
    ("keycloak_client", {"client_id": "new", "type": "service"}, "type", "25"),
    ("keycloak_group", {**THERE, "description": "all"}, "description", "26.3"),
    ("keycloak_group", {**THERE, "raw": {"description": "all"}}, "description", "26.3"),
    ("keycloak_group", {**NEW, "description": ""}, "description", "26.3"),
    ("keycloak_group", {**THERE, "sub_groups": [{**NEW, "description": "x"}]}, "sub_groups[0].description", "26.3"),
    (
        "keycloak_identity_provider",
        {"alias": "new", "provider_id": "oidc", "organization_id": "a"},
        "organization_id",
        "26",
    ),
    (
        "keycloak_authz_policy",
        {"client_id": "there", **NEW, "policy_type": "role", "roles": [], "fetch_roles": True},
        "fetch_roles",
        "25",
    ),
    (
        "keycloak_authz_policy",
        {
            "client_id": "there",
            **NEW,
            "policy_type": "regex",
            "target_claim": "email",
            "pattern": ".*",
            "target_context_attributes": True,
        },
        "target_context_attributes",
        "24",
    ),
    (
        "keycloak_userprofile",
        {"attributes_behavior": "subset", "config": PROFILE},
        "config.kc_user_profile_config[0].attributes[0].default_value",
        "26.4",
    ),
    ("keycloak_client_initial_access", {"web_origins": ["https://app.example.com"]}, "web_origins", "26.5"),
]


@pytest.fixture(scope="module")
def place(world: World) -> Iterator[Place]:
    """A realm with a client and a group."""
    name = f"options-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    made = Place(world, name)
    client = {"client_id": "there", "service_accounts_enabled": True, "authorization_services_enabled": True}
    made.set_up([{"keycloak_client": client}, {"keycloak_group": THERE}])
    yield made
    world.admin.remove_realm(name)


@pytest.mark.parametrize(("module", "options", "option", "since"), [row for row in ROWS if older(row[3])])
def test_it_is_told_of_in_words(
    world: World, place: Place, module: str, options: dict[str, Any], option: str, since: str
) -> None:
    task = {"realm": place.realm, **place.fill(options)}
    for check in (True, False):
        ran = world.run(module, task, check=check)
        assert ran.failed
        assert not ran.writes
        assert ran.result["msg"].startswith(f"{option}: needs a server of version {since} or newer, and this one's is ")
