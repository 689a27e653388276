#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_info
short_description: Reads Keycloak clients
version_added: "1.0.0"
description:
  - Reads one client by its id or client id, those that a search finds, or all of a realm. Each comes with what belongs
    to it, where that is asked for.
  - The login needs the role C(view-clients) of C(realm-management), and C(view-users) for V(service_account_user) on
    some servers.
options:
  id:
    description: Id of the client. It goes before O(client_id).
    type: str
  client_id:
    description: Client id of the client, exactly.
    type: str
    aliases: [clientId]
  search:
    description: A part of the client ids.
    type: str
  query:
    description:
      - Attributes that the clients have, such as V(team:blue site:"new york").
      - The server only allows it for attributes that it was configured for.
      - It can't be given with O(search), of which the server would take no notice. It needs Keycloak 17.
    type: str
  viewable_only:
    description: Whether clients that the login may not view are left out. Else they are there with little in them.
    type: bool
    default: false
  include:
    description:
      - What is read beside the clients themselves, one request for each client.
      - V(secret) is the client secret, V(service_account_user) the user that a service account logs in as. A client
        without has null there.
    type: list
    elements: str
    choices: [default_client_scopes, optional_client_scopes, roles, secret, service_account_user]
    default: []
  show_secrets:
    description:
      - Whether secrets and private keys are returned in clear. Set C(no_log) for the task then.
      - On Keycloak 16.1 a client has its secret only where O(include) says so.
    type: bool
    default: false
notes:
  - All clients are read, however many pages that takes.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a client with the user of its service account
  iamops.keycloak.keycloak_client_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: worker
    include: [service_account_user]
  register: worker

- name: See who it is
  ansible.builtin.assert:
    that: worker.clients[0].included.service_account_user.username == 'service-account-worker'

- name: Read all clients with a name like that
  iamops.keycloak.keycloak_client_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    search: work
"""

RETURN = r"""
clients:
  description: The clients as the API represents them, and what belongs to them under C(included).
  returned: on success
  type: list
  elements: dict
  sample: [{"clientId": "worker", "enabled": true, "secret": "********", "included": {"service_account_user": {}}}]
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: "1 clients found in realm acme"
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
    CLIENT_INFO,
)

BINDING = Reads(
    CLIENT_INFO,
    mutually_exclusive=[["id", "search", "query"], ["client_id", "search", "query"]],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
