#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: authress_service_client_info
short_description: Reads service clients of an Authress account
version_added: "1.0.0"
description:
  - Reads one service client by its id, those of a name, or all that the login may see, however many pages it takes.
  - The login must be allowed to see service clients.
options:
  client_id:
    description: Id of the service client to read.
    type: str
  name:
    description: Name of the service clients to read. Several may have it.
    type: str
notes:
  - No secret of an access key can be read.
  - It calls C(GET /v1/clients) (all pages) or, where O(client_id) is given, C(GET /v1/clients/{clientId}).
seealso:
  - module: iamops.keycloak.authress_service_client
extends_documentation_fragment:
  - iamops.keycloak.authress
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.authress.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: All service clients
  iamops.keycloak.authress_service_client_info:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
  register: all

- name: Those that are called shop
  iamops.keycloak.authress_service_client_info:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
    name: shop
  register: shops
"""

RETURN = r"""
clients:
  description: The service clients, as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample: [{clientId: sc_5eYkDq2, name: shop, tags: {team: sales}, verificationKeys: []}]
exists:
  description: Whether there is one.
  returned: on success
  type: bool
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: one service client found
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(unauthorized), V(forbidden), V(not_found),
          V(bad_request), V(unreachable), V(answer_lost) or V(server_error).
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

from ansible_collections.iamops.keycloak.plugins.module_utils.authress.service_clients import SERVICE_CLIENTS
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.authress import AUTHRESS
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads

BINDING = Reads(SERVICE_CLIENTS, AUTHRESS, mutually_exclusive=[["client_id", "name"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
