#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_group_info
short_description: Reads groups of a realm
version_added: "1.0.0"
description:
  - Reads one group by its path or ID, with its members and the groups below it, or groups that a search finds, or how
    many there are.
  - The login needs the role C(view-users) of C(realm-management).
options:
  path:
    description: Only the group of this path, such as V(/staff/night). Where names hold slashes, take O(id).
    type: str
  id:
    description: Only the group of this ID.
    type: str
  search:
    description:
      - Only groups in whose name the server finds this, wherever they are. Without it and O(query), those at the top
        are read.
    type: str
  exact:
    description: Whether O(search) must be the whole name.
    type: bool
    default: false
  query:
    description:
      - Only groups with these attributes, such as V(department:press). Several are separated by spaces.
      - It can't be given with O(search), of which the server would take no notice. It needs Keycloak 20.
    type: str
    aliases: [q]
  top_only:
    description: Whether only groups at the top are read or counted.
    type: bool
    default: false
  only_count:
    description: Whether it is only counted how many groups there are, at all, at the top or with O(search).
    type: bool
    default: false
  include:
    description:
      - What is read of one group beside itself, each by requests of its own.
      - V(members) are its members, V(children) the groups right below it.
    type: list
    elements: str
    choices: [children, members]
    default: []
notes:
  - Groups of an organization are not among them.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a group, its members and what is below it
  iamops.keycloak.keycloak_group_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    path: /staff/night
    include: [members, children]
  register: night

- name: Say who
  ansible.builtin.debug:
    msg: "{{ night.groups[0].members | map(attribute='username') }}"

- name: Read groups of a name, wherever they are
  iamops.keycloak.keycloak_group_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    search: night

- name: Count the groups at the top
  iamops.keycloak.keycloak_group_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    only_count: true
    top_only: true
"""

RETURN = r"""
groups:
  description: The groups, as the API represents them. What O(include) names is in each, as a list of that name.
  returned: on success, unless only_count
  type: list
  elements: dict
  sample:
    - id: 0c1e8d7a-6a1d-4a5e-9d3a-2c5f6f1b7a11
      name: night
      path: /staff/night
      attributes: {}
      members: [{username: ann}]
exists:
  description: Whether there is any such group.
  returned: on success, unless only_count
  type: bool
  sample: true
count:
  description: How many groups there are.
  returned: on success
  type: int
  sample: 1
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 1 groups found
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.groups import GROUPS_OF_A_REALM

BINDING = Reads(
    GROUPS_OF_A_REALM,
    mutually_exclusive=[["path", "id", "search"], ["path", "id", "query"], ["search", "query"]],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
