#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_component_info
short_description: Reads components of a Keycloak realm
version_added: "1.0.0"
description:
  - Reads components of a realm, such as keys, user federations, their mappers and policies, all of them or some.
  - The login needs the role C(view-realm) of C(realm-management).
options:
  realm:
    description: Name of the realm.
    type: str
    required: true
  name:
    description: Only components of this name.
    type: str
  provider_type:
    description:
      - Only components of this type, such as V(org.keycloak.storage.UserStorageProvider),
        V(org.keycloak.storage.ldap.mappers.LDAPStorageMapper) or V(org.keycloak.keys.KeyProvider).
    type: str
  parent_id:
    description:
      - Only components that belong to this one. The name or the id of the realm or of a component.
      - Where nothing has that name or id, there are none.
    type: str
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a user federation
  iamops.keycloak.keycloak_component_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    name: directory
    provider_type: org.keycloak.storage.UserStorageProvider
  register: federation

- name: Read its mappers
  iamops.keycloak.keycloak_component_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    parent_id: directory
    provider_type: org.keycloak.storage.ldap.mappers.LDAPStorageMapper
  register: mappers

- name: Say which there are
  ansible.builtin.debug:
    msg: "{{ mappers.components | map(attribute='name') }}"
"""

RETURN = r"""
components:
  description: The components, as the API represents them, secrets hidden. A setting is a list of texts.
  returned: on success
  type: list
  elements: dict
  sample:
    - id: 2a4c1ab7-828c-4fc2-9860-85d13c91a6f8
      name: rsa-generated
      parentId: 3f1a1c3e-0e0c-4a4e-8f5e-1d6f3f5b7c11
      providerId: rsa-generated
      providerType: org.keycloak.keys.KeyProvider
      config: {priority: ['100']}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 1 components found in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.components import COMPONENTS_OF_A_REALM

BINDING = Reads(COMPONENTS_OF_A_REALM)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
