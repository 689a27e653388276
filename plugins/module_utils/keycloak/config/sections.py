# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sections of a realm, in the order in which they can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...config.items import Data, Item, Section, listed, without
from ...config.spelling import Spelling
from ...rest.errors import InvalidInput
from ..kinds.realm_shapes import MIRRORED
from . import holdings
from .clients import STRUCTURE as OF_CLIENTS
from .clients import authorization, client_scopes, clients, scope_mappings
from .flows import STRUCTURE as OF_FLOWS
from .flows import flows, required_actions, unused
from .organization_groups import organization_group_roles, organization_groups
from .people import STRUCTURE as OF_PEOPLE
from .people import group_roles, groups, user_roles, users
from .profile import STRUCTURE as OF_PROFILE
from .profile import profile
from .providers import STRUCTURE as OF_PROVIDERS
from .providers import components, identity_provider_mappers, identity_providers, organizations, passed_over
from .roles import STRUCTURE as OF_ROLES
from .roles import client_roles, composites, realm_roles

# what of the realm's own fields can only be written once what it names is there
_FLOWS = (
    *("browserFlow", "registrationFlow", "directGrantFlow", "resetCredentialsFlow", "clientAuthenticationFlow"),
    *("dockerAuthenticationFlow", "firstBrokerLoginFlow"),
)
_SCOPES = ("defaultDefaultClientScopes", "defaultOptionalClientScopes")
_ROLES = ("defaultRoles",)
_MAPPINGS = ("clientScopeMappings",)
_GROUPS = ("defaultGroups",)
_POLICIES = ("clientProfiles", "clientPolicies")
_LATE = (*_FLOWS, *_SCOPES, *_ROLES, *_MAPPINGS, *_GROUPS, *_POLICIES)
# lists of objects of their own, and what only exports say
_APART = (
    *("clientScopes", "roles", "clients", "groups", "users", "identityProviders", "identityProviderMappers"),
    *("authenticationFlows", "authenticatorConfig", "requiredActions", "components", "organizations", "workflows"),
    *("scopeMappings", "userProfile", "keycloakVersion", "id", "defaultRole", "adminPermissionsClient"),
)
# of old exports, and without a meaning today
_OLD = ("social", "updateProfileOnInitialSocialLogin", "passwordCredentialGrantAllowed", "publicKey", "certificate")
_KEYS_ARE = "is none of a realm's fields any more: keys are components, of org.keycloak.keys.KeyProvider"
_FEDERATIONS_ARE = "is old: user federations are components, of org.keycloak.storage.UserStorageProvider"
# what the server would accept, and do nothing with
_REFUSED = {
    "applications": "is old: these are clients",
    "applicationScopeMappings": "is old: these are clientScopeMappings",
    "clientTemplates": "is old: these are clientScopes",
    "codeSecret": _KEYS_ARE,
    "federatedUsers": "can't be written: only a server that imports a whole realm takes them",
    "oauthClients": "is old: these are clients",
    "privateKey": _KEYS_ARE,
    "protocolMappers": "is nothing that a realm has: they belong to clients and client scopes",
    "socialProviders": "is old: these are identityProviders",
    "userFederationMappers": _FEDERATIONS_ARE,
    "userFederationProviders": _FEDERATIONS_ARE,
}

SPELLING = Spelling(
    (*_LATE, *_APART, *OF_CLIENTS, *OF_FLOWS, *OF_PEOPLE, *OF_PROFILE, *OF_PROVIDERS, *OF_ROLES),
    free=("attributes", "config", "localizationTexts", "messageBundles", "smtpServer", "browserSecurityHeaders"),
    named=("client", "clientRoles", "clientScopeMappings", "components", "subComponents"),
)
"""The names of the representation that sections look for themselves; data may write them with underscores, too."""


def realm(data: Data) -> Iterator[Item]:
    """Yield the realm, without what names other objects.

    :raises InvalidInput: where the data has what can't be written
    """
    for name, says in _REFUSED.items():
        if data.get(name):
            raise InvalidInput(name, None, says)
    shaped = without(data, *_LATE, *_APART, *_OLD, *_REFUSED, "messageBundles")
    if isinstance(data.get("attributes"), dict):
        # an export has these settings twice
        twice = [name for name, field in MIRRORED.items() if field in data]
        shaped["attributes"] = without(data["attributes"], *twice)
    if data.get("messageBundles") is not None:
        # as keycloak-config-cli calls them
        if data.get("localizationTexts") is not None:
            raise InvalidInput("messageBundles", None, "is another name of localizationTexts: give one of them")
        shaped["localizationTexts"] = data["messageBundles"]
    yield Item("realm", "config", shaped, notes=(*unused(data), *passed_over(data)))


def _late(*names: str) -> Callable[[Data], Iterator[Item]]:
    def items(data: Data) -> Iterator[Item]:
        given = {name: _own(data[name]) for name in names if data.get(name) is not None}
        if given:
            yield Item("realm", "config", {"realm": data.get("realm"), **given})

    return items


def _own(value: Any) -> Any:
    """Return client policies or profiles without those that come with the server."""
    return without(value, "globalProfiles", "globalPolicies") if isinstance(value, dict) else value


def workflows(data: Data) -> Iterator[Item]:
    """Yield the workflows."""
    for where, workflow in listed(data.get("workflows"), "workflows"):
        yield Item("workflow", where, without(workflow, "id", "state"))


SECTIONS: tuple[Section, ...] = (
    Section("realm", realm),
    Section("authentication_flows", flows, holdings.flows),
    Section("required_actions", required_actions),
    Section("flow_bindings", _late(*_FLOWS)),
    Section("identity_providers", identity_providers, holdings.identity_providers),
    Section("identity_provider_mappers", identity_provider_mappers),
    Section("client_scopes", client_scopes, holdings.client_scopes),
    # attributes name client scopes
    Section("user_profile", profile),
    Section("default_client_scopes", _late(*_SCOPES)),
    Section("realm_roles", realm_roles, holdings.realm_roles),
    Section("clients", clients, holdings.clients),
    Section("client_roles", client_roles, holdings.client_roles),
    Section("composites", composites),
    Section("default_roles", _late(*_ROLES)),
    Section("scope_mappings", scope_mappings),
    Section("client_scope_mappings", _late(*_MAPPINGS)),
    Section("groups", groups, holdings.groups),
    Section("group_roles", group_roles),
    Section("default_groups", _late(*_GROUPS)),
    # mappers of user federations name roles and groups, and users can be of a federation
    Section("components", components, holdings.components),
    Section("users", users, holdings.users),
    Section("user_roles", user_roles),
    Section("authorization", authorization),
    # from then on they change clients that are written
    Section("client_policies", _late(*_POLICIES)),
    Section("organizations", organizations, holdings.organizations),
    Section("organization_groups", organization_groups),
    Section("organization_group_roles", organization_group_roles),
    Section("workflows", workflows, holdings.workflows),
)
