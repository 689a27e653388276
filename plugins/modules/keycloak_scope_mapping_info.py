#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_scope_mapping_info
short_description: Reads the roles in the scope of a client or a client scope
version_added: "1.0.0"
description:
  - Reads which roles of the realm, or of one client, are in the scope of a client, a client scope or a client template,
    which could come into it, and which are in it in effect.
  - The login needs the role C(view-clients) of C(realm-management).
options:
  client_id:
    description: Client ID of the client that has the roles in its scope.
    type: str
    aliases: [clientId]
  client_scope:
    description: Name or ID of the client scope that has the roles in its scope.
    type: str
    aliases: [clientScope]
  client_template:
    description:
      - Name or ID of the client scope that has the roles in its scope.
      - It is the same as O(client_scope), by paths that servers keep for client templates, which is what client scopes
        were called until 2018.
    type: str
    aliases: [clientTemplate]
  role_owner_client_id:
    description: Client ID of the client whose roles they are. Without it, they are roles of the realm.
    type: str
  include:
    description:
      - What is read, each by a request of its own.
      - V(assigned) are the roles that are mapped directly.
      - V(available) are those that could be mapped and are not.
      - V(effective) are those that this amounts to, with what comes by composite roles.
      - V(mappings) are the roles that are mapped directly, of the realm and of all clients, whatever
        O(role_owner_client_id) is.
    type: list
    elements: str
    choices: [assigned, available, effective, mappings]
    default: [assigned]
notes:
  - One of O(client_id), O(client_scope) and O(client_template) is required.
  - V(available) are only roles that the login may map, which takes C(manage-clients), and C(manage-realm) for those of
    the realm. One that may map none sees none.
  - A client with C(fullScopeAllowed) has all roles in its scope, whatever is mapped. V(effective) shows them all then.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read which roles of the realm are in the scope of a client
  iamops.keycloak.keycloak_scope_mapping_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    client_id: shop
  register: scope

- name: Say which
  ansible.builtin.debug:
    msg: "{{ scope.assigned | map(attribute='name') }}"

- name: Read which roles of a client could come into a client scope
  iamops.keycloak.keycloak_scope_mapping_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_scope: sales
    role_owner_client_id: shop
    include: [available]
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
  sample: 'scope mappings read: assigned'
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.protocol_mappers import OWNERS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.mappings import SCOPE_MAPPINGS

BINDING = Reads(SCOPE_MAPPINGS, required_one_of=[list(OWNERS)], mutually_exclusive=[list(OWNERS)])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
