#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization_member_info
short_description: Reads members of an organization in Keycloak
version_added: "1.0.0"
description:
  - Reads the members of an organization, all or those that a search finds, and what belongs to each of them.
  - The login needs the roles C(view-organizations) and C(view-users) of C(realm-management).
options:
  organization:
    description: Name of the organization, or its alias.
    type: str
    required: true
  member:
    description: Name of the one user to read. Where it is no member, RV(members) is empty.
    type: str
  search:
    description: A text to look for in username, first name, last name and e-mail address.
    type: str
  exact:
    description: Whether O(search) is meant as the whole of one of them.
    type: bool
    default: false
  membership_type:
    description:
      - Which sort of members is read, all unless it is given.
      - Who came by one of the organization's identity providers or registered by an invitation is V(managed) by it.
    type: str
    choices: [managed, unmanaged]
    aliases: [membershipType]
  count:
    description: Whether the server is asked how many members the organization has, see RV(count).
    type: bool
    default: false
  include:
    description:
      - What else is read of each member that is found. Each takes a request for each member.
      - V(groups) are the organization's groups, V(organizations) all organizations of the user.
    type: list
    elements: str
    choices: [groups, organizations]
    default: []
notes:
  - Organizations came with Keycloak 26, and a realm must have them switched on, see
    O(iamops.keycloak.keycloak_realm#module:organizations_enabled).
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
- name: Read who the organization manages
  iamops.keycloak.keycloak_organization_member_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    membership_type: managed

- name: In which of its groups is a member?
  iamops.keycloak.keycloak_organization_member_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    member: ann
    include:
      - groups
"""

RETURN = r"""
members:
  description: The members, as the API represents them, with what O(include) asks for by its name.
  returned: on success
  type: list
  elements: dict
  sample:
    - {id: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d, username: ann, membershipType: UNMANAGED}
exists:
  description: Whether any was found.
  returned: on success
  type: bool
  sample: true
count:
  description: How many there are, as the server counts.
  returned: on success, with O(count)
  type: int
  sample: 1
msg:
  description: How many were found, or what went wrong.
  returned: always
  type: str
  sample: one member found in Staff of Example
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.organizations import MEMBER_INFO

BINDING = Reads(MEMBER_INFO, mutually_exclusive=[["member", "search"], ["member", "membership_type"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
