#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_group
short_description: Manages groups of a Keycloak realm, with all that is below them
version_added: "1.0.0"
description:
  - Creates, changes, moves and removes groups and whole trees of groups.
  - The login needs the role C(manage-users) of C(realm-management). A login that may only look, as in check mode, needs
    C(view-users) or C(query-groups).
options:
  id:
    description:
      - ID of the group. With it, O(name) renames the group and O(parents) moves it.
    type: str
  sub_groups:
    description:
      - The groups below this one.
      - The list is exact, so groups that it does not name are removed, with their members' memberships and all that
        is below them. An empty list removes all. A group's description and attributes that are left out stay as they
        are.
      - Each group may have O(sub_groups[].sub_groups) of its own, exact in the same way. Left out, nothing below is
        touched.
    type: list
    elements: dict
    aliases: [subGroups]
    suboptions:
      name:
        description: Name of the group, unique among its siblings.
        type: str
        required: true
      description:
        description:
          - What the group is for.
          - Servers before Keycloak 26.3 do not know it.
        type: str
      attributes:
        description: Attributes of the group, merged as those of O(attributes).
        type: dict
      sub_groups:
        description: The groups below this one, again with V(name), V(description), V(attributes) and V(sub_groups).
        type: list
        elements: dict
        aliases: [subGroups]
notes:
  - At most 255 characters fit into a group's name and description, an attribute's name and each of its values. More
    is an error before anything is written.
  - The server does not take roles together with a group.
  - Whether a group is moved is only seen by its O(id) or O(moved_from). A group in O(sub_groups) that is given at
    another place is removed here and made anew there.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.group
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A group with others below it
  iamops.keycloak.keycloak_group:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: staff
    description: All who work here
    attributes:
      cost-centre: ["4711"]
    sub_groups:
      - name: engineering
        attributes:
          floor: "2"
        sub_groups:
          - name: backend
          - name: frontend
      - name: sales

- name: A group below others, which it leaves alone
  iamops.keycloak.keycloak_group:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    parents:
      - name: staff
      - name: engineering
    name: security

- name: The group moves, with its members
  iamops.keycloak.keycloak_group:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    parents:
      - name: staff
    name: security
    moved_from:
      - name: staff
      - name: engineering

- name: The group that has this ID moves to the top and gets another name
  iamops.keycloak.keycloak_group:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    id: 9d59aa76-2755-48c6-b1af-beb70a82c3cd
    name: safety
    parents: []

- name: Nothing below sales any more
  iamops.keycloak.keycloak_group:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    parents:
      - name: staff
    name: sales
    sub_groups: []

- name: No such group
  iamops.keycloak.keycloak_group:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: staff
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: staff, path: /staff, description: All who work here}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: staff, path: /staff, description: All who work here}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: staff, path: /staff, description: All who work here}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/groups"]
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
  sample: group '/staff' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.groups import GROUP

BINDING = Binding(GROUP)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
