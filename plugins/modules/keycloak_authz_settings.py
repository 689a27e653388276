#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_settings
short_description: Manages how the authorization services of a Keycloak client decide
version_added: "1.0.0"
description:
  - Changes how the authorization services of a client decide, and imports resources, scopes, policies and permissions
    by names.
  - The login needs the roles C(view-clients) and C(manage-authorization) of C(realm-management).
options:
  policy_enforcement_mode:
    description:
      - What happens to a request that no policy is about. V(ENFORCING) denies it, V(PERMISSIVE) grants it.
      - V(DISABLED) grants all requests, whatever the policies say.
    type: str
    choices: [ENFORCING, PERMISSIVE, DISABLED]
    aliases: [policyEnforcementMode]
  decision_strategy:
    description: How permissions of the same resource become one decision. V(UNANIMOUS) takes all to grant,
      V(AFFIRMATIVE) one.
    type: str
    choices: [UNANIMOUS, AFFIRMATIVE]
    aliases: [decisionStrategy]
  allow_remote_resource_management:
    description: Whether the client itself can manage its resources through the protection API.
    type: bool
    aliases: [allowRemoteResourceManagement]
  settings:
    description:
      - C(resources), C(scopes) and C(policies), lists of the API's representations by names, as the server exports them
        (RV(iamops.keycloak.keycloak_authz_info#module:settings)). Permissions are among the policies.
      - Entries are added and changed, one with another name stays. What an entry leaves out stays as it is.
    type: dict
notes:
  - An option that is left out is neither changed on the server nor reported as changed. The server itself takes them
    only
    all together, and an import takes them back to its defaults. The module always sends all.
  - To remove what a client has, use the module of its kind, such as M(iamops.keycloak.keycloak_authz_resource).
  - An import with O(settings) and another option that changes is two requests.
seealso:
  - module: iamops.keycloak.keycloak_authz_info
  - module: iamops.keycloak.keycloak_authz_policy
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.protected
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: What no policy is about is granted
  iamops.keycloak.keycloak_authz_settings:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    policy_enforcement_mode: PERMISSIVE
    decision_strategy: AFFIRMATIVE

- name: What the shop protects
  iamops.keycloak.keycloak_authz_settings:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    allow_remote_resource_management: false
    settings:
      scopes:
        - name: view
      resources:
        - name: Orders
          uris: [/orders/*]
          scopes: [view]
      policies:
        - name: Early
          type: time
          config: {hour: "5", hourEnd: "8"}
        - name: View orders
          type: scope
          config:
            resources: '["Orders"]'
            scopes: '["view"]'
            applyPolicies: '["Early"]'
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden.
  returned: on success
  type: dict
  sample: {policyEnforcementMode: PERMISSIVE, decisionStrategy: AFFIRMATIVE, allowRemoteResourceManagement: true}
proposed:
  description: What the task asks for, in the API's names, secrets hidden.
  returned: when the options are valid
  type: dict
  sample: {policyEnforcementMode: PERMISSIVE}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden.
  returned: on success
  type: dict
  sample: {policyEnforcementMode: PERMISSIVE, decisionStrategy: AFFIRMATIVE, allowRemoteResourceManagement: true}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/clients/0b8c4c1e-5f0e-4c39-9f3e/authz/resource-server"]
diff:
  description:
    - The object before and after, by names instead of ids, secrets hidden, without what only the server makes.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The object before.
      type: dict
    after:
      description: The object afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: "authorization settings of client 'shop' have been updated"
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_settings import AUTHZ_SETTINGS

BINDING = Binding(AUTHZ_SETTINGS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
