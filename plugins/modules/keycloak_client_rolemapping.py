#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_rolemapping
short_description: Maps roles of a client to a group
version_added: "1.0.0"
description:
  - Maps roles of a client to a group of a Keycloak realm, or takes such mappings away.
  - The login needs the role C(manage-users) of C(realm-management), and C(view-clients).
options:
  client_id:
    description: The client whose roles they are, by its client ID. This or O(cid) is needed.
    type: str
  cid:
    description: ID of that client in the API. It goes before O(client_id).
    type: str
  roles_behavior:
    description:
      - V(subset) only adds, which is what is done without this option.
      - V(exact) also removes all other mappings of roles of this client to the group. With it, an empty O(roles)
        removes all. It can't be given together with O(state=absent).
    type: str
    choices: [exact, subset]
    aliases: [rolesBehavior]
notes:
  - Only what is mapped directly counts. Roles that come with composite roles or from groups above are neither shown
    nor removed, and a role that is there in such a way only is mapped when a task asks for it.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.role_mapping.to_group
  - iamops.keycloak.role_mapping.roles
  - iamops.keycloak.role_mapping
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The group has these roles of the client, and may have others
  iamops.keycloak.keycloak_client_rolemapping:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    group_name: staff
    client_id: shop
    roles:
      - name: clerk
      - name: buyer

- name: The group has no role of the client
  iamops.keycloak.keycloak_client_rolemapping:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    group_name: staff
    client_id: shop
    roles: []
    roles_behavior: exact

- name: A group below another does not have this role
  iamops.keycloak.keycloak_client_rolemapping:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    group_name: engineering
    parents:
      - name: staff
    client_id: shop
    roles:
      - name: clerk
    state: absent
"""

RETURN = r"""
existing:
  description: The roles of the client that are mapped to the group before.
  returned: on success
  type: list
  elements: dict
  sample: []
proposed:
  description: The roles of the client that are mapped to the group as the task wants them.
  returned: when the options are valid
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: clerk, composite: false, clientRole: true}]
end_state:
  description:
    - The roles of the client that are mapped to the group afterwards. In check mode, a role that is yet to be made
      has its name alone.
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
  sample: ["POST /admin/realms/acme/groups/298c3d04/role-mappings/clients/29946ecd"]
diff:
  description: The group, the client and the names of the roles, before and afterwards.
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
  sample: Roles ['clerk'] assigned to group staff.
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.group_roles import CLIENT_ROLEMAPPING

BINDING = Binding(CLIENT_ROLEMAPPING)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
