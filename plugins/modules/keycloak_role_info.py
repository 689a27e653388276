#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_role_info
short_description: Reads roles of a realm or a client
version_added: "1.0.0"
description:
  - Reads one role by its name or ID, with the roles that it holds and who has it, or all roles of a realm or a client,
    or those that a search finds.
  - The login needs the role C(view-realm) of C(realm-management) for roles of the realm, C(view-clients) for those of a
    client and for O(include=client_composites), and also C(view-users) for O(include=users) and O(include=groups).
options:
  client_id:
    description: Client ID of the client whose roles they are. Without it, they are roles of the realm.
    type: str
    aliases: [clientId]
  name:
    description: Only the role of this name.
    type: str
  id:
    description: Only the role of this ID, of the realm or of whichever client.
    type: str
  search:
    description: Only roles in whose name or description the server finds this.
    type: str
  include:
    description:
      - What is read of one role beside itself, each by a request of its own.
      - V(composites) are all roles that it holds, V(realm_composites) those of the realm among them,
        V(client_composites) those of the client O(composites_client_id).
      - V(users) and V(groups) are those to which it is mapped directly.
    type: list
    elements: str
    choices: [client_composites, composites, groups, realm_composites, users]
    default: []
  composites_client_id:
    description: Client ID of the client to whose roles O(include=client_composites) is narrowed.
    type: str
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a role, what it holds and who has it
  iamops.keycloak.keycloak_role_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    name: manager
    include: [composites, users, groups]
  register: manager

- name: Say who
  ansible.builtin.debug:
    msg: "{{ manager.roles[0].users | map(attribute='username') }}"

- name: Read which roles of a client it holds
  iamops.keycloak.keycloak_role_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: manager
    include: [client_composites]
    composites_client_id: shop

- name: Read a client's roles about refunds
  iamops.keycloak.keycloak_role_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    search: refund
"""

RETURN = r"""
roles:
  description:
    - The roles, as the API represents them. What O(include) names is in each, as a list of that name.
  returned: on success
  type: list
  elements: dict
  sample:
    - id: 4df30bef-1a71-42ed-a199-a97db7119f86
      name: manager
      composite: true
      clientRole: false
      attributes: {}
      users: [{username: ann}]
exists:
  description: Whether there is any such role.
  returned: on success
  type: bool
  sample: true
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 1 roles found
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.roles import ROLES

BINDING = Reads(ROLES, mutually_exclusive=[["name", "id", "search"], ["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
