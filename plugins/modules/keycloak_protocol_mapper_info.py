#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_protocol_mapper_info
short_description: Reads protocol mappers of a client or a client scope
version_added: "1.0.0"
description:
  - Reads protocol mappers of a client, a client scope or a client template, all of them, those of one protocol, or one.
  - The login needs the role C(view-clients) of C(realm-management).
options:
  client_id:
    description: Client ID of the client that has the mappers.
    type: str
    aliases: [clientId]
  client_scope:
    description: Name or ID of the client scope that has the mappers.
    type: str
    aliases: [clientScope]
  client_template:
    description:
      - Name or ID of the client scope that has the mappers.
      - It is the same as O(client_scope), by paths that servers keep for client templates, which is what client scopes
        were called until 2018.
    type: str
    aliases: [clientTemplate]
  id:
    description: Only the mapper of this ID.
    type: str
  name:
    description: Only mappers of this name. There may be one for each protocol.
    type: str
  protocol:
    description: Only mappers of this protocol, such as V(openid-connect) or V(saml).
    type: str
notes:
  - One of O(client_id), O(client_scope) and O(client_template) is required.
  - Mappers that a client's tokens get from its client scopes are those of the client scopes.
  - The server shows C(introspection.token.claim) like C(access.token.claim), and C(userinfo.token.claim) like
    C(id.token.claim), where a mapper does not set them.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read all mappers of a client
  iamops.keycloak.keycloak_protocol_mapper_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    client_id: shop
  register: mappers

- name: Say which claims they make
  ansible.builtin.debug:
    msg: "{{ item.config['claim.name'] | default('none') }}"
  loop: "{{ mappers.protocol_mappers }}"
  loop_control:
    label: "{{ item.name }}"

- name: Read the mappers of a client scope for SAML
  iamops.keycloak.keycloak_protocol_mapper_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_scope: sales
    protocol: saml
"""

RETURN = r"""
protocol_mappers:
  description: The mappers, as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample:
    - id: 6ac8a2a4-9a0c-4ab2-8b5a-d6b0b8a1a3f2
      name: department
      protocol: openid-connect
      protocolMapper: oidc-usermodel-attribute-mapper
      consentRequired: false
      config: {claim.name: department}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 2 protocol mappers of shop found in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.protocol_mappers import (
    PROTOCOL_MAPPERS_OF,
)

BINDING = Reads(PROTOCOL_MAPPERS_OF, required_one_of=[list(OWNERS)], mutually_exclusive=[list(OWNERS)])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
