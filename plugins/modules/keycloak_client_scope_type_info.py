#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_scope_type_info
short_description: Reads which client scopes are default and which optional
version_added: "1.0.0"
description:
  - Reads which client scopes a client has by default and which on request, or which ones new clients of a realm get.
  - The login needs the role C(view-clients) of C(realm-management).
options:
  client_id:
    description: Client ID of the client. Without it, the scopes that new clients of the realm get are read.
    type: str
    aliases: [clientId]
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read the client scopes of a client
  iamops.keycloak.keycloak_client_scope_type_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    client_id: shop
  register: scopes

- name: Say which it can ask for
  ansible.builtin.debug:
    msg: "{{ scopes.optional_client_scopes | map(attribute='name') }}"

- name: Read what new clients get
  iamops.keycloak.keycloak_client_scope_type_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
"""

RETURN = r"""
default_client_scopes:
  description: The scopes that are default, with ID and name.
  returned: on success
  type: list
  elements: dict
  sample: [{id: 5c6fd0c8-0f2d-4a0e-9b0e-b9b1d5a0e8a1, name: profile, protocol: openid-connect}]
optional_client_scopes:
  description: The scopes that are optional, with ID and name.
  returned: on success
  type: list
  elements: dict
  sample: [{id: 0d4c1a51-8c4e-4d4c-8f62-0d1c9c0f7a55, name: phone, protocol: openid-connect}]
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: Types of client scopes of shop read
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_scopes import CLIENT_SCOPE_TYPES

BINDING = Reads(CLIENT_SCOPE_TYPES)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
