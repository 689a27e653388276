#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_scope
short_description: Manages authorization scopes of a Keycloak client
version_added: "1.0.0"
description:
  - Creates, changes and removes scopes of the authorization services of a client, what can be done with a resource.
  - This is what M(iamops.keycloak.keycloak_authz_authorization_scope) does, with messages and results as the other
    modules of this collection have them.
  - The login needs the roles C(view-clients) and C(manage-authorization) of C(realm-management).
options:
  name:
    description: Name of the scope, such as V(view).
    type: str
    required: true
  display_name:
    description: Name of the scope as users see it.
    type: str
    aliases: [displayName]
  icon_uri:
    description: Address of an icon.
    type: str
    aliases: [iconUri]
notes:
  - A scope that a resource has can not be removed. The server says so, and keeps it.
  - With O(state=absent), the server takes the scope out of the permissions that protect it, and removes a permission
    that then protects nothing.
  - At most 255 characters fit into each option. More is an error before anything is written.
seealso:
  - module: iamops.keycloak.keycloak_authz_resource
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
- name: Orders can be viewed
  iamops.keycloak.keycloak_authz_scope:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: view
    display_name: View it

- name: Nothing can be printed any more
  iamops.keycloak.keycloak_authz_scope:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: print
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: view, displayName: View it}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: view, displayName: View it}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: view, displayName: View it}
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
  sample: "authorization scope 'view' has been created"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_scopes import AUTHZ_SCOPE

BINDING = Binding(AUTHZ_SCOPE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
