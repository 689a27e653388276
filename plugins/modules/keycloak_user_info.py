#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_info
short_description: Reads users of a Keycloak realm, and what belongs to them
version_added: "1.0.0"
description:
  - Finds users by id, name, address or attributes, and reads what belongs to each of them, such as groups, credentials,
    consents and links to identity providers. It can also have the server count them.
  - Without any option that narrows the search, all users of the realm are read. No service accounts are among them. A
    service account is found by its O(username).
  - The login needs the role C(view-users) of C(realm-management).
options:
  id:
    description:
      - Id of the one user to read. Without such a user, RV(users) is empty.
      - It goes with none of the options that search, narrow or count.
    type: str
    aliases: [user_id]
  search:
    description:
      - A text to look for in username, first name, last name and e-mail address.
      - It may have C(*) for any characters and, in double quotes, be the whole of one of them.
      - The server takes no notice then of names, addresses, attributes and identity providers, so they can't be given
        together with it.
    type: str
  username:
    description: Name of the user.
    type: str
  email:
    description: E-mail address of the user.
    type: str
  first_name:
    description: First name of the users.
    type: str
    aliases: [firstName]
  last_name:
    description: Last name of the users.
    type: str
    aliases: [lastName]
  enabled:
    description: Whether the users can log in.
    type: bool
  email_verified:
    description: Whether the e-mail addresses of the users are verified.
    type: bool
    aliases: [emailVerified]
  identity_provider:
    description: Alias of an identity provider that the users are linked to.
    type: str
    aliases: [idpAlias]
  identity_user_id:
    description: Id that a user has at an identity provider.
    type: str
    aliases: [idpUserId]
  created_after:
    description:
      - The users were made at or after this time, given as a date such as V(2026-01-31) or in milliseconds since 1970.
      - Keycloak 24.0 and older servers leave it out of the search.
    type: str
    aliases: [createdAfter]
  created_before:
    description:
      - The users were made at or before this time, given like O(created_after).
      - Keycloak 24.0 and older servers leave it out of the search.
    type: str
    aliases: [createdBefore]
  attributes:
    description: Attributes of the users, each with one of its values. The whole value must be the same.
    type: dict
  exact:
    description:
      - Whether O(username), O(email), O(first_name) and O(last_name) are meant as a whole. Else they are texts to look
        for.
    type: bool
    default: true
  brief:
    description: Whether users are read without their attributes, required actions and settings, which is quicker.
    type: bool
    default: false
    aliases: [briefRepresentation]
  first:
    description:
      - How many of the users found to pass over. With O(first) or O(max), the task reads one page.
      - The server orders users by their names.
    type: int
  max:
    description:
      - How many users to read at most. All of them are read unless it is given, in as many requests as it takes.
      - With V(0) no users are read, which is for O(count).
    type: int
  count:
    description:
      - Whether the server is asked how many users there are that the search fits, see RV(count).
      - Keycloak 16.1 counts by texts to look for, whatever O(exact) says, and by no other option, and 24.0 takes no
        notice of O(identity_provider) in a count.
    type: bool
    default: false
  include:
    description:
      - What else is read of each user that is found. Each takes a request for each user.
      - V(consents) are the clients that the user has consented to, or has given offline tokens.
      - V(credentials) are the user's passwords, devices and keys in the realm, without their secrets.
      - V(federated_identities) are the links to identity providers.
      - V(groups) are the groups that the user is in, and V(groups_count) is their number.
      - V(issued_verifiable_credentials) and V(verifiable_credentials) need the server's feature C(oid4vc-vci).
      - V(profile_metadata) is what the realm's user profile says of this user's attributes.
      - V(role_mappings) are the roles that are mapped to the user directly. See
        M(iamops.keycloak.keycloak_user_rolemapping).
      - V(storage_credential_types) are the types of credentials that the user has in a user storage, such as LDAP.
      - V(unmanaged_attributes) are attributes that the realm's user profile does not have. It came with Keycloak 24.
    type: list
    elements: str
    choices:
      - consents
      - credentials
      - federated_identities
      - groups
      - groups_count
      - issued_verifiable_credentials
      - profile_metadata
      - role_mappings
      - storage_credential_types
      - unmanaged_attributes
      - verifiable_credentials
    default: []
notes:
  - Secrets of credentials are never among what the server tells.
  - In check mode, a user that an earlier task would have made is not found.
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read one user, with groups and credentials
  iamops.keycloak.keycloak_user_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    include: [groups, credentials]
  register: ann

- name: Name the groups
  ansible.builtin.debug:
    msg: "{{ ann.users[0].groups | map(attribute='path') | list }}"

- name: Read everyone of a department
  iamops.keycloak.keycloak_user_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    attributes:
      department: sales
    enabled: true

- name: Count users whose address is not verified
  iamops.keycloak.keycloak_user_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    email_verified: false
    count: true
    max: 0
  register: unverified

- name: Read the second page of fifty
  iamops.keycloak.keycloak_user_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    first: 50
    max: 50
    brief: true
"""

RETURN = r"""
users:
  description:
    - The users found, as the API represents them.
    - What O(include) asks for is beside a user's own fields, under the names that O(include) has.
  returned: on success
  type: list
  elements: dict
  sample:
    - id: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
      username: ann
      email: ann@example.com
      enabled: true
      groups_count: 2
exists:
  description: Whether there is such a user.
  returned: on success
  type: bool
count:
  description: How many users the search fits, as the server counts them. Pages do not matter.
  returned: on success, with O(count)
  type: int
  sample: 310
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: one user found in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.users import USER_INFO

# by what users are found
FOUND_BY = ("username", "email", "first_name", "last_name", "attributes", "identity_provider", "identity_user_id")
NARROWED_BY = ("enabled", "email_verified", "created_after", "created_before", "first", "max", "count")

BINDING = Reads(
    USER_INFO,
    # of what is given beside them the server takes no notice
    mutually_exclusive=[
        *(["id", name] for name in ("search", *FOUND_BY, *NARROWED_BY)),
        *(["search", name] for name in FOUND_BY),
    ],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
