#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm_rolemapping
short_description: Maps roles of a realm to a group
version_added: "1.0.0"
description:
  - Maps realm roles to a group of a Keycloak realm, or takes such mappings away.
  - The login needs the role C(manage-users) of C(realm-management), and C(view-realm).
options:
  roles_behavior:
    description:
      - V(subset) only adds, which is what is done without this option.
      - V(exact) also removes all other mappings of realm roles to the group. With it, an empty O(roles) removes all.
        It can't be given together with O(state=absent).
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
- name: The group has these roles, and may have others
  iamops.keycloak.keycloak_realm_rolemapping:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    group_name: staff
    roles:
      - name: reader
      - name: writer

- name: A group below others has this realm role and no other
  iamops.keycloak.keycloak_realm_rolemapping:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    group_name: backend
    parents:
      - name: staff
      - name: engineering
    roles:
      - name: writer
    roles_behavior: exact

- name: The group loses this role
  iamops.keycloak.keycloak_realm_rolemapping:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    group_name: staff
    roles:
      - name: writer
    state: absent
"""

RETURN = r"""
existing:
  description: Names of the realm roles that are mapped to the group before.
  returned: on success
  type: list
  elements: str
  sample: []
proposed:
  description: Names of the realm roles that are mapped to the group as the task wants them.
  returned: when the options are valid
  type: list
  elements: str
  sample: [reader, writer]
end_state:
  description:
    - Names of the realm roles that are mapped to the group afterwards. In check mode, a role that is yet to be made
      has its name alone.
  returned: on success
  type: list
  elements: str
  sample: [reader, writer]
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/groups/298c3d04/role-mappings/realm"]
diff:
  description: The group and the names of its realm roles, before and afterwards.
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
  sample: Realm roles ['reader', 'writer'] assigned to groupId 298c3d04-1e73-411b-94b6-dbacd18047ee.
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.group_roles import REALM_ROLEMAPPING

BINDING = Binding(REALM_ROLEMAPPING)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
