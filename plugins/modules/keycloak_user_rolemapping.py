#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_rolemapping
short_description: Maps roles of a realm or a client to a user
version_added: "1.0.0"
description:
  - Maps realm roles or roles of a client to a user of a Keycloak realm, or to the service account of a client, or takes
    such mappings away.
  - The login needs the role C(manage-users) of C(realm-management), and C(view-realm) for roles of the realm,
    C(view-clients) for those of clients and for service accounts.
options:
  target_username:
    description:
      - Name of the user. Upper and lower case are the same.
      - This, O(uid) or O(service_account_user_client_id) is needed.
    type: str
  uid:
    description: ID of the user. It goes before O(target_username).
    type: str
  service_account_user_client_id:
    description:
      - Client ID of the client whose service account is meant. Only looked at without O(uid) and O(target_username).
    type: str
  client_id:
    description: The client whose roles they are, by its client ID. Without it and O(cid), they are roles of the realm.
    type: str
  cid:
    description: ID of that client in the API. It goes before O(client_id).
    type: str
  roles_behavior:
    description:
      - V(subset) only adds, which is what is done without this option.
      - V(exact) also removes all other mappings of roles of the realm, or of this client, to the user. With it, an
        empty O(roles) removes all. It can't be given together with O(state=absent).
    type: str
    choices: [exact, subset]
    aliases: [rolesBehavior]
notes:
  - Only what is mapped directly counts. Roles that come with composite roles, with groups or by default are neither
    shown nor removed, and a role that is there in such a way only is mapped when a task asks for it.
  - Each new user has the role C(default-roles-) followed by the realm's name. Unless it is listed, V(exact) with
    O(roles_behavior) takes it away, and with it all that users have by default.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.role_mapping.roles
  - iamops.keycloak.role_mapping
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A user has this role of the realm
  iamops.keycloak.keycloak_user_rolemapping:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    target_username: ann
    roles:
      - name: reader

- name: The service account of a client may look at the realm's users
  iamops.keycloak.keycloak_user_rolemapping:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    service_account_user_client_id: robot
    client_id: realm-management
    roles:
      - name: view-users
      - name: query-groups
    roles_behavior: exact

- name: A user loses a role of a client
  iamops.keycloak.keycloak_user_rolemapping:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    target_username: ann
    client_id: shop
    roles:
      - name: clerk
    state: absent
"""

RETURN = r"""
existing:
  description: The roles of the realm, or of the client, that are mapped to the user before.
  returned: on success
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: reader, composite: false, clientRole: false}]
proposed:
  description: The roles that the task names, by name and ID as far as the server has them.
  returned: when the options are valid
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: reader}]
end_state:
  description:
    - The roles of the realm, or of the client, that are mapped to the user afterwards. In check mode, a role that is
      yet to be made has its name alone.
  returned: on success
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: reader, composite: false, clientRole: false}]
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/users/cd6f1de0/role-mappings/realm"]
diff:
  description: The user and the names of the roles, before and afterwards.
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
  sample: Roles ['reader'] assigned to userId cd6f1de0-561a-492c-bfac-a01324712d25.
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_roles import USER_ROLEMAPPING

BINDING = Binding(USER_ROLEMAPPING)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
