# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's representation falls into objects: identity providers, components, all that is left."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config import (
    clients,
    profile,
    providers,
    sections,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput
from ansible_collections.iamops.keycloak.tests.unit.keycloak.config.fallen import items

FEDERATION = "org.keycloak.storage.UserStorageProvider"
MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"


def test_identity_providers() -> None:
    data = {
        "identityProviders": [
            {"alias": "hub", "internalId": "1", "organizationId": "2", "types": ["x"], "enabled": True}
        ],
        "identityProviderMappers": [{"name": "m", "id": "3", "identityProviderAlias": "hub", "config": {}}],
    }
    provider = ("identity_provider", "identityProviders[0]", {"alias": "hub", "enabled": True}, {})
    assert items(providers.identity_providers, data) == [provider]
    named = {"identity_provider": "hub"}
    mapper = ("identity_provider_mapper", "identityProviderMappers[0]", {"name": "m", "config": {}}, named)
    assert items(providers.identity_provider_mappers, data) == [mapper]


def test_components() -> None:
    below = {MAPPER: [{"name": "m", "id": "1", "parentId": "2", "subComponents": {}, "providerId": "p"}]}
    data = {
        "components": {
            "keys": [{"name": "k", "parentId": "3", "subComponents": {}}],
            FEDERATION: [{"name": "ldap", "subComponents": below}, {"name": "plain", "subComponents": {}}],
            "org.keycloak.userprofile.UserProfileProvider": [{"name": "profile"}],
        }
    }
    mapper = {"name": "m", "providerId": "p", "providerType": MAPPER}
    assert items(providers.components, data) == [
        ("component", "components.keys[0]", {"name": "k"}, {"provider_type": "keys"}),
        ("user_federation", f"components.{FEDERATION}[0]", {"name": "ldap", "mappers": [mapper]}, {}),
        # nothing is said of its mappers, which the server makes
        ("user_federation", f"components.{FEDERATION}[1]", {"name": "plain"}, {}),
    ]


@pytest.mark.parametrize("kind", ["keys", FEDERATION])
def test_components_that_are_below_none_that_has_some(kind: str) -> None:
    below = {"x": [{"name": "b", "subComponents": {"y": [{"name": "c"}]} if kind == FEDERATION else {}}]}
    with pytest.raises(InvalidInput, match="subComponents: only user federations have components below them"):
        items(providers.components, {"components": {kind: [{"name": "a", "subComponents": below}]}})


def test_workflows_that_stand_where_servers_keep_them() -> None:
    """Exports of servers have them there."""
    kind = "org.keycloak.models.workflow.WorkflowProvider"
    data = {"components": {kind: [{"providerId": "default", "subComponents": {"x": [{"providerId": "y"}]}}]}}
    assert items(providers.components, data) == []
    told = f"components.{kind} is how a server keeps workflows, and is not written: workflows takes them"
    assert next(sections.realm({"realm": "acme", **data})).notes == (told,)


def test_keys_that_a_server_generated_are_its_own() -> None:
    """The exports that a server writes to files have them, and no request takes them."""
    at = "org.keycloak.keys.KeyProvider"
    made = {"privateKey": ["canary"], "kid": ["x"], "ecdsaPublicKey": ["y"], "keyUse": ["SIG"]}
    keys = [{"name": "a", "providerId": "rsa-generated", "config": {"priority": ["1"], **made}}]
    keys += [{"name": "b", "providerId": "rsa", "config": made}, {"name": "c", "providerId": "aes-generated"}]
    found = [one[2].get("config") for one in items(providers.components, {"components": {at: keys}})]
    assert found == [{"priority": ["1"]}, made, None]
    told = f"components.{at} has keys that a server generated, which are not written: each server has its own"
    assert list(providers.passed_over({"components": {at: keys}})) == [told]
    assert list(providers.passed_over({"components": {at: keys[1:]}})) == []


PROFILES = "org.keycloak.userprofile.UserProfileProvider"


@pytest.mark.parametrize(
    "config",
    [
        {"kc.user.profile.config": ['{"attributes": [{"name": "a"}]}']},
        {"config-pieces-count": ["2"], "config-piece-0": ['{"attributes": [{"na'], "config-piece-1": ['me": "a"}]}']},
    ],
)
def test_a_profile_that_is_kept_as_a_component(config: Any) -> None:
    component = {"providerId": "declarative-user-profile", "config": config}
    found = items(profile.profile, {"components": {PROFILES: [component]}})
    assert [one[3]["config"]["kc_user_profile_config"] for one in found] == [[{"attributes": [{"name": "a"}]}]]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"userProfile": {"attribute": []}}, "userProfile.attribute: is not one of attributes, groups, unmanaged"),
        ({"components": {PROFILES: [{"config": "x"}]}}, "config: must be a dictionary"),
        ({"components": {PROFILES: [{"config": {"kc.user.profile.config": ["{"]}}]}}, "must be a profile as JSON"),
    ],
)
def test_profiles_that_cant_be(data: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(profile.profile, data)


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"client": "a"}, r"scopeMappings\[0\].roles: must be a list"),
        # whose roles would all be removed
        ({"client": "a", "role": ["x"]}, r"scopeMappings\[0\].role: is not one of"),
        ({"client": "a", "clientScope": "b", "roles": []}, "must name a client or a clientScope"),
        ({"clientTemplate": "b", "roles": []}, "clientTemplate: is not one of"),
        ({"roles": []}, "must name a client or a clientScope"),
    ],
)
def test_scope_mappings_that_cant_be(mapping: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(clients.scope_mappings, {"scopeMappings": [mapping]})


def test_settings_of_authorization_that_cant_be() -> None:
    with pytest.raises(InvalidInput, match=r"clients\[0\].authorizationSettings: must be a dictionary"):
        items(clients.authorization, {"clients": [{"clientId": "a", "authorizationSettings": []}]})


def test_texts_by_two_names() -> None:
    texts = {"de": {"a": "b"}}
    assert next(sections.realm({"messageBundles": texts})).data == {"localizationTexts": texts}
    with pytest.raises(InvalidInput, match="messageBundles: is another name of localizationTexts"):
        next(sections.realm({"messageBundles": texts, "localizationTexts": texts}))


def test_organizations() -> None:
    data = {
        "organizations": [
            {
                "name": "acme",
                "id": "1",
                "members": [{"username": "ann", "email": "e", "id": "2"}],
                "identityProviders": [],
                "groups": [{"name": "g"}],
            },
            {"name": "bare"},
        ]
    }
    wanted = {
        "name": "acme",
        "members": [{"username": "ann"}],
        "membersBehavior": "exact",
        "identityProviders": [],
        "identityProvidersBehavior": "exact",
    }
    acme, bare = items(providers.organizations, data)
    assert acme == ("organization", "organizations[0]", wanted, {})
    assert bare[2] == {"name": "bare"}
