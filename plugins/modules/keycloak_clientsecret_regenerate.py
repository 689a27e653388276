#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_clientsecret_regenerate
short_description: Makes a new secret for a Keycloak client
version_added: "1.0.0"
description:
  - Has the server make a new secret for a confidential client, each time that it runs.
  - It always reports a change. The old secret is refused from then on, unless client policies
    of the realm rotate secrets.
  - The login needs the role C(manage-clients) of C(realm-management).
notes:
  - The new secret is what the task is for, so it is returned in clear. Set C(no_log) for the task, or it is printed at
    higher verbosity.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Make a new secret for a client
  iamops.keycloak.keycloak_clientsecret_regenerate:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
  register: shop
  no_log: true

- name: Write it to a file of the shop
  ansible.builtin.copy:
    content: "{{ shop.end_state.value }}"
    dest: /etc/shop/secret
    owner: shop
    mode: "0400"
  no_log: true
"""

RETURN = r"""
end_state:
  description: The new credential of the client.
  returned: on success
  type: dict
  contains:
    type:
      description: Sort of credential.
      type: str
      sample: secret
    value:
      description: The new secret, in clear. In check mode, V(********) stands for it.
      type: str
      sample: a value that is secret
actions:
  description: The write that was made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/3a4e7a5d-4b6e-4d2b-8f63-7d0c4a1f0b55/client-secret"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: New client secret has been generated for ID 3a4e7a5d-4b6e-4d2b-8f63-7d0c4a1f0b55
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.clients import REGENERATE_SECRET

BINDING = Acts(REGENERATE_SECRET, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
