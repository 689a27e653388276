#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_registration_policy_info
short_description: Reads client registration policies of a Keycloak realm
version_added: "1.0.0"
description:
  - Reads which policies a realm has for clients that register themselves, and which the server has to choose from, with
    their settings.
  - The login needs the roles C(view-realm) and C(view-clients) of C(realm-management).
options:
  sub_type:
    description: Whom the policies are for, clients that register with a token or without. By default both are read.
    type: str
    choices: [anonymous, authenticated]
    aliases: [subType]
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read which policies there are
  iamops.keycloak.keycloak_client_registration_policy_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    sub_type: anonymous
  register: registration

- name: See that somebody limits how many clients register
  ansible.builtin.assert:
    that: registration.policies | selectattr('providerId', 'equalto', 'max-clients') | list | length == 1
"""

RETURN = r"""
policies:
  description: The realm's policies as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample: [{"name": "Max Clients Limit", "providerId": "max-clients", "subType": "anonymous"}]
providers:
  description: Providers of policies, with the settings that they take.
  returned: on success
  type: list
  elements: dict
  sample: [{"id": "max-clients", "properties": [{"name": "max-clients", "type": "String"}]}]
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: "8 policies, 9 providers"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_details import (
    REGISTRATION_POLICIES,
)

BINDING = Reads(REGISTRATION_POLICIES)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
