#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization_group_info
short_description: Reads groups of an organization in Keycloak, and what belongs to them
version_added: "1.0.0"
description:
  - Reads groups of an organization by id, path, a search or attributes, and what belongs to each of them, such as
    members, groups below it and roles.
  - Without any option that narrows the search, all groups at the top are read.
  - The login needs the role C(view-organizations) of C(realm-management). For members it needs C(view-users) too, and
    for a client's roles C(view-clients).
options:
  id:
    description: ID of the one group to read. Without such a group, RV(groups) is empty.
    type: str
  path:
    description: Path of the one group to read, such as V(/engineering/security). Names with slashes can't be told.
    type: str
  search:
    description: A text to look for in names, at any depth.
    type: str
  exact:
    description: Whether O(search) is meant as the whole of a name.
    type: bool
    default: false
  attributes:
    description:
      - Attributes of the groups, each with one of its values. The whole value must be the same.
      - It can't be given together with O(search).
    type: dict
  client_id:
    description: Client id of the client whose roles O(include) asks for.
    type: str
    aliases: [clientId]
  include:
    description:
      - What else is read of each group that is found. Each takes a request for each group.
      - V(children) are the groups below it, V(members) those who are in it.
      - V(role_mappings) are all roles that are mapped to it. V(realm_roles), V(effective_roles) and V(available_roles)
        are roles of the realm. The first are those that are mapped, the second those with all that comes with them,
        the third those that could be mapped.
      - V(client_roles), V(effective_client_roles) and V(available_client_roles) are the same of O(client_id).
    type: list
    elements: str
    choices:
      - available_client_roles
      - available_roles
      - children
      - client_roles
      - effective_client_roles
      - effective_roles
      - members
      - realm_roles
      - role_mappings
    default: []
notes:
  - Groups of organizations came with Keycloak 26.6, and a realm must have organizations switched on, see
    O(iamops.keycloak.keycloak_realm#module:organizations_enabled).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.page
  - iamops.keycloak.organization
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Who is in a group, and what may they do?
  iamops.keycloak.keycloak_organization_group_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    path: /engineering/security
    include:
      - members
      - effective_roles

- name: Read all groups at the top, with those below them
  iamops.keycloak.keycloak_organization_group_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    include:
      - children
"""

RETURN = r"""
groups:
  description: The groups, as the API represents them, with what O(include) asks for by its name.
  returned: on success
  type: list
  elements: dict
  sample:
    - {id: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d, name: security, path: /engineering/security}
exists:
  description: Whether any was found.
  returned: on success
  type: bool
  sample: true
msg:
  description: How many were found, or what went wrong.
  returned: always
  type: str
  sample: one group found in Staff of Example
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.organization_groups import GROUP_INFO

BINDING = Reads(GROUP_INFO, mutually_exclusive=[["id", "path", "search"], ["id", "path", "attributes"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
