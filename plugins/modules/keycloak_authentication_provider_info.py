#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authentication_provider_info
short_description: Reads what Keycloak knows about authentication
version_added: "1.0.0"
description:
  - Reads which authenticators, forms and required actions a server has, which settings they take, and the flows and
    required actions of a realm.
  - The login needs the role C(view-realm) of C(realm-management).
options:
  include:
    description:
      - What is to be read, each by one request. Each is returned under its own name.
      - V(authenticators), V(client_authenticators), V(form_actions) and V(forms) are what executions of flows can be
        made of.
      - V(provider_settings) are the settings that O(provider_id) takes, V(client_settings) those that each client
        authenticator takes in a client.
      - V(flows) are the flows at the top, V(executions) all steps of O(flow_alias).
      - V(required_actions) are those that the realm has registered, V(unregistered_required_actions) those that the
        server has beside them.
      - V(required_action) is O(required_action), V(required_action_config) its settings and
        V(required_action_settings) the settings that it takes. Keycloak before 26 has no settings of required actions.
    type: list
    elements: str
    choices:
      - authenticators
      - client_authenticators
      - client_settings
      - executions
      - flows
      - form_actions
      - forms
      - provider_settings
      - required_action
      - required_action_config
      - required_action_settings
      - required_actions
      - unregistered_required_actions
    default: [authenticators]
  provider_id:
    description: The authenticator that V(provider_settings) are about.
    type: str
    aliases: [providerId]
  flow_alias:
    description: The flow that V(executions) are read of. It may be a sub-flow.
    type: str
    aliases: [flowAlias]
  required_action:
    description: Alias of the required action that is meant, such as V(UPDATE_PASSWORD).
    type: str
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Which authenticators are there
  iamops.keycloak.keycloak_authentication_provider_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
  register: found

- name: Say their names
  ansible.builtin.debug:
    msg: "{{ found.authenticators | map(attribute='id') }}"

- name: The steps of a flow, and the settings that one of them takes
  iamops.keycloak.keycloak_authentication_provider_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    include: [executions, provider_settings]
    flow_alias: browser
    provider_id: identity-provider-redirector

- name: Required actions that could be registered
  iamops.keycloak.keycloak_authentication_provider_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    include: [unregistered_required_actions]
"""

RETURN = r"""
authenticators:
  description: Authenticators of users, each with C(id), C(displayName) and C(description).
  returned: when O(include) has V(authenticators)
  type: list
  elements: dict
  sample: [{id: auth-cookie, displayName: Cookie, description: Validates the SSO cookie set by the auth server.}]
client_authenticators:
  description: Authenticators of clients.
  returned: when O(include) has V(client_authenticators)
  type: list
  elements: dict
form_actions:
  description: Actions that a form can have.
  returned: when O(include) has V(form_actions)
  type: list
  elements: dict
forms:
  description: Pages of forms.
  returned: when O(include) has V(forms)
  type: list
  elements: dict
client_settings:
  description: The settings that each client authenticator takes in a client, by its id.
  returned: when O(include) has V(client_settings)
  type: dict
provider_settings:
  description: The authenticator's C(name), C(providerId), C(helpText) and C(properties).
  returned: when O(include) has V(provider_settings)
  type: dict
flows:
  description: The flows at the top.
  returned: when O(include) has V(flows)
  type: list
  elements: dict
executions:
  description: All steps of the flow, in order, those of its sub-flows with a C(level) above 0.
  returned: when O(include) has V(executions)
  type: list
  elements: dict
required_actions:
  description: Required actions that are registered.
  returned: when O(include) has V(required_actions)
  type: list
  elements: dict
unregistered_required_actions:
  description: Required actions that are not, each with C(providerId) and C(name).
  returned: when O(include) has V(unregistered_required_actions)
  type: list
  elements: dict
required_action:
  description: The required action.
  returned: when O(include) has V(required_action)
  type: dict
required_action_config:
  description: The settings of the required action. Null for one that takes none.
  returned: when O(include) has V(required_action_config)
  type: dict
required_action_settings:
  description: The settings that the required action takes, in C(properties). Null for one that takes none.
  returned: when O(include) has V(required_action_settings)
  type: dict
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: authenticators read in realm acme
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authentication import (
    AUTHENTICATION_PROVIDERS,
)

BINDING = Reads(AUTHENTICATION_PROVIDERS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
