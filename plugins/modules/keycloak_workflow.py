#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_workflow
short_description: Manages workflows of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes workflows, which do something to users or clients after an event, at once or some time
    later.
  - The login needs the role C(realm-admin) of C(realm-management). The server lets nobody else see a workflow.
options:
  name:
    description:
      - Name of the workflow, by which it is found.
      - Together with O(id), it is the name that the workflow is given.
    type: str
  id:
    description:
      - ID of the workflow. With it, O(name) renames the workflow.
      - A new workflow gets this ID.
    type: str
  enabled:
    description: Whether the workflow runs. A new workflow does unless this is V(false).
    type: bool
  on_event:
    description:
      - The events that start the workflow for a user or client, such as V(user-created) or
        V(user-authenticated or user-role-granted(manager\)). An empty text is none.
      - The API calls it C(on), which YAML takes for V(true) unless it is quoted.
    type: str
    aliases: ['on']
  condition:
    description:
      - The condition that a user must fulfil, such as V(has-role("manager"\)). An empty text is none.
      - The API calls it C(if).
    type: str
    aliases: [if]
  concurrency:
    description:
      - What an event means for a user or client for whom the workflow is running.
      - Settings that are left out stay as they are.
      - Servers before Keycloak 26.5 do not know it.
    type: dict
    suboptions:
      cancel_in_progress:
        description: V(true), or the events that end the run. An empty text is none.
        type: str
      restart_in_progress:
        description: V(true), or the events that make it begin anew. An empty text is none.
        type: str
  schedule:
    description:
      - When the server looks by itself for users or clients whom the workflow is for.
      - Settings that are left out stay as they are.
      - Servers before Keycloak 26.5 do not know it.
    type: dict
    suboptions:
      after:
        description: How long it waits between two looks, such as V(P1D), V(12h) or V(30d). An empty text is never.
        type: str
      batch_size:
        description: How many it takes at a time.
        type: int
  steps:
    description:
      - What is done, in this order. The list is exact, and at least one step is needed.
      - All steps must be for users, or all for clients.
      - The server refuses other steps, or another order, while the workflow is running for somebody. What else a
        workflow is can be changed then.
    type: list
    elements: dict
    suboptions:
      uses:
        description: What is done, such as V(notify-user), V(disable-user), V(delete-user), V(set-user-attribute),
          V(add-required-action), V(join-group), V(grant-role), V(disable-client) or V(restart).
        type: str
        required: true
      after:
        description: How long after the step before, such as V(P30D), V(12h) or V(30d). At once unless given.
        type: str
      config:
        description:
          - Settings of the step, each a text or a list of texts, whose order does not count.
          - The API calls it C(with).
        type: dict
        aliases: [with]
notes:
  - Workflows came with Keycloak 26.4 as a preview, which must be switched on there, and are part of the server since
    26.6.
  - Each write gives all steps new IDs, so they are not shown, and M(iamops.keycloak.keycloak_workflow_migration) names
    steps by their places.
  - Events, conditions, steps and times that the server does not know are refused when the workflow is written, so check
    mode can't tell.
  - At most 255 characters fit into a name.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Accounts that nobody uses are disabled, and deleted later
  iamops.keycloak.keycloak_workflow:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: unused accounts
    on_event: user-created or user-authenticated
    concurrency:
      restart_in_progress: user-authenticated
    steps:
      - uses: notify-user
        after: P80D
        config:
          subject: Do you still need your account?
          message: It will be disabled in ten days unless you log in.
      - uses: disable-user
        after: P10D
      - uses: delete-user
        after: P90D

- name: Managers must use a second factor
  iamops.keycloak.keycloak_workflow:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: managers
    on_event: user-role-granted(manager)
    condition: not has-user-attribute("exempt", "yes")
    steps:
      - uses: add-required-action
        config:
          action: CONFIGURE_TOTP

- name: The workflow rests
  iamops.keycloak.keycloak_workflow:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: unused accounts
    enabled: false

- name: No such workflow
  iamops.keycloak.keycloak_workflow:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: managers
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: managers, 'on': user-role-granted(manager), steps: [{uses: add-required-action}]}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: managers, 'on': user-role-granted(manager), steps: [{uses: add-required-action}]}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: managers, 'on': user-role-granted(manager), steps: [{uses: add-required-action}]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/workflows"]
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
  sample: workflow 'managers' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.workflows import WORKFLOW

BINDING = Binding(WORKFLOW)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
