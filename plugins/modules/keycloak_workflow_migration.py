#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_workflow_migration
short_description: Puts all who are at one step of a Keycloak workflow at another step
version_added: "1.0.0"
description:
  - Puts all users or clients who are waiting for one step of a workflow at a step of the same or another workflow. This
    is how a workflow with other steps takes the place of one that is running.
  - Who is waiting for a step can't be listed, so the task always reports a change.
  - The login needs the role C(realm-admin) of C(realm-management).
options:
  from_workflow:
    description: Name of the workflow that they are in.
    type: str
    required: true
  from_step:
    description: Place of the step that they are waiting for. The first is V(1).
    type: int
    default: 1
  to_workflow:
    description: Name of the workflow that they are to be in.
    type: str
    required: true
  to_step:
    description: Place of the step that they are to wait for. The first is V(1).
    type: int
    default: 1
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
- name: Who was to be disabled is warned before
  iamops.keycloak.keycloak_workflow_migration:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    from_workflow: unused accounts
    from_step: 1
    to_workflow: unused accounts with a warning
    to_step: 1
"""

RETURN = r"""
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/workflows/migrate"]
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: >-
    who was at step 1 of workflow 'unused accounts' (disable-user) is at step 1 of workflow 'unused accounts with a
    warning' (notify-user) now
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.workflows import MIGRATION

BINDING = Acts(MIGRATION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
