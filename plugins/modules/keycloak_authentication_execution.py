#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authentication_execution
short_description: Manages one step of an authentication flow of Keycloak
version_added: "1.0.0"
description:
  - Adds one step to an authentication flow, changes it, moves it and removes it. Other steps stay as they are.
  - A step is an execution of an authenticator, or a sub-flow. For a whole flow with all of its steps there is
    M(iamops.keycloak.keycloak_authentication_flow).
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  state:
    description: Whether the step exists. A sub-flow goes with all that is in it.
    type: str
    choices: [present, absent]
    default: present
  flow_alias:
    description:
      - Name of the flow that the step is in. It may be a sub-flow.
      - It is required where O(id) is not given, as is one of O(provider_id) and O(sub_flow).
    type: str
    aliases: [flowAlias]
  provider_id:
    description: Authenticator of an execution, such as V(auth-cookie) or V(auth-otp-form). The step is found by it.
    type: str
    aliases: [authenticator]
  nth:
    description:
      - Which execution of O(provider_id) in the flow is meant, counted from 1, which is what is meant without it.
      - One more than there are makes another one.
      - With O(state=absent) it is the last one. Removing another is an error, as the next run would remove the one
        that has its number then. O(id) removes any.
    type: int
  sub_flow:
    description: Name of a sub-flow. The step is found by it. Names of flows are unique in a realm.
    type: str
    aliases: [displayName]
  id:
    description:
      - Id of the step, which finds it wherever it is. A step that does not exist is not made under it.
      - With O(sub_flow), a sub-flow gets this name.
    type: str
  requirement:
    description:
      - What the step means for the flow. A new step is V(DISABLED) unless this is given.
      - A step that exists takes those that its authenticator can be used with. Others are an error, although the server
        would take them.
      - V(CONDITIONAL) is for sub-flows only.
    type: str
    choices: [REQUIRED, ALTERNATIVE, CONDITIONAL, DISABLED]
  index:
    description:
      - Place of the step among those of its flow, counted from 0. A number beyond the last is the last place.
      - The step changes places with its neighbours one by one, or numbers are written where that takes fewer writes.
        The order of the others stays. A new step is the last one unless this is given.
      - Servers before Keycloak 25 don't move the steps of a built-in flow.
    type: int
  priority:
    description:
      - The number that makes the order of steps, for Keycloak 25 and later. Earlier ones know O(index) only.
      - O(index) and O(priority) are mutually exclusive.
    type: int
  config_alias:
    description:
      - Name of the authenticator's settings. It is required where they are made. Names of settings are unique in a
        realm.
      - An empty name takes the settings away.
    type: str
    aliases: [configAlias]
  config:
    description:
      - Settings of the authenticator. They are merged, and a key given as null or as an empty text is removed.
      - The server shows secrets in them in clear. They are hidden in results.
    type: dict
    aliases: [authenticatorConfig]
  description:
    description: Description of a sub-flow.
    type: str
  sub_flow_type:
    description: Type of a new sub-flow, V(basic-flow) unless this is given. It stays what it is.
    type: str
    choices: [basic-flow, form-flow]
    aliases: [subFlowType]
notes:
  - An option that is left out is neither changed on the server nor reported as changed.
  - A step of a built-in flow gets another requirement, place and settings. The server refuses to add and to remove
    steps there.
  - In a flow at the top a new execution comes with its settings and its requirement at once. In a sub-flow it comes
    disabled, gets its settings, and is enabled then.
seealso:
  - module: iamops.keycloak.keycloak_authentication_provider_info
    description: Which authenticators there are, and which settings they have.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Ask for a one-time password, too
  iamops.keycloak.keycloak_authentication_execution:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    flow_alias: acme browser
    provider_id: auth-otp-form
    requirement: REQUIRED

- name: Look for a cookie before all else
  iamops.keycloak.keycloak_authentication_execution:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    flow_alias: acme browser
    provider_id: auth-cookie
    requirement: ALTERNATIVE
    index: 0

- name: Send people to the identity provider of the staff
  iamops.keycloak.keycloak_authentication_execution:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    flow_alias: acme browser
    provider_id: identity-provider-redirector
    requirement: ALTERNATIVE
    config_alias: to the staff
    config:
      defaultProvider: staff

- name: A sub-flow
  iamops.keycloak.keycloak_authentication_execution:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    flow_alias: acme browser
    sub_flow: acme second factors
    description: What is asked for after the password
    requirement: CONDITIONAL

- name: An execution in it
  iamops.keycloak.keycloak_authentication_execution:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    flow_alias: acme second factors
    provider_id: conditional-user-configured
    requirement: REQUIRED

- name: No cookies any more
  iamops.keycloak.keycloak_authentication_execution:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    flow_alias: acme browser
    provider_id: auth-cookie
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {authenticator: auth-otp-form, requirement: ALTERNATIVE, priority: 10, index: 1, flowAlias: acme browser}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {requirement: REQUIRED}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {authenticator: auth-otp-form, requirement: REQUIRED, priority: 10, index: 1, flowAlias: acme browser}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/authentication/flows/acme%20browser/executions"]
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
  sample: authentication execution 'acme browser/auth-otp-form' has been updated
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.executions import AUTHENTICATION_EXECUTION

BINDING = Binding(
    AUTHENTICATION_EXECUTION, mutually_exclusive=[["provider_id", "sub_flow"], ["index", "priority"]]
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
