#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authentication_required_actions
short_description: Manages required actions of a Keycloak realm
version_added: "1.0.0"
description:
  - Registers, changes and removes the actions that users of a realm can be required to take, such as
    C(UPDATE_PASSWORD).
  - Actions that are not listed stay as they are.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  state:
    description: Whether the actions that are listed are registered.
    type: str
    choices: [present, absent]
    default: present
  required_actions:
    description: The actions.
    type: list
    elements: dict
    aliases: [requiredActions]
    suboptions:
      alias:
        description: Name of the action, which is the id of its provider unless that is given.
        type: str
        required: true
      name:
        description: Name of the action as people see it. A new one has its provider's unless this is given.
        type: str
      provider_id:
        description: Id of the provider, for an action that is registered under another name. It can not be changed.
        type: str
        aliases: [providerId]
      enabled:
        description: Whether the action can be required.
        type: bool
      default_action:
        description: Whether new users have to take it.
        type: bool
        aliases: [defaultAction]
      priority:
        description: Place among the actions. A new one gets the last unless this is given.
        type: int
      config:
        description: Settings of the action by its keys. Given ones are merged, and a key given as null is removed.
        type: dict
notes:
  - An option that is left out is neither changed on the server nor reported as changed.
  - The server checks settings only where they are written by themselves, so they are a write of their own.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Everybody accepts the terms
  iamops.keycloak.keycloak_authentication_required_actions:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    required_actions:
      - alias: TERMS_AND_CONDITIONS
        name: Terms and conditions
        enabled: true
        default_action: true
        priority: 15

- name: Who changes a password logs in anew when the last login is an hour ago
  iamops.keycloak.keycloak_authentication_required_actions:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    required_actions:
      - alias: UPDATE_PASSWORD
        config:
          max_auth_age: 3600

- name: An action that is not needed
  iamops.keycloak.keycloak_authentication_required_actions:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    required_actions:
      - alias: VERIFY_PROFILE
    state: absent
"""

RETURN = r"""
existing:
  description: All required actions of the realm before, as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample:
    - alias: UPDATE_PASSWORD
      name: Update Password
      providerId: UPDATE_PASSWORD
      enabled: true
      defaultAction: false
      priority: 57
      config: {max_auth_age: '3600'}
proposed:
  description: What the task asks for, in the API's names. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {requiredActions: [{alias: UPDATE_PASSWORD, config: {max_auth_age: '3600'}}]}
end_state:
  description:
    - All required actions of the realm afterwards, as the API represents them.
    - In check mode the place of a new one is missing, which only the server knows.
  returned: on success
  type: list
  elements: dict
  sample:
    - alias: UPDATE_PASSWORD
      name: Update Password
      providerId: UPDATE_PASSWORD
      enabled: true
      defaultAction: false
      priority: 57
      config: {max_auth_age: '3600'}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/authentication/required-actions/UPDATE_PASSWORD/config"]
diff:
  description:
    - The actions before and after, by their names.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The actions before.
      type: dict
    after:
      description: The actions afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: Required actions registered/updated
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found),
          V(conflict), V(unreachable) or V(server_error).
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.required_actions import (
    REQUIRED_ACTIONS,
)

BINDING = Binding(REQUIRED_ACTIONS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
