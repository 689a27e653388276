#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm_users_info
short_description: Reads all users of a Keycloak realm
version_added: "1.0.0"
description:
  - Reads all users of a realm, however many pages that takes.
  - Users of service accounts are not among them, the server does not list these.
  - The login needs the role C(view-users) of C(realm-management).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read all users
  iamops.keycloak.keycloak_realm_users_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
  register: staff

- name: Say who has no e-mail address
  ansible.builtin.debug:
    msg: "{{ staff.users | selectattr('email', 'undefined') | map(attribute='username') }}"
"""

RETURN = r"""
users:
  description: The users, as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample: [{id: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d, username: ann, enabled: true, email: ann@example.com}]
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 130 users found in realm acme
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.realms import REALM_USERS

BINDING = Reads(REALM_USERS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
