#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_required_action
short_description: Manages one required action of a Keycloak realm
version_added: "1.0.0"
description:
  - Registers one required action of a realm, changes it, moves it and removes it. Others stay as they are, but for the
    places that they change.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  state:
    description: Whether the action is registered in the realm.
    type: str
    choices: [present, absent]
    default: present
  alias:
    description: Alias of the action, which is the id of its provider, such as V(UPDATE_PASSWORD).
    type: str
    required: true
  name:
    description: Name that people see.
    type: str
  enabled:
    description: Whether the action can be required of users.
    type: bool
  default_action:
    description: Whether it is required of new users.
    type: bool
    aliases: [defaultAction]
  priority:
    description:
      - The number that makes the order of actions.
      - O(priority) and O(index) are mutually exclusive.
    type: int
  index:
    description:
      - Place of the action among those of the realm, counted from 0. A number beyond the last is the last place.
      - The action changes places with its neighbours one by one, or numbers are written where that takes fewer writes.
        The order of the others stays. A new action is the last one unless this or O(priority) is given.
    type: int
  config:
    description:
      - Settings of the action, for Keycloak 26 and later. They are merged, and a key given as null or as an empty text
        is removed.
      - A key that the action does not take is an error, although the server would keep it.
    type: dict
notes:
  - An option that is left out is neither changed on the server nor reported as changed.
  - At most 255 characters fit into O(name). More is an error before anything is written.
seealso:
  - module: iamops.keycloak.keycloak_authentication_provider_info
    description: Which required actions a realm has, which it could have, and which settings they take.
  - module: iamops.keycloak.keycloak_authentication_required_actions
    description: Manages several required actions at once.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: New users accept the terms first
  iamops.keycloak.keycloak_required_action:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    alias: TERMS_AND_CONDITIONS
    enabled: true
    default_action: true
    index: 0

- name: Who changes a password must have logged in within the last minute
  iamops.keycloak.keycloak_required_action:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: UPDATE_PASSWORD
    config:
      max_auth_age: 60

- name: Nobody deletes an account
  iamops.keycloak.keycloak_required_action:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: delete_account
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {alias: TERMS_AND_CONDITIONS, providerId: TERMS_AND_CONDITIONS, enabled: false, priority: 20}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {alias: TERMS_AND_CONDITIONS, enabled: true}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {alias: TERMS_AND_CONDITIONS, providerId: TERMS_AND_CONDITIONS, enabled: true, priority: 20}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/authentication/required-actions/TERMS_AND_CONDITIONS"]
diff:
  description:
    - The object before and after, by names instead of ids, secrets hidden, without what only the server makes.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The object before.
      type: dict
    after:
      description: The object afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: required action 'TERMS_AND_CONDITIONS' has been updated
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.required_action import REQUIRED_ACTION

BINDING = Binding(REQUIRED_ACTION, mutually_exclusive=[["index", "priority"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
