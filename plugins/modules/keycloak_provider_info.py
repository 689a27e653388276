#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_provider_info
short_description: Reads what providers a Keycloak realm can be given
version_added: "1.0.0"
description:
  - Reads what providers there are for components below another one, such as the mappers of a user federation, with
    their settings, and which required actions register credentials.
  - The login needs the role C(view-realm) of C(realm-management).
options:
  parent:
    description:
      - Name or id of a component, whose possible components are asked for.
    type: str
  type:
    description:
      - Type of the providers below O(parent). The server tells which types it has if it does not have this one.
    type: str
    default: org.keycloak.storage.ldap.mappers.LDAPStorageMapper
    aliases: [provider_type]
notes:
  - M(iamops.keycloak.keycloak_server_info) reads the providers of all types, without what depends on a parent.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read which mappers a user federation can have
  iamops.keycloak.keycloak_provider_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    parent: directory
  register: possible

- name: Say their names
  ansible.builtin.debug:
    msg: "{{ possible.sub_component_types | map(attribute='id') }}"
"""

RETURN = r"""
credential_registrators:
  description: Ids of the required actions that register credentials.
  returned: on success
  type: list
  elements: str
  sample: [CONFIGURE_TOTP, webauthn-register]
sub_component_types:
  description: The providers that O(parent) can have below it, as the API represents them. Empty without O(parent).
  returned: on success
  type: list
  elements: dict
  sample: [{id: full-name-ldap-mapper, helpText: Used to map the full name, properties: []}]
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 4 required actions register credentials in realm acme, 15 providers can be below directory
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.providers import PROVIDERS

BINDING = Reads(PROVIDERS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
