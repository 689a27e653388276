#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_admin_permission
short_description: Manages fine-grained permissions of administrators in a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes permissions that let administrators view or manage some of a realm's users, groups,
    clients, roles or organizations. All that they are about is given by names.
  - The realm must have them switched on, with
    O(iamops.keycloak.keycloak_realm#module:admin_permissions_enabled). It then has a client C(admin-permissions), which
    keeps them. The policies that decide are policies of that client, which
    M(iamops.keycloak.keycloak_authz_policy) manages.
  - The login needs the role C(realm-admin) of C(realm-management). No smaller one lets anybody at these permissions.
options:
  name:
    description: Name of the permission. Policies of the client C(admin-permissions) have names of the same set.
    type: str
    required: true
  resource_type:
    description:
      - The sort of the objects that the permission is about.
      - A new permission needs it. It can not be changed.
    type: str
    choices: [Clients, Groups, Organizations, Roles, Users]
    aliases: [resourceType]
  resources:
    description:
      - The objects that the permission is about. A list given is exact.
      - About none, as V([]) makes it, it is about all objects of its sort.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - Name of the object. That is the client id of a client, the path of a group, the username of a user, the name
            of a role, the name or alias of an organization.
        type: str
        required: true
      client_id:
        description: Client id of the client whose role it is; without it, it is a role of the realm.
        type: str
        aliases: [clientId]
  scopes:
    description:
      - What may be done with the objects, such as V(view) and V(manage). A list given is exact.
      - A permission needs one at least. Which there are depends on the sort; another
        one is an error before anything is written, which names them.
    type: list
    elements: str
  policies:
    description:
      - Names of the policies that decide, all of which must grant. A list given is exact.
      - For other ways to decide, name a policy of the type C(aggregate), which has a decision strategy of its own.
    type: list
    elements: str
  description:
    description: What the permission is for.
    type: str
notes:
  - These permissions came with Keycloak 26.2. Servers that are started with the feature C(admin-fine-grained-authz:v1)
    have those of M(iamops.keycloak.keycloak_management_permissions) instead.
  - Where they have been switched off again, the server would keep what it is given, without effect. That is an error
    before anything is written; what is left can be removed.
  - An object, scope or policy that does not exist is an error before anything is written.
  - The names of objects are read one by one, those that the permission is about now as well.
seealso:
  - module: iamops.keycloak.keycloak_authz_policy
  - module: iamops.keycloak.keycloak_management_permissions
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The shop's team may manage the shop's client, whatever other roles it has
  iamops.keycloak.keycloak_admin_permission:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Clients of the shop
    resource_type: Clients
    resources:
      - name: shop
    scopes:
      - view
      - manage
    policies:
      - Team of the shop

- name: It may give away the role of a clerk
  iamops.keycloak.keycloak_admin_permission:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: Clerks
    resource_type: Roles
    resources:
      - name: clerk
        client_id: shop
    scopes:
      - map-role
    policies:
      - Team of the shop

- name: It may look at all users
  iamops.keycloak.keycloak_admin_permission:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: Users
    resource_type: Users
    resources: []
    scopes:
      - view
    policies:
      - Team of the shop

- name: That is over
  iamops.keycloak.keycloak_admin_permission:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: Users
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: Clients of the shop, resourceType: Clients, scopes: [view], resources:
    [537cd50b-55c3-4ed8-93ad-2f57760ca94f]}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: Clients of the shop, scopes: [view], policies: [Team of the shop]}
end_state:
  description:
    - The permission afterwards. C(scopes) and C(policies) are names, C(resources) ids; RV(diff) has the names of
      resources that the task names. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: Clients of the shop, resourceType: Clients, scopes: [view], resources:
    [537cd50b-55c3-4ed8-93ad-2f57760ca94f]}
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
  sample: Created permission of administrators Clients of the shop
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.admin_permissions import ADMIN_PERMISSION

BINDING = Binding(ADMIN_PERMISSION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
