#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_default_group
short_description: Manages the groups that new users of a Keycloak realm are in, one by one
version_added: "1.0.0"
description:
  - Puts one group among the default groups of a realm, or takes it from there. Every user that is made from then on is
    a member. Users who exist are not touched.
  - The login needs the roles C(manage-realm) and C(view-users) of C(realm-management).
options:
  state:
    description:
      - Whether new users are in the group. The group itself is never removed.
    type: str
    choices: [present, absent]
    default: present
  group:
    description:
      - Path of the group, such as V(/staff/night-shift). For a group at the top its name is enough.
    type: str
    required: true
    aliases: [path]
notes:
  - A group that is removed is no default group any more. O(state=absent) for a group that does not exist is unchanged.
  - Users that a partial import or a user federation brings may not be in the default groups.
  - An option that is left out is neither changed on the server nor reported as changed.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: New users are customers
  iamops.keycloak.keycloak_default_group:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    group: /people/customers

- name: And no longer guests
  iamops.keycloak.keycloak_default_group:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    group: guests
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it. Empty if there was none.
  returned: on success
  type: dict
  sample: {path: /people/customers, name: customers, id: 4e4aadef-573b-4591-87d8-296d5dc12b7c}
proposed:
  description: What the task asks for, in the API's names. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {path: /people/customers}
end_state:
  description:
    - The object afterwards, as the API represents it. Empty if there is none.
    - In check mode it lacks what only the server can make.
  returned: on success
  type: dict
  sample: {path: /people/customers, name: customers, id: 4e4aadef-573b-4591-87d8-296d5dc12b7c}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/default-groups/4e4aadef-573b-4591-87d8-296d5dc12b7c"]
diff:
  description: The object before and after, without what only the server makes.
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
  sample: default group '/people/customers' has been created
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.default_groups import DEFAULT_GROUP_KIND

BINDING = Binding(DEFAULT_GROUP_KIND)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
