#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_workflow_activation
short_description: Begins or ends a Keycloak workflow for a user or a client
version_added: "1.0.0"
description:
  - Begins a workflow for one user or client, whatever its events say, or ends it.
  - A workflow that is running for them already is not begun again. What is due when is in RV(workflow_state).
  - A workflow whose steps are all done at once is not running afterwards, so each run of the task begins it again.
  - The login needs the role C(realm-admin) of C(realm-management).
options:
  workflow:
    description: Name of the workflow.
    type: str
    required: true
  user:
    description: Name of the user that it is about.
    type: str
  client_id:
    description: Client id of the client that it is about.
    type: str
    aliases: [clientId]
  not_before:
    description:
      - How long from now the first step waits at least, such as V(P3D), V(PT12H), V(12h) or V(30d), in days or less.
        Other texts are an error, since the server would begin at once.
      - It counts where the workflow begins.
    type: str
    aliases: [notBefore]
  state:
    description: Whether the workflow is to be running.
    type: str
    choices: [present, absent]
    default: present
notes:
  - Workflows came with Keycloak 26.4 as a preview, which must be switched on there, and are part of the server since
    26.6.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Begin a workflow for a user in three days
  iamops.keycloak.keycloak_workflow_activation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    workflow: unused accounts
    user: ann
    not_before: P3D

- name: End it for the user
  iamops.keycloak.keycloak_workflow_activation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    workflow: unused accounts
    user: ann
    state: absent
"""

RETURN = r"""
workflow_state:
  description:
    - The workflow with the time at which each step is due, C(scheduled-at) in milliseconds since 1970. Empty if it is
      not running.
    - In check mode, it is empty where the workflow would begin.
  returned: on success
  type: dict
  sample: {name: unused accounts, steps: [{uses: disable-user, after: P10D, status: PENDING}]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/workflows/9f0e/activate/USERS/2b32"]
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: workflow 'unused accounts' runs for 'ann' now
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.workflows import ACTIVATION

BINDING = Acts(ACTIVATION, required_one_of=[["user", "client_id"]], mutually_exclusive=[["user", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
