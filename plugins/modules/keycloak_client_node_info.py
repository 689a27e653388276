#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_node_info
short_description: Reads and tests cluster nodes of a Keycloak client
version_added: "1.0.0"
description:
  - Reads which nodes of a client's application are registered, and whether the server reaches them.
  - The login needs the role C(view-clients) of C(realm-management), and C(manage-clients) to test nodes.
options:
  test:
    description:
      - Whether the server asks each node if it is there, which takes as long as the slowest one.
      - It does so for a client with an C(admin_url) alone. Of another client, none is reached and none fails.
    type: bool
    default: false
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: See that the server reaches all nodes of the shop
  iamops.keycloak.keycloak_client_node_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    test: true
  register: shop
  failed_when: shop.availability.failed | length > 0
"""

RETURN = r"""
nodes:
  description: Nodes, each with the time of its last registration in seconds since 1970.
  returned: on success
  type: dict
  sample: {"node1.shop.example.com": 1795278759}
availability:
  description: What came of the test, V({}) without O(test).
  returned: on success
  type: dict
  contains:
    reached:
      description: URLs of nodes that answered.
      type: list
      elements: str
    failed:
      description: URLs of nodes that did not.
      type: list
      elements: str
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: "2 nodes"
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_details import (
    NODE_INFO,
)

BINDING = Reads(NODE_INFO, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
