#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_scope_rolemappings
short_description: Maps roles to a client scope
version_added: "1.0.0"
description:
  - Maps roles of the realm or of a client to a client scope, which brings them into the scope of the clients that use
    it, or takes such mappings away.
  - The login needs the role C(manage-clients) of C(realm-management), and C(manage-realm) for roles of the realm.
options:
  client_scope_id:
    description:
      - The client scope, by its name or ID.
      - One of O(client_scope_id) and O(client_template_id) is required.
    type: str
    aliases: [clientscope_id]
  client_template_id:
    description:
      - The client scope, by its name or ID, as O(client_scope_id).
      - It is reached by paths that servers keep for client templates, which client scopes were called until 2018.
    type: str
    aliases: [client_template]
  client_id:
    description: Client ID of the client whose roles they are. Without it, they are roles of the realm.
    type: str
  role_names:
    description: Names of the roles.
    type: list
    elements: str
    required: true
  role_names_behavior:
    description:
      - V(subset) only adds, which is what is done without this option.
      - V(exact) also removes all other mappings of roles of the realm, or of this client, to the client scope. With
        it, an empty O(role_names) removes all. It can't be given together with O(state=absent).
    type: str
    choices: [exact, subset]
    aliases: [roleNamesBehavior]
notes:
  - Only what is mapped directly counts. Roles that come with composite roles are neither shown nor removed, and a
    role that is there in such a way only is mapped when a task asks for it.
  - Whether the client that the roles belong to has C(fullScopeAllowed) does not matter.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.role_mapping
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The client scope brings these roles of a client
  iamops.keycloak.keycloak_client_scope_rolemappings:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_scope_id: sales
    client_id: shop
    role_names:
      - clerk
      - buyer

- name: Of the realm's roles it brings this one alone
  iamops.keycloak.keycloak_client_scope_rolemappings:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_scope_id: sales
    role_names:
      - reader
    role_names_behavior: exact

- name: It does not bring this role
  iamops.keycloak.keycloak_client_scope_rolemappings:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_scope_id: sales
    client_id: shop
    role_names:
      - buyer
    state: absent
"""

RETURN = r"""
existing:
  description: The roles of the realm, or of the client, that are mapped to the client scope before.
  returned: on success
  type: list
  elements: dict
  sample: []
proposed:
  description: The roles of the realm, or of the client, that are mapped to the client scope as the task wants them.
  returned: when the options are valid
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: clerk, composite: false, clientRole: true}]
end_state:
  description:
    - The roles of the realm, or of the client, that are mapped to the client scope afterwards. In check mode, a role
      that is yet to be made has its name alone.
  returned: on success
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: clerk, composite: false, clientRole: true}]
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/client-scopes/41bc36ed/scope-mappings/realm"]
diff:
  description: The client scope, the roles' owner and the names of the roles, before and afterwards.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: Before.
      type: dict
    after:
      description: Afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: Clientscope scope mappings for sales have been updated
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.scope_roles import (
    CLIENT_SCOPE_ROLEMAPPINGS,
)

BINDING = Binding(CLIENT_SCOPE_ROLEMAPPINGS, mutually_exclusive=[["client_scope_id", "client_template_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
