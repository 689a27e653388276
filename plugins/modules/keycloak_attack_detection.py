#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_attack_detection
short_description: Clears failed log-ins that Keycloak has recorded of users
version_added: "1.0.0"
description:
  - Clears what brute force detection has recorded of a user, or of all users of a realm. Users who are locked out for
    some time can log in again at once.
  - It looks at what is recorded first. Where there is nothing, nothing is written and the task is unchanged.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  state:
    description: No failed log-ins are recorded.
    type: str
    choices: [cleared]
    default: cleared
  user_id:
    description: Id of the user. It goes before O(username).
    type: str
    aliases: [userId]
  username:
    description: Name of the user. Without a user, all of the realm are meant. An empty one is refused.
    type: str
  force:
    description:
      - Clears without looking first, and always reports a change.
      - The server tells of one user at a time what is recorded, so looking takes a request for each user of the realm.
        That is much where there are many.
    type: bool
    default: false
notes:
  - The server shows and records failures only while brute force detection is switched on, see
    O(iamops.keycloak.keycloak_realm#module:brute_force_protected).
  - Who is locked out for good is a user that is disabled. That is not among what is cleared, see
    O(iamops.keycloak.keycloak_user#module:enabled).
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Let a user try again
  iamops.keycloak.keycloak_attack_detection:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann

- name: Let everybody try again
  iamops.keycloak.keycloak_attack_detection:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    state: cleared
"""

RETURN = r"""
users:
  description: The users of whom failures are cleared, with what was recorded. Empty with O(force=true).
  returned: on success
  type: list
  elements: dict
  sample:
    - id: 59ffac59-b9da-472e-9cf2-8f8fff4ba0f7
      username: ann
      numFailures: 3
      disabled: true
      lastIPFailure: 192.0.2.7
      lastFailure: 1795278513436
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. None where there was nothing to do.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["DELETE /admin/realms/acme/attack-detection/brute-force/users"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: Cleared the failed log-ins of user 'ann'
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.attacks import CLEAR_FAILURES

BINDING = Acts(CLEAR_FAILURES)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
