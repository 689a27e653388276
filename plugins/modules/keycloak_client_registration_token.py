#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_registration_token
short_description: Makes a new registration access token for a Keycloak client
version_added: "1.0.0"
description:
  - Has the server make a new registration access token for a client, with which it manages its own registration. The
    former one is refused from then on.
  - It always reports a change, since no answer ever shows which token a client has.
  - The login needs the role C(manage-clients) of C(realm-management).
notes:
  - The token is what the task is for, so it is returned in clear. Set C(no_log) for the task, or it is printed at
    higher verbosity.
  - M(iamops.keycloak.keycloak_client) sets a token of one's own.
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
- name: Make a new registration access token
  iamops.keycloak.keycloak_client_registration_token:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
  register: shop
  no_log: true

- name: Write it to a file of the shop
  ansible.builtin.copy:
    content: "{{ shop.registration_access_token }}"
    dest: /etc/shop/registration
    owner: shop
    mode: "0400"
  no_log: true
"""

RETURN = r"""
registration_access_token:
  description: The token. In check mode, V(********) stands for it.
  returned: on success
  type: str
  sample: a value that is secret
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/3a4e7a5d/registration-access-token"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: "A new registration access token of client shop has been made"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_registration import (
    REGISTRATION_TOKEN,
)

BINDING = Acts(REGISTRATION_TOKEN, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
