#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_permission
short_description: Manages authorization permissions of a Keycloak client
version_added: "1.0.0"
description:
  - Creates, changes and removes permissions, which connect resources or scopes of a client with the policies that
    decide on them.
  - What a permission connects is compared and shown in the diff by names.
  - The login needs the roles C(manage-authorization) and C(view-clients) of C(realm-management).
options:
  name:
    description: Name of the permission. Policies have names of the same set.
    type: str
    required: true
  permission_type:
    description: Whether it is about resources, or about scopes and, where given, one resource. It can not be changed.
    type: str
    required: true
    choices: [resource, scope]
    aliases: [type]
  description:
    description: What the permission is for.
    type: str
  decision_strategy:
    description:
      - How the results of several policies become one. V(UNANIMOUS) takes all, V(AFFIRMATIVE) one, V(CONSENSUS)
        the most of them to grant.
      - A new one is V(UNANIMOUS) unless this is given.
    type: str
    choices: [UNANIMOUS, AFFIRMATIVE, CONSENSUS]
    aliases: [decisionStrategy]
  logic:
    description: Whether the result counts as it is, or the other way round.
    type: str
    choices: [POSITIVE, NEGATIVE]
  resource_type:
    description: A type of resources, for a permission of all resources of that type.
    type: str
    aliases: [resourceType]
  resources:
    description:
      - Names of the resources. A list given is exact.
      - A name means the resource that the client itself owns, else that of a user. Where several users own one of the
        name, it is an error before anything is written, and the resource is given by its ID.
      - A permission of type V(scope) takes one at most.
    type: list
    elements: str
  scopes:
    description:
      - Names of the scopes. A list given is exact.
      - A permission of type V(scope) needs one at least, a permission of type V(resource) takes none.
    type: list
    elements: str
  policies:
    description: Names of the policies that decide, permissions among them. A list given is exact.
    type: list
    elements: str
notes:
  - A resource, scope or policy that the client does not have is an error before anything is written.
  - At most 255 characters fit into each text. More is an error before anything is written.
seealso:
  - module: iamops.keycloak.keycloak_authz_permission_info
  - module: iamops.keycloak.keycloak_authz_authorization_scope
  - module: iamops.keycloak.keycloak_authz_custom_policy
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.protected
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Whoever a script lets in may edit
  iamops.keycloak.keycloak_authz_permission:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: Editing
    permission_type: scope
    scopes:
      - edit
    policies:
      - Only the owner

- name: Orders are for those whom one of these policies lets in
  iamops.keycloak.keycloak_authz_permission:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Orders
    description: Orders and all that is in them
    permission_type: resource
    resources:
      - Order
    policies:
      - Only the owner
      - Night
    decision_strategy: AFFIRMATIVE

- name: It is needed no more
  iamops.keycloak.keycloak_authz_permission:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Orders
    permission_type: resource
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: Editing, type: scope, scopes: [9da05cd2-b273-4354-bbd8-0c133918a454]}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: Editing, type: scope, scopes: [edit], policies: [Only the owner]}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - C(resources), C(scopes) and C(policies) are lists of ids, as other collections
      have them. C(resourcesData), C(scopesData) and C(policiesData) have the names beside them, and RV(diff) has names.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: Editing, type: scope, scopes: [9da05cd2-b273-4354-bbd8-0c133918a454]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/0b8c4c1e-5f0e-4c39-9f3e/authz/resource-server/permission/scope"]
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
  sample: Permission created
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found),
          V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_permissions import AUTHZ_PERMISSION

BINDING = Binding(AUTHZ_PERMISSION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
