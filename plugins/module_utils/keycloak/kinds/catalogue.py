# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All kinds of Keycloak, by name."""

from __future__ import annotations

from ...engine.resource import Resource
from .admin_permissions import ADMIN_PERMISSION
from .authz import AUTHZ_AUTHORIZATION_SCOPE, AUTHZ_CUSTOM_POLICY
from .authz_permissions import AUTHZ_PERMISSION
from .authz_policies import AUTHZ_POLICY
from .authz_resources import AUTHZ_RESOURCE
from .authz_settings import AUTHZ_SETTINGS
from .client_policies import CLIENT_POLICY, CLIENT_PROFILE
from .client_scopes import CLIENT_SCOPE
from .clients import CLIENT
from .components import COMPONENT
from .default_groups import DEFAULT_GROUP_KIND
from .events_config import EVENTS_CONFIGURATION
from .flows import FLOW
from .group_roles import CLIENT_ROLEMAPPING, REALM_ROLEMAPPING
from .groups import GROUP
from .identity_provider_mappers import IDENTITY_PROVIDER_MAPPER
from .identity_providers import IDENTITY_PROVIDER
from .localization import REALM_LOCALIZATION
from .management_permissions import MANAGEMENT_PERMISSIONS
from .organization_groups import ORGANIZATION_GROUP, ORGANIZATION_GROUP_ROLEMAPPING
from .organizations import ORGANIZATION
from .protocol_mappers import PROTOCOL_MAPPER, PROTOCOL_MAPPERS
from .realm_keys import REALM_KEY
from .realms import REALM_KIND
from .registration_policies import CLIENT_REGISTRATION_POLICY
from .required_action import REQUIRED_ACTION
from .required_actions import REQUIRED_ACTIONS
from .roles import ROLE
from .scope_roles import CLIENT_ROLESCOPE, CLIENT_SCOPE_ROLEMAPPINGS
from .scope_types import CLIENT_SCOPE_TYPE
from .user_credentials import USER_CREDENTIAL
from .user_federations import USER_FEDERATION
from .user_identities import USER_FEDERATED_IDENTITY
from .user_profiles import USERPROFILE
from .user_roles import USER_ROLEMAPPING
from .user_verifiable_credentials import USER_VERIFIABLE_CREDENTIAL
from .users import USER
from .workflows import WORKFLOW

KINDS: dict[str, Resource] = {
    kind.name: kind
    for kind in (
        ADMIN_PERMISSION,
        AUTHZ_AUTHORIZATION_SCOPE,
        AUTHZ_CUSTOM_POLICY,
        AUTHZ_PERMISSION,
        AUTHZ_SETTINGS,
        AUTHZ_RESOURCE,
        AUTHZ_POLICY,
        CLIENT,
        CLIENT_ROLEMAPPING,
        CLIENT_ROLESCOPE,
        CLIENT_SCOPE,
        CLIENT_SCOPE_ROLEMAPPINGS,
        CLIENT_SCOPE_TYPE,
        CLIENT_POLICY,
        CLIENT_PROFILE,
        CLIENT_REGISTRATION_POLICY,
        COMPONENT,
        EVENTS_CONFIGURATION,
        DEFAULT_GROUP_KIND,
        FLOW,
        REQUIRED_ACTION,
        REQUIRED_ACTIONS,
        GROUP,
        IDENTITY_PROVIDER,
        IDENTITY_PROVIDER_MAPPER,
        MANAGEMENT_PERMISSIONS,
        ORGANIZATION,
        ORGANIZATION_GROUP,
        ORGANIZATION_GROUP_ROLEMAPPING,
        PROTOCOL_MAPPER,
        PROTOCOL_MAPPERS,
        REALM_KEY,
        REALM_KIND,
        REALM_LOCALIZATION,
        REALM_ROLEMAPPING,
        ROLE,
        USER,
        USERPROFILE,
        USER_CREDENTIAL,
        USER_FEDERATED_IDENTITY,
        USER_FEDERATION,
        USER_ROLEMAPPING,
        USER_VERIFIABLE_CREDENTIAL,
        WORKFLOW,
    )
}
