#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_protocol_mapper
short_description: Manages one protocol mapper of a client or a client scope
version_added: "1.0.0"
description:
  - Creates, changes and removes one protocol mapper of a client, a client scope or a client template, and leaves its
    other mappers and everything else of it alone.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  client_id:
    description: Client ID of the client that has the mapper.
    type: str
    aliases: [clientId]
  client_scope:
    description: Name or ID of the client scope that has the mapper.
    type: str
    aliases: [clientScope]
  client_template:
    description:
      - Name or ID of the client scope that has the mapper.
      - It is the same as O(client_scope), by paths that servers keep for client templates, which is what client scopes
        were called until 2018.
    type: str
    aliases: [clientTemplate]
  name:
    description:
      - Name of the mapper, by which it is found among those of its owner.
      - One of O(name) and O(id) is required. A mapper keeps its name, since the server takes another one and drops it.
    type: str
  id:
    description: Id of the mapper. It is found by it, too, and a new one gets it.
    type: str
  protocol:
    description:
      - The protocol that the mapper belongs to, such as V(openid-connect) or V(saml). A new one gets its owner's unless
        it is given.
      - A name may be there once for each protocol. Given O(protocol), only a mapper of that protocol is meant. Where
        there are several, it is needed. It can't be changed, either.
    type: str
  protocol_mapper:
    description: Type of the mapper, such as V(oidc-usermodel-attribute-mapper). A new one needs it.
    type: str
    aliases: [protocolMapper, protocol_mapper_type]
  config:
    description:
      - Settings of the mapper. They are merged, a key given as null or with an empty value is removed.
    type: dict
  state:
    description: Whether the mapper exists.
    type: str
    choices: [present, absent]
    default: present
notes:
  - One of O(client_id), O(client_scope) and O(client_template) is required.
  - Several new mappers take one request with M(iamops.keycloak.keycloak_protocol_mappers), and a new client or client
    scope brings its own in O(iamops.keycloak.keycloak_client#module:protocol_mappers).
  - An option that is left out is neither changed on the server nor reported as changed.
  - At most 255 characters fit into O(name). More is an error before anything is written.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Tokens for this client tell the department
  iamops.keycloak.keycloak_protocol_mapper:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: department
    protocol_mapper: oidc-usermodel-attribute-mapper
    config:
      user.attribute: department
      claim.name: department
      jsonType.label: String
      access.token.claim: true

- name: In another claim, and not in the access token
  iamops.keycloak.keycloak_protocol_mapper:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: department
    config:
      claim.name: dept
      access.token.claim:

- name: Clients with this scope are the audience
  iamops.keycloak.keycloak_protocol_mapper:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_scope: sales
    name: audience
    protocol_mapper: oidc-audience-mapper
    config:
      included.client.audience: shop
      access.token.claim: true

- name: No such mapper
  iamops.keycloak.keycloak_protocol_mapper:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: department
    state: absent
"""

RETURN = r"""
existing:
  description: The mapper before, as the API represents it. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: department, protocol: openid-connect, protocolMapper: oidc-usermodel-attribute-mapper}
proposed:
  description: What the task asks for, in the API's names. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: department, protocolMapper: oidc-usermodel-attribute-mapper}
end_state:
  description:
    - The mapper afterwards, as the API represents it. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: department, protocol: openid-connect, protocolMapper: oidc-usermodel-attribute-mapper}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/2d8a/protocol-mappers/models"]
diff:
  description: The mapper before and after, without what only the server makes.
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
  sample: protocol mapper 'department' has been created
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
    PROTOCOL_MAPPER,
)

BINDING = Binding(PROTOCOL_MAPPER, required_one_of=[["name", "id"], list(OWNERS)], mutually_exclusive=[list(OWNERS)])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
