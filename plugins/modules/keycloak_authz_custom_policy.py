#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_custom_policy
short_description: Manages authorization policies of a Keycloak client that a script decides
version_added: "1.0.0"
description:
  - Creates, changes and removes policies that take no settings but their type, such as those that a script deployed
    to the server decides.
  - The login needs the roles C(manage-authorization) and C(view-clients) of C(realm-management).
options:
  name:
    description: Name of the policy. Permissions have names of the same set.
    type: str
    required: true
  policy_type:
    description:
      - Type of the policy, such as V(script-only-owner.js) for a script that is deployed to the server under that
        name.
      - A type that the server does not have is an error that tells which it has. It can not be changed.
    type: str
    required: true
    aliases: [type]
  description:
    description:
      - What the policy is for.
      - A script has the description that it was deployed with unless this is given.
    type: str
  logic:
    description: Whether the result counts as it is, or the other way round.
    type: str
    choices: [POSITIVE, NEGATIVE]
  decision_strategy:
    description:
      - How the results of several policies become one. V(UNANIMOUS) takes all, V(AFFIRMATIVE) one, V(CONSENSUS)
        the most of them to grant.
      - A new one is V(UNANIMOUS) unless this is given.
    type: str
    choices: [UNANIMOUS, AFFIRMATIVE, CONSENSUS]
    aliases: [decisionStrategy]
notes:
  - Types that need settings of their own (V(role), V(time), ...) take them in O(raw), by the API's names.
  - With O(state=absent), the policy of this name is removed whatever its type; a permission of this name is
    an error. The server takes the policy out of permissions and aggregates, and removes those that then have none.
  - At most 255 characters fit into O(name) and O(description). More is an error before anything is written.
seealso:
  - module: iamops.keycloak.keycloak_authz_permission
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.protected
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: During office hours
  iamops.keycloak.keycloak_authz_custom_policy:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: Office hours
    policy_type: time
    description: From eight to six
    raw:
      hour: "8"
      hourEnd: "18"

- name: A script decides no more
  iamops.keycloak.keycloak_authz_custom_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Only the owner
    policy_type: script-only-owner.js
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: Only the owner, type: script-only-owner.js, logic: POSITIVE}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: Only the owner, type: script-only-owner.js}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: Only the owner, type: script-only-owner.js, logic: POSITIVE}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/0b8c4c1e-5f0e-4c39-9f3e/authz/resource-server/policy/time"]
diff:
  description:
    - The object before and after, by names instead of ids, secrets hidden, without what only the server makes.
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
  sample: Custom policy Only the owner created
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found),
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz import AUTHZ_CUSTOM_POLICY

BINDING = Binding(AUTHZ_CUSTOM_POLICY)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
