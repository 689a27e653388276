#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_permission_info
short_description: Reads an authorization permission of a Keycloak client
version_added: "1.0.0"
description:
  - Reads a permission of a client, or a policy, by its name.
  - The login needs the roles C(view-authorization) and C(view-clients) of C(realm-management).
options:
  client_id:
    description: Client id of the client that is protected.
    type: str
    required: true
  name:
    description: Name of the permission. Policies have names of the same set.
    type: str
    required: true
notes:
  - In check mode, a client that an earlier task would have made has no permission yet.
seealso:
  - module: iamops.keycloak.keycloak_authz_permission
  - module: iamops.keycloak.keycloak_info
    description: Reads all permissions of a client.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a permission
  iamops.keycloak.keycloak_authz_permission_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    client_id: shop
    name: Only the owner
  register: permission

- name: It must be there
  ansible.builtin.assert:
    that: permission.exists
"""

RETURN = r"""
queried_state:
  description:
    - The permission or policy, as the API represents it, V(false) where there is none of that name.
    - C(resources), C(scopes) and C(policies) of a permission are lists of ids. C(resourcesData), C(scopesData) and
      C(policiesData) have the names beside them.
  returned: on success
  type: dict
  sample:
    id: 9da05cd2-b273-4354-bbd8-0c133918a454
    name: Editing
    type: scope
    logic: POSITIVE
    decisionStrategy: UNANIMOUS
    config: {}
    scopes: [0ea5ad9e-48ed-4c09-96cf-3bf0aa4058bc]
exists:
  description: Whether there is one of that name.
  returned: on success
  type: bool
  sample: true
msg:
  description: Empty where it was found, or what was not, or what went wrong.
  returned: always
  type: str
  sample: there is no permission 'Editing'
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authz import AUTHZ_PERMISSION_STATE

BINDING = Reads(AUTHZ_PERMISSION_STATE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
