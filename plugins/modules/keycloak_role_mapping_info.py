#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_role_mapping_info
short_description: Reads the roles of a user or a group
version_added: "1.0.0"
description:
  - Reads which roles of the realm, or of one client, a user, a service account or a group has itself, which it could be
    given, and which it has in effect.
  - The login needs the role C(view-users) of C(realm-management), and also C(view-clients) where a client is named.
options:
  target_username:
    description: Name of the user.
    type: str
  uid:
    description: ID of the user.
    type: str
  service_account_user_client_id:
    description: Client ID of the client whose service account it is.
    type: str
  group_name:
    description: Name of the group.
    type: str
  gid:
    description: ID of the group.
    type: str
  parents:
    description: The groups above O(group_name), from the top. Without it, the group is one at the top.
    type: list
    elements: dict
    suboptions:
      id:
        description: ID of the group. With it, what stands before it in the list is not looked up.
        type: str
      name:
        description: Name of the group.
        type: str
  client_id:
    description: Client ID of the client whose roles they are. Without it and O(cid), they are roles of the realm.
    type: str
  cid:
    description: ID of that client.
    type: str
  include:
    description:
      - What is read, each by a request of its own.
      - V(assigned) are the roles that are mapped directly.
      - V(available) are those that could be mapped and are not.
      - V(effective) are those that this amounts to, with what comes by composite roles and, for a user, by groups.
      - V(mappings) are the roles that are mapped directly, of the realm and of all clients, whatever
        O(client_id) is.
    type: list
    elements: str
    choices: [assigned, available, effective, mappings]
    default: [assigned]
notes:
  - One of O(target_username), O(uid), O(service_account_user_client_id), O(group_name) and O(gid) is required.
  - V(available) are only roles that the login may map, which takes C(manage-users). One that may map none sees none.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read which roles of a client a user has in effect, and which it could be given
  iamops.keycloak.keycloak_role_mapping_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    target_username: ann
    client_id: shop
    include: [effective, available]
  register: roles

- name: Say which
  ansible.builtin.debug:
    msg: "{{ roles.effective | map(attribute='name') }}, not {{ roles.available | map(attribute='name') }}"

- name: Read all roles that are mapped to a group
  iamops.keycloak.keycloak_role_mapping_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    group_name: night
    parents: [{name: staff}]
    include: [mappings]
"""

RETURN = r"""
assigned:
  description: The roles that are mapped directly, of the realm or of the client.
  returned: when it is included
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: clerk, composite: false, clientRole: true}]
available:
  description: The roles that could be mapped and are not.
  returned: when it is included
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: clerk, composite: false, clientRole: true}]
effective:
  description: The roles that all this amounts to.
  returned: when it is included
  type: list
  elements: dict
  sample: [{id: 4df30bef-1a71-42ed-a199-a97db7119f86, name: clerk, composite: false, clientRole: true}]
mappings:
  description: All roles that are mapped directly, as the API represents them.
  returned: when it is included
  type: dict
  sample:
    realmMappings: [{name: reader}]
    clientMappings:
      shop: {client: shop, mappings: [{name: clerk}]}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 'role mappings read: effective, available'
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.mappings import ROLE_MAPPINGS, WHO

BINDING = Reads(
    ROLE_MAPPINGS,
    required_one_of=[list(WHO)],
    mutually_exclusive=[list(WHO), ["client_id", "cid"]],
    required_by={"parents": "group_name"},
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
