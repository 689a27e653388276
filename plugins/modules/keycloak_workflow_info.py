#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_workflow_info
short_description: Reads workflows of a Keycloak realm, and what is due for whom
version_added: "1.0.0"
description:
  - Reads workflows by id, name or a search, or those that run for a user or a client, with the time at which each step
    is due.
  - Without any option that narrows the search, all workflows of the realm are read.
  - The login needs the role C(realm-admin) of C(realm-management). The server lets nobody else see a workflow.
options:
  id:
    description: ID of the one workflow to read. Without such a workflow, RV(workflows) is empty.
    type: str
  name:
    description: Name of the one workflow to read.
    type: str
  search:
    description: A text to look for in names.
    type: str
  user:
    description: Name of the user whose workflows are read.
    type: str
  client_id:
    description: Client id of the client whose workflows are read.
    type: str
    aliases: [clientId]
notes:
  - Workflows came with Keycloak 26.4 as a preview, which must be switched on there, and are part of the server since
    26.6.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.page
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a workflow
  iamops.keycloak.keycloak_workflow_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: unused accounts

- name: What is due for a user?
  iamops.keycloak.keycloak_workflow_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    user: ann
  register: due
"""

RETURN = r"""
workflows:
  description:
    - The workflows, as the API represents them.
    - Those of a user or a client have for each step when it is due, C(scheduled-at) in milliseconds since 1970, and
      C(status).
  returned: on success
  type: list
  elements: dict
  sample:
    - {name: unused accounts, steps: [{uses: disable-user, after: P10D}]}
exists:
  description: Whether any was found.
  returned: on success
  type: bool
  sample: true
msg:
  description: How many were found, or what went wrong.
  returned: always
  type: str
  sample: one workflow found in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.workflows import WORKFLOW_INFO

BINDING = Reads(WORKFLOW_INFO, mutually_exclusive=[["id", "name", "search", "user", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
