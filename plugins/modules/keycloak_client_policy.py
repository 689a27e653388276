#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_policy
short_description: Manages client policies of a Keycloak realm, one by one
version_added: "1.0.0"
description:
  - Creates, changes and removes one client policy. Where all of its conditions hold for a client, the server does what
    its client profiles say.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  state:
    description: Whether the policy exists.
    type: str
    choices: [present, absent]
    default: present
  name:
    description: Name of the policy.
    type: str
    required: true
  description:
    description: What it is for. An empty text clears it.
    type: str
  enabled:
    description: Whether it is in force. A new one is not, unless this says so.
    type: bool
  conditions:
    description:
      - When it holds. All of them must. A list given is exact, an empty one empties it.
    type: list
    elements: dict
    suboptions:
      condition:
        description: Id of the condition, such as V(any-client), V(client-roles) or V(client-access-type).
        type: str
        required: true
      configuration:
        description:
          - Its configuration by the condition's keys.
          - Given ones are merged over those that the condition has in this policy already, and a key given as null is
            removed. A text that says the same as a number or a boolean is no change, nor is another order in a list.
        type: dict
  profiles:
    description:
      - Names of the client profiles that are applied, of the realm or of the server itself.
      - A list given is exact, an empty one empties it. The order does not count.
    type: list
    elements: str
notes:
  - M(iamops.keycloak.keycloak_server_info) tells the conditions that a server has, and their keys.
  - The API has one document for all of a realm's policies, and no operation for one of them. The module reads it whole
    and writes it whole, with the others as they were read, in their order. Tasks of one run that change it or the realm
    at once take turns.
  - An option that is left out is neither changed on the server nor reported as changed.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Clients in browsers keep to the profile
  iamops.keycloak.keycloak_client_policy:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: browsers
    enabled: true
    conditions:
      - condition: client-access-type
        configuration: {type: [public]}
    profiles:
      - browser-apps

- name: Banking clients follow the rules of FAPI, which the server has by itself
  iamops.keycloak.keycloak_client_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: banking
    enabled: true
    conditions:
      - condition: client-roles
        configuration: {roles: [banking]}
    profiles:
      - fapi-1-advanced

- name: An old policy
  iamops.keycloak.keycloak_client_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: legacy
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: browsers, enabled: true, conditions: [{condition: any-client, configuration: {}}], profiles:
    [browser-apps]}
proposed:
  description: What the task asks for, in the API's names. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: browsers, enabled: true, conditions: [{condition: any-client, configuration: {}}], profiles:
    [browser-apps]}
end_state:
  description:
    - The object afterwards, as the API represents it. Empty if there is none.
    - In check mode it lacks what only the server can make.
  returned: on success
  type: dict
  sample: {name: browsers, enabled: true, conditions: [{condition: any-client, configuration: {}}], profiles:
    [browser-apps]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/client-policies/policies"]
diff:
  description: The object before and after, without what only the server makes.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The object before.
      type: dict
    after:
      description: The object afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: client policy 'browsers' has been created
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.client_policies import CLIENT_POLICY

BINDING = Binding(CLIENT_POLICY)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
