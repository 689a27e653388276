#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_server_info
short_description: Reads what a Keycloak server is and can do
version_added: "1.0.0"
description:
  - Reads the version of a server, its features, its memory, and the providers, mappers and policies that it has.
  - The login needs any administrative role, such as C(view-realm) of C(realm-management). Only one of the realm
    V(master) is told the version, memory and other facts about the system.
options:
  realm:
    description:
      - A server is not of a realm, so this means nothing. It is taken for the sake of C(module_defaults) of the group.
    type: str
  include:
    description:
      - What is returned of what the server tells. C(providers), C(component_types) and the like are long.
    type: list
    elements: str
    choices:
      - builtin_protocol_mappers
      - client_installations
      - component_types
      - cpu
      - crypto
      - enums
      - features
      - identity_providers
      - memory
      - password_policies
      - profile
      - protocol_mapper_types
      - providers
      - social_providers
      - system
      - themes
    default: [cpu, features, memory, profile, system]
  component_type:
    description:
      - Only component types of this one, in full or by its last word, such as V(ClientPolicyExecutorProvider) or
        V(KeyProvider). With it, they are returned without being named in O(include).
    type: str
notes:
  - An older server lacks some of it, such as C(features), which came with Keycloak 22, and C(cpu).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read the version and the features of a server
  iamops.keycloak.keycloak_server_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
  register: server

- name: Say whether it has organizations
  ansible.builtin.debug:
    msg: "It {{ 'has' if 'ORGANIZATION' in (server.enabled_features or []) else 'lacks' }} organizations"

- name: Read what executors client profiles can have, with their settings
  iamops.keycloak.keycloak_server_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    include: []
    component_type: ClientPolicyExecutorProvider
"""

RETURN = r"""
version:
  description: Version of the server, null where it isn't told.
  returned: on success
  type: str
  sample: 26.7.2
enabled_features:
  description: Names of the features that are switched on, null where the server tells none.
  returned: on success
  type: list
  elements: str
  sample: [ADMIN_FINE_GRAINED_AUTHZ_V2, ORGANIZATION]
disabled_features:
  description: Names of the features that are switched off, null where the server tells none.
  returned: on success
  type: list
  elements: str
  sample: [SCRIPTS]
server_info:
  description: The parts that O(include) asks for, as the API represents them and by its names.
  returned: on success
  type: dict
  sample: {cpuInfo: {processorCount: 2}, systemInfo: {version: 26.7.2, serverTime: 'Sat Nov 21 16:28:15 UTC 2026'}}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: Keycloak 26.7.2
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.servers import SERVER

BINDING = Reads(SERVER)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
