#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authentication
short_description: Manages authentication flows of a Keycloak realm, listed flat
version_added: "1.0.0"
description:
  - Creates, changes and removes authentication flows with all their steps, or copies them from others.
  - Each step says which sub-flow it is in. M(iamops.keycloak.keycloak_authentication_v2) and
    M(iamops.keycloak.keycloak_authentication_flow) take sub-flows with their steps inside.
  - The login needs the role C(manage-realm) of C(realm-management). Before a flow is removed or exchanged it is
    looked up
    who uses it, which takes C(view-clients) and C(view-identity-providers), too.
options:
  authentication_executions:
    description:
      - The steps of the flow and of its sub-flows, in one list.
      - The list is exact, in its order, and steps are told apart by their place, so that the same authenticator can
        be
        there twice. See O(copy_from) for a flow that is a copy, and the notes for one that is built in.
    type: list
    elements: dict
    aliases: [authenticationExecutions]
    suboptions:
      provider_id:
        description: The authenticator, such as V(auth-cookie) or V(identity-provider-redirector).
        type: str
        aliases: [providerId]
      requirement:
        description: The requirement. A new step is V(DISABLED) unless this is given.
        type: str
        choices: [REQUIRED, ALTERNATIVE, DISABLED, CONDITIONAL]
      authentication_config:
        description:
          - Settings of the authenticator, with an C(alias), which is their name, and C(config), the settings by
            their keys.
          - The C(config) that is given is exact.
          - Left out, they stay as they are. An empty one removes them.
        type: dict
        aliases: [authenticationConfig]
      display_name:
        description:
          - Name of a sub-flow, where there is no O(authentication_executions[].provider_id).
          - With O(copy_from) or for a built-in flow it can also be the name of an execution as people see it, such as
            C(Review Profile).
        type: str
        aliases: [displayName]
      flow_alias:
        description:
          - Name of the sub-flow that this step is in. Left out, it is in the flow itself.
          - With O(copy_from) or for a built-in flow, a step that the flow itself does not have is looked for in its
            sub-flows where this is left out.
        type: str
        aliases: [flowAlias]
      index:
        description: Place of the step in its flow, from 0. Left out, the order of the list is that of the steps.
        type: int
      sub_flow_type:
        description:
          - Type of the sub-flow, V(basic-flow) or V(form-flow). A new one is a V(basic-flow) unless this is given.
        type: str
        aliases: [subFlowType]
extends_documentation_fragment:
  - iamops.keycloak.flow
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A flow of its own for logging in
  iamops.keycloak.keycloak_authentication:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    alias: acme browser
    authenticationExecutions:
      - providerId: auth-cookie
        requirement: ALTERNATIVE
      - displayName: acme browser forms
        requirement: ALTERNATIVE
      - providerId: auth-username-password-form
        requirement: REQUIRED
        flowAlias: acme browser forms
      - providerId: auth-otp-form
        requirement: REQUIRED
        flowAlias: acme browser forms

- name: A copy with other settings
  iamops.keycloak.keycloak_authentication:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: acme first login
    copyFrom: first broker login
    authenticationExecutions:
      - providerId: idp-review-profile
        requirement: DISABLED
      - providerId: idp-create-user-if-unique
        requirement: ALTERNATIVE
        flowAlias: acme first login User creation or linking
        authenticationConfig:
          alias: acme unique user
          config:
            require.password.update.after.registration: "true"

- name: A built-in flow with another requirement
  iamops.keycloak.keycloak_authentication:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: browser
    authenticationExecutions:
      - providerId: auth-spnego
        requirement: ALTERNATIVE

- name: A flow that is not needed any more
  iamops.keycloak.keycloak_authentication:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: acme first login
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample:
    alias: acme browser
    providerId: basic-flow
    topLevel: true
    builtIn: false
    authenticationExecutions:
      - providerId: auth-cookie
        displayName: Cookie
        requirement: ALTERNATIVE
        level: 0
        index: 0
        priority: 10
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample:
    alias: acme browser
    providerId: basic-flow
    topLevel: true
    builtIn: false
    authenticationExecutions:
      - providerId: auth-cookie
        displayName: Cookie
        requirement: ALTERNATIVE
        level: 0
        index: 0
        priority: 10
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - C(authenticationExecutions) is the flat list of all steps, each with its C(level), its C(index) within the
      level, and
      its C(authenticationConfig).
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample:
    alias: acme browser
    providerId: basic-flow
    topLevel: true
    builtIn: false
    authenticationExecutions:
      - providerId: auth-cookie
        displayName: Cookie
        requirement: ALTERNATIVE
        level: 0
        index: 0
        priority: 10
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
  sample: Authentication flow acme browser has been updated
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.flows import FLAT_FLOW

BINDING = Binding(FLAT_FLOW)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
