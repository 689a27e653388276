#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_registration_policy
short_description: Manages client registration policies of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes policies that decide over clients which register themselves.
  - A realm has two sets of them under the same names, for clients that register with a token and for those without.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  state:
    description: Whether the policy exists.
    type: str
    choices: [present, absent]
    default: present
  id:
    description:
      - Id of the policy. It goes before O(name) and O(sub_type). A new policy gets it.
      - One of O(id) and O(name) is required.
    type: str
  name:
    description: Name of the policy.
    type: str
  sub_type:
    description:
      - Whom the policy is for, clients that register with a token or without. It can't be changed.
      - It is required unless O(id) is given.
    type: str
    choices: [anonymous, authenticated]
    aliases: [subType]
  provider_id:
    description:
      - Provider of the policy, such as V(max-clients), V(trusted-hosts), V(allowed-client-templates),
        V(allowed-protocol-mappers), V(consent-required), V(scope) or V(client-disabled).
      - A new policy needs it, and it can't be changed.
      - M(iamops.keycloak.keycloak_client_registration_policy_info) reads which there are.
    type: str
    aliases: [providerId]
  config:
    description:
      - Settings of the policy, as its provider names them. A value is a text or a list of texts.
      - The map is merged, and a key given as null is removed.
    type: dict
  raw:
    description:
      - Fields of the API that the module has no option for, by their API names.
    type: dict
notes:
  - An option that is left out is neither changed on the server nor reported as changed.
  - Of a setting that is a list, the order does not count.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: At most fifty clients may register themselves without a token
  iamops.keycloak.keycloak_client_registration_policy:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Max Clients Limit
    sub_type: anonymous
    config:
      max-clients: 50

- name: New clients have to be enabled by somebody
  iamops.keycloak.keycloak_client_registration_policy:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: New clients are off
    sub_type: authenticated
    provider_id: client-disabled

- name: They need no consent any more
  iamops.keycloak.keycloak_client_registration_policy:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Consent Required
    sub_type: anonymous
    state: absent
"""

RETURN = r"""
existing:
  description: The policy before, as the API represents it, V({}) if there was none.
  returned: on success
  type: dict
  sample: {}
proposed:
  description: What the task asks, by the names of the API, V({}) with O(state=absent).
  returned: on success, and on failure once the options are read
  type: dict
  sample: {"name": "Max Clients Limit", "subType": "anonymous", "config": {"max-clients": ["50"]}}
end_state:
  description: The policy afterwards, or as foreseen in check mode. V({}) if there is none.
  returned: on success
  type: dict
  sample: {"name": "Max Clients Limit", "subType": "anonymous", "providerId": "max-clients"}
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/components/0b0a9e1c"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: "Client registration policy Max Clients Limit changed: config.max-clients: ['200'] -> ['50']"
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.registration_policies import (
    CLIENT_REGISTRATION_POLICY,
)

BINDING = Binding(CLIENT_REGISTRATION_POLICY)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
