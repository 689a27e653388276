#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_node
short_description: Manages cluster nodes of a Keycloak client
version_added: "1.0.0"
description:
  - Registers the nodes on which a client's application runs, so that the server tells all of them when sessions end or
    tokens are revoked. Applications with an adapter may register themselves.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  node:
    description: Host name of the node.
    type: str
    required: true
  state:
    description: Whether the node is registered.
    type: str
    choices: [present, absent]
    default: present
notes:
  - A node that is registered is not registered again, and keeps the time of its registration. Whether a server drops
    nodes that don't register again in time is the client's C(node_re_registration_timeout).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The shop runs on a second node
  iamops.keycloak.keycloak_client_node:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    node: node2.shop.example.com

- name: And on the first one no more
  iamops.keycloak.keycloak_client_node:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    node: node1.shop.example.com
    state: absent
"""

RETURN = r"""
existing:
  description: Nodes that were registered before.
  returned: on success
  type: list
  elements: str
  sample: [node1.shop.example.com]
end_state:
  description: Nodes that are registered.
  returned: on success
  type: list
  elements: str
  sample: [node1.shop.example.com, node2.shop.example.com]
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/3a4e7a5d/nodes"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: "Node node2.shop.example.com of client shop has been registered"
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(unreachable) or V(server_error).
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_nodes import (
    NODE,
)

BINDING = Acts(NODE, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
