#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_identity_provider
short_description: Manages identity providers of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes identity providers, with their mappers.
  - The login needs the role C(manage-identity-providers) of C(realm-management), and C(view-realm) where a flow is
    named. To change a provider of an organization that reads as disabled, it needs C(view-organizations).
options:
  alias:
    description:
      - Alias of the identity provider, by which it is found. It must not have spaces, or something in braces,
        and the server never changes it.
    type: str
    required: true
  provider_id:
    description:
      - Type of the identity provider, such as V(oidc), V(keycloak-oidc), V(saml), V(github) or V(google).
      - A new identity provider needs one. The server never changes it.
    type: str
    aliases: [providerId]
  display_name:
    description: Name that users see.
    type: str
    aliases: [displayName]
  enabled:
    description: Whether users can log in with it.
    type: bool
  trust_email:
    description: Whether its email addresses need no verification.
    type: bool
    aliases: [trustEmail]
  store_token:
    description: Whether its tokens are stored for the users.
    type: bool
    aliases: [storeToken]
  add_read_token_role_on_create:
    description: Whether new users may read the stored tokens.
    type: bool
    aliases: [addReadTokenRoleOnCreate]
  authenticate_by_default:
    description: Field of the API that current servers keep and do not use.
    type: bool
    aliases: [authenticateByDefault]
  link_only:
    description: Whether users can only link it to their accounts, and not log in with it.
    type: bool
    aliases: [linkOnly]
  hide_on_login:
    description:
      - Whether the login page leaves it out. The same is O(config) with C(hideOnLoginPage), which older servers have.
    type: bool
    aliases: [hideOnLogin, hide_on_login_page]
  first_broker_login_flow_alias:
    description: Alias of the flow for the first login with it. An empty text stands for the realm's own.
    type: str
    aliases: [firstBrokerLoginFlowAlias]
  post_broker_login_flow_alias:
    description: Alias of the flow after each login with it. An empty text stands for none.
    type: str
    aliases: [postBrokerLoginFlowAlias]
  organization_id:
    description:
      - Id of the organization that it belongs to. An empty text takes it out of its organization.
      - The realm must have organizations switched on.
      - A provider of a disabled organization reads as disabled, whatever it is itself, and any change would make it so
        for good. So only one that is given O(enabled=false) can be put into such an organization, and one that is in it
        can only be taken out, or removed, until the organization is enabled.
      - Servers before Keycloak 26 do not know it.
    type: str
    aliases: [organizationId]
  config:
    description:
      - Settings that depend on O(provider_id). They are merged, a key given as null or with an empty value is
        removed.
        Values that are no text are written as the API keeps them, such as V(true) for a boolean.
      - Usual keys of OpenID Connect are C(clientId), C(clientSecret), C(clientAuthMethod), C(authorizationUrl),
        C(tokenUrl),
        C(userInfoUrl), C(logoutUrl), C(issuer), C(jwksUrl), C(useJwksUrl), C(validateSignature), C(defaultScope) and
        C(backchannelSupported). Those of SAML are C(entityId), C(singleSignOnServiceUrl), C(singleLogoutServiceUrl),
        C(nameIDPolicyFormat) and C(principalType). C(syncMode) and C(guiOrder) are for all of them. These names may
        also be
        written in snake case, such as C(client_secret), C(sync_mode) and C(gui_order).
      - C(fromUrl) is the URL of an OpenID Connect discovery document or of SAML metadata. The server reads it in
        every run,
        also in check mode, and what it finds there holds unless the task gives another value.
      - The server masks C(clientSecret). See O(update_secrets) for how a change of it is told. The fingerprint is
        kept as
        C(iamops.fingerprint.clientSecret) in the config.
    type: dict
  mappers:
    description:
      - Mappers of the identity provider, each found by its name. In a mapper, too, only what is given is changed.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the mapper, unique in the list. Required.
        type: str
      identityProviderMapper:
        description:
          - Type of the mapper, such as V(oidc-user-attribute-idp-mapper). A new mapper needs one.
          - The server takes any text here, so a mistake in it stays unnoticed.
        type: str
        aliases: [identity_provider_mapper]
      identityProviderAlias:
        description: Alias of the identity provider. It may be left out, as it can only be O(alias).
        type: str
        aliases: [identity_provider_alias]
      config:
        description: Settings of the mapper. They are merged, a key given as null or with an empty value is removed.
        type: dict
      id:
        description: Id that a new mapper gets.
        type: str
  mappers_behavior:
    description:
      - With V(exact), which holds unless given, mappers that O(mappers) does not name are removed.
      - With V(subset), they stay.
    type: str
    choices: [exact, subset]
    aliases: [mappersBehavior]
notes:
  - At most 255 characters fit into O(alias) and O(display_name). More is an error before anything is written.
  - A realm that requires TLS for external requests, as new ones do, refuses C(http) in URLs unless the host is local.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Staff log in with the company's own Keycloak
  iamops.keycloak.keycloak_identity_provider:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    alias: staff
    provider_id: keycloak-oidc
    display_name: Staff
    trust_email: true
    first_broker_login_flow_alias: first broker login
    config:
      from_url: https://staff.example.com/realms/staff/.well-known/openid-configuration
      client_id: acme
      client_secret: "{{ vault_staff_secret }}"
      client_auth_method: client_secret_post
      default_scope: openid email profile
      sync_mode: FORCE
      gui_order: 1
    mappers:
      - name: department
        identityProviderMapper: oidc-user-attribute-idp-mapper
        config:
          claim: department
          user.attribute: department
          syncMode: INHERIT

- name: GitHub, not shown on the login page
  iamops.keycloak.keycloak_identity_provider:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: github
    provider_id: github
    hide_on_login: true
    config:
      clientId: acme
      clientSecret: "{{ vault_github_secret }}"

- name: One more mapper, all others stay
  iamops.keycloak.keycloak_identity_provider:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: staff
    mappers:
      - name: editors
        identityProviderMapper: oidc-role-idp-mapper
        config:
          claim: groups
          claim.value: press
          role: editor
    mappers_behavior: subset

- name: No such identity provider
  iamops.keycloak.keycloak_identity_provider:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: github
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {alias: staff, providerId: keycloak-oidc, enabled: true, config: {clientId: acme, clientSecret: "********"}}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {alias: staff, providerId: keycloak-oidc, enabled: true, config: {clientId: acme, clientSecret: "********"}}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
    - It always has C(mappers).
  returned: on success
  type: dict
  sample: {alias: staff, providerId: keycloak-oidc, enabled: true, config: {clientId: acme, clientSecret: "********"}}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/identity-provider/instances/staff/mappers"]
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
  sample: identity provider 'staff' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.identity_providers import IDENTITY_PROVIDER

BINDING = Binding(IDENTITY_PROVIDER)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
