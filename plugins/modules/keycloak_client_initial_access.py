#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_initial_access
short_description: Manages initial access tokens of a Keycloak realm
version_added: "1.0.0"
description:
  - Makes an initial access token, with which clients register themselves, if none is left that can be used. Removes
    tokens.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  state:
    description:
      - V(present) makes a token where no token can be used any more. A token can that hasn't ended and can be used
        O(remaining) more times.
      - V(absent) removes the token that O(id) names, or those that O(which) says.
    type: str
    choices: [present, absent]
    default: present
  id:
    description: Id of the token to remove.
    type: str
  count:
    description: How many clients a new token can register.
    type: int
    default: 1
  expiration:
    description: Seconds after which a new token ends, V(0) for one that doesn't.
    type: int
    default: 0
  remaining:
    description: How many clients a token that is there must still be able to register, for no new one to be made.
    type: int
    default: 1
  web_origins:
    description:
      - Origins of web pages that may register clients with a new token. Old servers don't know it.
      - The server doesn't show them again, so those of a token that is there are not compared.
      - Servers before Keycloak 26.5 do not know it.
    type: list
    elements: str
    aliases: [webOrigins]
  force:
    description: Whether a token is made in any case. That is a change each time.
    type: bool
    default: false
  which:
    description: Which tokens O(state=absent) removes without O(id), those that can't be used any more or all of them.
    type: str
    choices: [expired, all]
    default: expired
notes:
  - Only the answer that made a token has the token itself. It is what the task is for, so it is returned in clear then.
    Set C(no_log) for the task, or it is printed at higher verbosity.
  - The server removes tokens that can't be used any more by itself, after a while.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Have a token with which five clients can be registered within a day
  iamops.keycloak.keycloak_client_initial_access:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    count: 5
    expiration: 86400
  register: access
  no_log: true

- name: Write it to a file, where it is a new one
  ansible.builtin.copy:
    content: "{{ access.initial_access.token }}"
    dest: /etc/registrar/token
    owner: registrar
    mode: "0400"
  when: access is changed
  no_log: true

- name: Remove all tokens
  iamops.keycloak.keycloak_client_initial_access:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    state: absent
    which: all
"""

RETURN = r"""
initial_access:
  description: The token that was made, or one that can be used. V({}) with O(state=absent).
  returned: on success
  type: dict
  contains:
    id:
      description: Id of the token.
      type: str
    token:
      description: The token itself, only where it was made by this task. In check mode, V(********) stands for it.
      type: str
      sample: a value that is secret
    timestamp:
      description: When it was made, in seconds since 1970.
      type: int
    expiration:
      description: Seconds after which it ends, V(0) for never.
      type: int
    count:
      description: How many clients it can register in all.
      type: int
    remainingCount:
      description: How many clients it can still register.
      type: int
existing:
  description: The tokens that were there before, without the tokens themselves.
  returned: on success
  type: list
  elements: dict
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients-initial-access"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: "Initial access token 7ef63376-0dfb-4f8a-89e7-c7a5183da8d2 has been made"
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
    INITIAL_ACCESS,
)

BINDING = Acts(INITIAL_ACCESS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
