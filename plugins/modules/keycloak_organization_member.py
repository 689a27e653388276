#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization_member
short_description: Makes a user a member of an organization in Keycloak, or ends that
version_added: "1.0.0"
description:
  - Makes one user of the realm a member of an organization, or ends the membership. However many members there are, no
    list of them is read. For several at once, see the option O(iamops.keycloak.keycloak_organization#module:members).
  - The login needs the roles C(manage-organizations) and C(manage-users) of C(realm-management).
options:
  user:
    description: Name of the user.
    type: str
  email:
    description: E-mail address of the user, instead of the name. One that several users have is an error.
    type: str
  state:
    description: Whether the user is to be a member. A user who does not exist is no member.
    type: str
    choices: [present, absent]
    default: present
  delete_managed_members:
    description:
      - Whether the task may end the membership of a user whom the organization manages.
      - Who came by one of the organization's identity providers or registered by an invitation is managed, and B(the
        server deletes the account) of such a user with the membership.
      - With V(false), such a task fails before anything is written.
    type: bool
    default: false
notes:
  - Organizations came with Keycloak 26, and a realm must have them switched on, see
    O(iamops.keycloak.keycloak_realm#module:organizations_enabled).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.organization
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Make a user a member
  iamops.keycloak.keycloak_organization_member:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    user: ann

- name: The membership ends
  iamops.keycloak.keycloak_organization_member:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    email: bob@example.org
    state: absent
"""

RETURN = r"""
member:
  description:
    - The user as a member, as the API represents it, with C(membershipType). Empty if the user is none.
    - In check mode, it is empty where the membership would begin or end.
  returned: on success
  type: dict
  sample: {username: ann, membershipType: UNMANAGED}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/organizations/9f0e/members"]
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: "'ann' is a member of 'Staff of Example' now"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.organizations import MEMBERSHIP

BINDING = Acts(MEMBERSHIP, required_one_of=[["user", "email"]], mutually_exclusive=[["user", "email"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
