#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization_invitation_info
short_description: Reads invitations to an organization in Keycloak
version_added: "1.0.0"
description:
  - Reads who is invited to an organization and has not accepted yet. The server forgets an invitation once it is
    accepted.
  - The login needs the role C(manage-organizations) of C(realm-management). The server lets nobody else see them.
options:
  organization:
    description: Name of the organization, or its alias.
    type: str
    required: true
  id:
    description: ID of the one invitation to read. Without such an invitation, RV(invitations) is empty.
    type: str
  email:
    description: The e-mail address that is invited, in full.
    type: str
  search:
    description: A text to look for in address and names.
    type: str
  first_name:
    description: First name of who is invited.
    type: str
    aliases: [firstName]
  last_name:
    description: Last name of who is invited.
    type: str
    aliases: [lastName]
  status:
    description: Which invitations are read, all unless it is given.
    type: str
    choices: [pending, expired]
  show_links:
    description:
      - Whether the links are returned that were mailed, as C(inviteLink). Whoever has such a link is let in, so set
        C(no_log) for the task.
    type: bool
    default: false
notes:
  - Organizations came with Keycloak 26, and a realm must have them switched on, see
    O(iamops.keycloak.keycloak_realm#module:organizations_enabled).
  - Older servers mail invitations and don't keep them.
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
- name: Who has not accepted yet?
  iamops.keycloak.keycloak_organization_invitation_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    status: pending

- name: Read the link of an invitation
  iamops.keycloak.keycloak_organization_invitation_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    email: new@example.org
    show_links: true
  no_log: true
"""

RETURN = r"""
invitations:
  description: The invitations, as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample:
    - {id: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d, email: new@example.org, status: PENDING, sentDate: 1795278612}
exists:
  description: Whether any was found.
  returned: on success
  type: bool
  sample: true
msg:
  description: How many were found, or what went wrong.
  returned: always
  type: str
  sample: one invitation found in Staff of Example
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.organizations import INVITATION_INFO

BINDING = Reads(
    INVITATION_INFO,
    mutually_exclusive=[["id", name] for name in ("email", "search", "first_name", "last_name", "status")],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
