#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization_group
short_description: Manages groups of an organization in Keycloak
version_added: "1.0.0"
description:
  - Creates, changes, moves and removes groups of an organization, with their members.
  - The login needs the role C(manage-organizations) of C(realm-management). With O(members), it needs C(manage-users)
    too.
options:
  id:
    description: ID of the group. With it, O(name) renames the group and O(parents) moves it.
    type: str
  members:
    description:
      - Members of the group, by their usernames. They must be members of the organization.
      - Each is added, or removed with O(members[].state=absent). Others stay unless O(members_behavior=exact). An empty
        list removes all.
      - Only read where this option is given.
    type: list
    elements: dict
    suboptions:
      username:
        description: Name of the user.
        type: str
        required: true
      state:
        description: Whether the user is to be in the group.
        type: str
        choices: [present, absent]
        default: present
  members_behavior:
    description: Whether O(members) are all that there are to be, V(exact), or only some of them.
    type: str
    choices: [exact, subset]
    aliases: [membersBehavior]
notes:
  - Groups of organizations came with Keycloak 26.6, and a realm must have organizations switched on, see
    O(iamops.keycloak.keycloak_realm#module:organizations_enabled).
  - At most 255 characters fit into a group's name and description, an attribute's name and each of its values. More
    is an error before anything is written.
  - The server takes nothing but the name of a new group below another, so what else it is takes a second write.
  - Roles are given by M(iamops.keycloak.keycloak_organization_group_rolemapping). The realm's own groups are those of
    M(iamops.keycloak.keycloak_group).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.organization
  - iamops.keycloak.group
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A group of an organization with a member
  iamops.keycloak.keycloak_organization_group:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    name: engineering
    description: All who build
    attributes:
      cost-centre: ["4711"]
    members:
      - username: ann

- name: A group below it
  iamops.keycloak.keycloak_organization_group:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    parents:
      - name: engineering
    name: security
    attributes:
      floor: "2"

- name: The group moves to the top
  iamops.keycloak.keycloak_organization_group:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    name: security
    moved_from:
      - name: engineering

- name: No such group
  iamops.keycloak.keycloak_organization_group:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    name: engineering
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: engineering, path: /engineering, description: All who build}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: engineering, path: /engineering, description: All who build}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: engineering, path: /engineering, description: All who build}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/organizations/9f0e/groups"]
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
  sample: group of the organization '/engineering' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.organization_groups import (
    ORGANIZATION_GROUP,
)

BINDING = Binding(ORGANIZATION_GROUP)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
