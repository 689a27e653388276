#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_client_info
short_description: Reads the clients that a Keycloak user is linked with
version_added: "1.0.0"
description:
  - Reads all clients that the user has made or was linked with, or one of them, and the admin token of one where the
    task asks for it. The server must have the extension C(userClientAdministration).
  - The login needs no administrative role.
options:
  client_id:
    description: The C(clientId) of the client to read. All that the user is linked with are read unless it is given.
    type: str
    aliases: [clientId]
  admin_token:
    description:
      - Whether the admin token of O(client_id) is read, too. It is made anew each time, and all that were made before
        stay valid.
      - It is a secret that never ends. Whoever has it and a login of the realm can link themselves with the client, see
        M(iamops.keycloak.keycloak_user_client_access).
    type: bool
    default: false
    aliases: [adminToken]
  show_secrets:
    description: Whether the clients' secrets are returned in clear. They are hidden otherwise.
    type: bool
    default: false
notes:
  - In check mode it reads what is there, and not what an earlier task would make.
  - A client that exists and that the user isn't linked with is not found, the server doesn't tell of it.
  - The admin token is returned in clear where O(admin_token) asks for it. Set C(no_log) for the task, or it is printed
    at higher verbosity.
seealso:
  - module: iamops.keycloak.keycloak_user_client
  - module: iamops.keycloak.keycloak_user_client_access
extends_documentation_fragment:
  - iamops.keycloak.user_clients
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.user_clients.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: All clients of Ann
  iamops.keycloak.keycloak_user_client_info:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: ann
    auth_password: "{{ vault_ann_password }}"
  register: mine

- name: One of them, with what links somebody else with it
  iamops.keycloak.keycloak_user_client_info:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: ann
    auth_password: "{{ vault_ann_password }}"
    client_id: notebook
    admin_token: true
  register: notebook
  no_log: true
"""

RETURN = r"""
clients:
  description: The clients, as the API represents them. Their secrets are hidden unless O(show_secrets).
  returned: on success
  type: list
  elements: dict
  sample: [{clientId: notebook, enabled: true, secret: "********"}]
admin_token:
  description: The admin token of the client, in clear.
  returned: on success, if O(admin_token)
  type: str
  sample: a value that is secret
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 1 client found
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.user_clients import USER_CLIENTS
from ansible_collections.iamops.keycloak.plugins.module_utils.user_clients.readings import CLIENTS

BINDING = Reads(CLIENTS, USER_CLIENTS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
