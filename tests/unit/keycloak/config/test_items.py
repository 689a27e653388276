# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's representation falls into objects: flows, roles, people, providers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config import (
    clients,
    flows,
    people,
    profile,
    providers,
    roles,
    sections,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_realm import BORN
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

FEDERATION = "org.keycloak.storage.UserStorageProvider"
MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"


def items(section: Callable[[Any], Any], data: Any) -> list[tuple[str, str, Any, Any]]:
    """Return kind, place, fields and options of each object."""
    return [(one.kind, one.where, dict(one.data), dict(one.options)) for one in section(data)]


def flow(alias: str, *steps: Any, **more: Any) -> dict[str, Any]:
    return {"alias": alias, "providerId": "basic-flow", "authenticationExecutions": list(steps), **more}


FLOWS = {
    "authenticationFlows": [
        flow(
            "outer",
            {"flowAlias": "inner", "requirement": "REQUIRED", "priority": 20, "authenticatorFlow": True},
            {"authenticator": "auth-otp", "requirement": "ALTERNATIVE", "priority": 10, "authenticatorConfig": "own"},
            topLevel=True,
            id="1",
            builtIn=False,
        ),
        flow("inner", {"authenticator": "auth-x", "requirement": "REQUIRED"}, topLevel=False, description="within"),
        flow("saml ecp", topLevel=True),
        {"alias": "bare"},
    ],
    "authenticatorConfig": [{"alias": "own", "id": "2", "config": {"a": "b"}}],
}


def test_flows() -> None:
    outer, bare = items(flows.flows, FLOWS)
    inner = {"requirement": "REQUIRED", "provider_id": "auth-x", "authentication_config": None}
    steps = [
        {
            "requirement": "ALTERNATIVE",
            "provider_id": "auth-otp",
            "authentication_config": {"alias": "own", "config": {"a": "b"}},
        },
        {
            "requirement": "REQUIRED",
            "sub_flow": "inner",
            "sub_flow_type": "basic-flow",
            "description": "within",
            "executions": [inner],
        },
    ]
    wanted = {"alias": "outer", "providerId": "basic-flow", "executions": steps}
    assert outer == ("authentication_flow", "authenticationFlows[0]", wanted, {})
    # nothing is said of its steps
    assert bare == ("authentication_flow", "authenticationFlows[3]", {"alias": "bare"}, {})


def test_a_form_has_its_page() -> None:
    page = {"flowAlias": "form", "authenticator": "registration-page-form", "requirement": "REQUIRED"}
    data = {"authenticationFlows": [flow("outer", page), flow("form", topLevel=False, providerId="form-flow")]}
    step = items(flows.flows, data)[0][2]["executions"][0]
    assert (step["provider_id"], step["sub_flow_type"]) == ("registration-page-form", "form-flow")


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        (
            [{"flowAlias": "nosuch"}],
            r"authenticationFlows\[0\].authenticationExecutions\[0\].flowAlias: must be an alias",
        ),
        ([{"flowAlias": "outer"}], r"flowAlias: can't be a flow that this one is in"),
        ([{"authenticator": "a", "authenticatorConfig": "nosuch"}], r"authenticatorConfig: must be an alias in"),
        ([{"flowAlias": "b", "authenticatorConfig": "own"}], r"authenticatorConfig: can't be given for a flow"),
        ([{"authenticator": "a", "requirment": "REQUIRED"}], r"requirment: is not one of authenticator, "),
        ([{"authenticator": "a", "priority": "first"}], r"authenticationExecutions\[0\].priority: must be"),
    ],
)
def test_flows_that_cant_be(steps: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(flows.flows, {"authenticationFlows": [flow("outer", *steps)]})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"authenticationFlows": [flow("a"), flow("a")]}, r"\[1\].alias: is already that of authenticationFlows\[0\]"),
        ({"authenticationFlows": [flow("a", descripton="x")]}, r"\[0\].descripton: is not one of"),
        (
            {"authenticatorConfig": [{"alias": "a", "config": {"x": "1"}}, {"alias": "a", "config": {}}]},
            r"authenticatorConfig\[1\].alias: is already that of other settings",
        ),
    ],
)
def test_parts_of_flows_that_cant_be(data: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(flows.flows, data)


def test_steps_are_in_the_order_of_their_priorities() -> None:
    steps = [{"authenticator": name, "priority": priority} for name, priority in (("b", "10"), ("c", 20), ("a", None))]
    outer = items(flows.flows, {"authenticationFlows": [flow("outer", *steps)]})[0][2]
    assert [step["provider_id"] for step in outer["executions"]] == ["a", "b", "c"]


def test_what_no_flow_uses_is_told_of() -> None:
    assert list(flows.unused(FLOWS)) == []
    rest = [flow("left", {"flowAlias": "below"}, topLevel=False), flow("below", topLevel=False)]
    config = [{"alias": "mine", "config": {}}] * 2
    data = {
        "authenticationFlows": [*FLOWS["authenticationFlows"], *rest],
        "authenticatorConfig": [*FLOWS["authenticatorConfig"], *config],
    }
    told = (
        "authenticationFlows has what no flow uses, which is not written: left, below",
        "authenticatorConfig has what no flow uses, which is not written: mine",
    )
    assert next(sections.realm({"realm": "acme", **data})).notes == told


def test_required_actions_are_one_object() -> None:
    actions = [{"alias": "A"}, {"alias": "B"}]
    wanted = ("authentication_required_actions", "requiredActions", {"required_actions": actions}, {})
    assert items(flows.required_actions, {"requiredActions": actions}) == [wanted]
    assert items(flows.required_actions, {"requiredActions": []})[0][2] == {"required_actions": []}
    assert items(flows.required_actions, {}) == []


ROLES = {
    "roles": {
        "realm": [
            {"name": "a", "id": "1", "containerId": "2", "composite": True, "clientRole": False, "description": "d"},
            {"name": "b", "composites": {"realm": ["a"], "client": {"shop": ["r", "s"]}}},
        ],
        "client": {"shop": [{"name": "r", "composites": [{"name": "a"}]}], "till": []},
    }
}


def test_roles() -> None:
    assert items(roles.realm_roles, ROLES) == [
        ("role", "roles.realm[0]", {"name": "a", "description": "d"}, {}),
        ("role", "roles.realm[1]", {"name": "b"}, {}),
    ]
    assert items(roles.client_roles, ROLES) == [("role", "roles.client.shop[0]", {"name": "r"}, {"client_id": "shop"})]
    held = [{"name": "a"}, {"name": "r", "client_id": "shop"}, {"name": "s", "client_id": "shop"}]
    exact = {"composites_behavior": "exact"}
    assert items(roles.composites, ROLES) == [
        ("role", "roles.realm[1]", {"name": "b", "composites": held}, exact),
        ("role", "roles.client.shop[0]", {"name": "r", "composites": [{"name": "a"}]}, {**exact, "client_id": "shop"}),
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"realms": [{}]}, r"roles\.realms: must be realm or client"),
        ({"realm": {}}, r"roles\.realm: must be a list"),
        ({"client": []}, r"roles\.client: must be a dictionary"),
        (
            {"realm": [{"name": "a", "composites": {"realm": "b"}}]},
            r"roles\.realm\[0\]\.composites\.realm: must be a list",
        ),
        (
            {"realm": [{"name": "a", "composites": {"application": {"x": ["y"]}}}]},
            r"application: must be realm or client",
        ),
    ],
)
def test_roles_that_cant_be(given: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        items(roles.composites, {"roles": given})


GROUPS = {
    "groups": [
        {
            "name": "top",
            "path": "/top",
            "id": "1",
            "attributes": {"a": ["b"]},
            "realmRoles": [],
            "subGroups": [{"name": "below", "clientRoles": {"shop": ["r"]}, "subGroups": [{"name": "deep"}]}],
        },
        {"name": "other", "subGroupCount": 0},
    ]
}


def test_groups() -> None:
    """A group comes after the one that it is in."""
    found = list(people.groups(GROUPS))
    assert [(one.data, one.options.get("parents"), one.depth, one.beside) for one in found] == [
        ({"name": "top", "attributes": {"a": ["b"]}}, None, 0, {"path": "/top", "realmRoles": []}),
        ({"name": "other"}, None, 0, {"path": "/other"}),
        ({"name": "below"}, [{"name": "top"}], 1, {"path": "/top/below", "clientRoles": {"shop": ["r"]}}),
        ({"name": "deep"}, [{"name": "top"}, {"name": "below"}], 2, {"path": "/top/below/deep"}),
    ]
    assert [one.where for one in found][2:] == ["groups[0].subGroups[0]", "groups[0].subGroups[0].subGroups[0]"]
    exact = {"roles_behavior": "exact"}
    below = {"group_name": "below", "parents": [{"name": "top"}]}
    assert items(people.group_roles, GROUPS) == [
        ("realm_rolemapping", "groups[0].realmRoles", {}, {"group_name": "top", "roles": [], **exact}),
        (
            "client_rolemapping",
            "groups[0].subGroups[0].clientRoles.shop",
            {},
            {**below, "roles": [{"name": "r"}], **exact, "client_id": "shop"},
        ),
    ]


USERS = {
    "users": [
        {
            "username": "ann",
            "groups": ["/top/below"],
            "attributes": {"a": "one", "b": ["x", "y"], "c": None},
            "realmRoles": ["r"],
            "socialLinks": [],
        },
        {"serviceAccountClientId": "shop", "clientRoles": {"till": ["s"]}},
    ]
}


def test_users() -> None:
    ann, service = people.users(USERS)
    assert ann.data == {
        "username": "ann",
        "groups": [{"name": "/top/below"}],
        "groups_behavior": "exact",
        "attributes": [
            {"name": "a", "values": ["one"]},
            {"name": "b", "values": ["x", "y"]},
            {"name": "c", "state": "absent"},
        ],
    }
    assert ann.beside == {"realmRoles": ["r", BORN], "groups": ["/top/below"]}
    assert (service.data, service.beside["realmRoles"]) == ({"serviceAccountClientId": "shop"}, [BORN])
    born = {"roles_behavior": people.EXACT_BUT_BORN}
    assert items(people.user_roles, USERS) == [
        ("user_rolemapping", "users[0].realmRoles", {}, {"target_username": "ann", "roles": [{"name": "r"}], **born}),
        (
            "user_rolemapping",
            "users[1].clientRoles.till",
            {},
            {"service_account_user_client_id": "shop", "roles": [{"name": "s"}], **born, "client_id": "till"},
        ),
    ]


def test_exports_say_which_users_have_the_default_role() -> None:
    """They name it, and then a list without it is that of a user who hasn't got it."""
    data = {**USERS, "defaultRole": {"name": "default-roles-acme"}}
    ann, service = people.users(data)
    assert (ann.beside["realmRoles"], service.beside["realmRoles"]) == (["r"], [BORN])
    assert {options["roles_behavior"] for _kind, _where, _data, options in items(people.user_roles, data)} == {"exact"}


@pytest.mark.parametrize(
    ("given", "data"),
    [
        (
            {"id": "1", "type": "otp", "createdDate": 2, "userLabel": "phone", "secretData": "{}", "salt": None},
            {"type": "otp", "userLabel": "phone", "secretData": "{}"},
        ),
        ({"type": "password", "value": "a", "userLabel": "initial"}, {"type": "password", "value": "a"}),
    ],
)
def test_credentials(given: Any, data: Any) -> None:
    """As exports have them, and as keycloak-config-cli does."""
    assert next(people.users({"users": [{"username": "ann", "credentials": [given]}]})).data["credentials"] == [data]


def test_consents() -> None:
    given = {"clientId": "shop", "grantedClientScopes": ["email"], "createdDate": 1, "additionalGrants": []}
    data = next(people.users({"users": [{"username": "ann", "clientConsents": [given]}]})).data
    assert data["clientConsents"] == [{"clientId": "shop", "roles": ["email"]}]


def test_hashes_of_long_ago() -> None:
    hashed = {"type": "password", "hashedSaltedValue": "canary-1", "salt": "canary-2"}
    says = r"users\[0\].credentials\[0\].hashedSaltedValue: is old: these are secretData"
    with pytest.raises(InvalidInput, match=says) as error:
        items(people.users, {"users": [{"username": "ann", "credentials": [hashed]}]})
    assert "canary" not in error.value.message


@pytest.mark.parametrize("name", ["applicationRoles", "socialLinks", "verifiableCredentials"])
def test_what_cant_be_written_of_a_user(name: str) -> None:
    with pytest.raises(InvalidInput, match=rf"^users\[0\]\.{name}: "):
        items(people.users, {"users": [{"username": "ann", name: {"a": ["b"]}}]})


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
