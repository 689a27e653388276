#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization_info
short_description: Reads organizations of a Keycloak realm, and what belongs to them
version_added: "1.0.0"
description:
  - Finds organizations by id, name, alias, domain, attributes or member, and reads what belongs to each of them, such
    as members, groups, identity providers and invitations. It can also have the server count them.
  - Without any option that narrows the search, all organizations of the realm are read.
  - The login needs the role C(view-organizations) of C(realm-management). For members, and what is asked by
    O(member), it needs C(view-users) too, for identity providers C(view-identity-providers), and for invitations
    C(manage-organizations).
    Servers that have no C(view-organizations) yet want C(view-realm).
options:
  id:
    description: ID of the one organization to read. Without such an organization, RV(organizations) is empty.
    type: str
  name:
    description: Name of the one organization to read, in full.
    type: str
  alias:
    description: Alias of the one organization to read. The server can't search for it, so this takes a list of all.
    type: str
  search:
    description: A text to look for in names and domains.
    type: str
  exact:
    description: Whether O(search) is meant as the whole of a name or a domain.
    type: bool
    default: false
  attributes:
    description:
      - Attributes of the organizations, each with one of its values. The whole value must be the same.
      - It can't be given together with O(search).
    type: dict
  member:
    description: Name of a user, whose organizations are read.
    type: str
  brief:
    description: Whether organizations are read without their attributes, which is quicker.
    type: bool
    default: false
    aliases: [briefRepresentation]
  count:
    description: Whether the server is asked how many organizations O(search) and O(attributes) find, see RV(count).
    type: bool
    default: false
  identity_provider:
    description:
      - Alias of an identity provider. Of each organization, that one is read as C(identity_provider), null where it is
        not linked, and the groups that it can bring users into as C(identity_provider_groups).
    type: str
    aliases: [identityProvider]
  include:
    description:
      - What else is read of each organization that is found. Each takes a request for each organization.
      - V(groups) are those at the top, see M(iamops.keycloak.keycloak_organization_group_info) for more.
      - V(invitations) come without the links that were mailed.
    type: list
    elements: str
    choices: [groups, identity_providers, invitations, members, members_count]
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
- name: Read an organization with its members
  iamops.keycloak.keycloak_organization_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Staff of Example
    include:
      - members
      - identity_providers
  register: staff

- name: Which organization does a domain belong to?
  iamops.keycloak.keycloak_organization_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    search: example.org
    exact: true

- name: Read the organizations of a user
  iamops.keycloak.keycloak_organization_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    member: ann

- name: How many organizations have a contract of this number?
  iamops.keycloak.keycloak_organization_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    attributes:
      contract: "4711"
    count: true
    max: 0
"""

RETURN = r"""
organizations:
  description: The organizations, as the API represents them, with what O(include) asks for by its name.
  returned: on success
  type: list
  elements: dict
  sample:
    - {id: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d, name: Staff of Example, alias: example, enabled: true}
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
  sample: one organization found in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.organizations import ORGANIZATION_INFO

BINDING = Reads(
    ORGANIZATION_INFO,
    mutually_exclusive=[["id", "name", "alias", "search", "member"], ["id", "name", "alias", "attributes", "member"]],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
