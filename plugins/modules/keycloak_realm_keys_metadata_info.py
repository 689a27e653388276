#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm_keys_metadata_info
short_description: Reads what keys a Keycloak realm has
version_added: "1.0.0"
description:
  - Reads the metadata of a realm's keys. Which one is in use for each algorithm, and of each key its id, status, use,
    priority, public key and certificate. Private keys are never among them.
  - The login needs the role C(view-realm) of C(realm-management).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read the keys
  iamops.keycloak.keycloak_realm_keys_metadata_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
  register: realm_keys

- name: Show the certificate of the key that signs tokens
  ansible.builtin.debug:
    msg: >-
      {{ realm_keys.keys_metadata['keys']
      | selectattr('kid', 'equalto', realm_keys.keys_metadata.active.RS256)
      | map(attribute='certificate')
      | first }}
"""

RETURN = r"""
keys_metadata:
  description:
    - The metadata, as the API represents it.
    - C(active) has the id of the key in use, by algorithm; C(keys) is the list of all keys.
  returned: on success
  type: dict
  sample:
    active: {RS256: Ay-BKT_hjYkFZV15J3dHcKNQhSGwJhRqJFh7ug1y38A}
    keys:
      - kid: Ay-BKT_hjYkFZV15J3dHcKNQhSGwJhRqJFh7ug1y38A
        algorithm: RS256
        providerId: 2a4c1ab7-828c-4fc2-9860-85d13c91a6f8
        providerPriority: 100
        status: ACTIVE
        type: RSA
        use: SIG
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: Get realm keys metadata successful for ID acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.components import KEYS_METADATA

BINDING = Reads(KEYS_METADATA)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
