#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_info
short_description: Reads the authorization services of a Keycloak client
version_added: "1.0.0"
description:
  - Reads how the authorization services of a client decide, their resources, scopes, policies and permissions, what
    belongs to one of these, and an export of everything by names.
  - The login needs the roles C(view-clients) and C(view-authorization) of C(realm-management), and
    C(manage-authorization) for O(include=settings).
options:
  client_id:
    aliases: [clientId]
  include:
    description:
      - What to read. Each is returned under its own name and takes a request of its own, lists one for each page.
      - V(server), V(settings), the lists and the types of the server are about the services as a whole.
      - What begins with V(resource_), V(scope_), V(policy_) or V(permission_) is about the one that O(resource),
        O(scope), O(policy) or O(permission) names.
    type: list
    elements: str
    default: []
    choices:
      [
        permission_associated_policies, permission_dependent_policies, permission_providers,
        permission_resources, permission_scopes, permissions, policies, policy_associated_policies,
        policy_dependent_policies, policy_providers, policy_resources, policy_scopes, resource_attributes,
        resource_permissions, resource_scopes, resources, scope_permissions, scope_resources, scopes, server,
        settings
      ]
  resource:
    description: Name of a resource to read. Without O(owner), one that the client itself owns.
    type: str
  owner:
    description: Username of the user who owns O(resource).
    type: str
  scope:
    description: Name of an authorization scope to read.
    type: str
  policy:
    description: Name of a policy to read.
    type: str
  permission:
    description: Name of a permission to read.
    type: str
  policy_type:
    description:
      - Type of policies, such as V(role). O(include=policies) lists these only.
      - With it, policies are read with the fields of their type instead of a map C(config).
    type: str
  permission_type:
    description: Type of permissions, V(resource) or V(scope). O(include=permissions) lists these only.
    type: str
  filters:
    description:
      - What narrows O(include=resources), O(include=scopes), O(include=policies) and O(include=permissions), each by
        those that it knows.
    type: dict
    suboptions:
      name:
        description: A part of the name, for all four lists. Case does not count.
        type: str
      exact_name:
        description: Whether O(filters.name) is the whole name, for resources.
        type: bool
      uri:
        description: An address that resources have.
        type: str
      matching_uri:
        description: Whether O(filters.uri) is matched against the patterns of resources, where none has just this.
        type: bool
      owner:
        description: Username or client id of the owner, for resources, policies and permissions.
        type: str
      type:
        description: The type of resources.
        type: str
      scope:
        description: A scope by its name or id, for resources, policies and permissions.
        type: str
      resource:
        description: A resource by its name or id that policies and permissions are about.
        type: str
      resource_type:
        description: A type of resources that policies and permissions are about.
        type: str
notes:
  - In check mode, a client that an earlier task would have made has nothing yet.
seealso:
  - module: iamops.keycloak.keycloak_authz_settings
  - module: iamops.keycloak.keycloak_authz_evaluation_info
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.protected
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Export everything, by names
  iamops.keycloak.keycloak_authz_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    include: [settings]
  register: shop

- name: What protects orders, and what for
  iamops.keycloak.keycloak_authz_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    resource: Orders
    include: [resource_permissions, resource_scopes]

- name: Which permissions the office hours decide
  iamops.keycloak.keycloak_authz_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    policy: Office hours
    include: [policy_dependent_policies]

- name: All policies about roles, and the resources below an address
  iamops.keycloak.keycloak_authz_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    include: [policies, resources]
    policy_type: role
    filters:
      uri: /orders/17
      matching_uri: true
"""

RETURN = r"""
resource:
  description: The resource that O(resource) names, all of it. Null if there is none.
  returned: on success, with O(resource)
  type: dict
  sample: {name: Orders, type: 'urn:shop:order', uris: [/orders/*], scopes: [{name: view}]}
scope:
  description: The authorization scope that O(scope) names. Null if there is none.
  returned: on success, with O(scope)
  type: dict
  sample: {name: view, displayName: View it}
policy:
  description: The policy that O(policy) names, with its settings. Null if there is none.
  returned: on success, with O(policy)
  type: dict
  sample: {name: Office hours, type: time, logic: POSITIVE, config: {hour: '8', hourEnd: '17'}}
permission:
  description: The permission that O(permission) names, with what it protects. Null if there is none.
  returned: on success, with O(permission)
  type: dict
  sample: {name: View orders, type: scope, decisionStrategy: UNANIMOUS}
server:
  description: How the services decide.
  returned: on success, with O(include=server)
  type: dict
settings:
  description: All that the services hold, by names, as O(iamops.keycloak.keycloak_authz_settings#module:settings)
    takes it.
  returned: on success, with O(include=settings)
  type: dict
resources:
  description: Resources, with their scopes and attributes.
  returned: on success, with O(include=resources)
  type: list
  elements: dict
scopes:
  description: Authorization scopes.
  returned: on success, with O(include=scopes)
  type: list
  elements: dict
policies:
  description: Policies. With O(policy_type) they have the fields of their type, without it a map C(config) of texts.
    Permissions are no part of it.
  returned: on success, with O(include=policies)
  type: list
  elements: dict
permissions:
  description: Permissions.
  returned: on success, with O(include=permissions)
  type: list
  elements: dict
policy_providers:
  description: Types of policies that the server has.
  returned: on success, with O(include=policy_providers)
  type: list
  elements: dict
permission_providers:
  description: Types that the server has, as the path of the permissions tells them.
  returned: on success, with O(include=permission_providers)
  type: list
  elements: dict
resource_attributes:
  description: Attributes of O(resource).
  returned: on success, with O(include=resource_attributes)
  type: dict
resource_permissions:
  description: Permissions that protect O(resource).
  returned: on success, with O(include=resource_permissions)
  type: list
  elements: dict
resource_scopes:
  description: Scopes of O(resource).
  returned: on success, with O(include=resource_scopes)
  type: list
  elements: dict
scope_permissions:
  description: Permissions that protect O(scope).
  returned: on success, with O(include=scope_permissions)
  type: list
  elements: dict
scope_resources:
  description: Resources that have O(scope).
  returned: on success, with O(include=scope_resources)
  type: list
  elements: dict
policy_associated_policies:
  description: Policies that decide for O(policy).
  returned: on success, with O(include=policy_associated_policies)
  type: list
  elements: dict
policy_dependent_policies:
  description: Policies and permissions that O(policy) decides for.
  returned: on success, with O(include=policy_dependent_policies)
  type: list
  elements: dict
policy_resources:
  description: Resources of O(policy).
  returned: on success, with O(include=policy_resources)
  type: list
  elements: dict
policy_scopes:
  description: Scopes of O(policy).
  returned: on success, with O(include=policy_scopes)
  type: list
  elements: dict
permission_associated_policies:
  description: Policies that decide for O(permission).
  returned: on success, with O(include=permission_associated_policies)
  type: list
  elements: dict
permission_dependent_policies:
  description: Policies and permissions that O(permission) decides for.
  returned: on success, with O(include=permission_dependent_policies)
  type: list
  elements: dict
permission_resources:
  description: Resources of O(permission).
  returned: on success, with O(include=permission_resources)
  type: list
  elements: dict
permission_scopes:
  description: Scopes of O(permission).
  returned: on success, with O(include=permission_scopes)
  type: list
  elements: dict
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: authorization services of client 'shop' read
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found), V(conflict), V(unreachable) or V(server_error).
      type: str
    status:
      description: HTTP status of the answer.
      type: int
    method:
      description: HTTP method of the request.
      type: str
    path:
      description: Path of the request.
      type: str
    message:
      description: The same text as RV(msg).
      type: str
"""

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authz_services import AUTHZ_SERVICES

BINDING = Reads(AUTHZ_SERVICES)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
