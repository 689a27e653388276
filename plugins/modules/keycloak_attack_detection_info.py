#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_attack_detection_info
short_description: Reads the failed log-ins that Keycloak has recorded of a user
version_added: "1.0.0"
description:
  - Reads what brute force detection has recorded of a user, and whether the user is locked out.
  - The login needs the role C(view-users) of C(realm-management).
options:
  user_id:
    description:
      - Id of the user. It goes before O(username).
      - One of O(user_id) and O(username) is required.
    type: str
    aliases: [userId]
  username:
    description: Name of the user.
    type: str
notes:
  - The server shows and records failures only while brute force detection is switched on, see
    O(iamops.keycloak.keycloak_realm#module:brute_force_protected).
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Is a user locked out
  iamops.keycloak.keycloak_attack_detection_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
  register: ann

- name: Say so
  ansible.builtin.debug:
    msg: "{{ ann.status.disabled }}"
"""

RETURN = r"""
status:
  description: What is recorded, as the API represents it. C(disabled) tells whether the user is locked out.
  returned: on success
  type: dict
  sample:
    numFailures: 3
    numTemporaryLockouts: 1
    disabled: true
    failedLoginNotBefore: 1795278573
    lastIPFailure: 192.0.2.7
    lastFailure: 1795278513436
recorded:
  description: Whether there is anything to clear.
  returned: on success
  type: bool
  sample: true
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: User 'ann' has 3 failed log-ins, and is locked out
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.attacks import ATTACK_STATUS

BINDING = Reads(ATTACK_STATUS, required_one_of=[["user_id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
