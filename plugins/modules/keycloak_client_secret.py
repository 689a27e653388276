#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_secret
short_description: Renews and invalidates secrets of Keycloak clients
version_added: "1.0.0"
description:
  - Has the server make a new secret for a confidential client that has none, or whose secret is older than allowed.
  - Invalidates the rotated secret, the former one that is still accepted where client policies of the realm rotate
    secrets.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  max_age:
    description:
      - Seconds that a secret may be old. An older one, or one of unknown age, is replaced by a new one.
      - The controller's clock decides.
      - Keycloak 16.1 doesn't keep when a secret was made, so this is refused there.
    type: int
  regenerate:
    description: Whether a new secret is made in any case. That is a change each time.
    type: bool
    default: false
  rotated:
    description:
      - V(absent) invalidates the rotated secret, if there is one. With a new secret made in the same task, that is the
        secret of before. V(keep) leaves it to end by itself.
    type: str
    choices: [keep, absent]
    default: keep
  show_secrets:
    description: Whether secrets are returned in clear. Set C(no_log) for the task then.
    type: bool
    default: false
notes:
  - A client that was given its secret by somebody has no creation time. Its age is unknown then. Old servers
    keep no such time at all, so that O(max_age) replaces the secret in each run there.
  - Secrets only rotate where the server has the feature C(client-secret-rotation), which is switched off unless it is
    started with it, and the realm a client policy with the executor C(secret-rotation). Without them, an old secret
    ends at once. Such servers have no rotated secrets, so there is nothing to invalidate.
  - M(iamops.keycloak.keycloak_client) sets a secret of one's own.
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
- name: Have a new secret each quarter
  iamops.keycloak.keycloak_client_secret:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    max_age: "{{ 90 * 24 * 3600 }}"
    show_secrets: true
  register: shop
  no_log: true

- name: Write it to a file of the shop
  ansible.builtin.copy:
    content: "{{ shop.end_state.value }}"
    dest: /etc/shop/secret
    owner: shop
    mode: "0400"
  no_log: true

- name: Let nobody use the former one any more
  iamops.keycloak.keycloak_client_secret:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    rotated: absent
"""

RETURN = r"""
existing:
  description: What was known of the secret before, like RV(end_state).
  returned: on success
  type: dict
  sample: {"type": "secret", "value": "********", "creation_time": 1795278451}
end_state:
  description: What is known of the secret. Times are seconds since 1970.
  returned: on success
  type: dict
  contains:
    type:
      description: Sort of credential.
      type: str
      sample: secret
    value:
      description: The secret, V(********) unless O(show_secrets). In check mode, a new one is V(********), too.
      type: str
      sample: "********"
    creation_time:
      description: When it was made, where the server knows. In check mode, a new one has none.
      type: int
      sample: 1795278451
    expiration_time:
      description: When it ends, where secrets rotate.
      type: int
    rotated_value:
      description: The rotated secret, if there is one. V(********) unless O(show_secrets).
      type: str
    rotated_expiration_time:
      description: When the rotated secret ends.
      type: int
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/3a4e7a5d/client-secret"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: "A new secret has been made for client shop: the former one is 7776013 seconds old"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_secrets import (
    CLIENT_SECRET_STATE,
)

BINDING = Acts(CLIENT_SECRET_STATE, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
