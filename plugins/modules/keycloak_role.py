#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_role
short_description: Manages roles of a Keycloak realm and of its clients
version_added: "1.0.0"
description:
  - Creates, changes and removes realm roles and client roles, with what they are composed of.
  - The login needs the role C(manage-realm) of C(realm-management) for a realm role, C(manage-clients) for a client
    role. Both are needed where a role of the one sort is composed of roles of the other.
options:
  name:
    description:
      - Name of the role, by which it is found.
      - One of O(name) and O(id) is required. Given both, the role of that O(id) gets this name.
    type: str
  id:
    description:
      - Id of a role that exists, of the realm or of whichever client. It is found by it alone, also to rename or to
        remove it.
      - A new role gets its id from the server.
    type: str
  client_id:
    description:
      - The C(clientId) of the client that the role belongs to. Without it the role is one of the realm.
      - It can't be given together with O(id).
    type: str
  description:
    description: What the role is for.
    type: str
  attributes:
    description:
      - Attributes of the role. A value is a text or a list of texts.
      - They are merged, and a key given as null or with an empty list is removed. The order of values does not count.
    type: dict
  composites:
    description:
      - The roles that this one is composed of.
      - Each item says by its O(composites[].state) whether it is to be added or removed, and roles that are not
        named stay.
        An empty list removes all.
      - O(composites_behavior) makes the list exact.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the role.
        type: str
        required: true
      client_id:
        description: The C(clientId) of the client that the role belongs to. Without it the role is one of the realm.
        type: str
        aliases: [clientId]
      state:
        description: Whether the role is part of this one.
        type: str
        choices: [present, absent]
        default: present
  composites_behavior:
    description:
      - With V(exact), roles that O(composites) does not name are removed.
      - With V(subset), they stay, also where the list is empty.
    type: str
    choices: [exact, subset]
    aliases: [compositesBehavior]
  composite:
    description:
      - Whether the role is composed of others. The server derives it from O(composites), which makes it superfluous.
      - V(false) without O(composites) removes all composites.
    type: bool
notes:
  - At most 255 characters fit into O(name) and O(description). More is an error before anything is written.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A role of the realm
  iamops.keycloak.keycloak_role:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: editor
    description: May edit
    attributes:
      department: [press, web]

- name: A role of a client
  iamops.keycloak.keycloak_role:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: refund

- name: A role that holds these two and no others
  iamops.keycloak.keycloak_role:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: chief-editor
    composites:
      - name: editor
      - name: refund
        client_id: shop
    composites_behavior: exact

- name: One role less in it, the others stay
  iamops.keycloak.keycloak_role:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: chief-editor
    composites:
      - name: refund
        client_id: shop
        state: absent

- name: Look the role up
  iamops.keycloak.keycloak_role_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: chief-editor
  register: found

- name: The role under another name
  iamops.keycloak.keycloak_role:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    id: "{{ found.roles[0].id }}"
    name: head-editor

- name: No such role
  iamops.keycloak.keycloak_role:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: head-editor
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: editor, description: May edit, attributes: {department: [press, web]}}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: editor, description: May edit, attributes: {department: [press, web]}}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
    - Where the task gives O(composites), C(composites) is a list of roles, each with the C(client_id) that it is of.
  returned: on success
  type: dict
  sample: {name: editor, description: May edit, attributes: {department: [press, web]}}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/roles"]
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
  sample: role 'editor' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.roles import ROLE

BINDING = Binding(ROLE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
