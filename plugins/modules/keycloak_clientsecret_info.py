#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_clientsecret_info
short_description: Reads the secret of a Keycloak client
version_added: "1.0.0"
description:
  - Reads the secret of a confidential client.
  - The login needs the role C(view-clients) of C(realm-management), and C(manage-clients) on some servers.
options:
  rotated:
    description:
      - Whether the rotated secret is read, too. That is the former one, which is still accepted for a while where
        client policies of the realm rotate secrets.
    type: bool
    default: false
notes:
  - The secret is what the task is for, so it is returned in clear. Set C(no_log) for the task, or it is printed at
    higher verbosity.
  - In check mode, a client that an earlier task would have made has no secret yet.
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
- name: Read the secret of a client
  iamops.keycloak.keycloak_clientsecret_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
  register: shop
  no_log: true

- name: Write it to a file of the shop
  ansible.builtin.copy:
    content: "{{ shop.clientsecret_info.value }}"
    dest: /etc/shop/secret
    owner: shop
    mode: "0400"
  no_log: true
"""

RETURN = r"""
clientsecret_info:
  description: The credential of the client.
  returned: on success
  type: dict
  contains:
    type:
      description: Sort of credential.
      type: str
      sample: secret
    value:
      description: The secret, in clear. A public client has none.
      type: str
      sample: a value that is secret
rotated_clientsecret_info:
  description: The rotated credential of the client in the same form, V({}) if there is none.
  returned: on success, if O(rotated)
  type: dict
  sample: {}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: Get client secret successful for ID 3a4e7a5d-4b6e-4d2b-8f63-7d0c4a1f0b55
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.clients import CLIENT_SECRET

BINDING = Reads(CLIENT_SECRET, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
