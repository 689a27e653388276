#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_protocol_mappers
short_description: Manages the protocol mappers of a client or a client scope
version_added: "1.0.0"
description:
  - Creates, changes and removes protocol mappers of a client, a client scope or a client template, and leaves
    everything else of it alone.
  - Several new mappers are made in one request, all of them or none.
  - The login needs the role C(manage-clients) of C(realm-management).
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
  protocol_mappers:
    description:
      - The mappers, each found by its name. In a mapper, too, only what is given is changed.
notes:
  - One of O(client_id), O(client_scope) and O(client_template) is required.
  - A single mapper, without a look at the others, is M(iamops.keycloak.keycloak_protocol_mapper).
  - Where mappers of different protocols share a name, one of them is meant. Name it by
    M(iamops.keycloak.keycloak_protocol_mapper) and its protocol instead.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.mappers
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: These mappers beside those that the client has
  iamops.keycloak.keycloak_protocol_mappers:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    protocol_mappers_behavior: subset
    protocol_mappers:
      - name: department
        protocol_mapper: oidc-usermodel-attribute-mapper
        config:
          user.attribute: department
          claim.name: department
          access.token.claim: true
      - name: audience
        protocol_mapper: oidc-audience-mapper
        config:
          included.client.audience: shop
          access.token.claim: true

- name: No mappers but this one
  iamops.keycloak.keycloak_protocol_mappers:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    protocol_mappers:
      - name: department

- name: No mappers
  iamops.keycloak.keycloak_protocol_mappers:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_scope: sales
    protocol_mappers: []
"""

RETURN = r"""
existing:
  description: The client or client scope, as what it is called and its mappers, before, as the API represents it.
  returned: on success
  type: dict
  sample: {clientId: shop, protocol: openid-connect, protocolMappers: [{name: audience}]}
proposed:
  description: What the task asks for, in the API's names.
  returned: when the options are valid
  type: dict
  sample: {protocolMappers: [{name: audience, protocolMapper: oidc-audience-mapper}]}
end_state:
  description:
    - The client or client scope, as what it is called and its mappers, afterwards, as the API represents it.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {clientId: shop, protocol: openid-connect, protocolMappers: [{name: audience}]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/2d8a/protocol-mappers/add-models"]
diff:
  description: The client or client scope with its mappers, before and after.
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
  sample: Protocol mappers of shop have been updated
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.protocol_mappers import (
    OWNERS,
    PROTOCOL_MAPPERS,
)

BINDING = Binding(PROTOCOL_MAPPERS, required_one_of=[list(OWNERS)], mutually_exclusive=[list(OWNERS)])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
