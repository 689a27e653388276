#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_authorization_scope
short_description: Manages authorization scopes of a Keycloak client
version_added: "1.0.0"
description:
  - Creates, changes and removes authorization scopes, which say what can be done with the resources of a client,
    such as to view or to edit them.
  - The login needs the roles C(manage-authorization) and C(view-clients) of C(realm-management).
options:
  name:
    description: Name of the scope.
    type: str
    required: true
  display_name:
    description: Name that people see.
    type: str
    aliases: [displayName]
  icon_uri:
    description: URI of an icon.
    type: str
    aliases: [iconUri]
notes:
  - With O(state=absent), the server takes the scope out of the permissions that protect it, and removes a permission
    that then protects nothing.
  - At most 255 characters fit into each text. More is an error before anything is written.
  - A request that makes a scope changes one that already has its name, as the server does. The module looks first.
seealso:
  - module: iamops.keycloak.keycloak_authz_permission
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
- name: Editing is something that can be granted
  iamops.keycloak.keycloak_authz_authorization_scope:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: edit
    display_name: Edit an order

- name: Nobody deletes anything
  iamops.keycloak.keycloak_authz_authorization_scope:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: delete
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: edit, displayName: Edit an order, iconUri: ''}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: edit, displayName: Edit an order}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it is empty where the scope would change, as playbooks of other collections expect. RV(diff) and
      RV(proposed) tell what it would be.
  returned: on success
  type: dict
  sample: {name: edit, displayName: Edit an order, iconUri: ''}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/0b8c4c1e-5f0e-4c39-9f3e/authz/resource-server/scope"]
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
  sample: Authorization scope created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz import AUTHZ_AUTHORIZATION_SCOPE

BINDING = Binding(AUTHZ_AUTHORIZATION_SCOPE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
