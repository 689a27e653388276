#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_rolescope
short_description: Maps roles to the scope of a client
version_added: "1.0.0"
description:
  - Brings roles of the realm or of a client into the scope of another client, which limits the roles that its tokens
    may have, or takes them out.
  - The login needs the role C(manage-clients) of C(realm-management), and C(manage-realm) for roles of the realm.
options:
  client_id:
    description: Client ID of the client whose scope it is.
    type: str
    required: true
    aliases: [target_client_id]
  role_owner_client_id:
    description: Client ID of the client whose roles they are. Without it, they are roles of the realm.
    type: str
    aliases: [client_scope_id]
  role_names:
    description: Names of the roles.
    type: list
    elements: str
    required: true
  role_names_behavior:
    description:
      - V(subset) only adds, which is what is done without this option.
      - V(exact) also removes all other mappings of roles of the realm, or of this owner, to the client's scope. With
        it, an empty O(role_names) removes all. It can't be given together with O(state=absent).
    type: str
    choices: [exact, subset]
    aliases: [roleNamesBehavior]
notes:
  - The client must have C(fullScopeAllowed) switched off. With it on, the client has all roles in its scope, and adding
    any is refused.
  - Only what is mapped directly counts. Roles that come with composite roles are neither shown nor removed, and a
    role that is there in such a way only is mapped when a task asks for it.
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
- name: The client's tokens may have these roles of another client
  iamops.keycloak.keycloak_client_rolescope:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: kiosk
    role_owner_client_id: shop
    role_names:
      - clerk
      - buyer

- name: Of the realm's roles, they may have this one alone
  iamops.keycloak.keycloak_client_rolescope:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: kiosk
    role_names:
      - reader
    role_names_behavior: exact

- name: They may not have this role
  iamops.keycloak.keycloak_client_rolescope:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: kiosk
    role_owner_client_id: shop
    role_names:
      - buyer
    state: absent
"""

RETURN = r"""
existing:
  description: The roles of the realm, or of the owner, in the client's scope before.
  returned: on success
  type: list
  elements: dict
  sample: []
proposed:
  description: The roles of the realm, or of the owner, in the client's scope as the task wants them.
  returned: when the options are valid
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: clerk, composite: false, clientRole: true}]
end_state:
  description:
    - The roles of the realm, or of the owner, in the client's scope afterwards. In check mode, a role that is yet to
      be made has its name alone.
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
  sample: ["POST /admin/realms/acme/clients/5e03c08a/scope-mappings/clients/8447797b"]
diff:
  description: The client, the roles' owner and the names of the roles, before and afterwards.
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
  sample: Client role scope for kiosk has been updated
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.scope_roles import CLIENT_ROLESCOPE

BINDING = Binding(CLIENT_ROLESCOPE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
