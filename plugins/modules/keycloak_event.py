#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_event
short_description: Removes events that a Keycloak realm has kept
version_added: "1.0.0"
description:
  - Removes all events of users, of administrators, or of both.
  - It looks for events first. Where there are none, nothing is written and the task is unchanged.
  - The login needs the role C(manage-events) of C(realm-management).
options:
  state:
    description: There are no such events.
    type: str
    choices: [absent]
    default: absent
  type:
    description: Whose events are removed, those of users, of administrators, or both.
    type: str
    choices: [user, admin, all]
    required: true
notes:
  - The server can only remove all of them. To have old ones removed by and by, see
    O(iamops.keycloak.keycloak_events_config#module:events_expiration).
  - A login to the realm itself leaves an event of its own, where such are kept.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Forget what users did
  iamops.keycloak.keycloak_event:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    type: user

- name: Forget everything
  iamops.keycloak.keycloak_event:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    type: all
    state: absent
"""

RETURN = r"""
cleared:
  description: Whose events were removed or, in check mode, would be.
  returned: on success
  type: list
  elements: str
  sample: [user]
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. None where there was nothing to do.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["DELETE /admin/realms/acme/events"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: Removed all user events of realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.events import CLEAR_EVENTS

BINDING = Acts(CLEAR_EVENTS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
