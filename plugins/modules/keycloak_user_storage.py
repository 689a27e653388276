#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_storage
short_description: Synchronizes the users of a user federation of Keycloak, unlinks or removes them
version_added: "1.0.0"
description:
  - Has the server bring users, or what a mapper maps, from a user federation such as an LDAP directory, or the other
    way.
  - It also unlinks users from the federation, so that they become users of Keycloak alone, and removes those that were
    imported.
  - The login needs the roles C(manage-users) and C(view-realm) of C(realm-management).
options:
  name:
    description:
      - Name of the user federation.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description: Id of the user federation.
    type: str
  action:
    description:
      - What is to be done.
      - V(sync) brings all users of the federation, V(sync_changed) those that have changed since the last time.
      - V(sync_mapper) brings what O(mapper) maps, such as groups.
      - V(unlink) makes imported users independent of the federation. They stay.
      - V(remove_imported) removes imported users, with all that Keycloak alone knows of them, such as their roles and
        consents. It needs O(confirm). They are imported again when they log in.
    type: str
    choices: [sync, sync_changed, sync_mapper, unlink, remove_imported]
    required: true
  mapper:
    description: Name or id of the mapper, for O(action=sync_mapper).
    type: str
  direction:
    description:
      - Which way O(action=sync_mapper) goes, V(to_keycloak) unless this is given. Not every mapper can go each way.
    type: str
    choices: [to_keycloak, to_federation]
  confirm:
    description: Has to be V(true) for O(action=remove_imported).
    type: bool
    default: false
notes:
  - A synchronization reports a change where something was added, updated or removed, as the server counts it. It
    counts every user that it writes as updated, with O(action=sync) also those that are as they were.
  - In check mode it reports a change, as only the directory knows whether there is one.
  - V(unlink) and V(remove_imported) always report a change, as no request tells whether there are such users.
  - A synchronization takes as long as the directory needs. Where that is more than O(connection_timeout), the task
    fails while the server goes on with it.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Bring all users of the directory
  iamops.keycloak.keycloak_user_storage:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: directory
    action: sync
  register: users

- name: None of them failed
  ansible.builtin.assert:
    that: users.failed_count == 0
  when: not ansible_check_mode

- name: Remove them
  iamops.keycloak.keycloak_user_storage:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: directory
    action: remove_imported
    confirm: true
"""

RETURN = r"""
added:
  description: How many were added.
  returned: on success, after a synchronization, not in check mode
  type: int
updated:
  description: How many were updated.
  returned: on success, after a synchronization, not in check mode
  type: int
removed_count:
  description: How many were removed.
  returned: on success, after a synchronization, not in check mode
  type: int
failed_count:
  description: How many the server failed with. Its log says why.
  returned: on success, after a synchronization, not in check mode
  type: int
status:
  description: What the server says of it.
  returned: on success, after a synchronization, not in check mode
  type: str
  sample: 2 imported users, 0 updated users
actions:
  description: The request that was made or, in check mode, would be made. Empty where it changed nothing.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/user-storage/l0Dzwg5pRvuW6apUnTWbwQ/sync"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: 'User federation directory: 2 imported users, 0 updated users'
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_storage import USER_STORAGE

BINDING = Acts(USER_STORAGE, required_one_of=[["name", "id"]], mutually_exclusive=[["name", "id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
