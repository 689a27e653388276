#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client
short_description: Manages clients of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes clients, with their protocol mappers, default and optional client scopes and flow
    overrides.
  - The login needs the role C(manage-clients) of C(realm-management), and C(view-realm) where
    O(authentication_flow_binding_overrides) names a flow by its alias.
options:
  client_id:
    description:
      - The client's C(clientId), by which it is found. Upper and lower case count.
      - One of O(client_id) and O(id) is required. Given both, a client of that O(id) gets this C(clientId).
    type: str
    aliases: [clientId]
  id:
    description:
      - The client's internal id. A client is found by it, too, and a new one gets it.
    type: str
  type:
    description:
      - The client's type. Only servers with the feature C(client-types) know it.
      - Servers before Keycloak 25 do not know it.
    type: str
  secret:
    description:
      - The client's secret. The server makes one unless it is given.
      - The server shows it in clear to administrators, so it is compared as it is. It is never returned.
      - It can't be given for a public client.
    type: str
  registration_access_token:
    description: Token with which the client changes its own registration.
    type: str
    aliases: [registrationAccessToken]
  service_accounts_enabled:
    description:
      - Whether the client has an account of its own, for the client credentials flow.
      - The server gives such a client the default scope C(service_account), which is left alone unless
        O(default_client_scopes) names it.
    type: bool
    aliases: [serviceAccountsEnabled]
  authorization_services_enabled:
    description: Whether the client has fine-grained authorization settings.
    type: bool
    aliases: [authorizationServicesEnabled]
  authorization_settings:
    description:
      - The client's authorization settings, by API names, as the server exports them. It needs
        O(authorization_services_enabled) and O(service_accounts_enabled).
      - Entries of its C(resources), C(scopes) and C(policies) are found by their names and merged. The server imports
        the settings, which adds and changes entries but removes none, and leaves the scopes of a resource that exists
        as they are. The module warns if that is what was asked for.
      - A policy must be of a type that the server has. Newer servers have no type C(js), of scripts that stand in the
        settings. Scripts are deployed to the server, each as a type of its own.
    type: dict
    aliases: [authorizationSettings]
  client_template:
    description:
      - Taken from playbooks written long ago, and not written, which RV(msg) says. Servers have client scopes in the
        place of client templates, see M(iamops.keycloak.keycloak_client_scope).
    type: str
    aliases: [clientTemplate]
  use_template_config:
    description: Like O(client_template).
    type: bool
    aliases: [useTemplateConfig]
  use_template_scope:
    description: Like O(client_template).
    type: bool
    aliases: [useTemplateScope]
  use_template_mappers:
    description: Like O(client_template).
    type: bool
    aliases: [useTemplateMappers]
  default_roles:
    description:
      - Taken from playbooks written long ago, and not written, which RV(msg) says. Servers have default roles of the
        realm only, see M(iamops.keycloak.keycloak_realm).
    type: list
    elements: str
    aliases: [defaultRoles]
  registered_nodes:
    description:
      - Nodes of the client's cluster, each with the time at which it registered, in seconds since 1970.
      - The server adds what is given and removes none.
    type: dict
    aliases: [registeredNodes]
  attributes:
    description:
      - Further settings. They are merged, a key given as null or with an empty value is removed.
      - Values that are no text are written as the API keeps them, such as V(true) for a boolean.
    type: dict
  authentication_flow_binding_overrides:
    description:
      - Authentication flows that this client uses instead of the realm's. They are merged.
      - A flow is given by alias or by id. An empty text removes an override.
    type: dict
    aliases: [authenticationFlowBindingOverrides]
    suboptions:
      browser:
        description: Id of the browser flow.
        type: str
      browser_name:
        description: Alias of the browser flow.
        type: str
        aliases: [browserName]
      direct_grant:
        description: Id of the direct grant flow.
        type: str
        aliases: [directGrant]
      direct_grant_name:
        description: Alias of the direct grant flow.
        type: str
        aliases: [directGrantName]
  default_client_scopes:
    description:
      - Names of the client scopes that the client always gets. The order does not count.
      - A scope that is optional now moves here.
    type: list
    elements: str
    aliases: [defaultClientScopes]
  optional_client_scopes:
    description:
      - Names of the client scopes that the client gets on request. The order does not count.
      - A scope that is default now moves here. No scope can be in both lists.
    type: list
    elements: str
    aliases: [optionalClientScopes]
  client_scopes_behavior:
    description:
      - What O(default_client_scopes) and O(optional_client_scopes) mean.
      - With V(exact) or V(idempotent), which are the same and what holds unless given, the lists are exact.
      - With V(subset) or V(patch), which are the same, scopes are added and none is removed.
      - With V(ignore), the lists are not looked at.
    type: str
    choices: [idempotent, patch, ignore, exact, subset]
    aliases: [clientScopesBehavior]
  protocol_mappers:
    description:
      - The client's own protocol mappers, each found by its name. In a mapper, too, only what is given is changed.
      - Keycloak 24.0 and older servers give a client with a service account three mappers, where newer ones give it the
        scope V(service_account). They stay unless a list names them, and check mode foresees what newer servers do.
notes:
  - At most 255 characters fit into O(client_id), O(name), O(description) and the URLs. More is an error before
    anything is written.
  - A rotated secret stays as long as a client policy of the realm rotates the client's secrets. Where none does, the
    server drops it with any change of the client.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.representation
  - iamops.keycloak.client.mappers
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A web shop with its own login
  iamops.keycloak.keycloak_client:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: Web shop
    root_url: https://shop.example.com
    redirect_uris:
      - /oauth2/callback
    web_origins:
      - +
    valid_post_logout_redirect_uris:
      - +
    secret: "{{ vault_shop_secret }}"
    direct_access_grants_enabled: false
    attributes:
      pkce.code.challenge.method: S256
    default_client_scopes: [profile, email, roles]
    optional_client_scopes: [phone]
    protocol_mappers:
      - name: department
        protocolMapper: oidc-usermodel-attribute-mapper
        config:
          user.attribute: department
          claim.name: department
          jsonType.label: String
          access.token.claim: true

- name: A job that logs in by itself
  iamops.keycloak.keycloak_client:
    auth_keycloak_url: https://sso.example.com
    auth_client_id: ansible
    auth_client_secret: "{{ vault_ansible_secret }}"
    auth_realm: acme
    realm: acme
    client_id: nightly-report
    service_accounts_enabled: true
    standard_flow_enabled: false

- name: One more scope for a client, all others stay
  iamops.keycloak.keycloak_client:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    optional_client_scopes: [address]
    client_scopes_behavior: subset

- name: The realm's own browser flow again, and one setting less
  iamops.keycloak.keycloak_client:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    authentication_flow_binding_overrides:
      browser_name: ""
    attributes:
      pkce.code.challenge.method:

- name: No such client
  iamops.keycloak.keycloak_client:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: old-shop
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {clientId: shop, enabled: true, redirectUris: [/oauth2/callback]}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {clientId: shop, enabled: true, redirectUris: [/oauth2/callback]}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {clientId: shop, enabled: true, redirectUris: [/oauth2/callback]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients"]
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
  sample: client 'shop' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.clients import CLIENT

BINDING = Binding(CLIENT)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
