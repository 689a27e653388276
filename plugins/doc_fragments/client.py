# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules for clients and client scopes share."""

from __future__ import annotations


class ModuleDocFragment:
    """Which client it is."""

    DOCUMENTATION = r"""
options:
  id:
    description:
      - Id of the client. It goes before O(client_id).
      - One of O(id) and O(client_id) is required.
    type: str
  client_id:
    description: Client id of the client.
    type: str
    aliases: [clientId]
"""

    # what stands in a client's own document, whoever changes it
    REPRESENTATION = r"""
options:
  name:
    description: Name that users see.
    type: str
  description:
    description: What the client is for.
    type: str
  enabled:
    description: Whether the client can be used.
    type: bool
  protocol:
    description: What the client speaks, such as V(openid-connect), V(saml) or V(docker-v2).
    type: str
  root_url:
    description: URL that is put before relative URLs of the client.
    type: str
    aliases: [rootUrl]
  base_url:
    description: URL that the server links to when it sends a user to the client.
    type: str
    aliases: [baseUrl]
  admin_url:
    description: URL of the client's admin interface, which gets logouts and revocations.
    type: str
    aliases: [adminUrl]
  redirect_uris:
    description: Where the server may send users after they have logged in. The order does not count.
    type: list
    elements: str
    aliases: [redirectUris]
  valid_post_logout_redirect_uris:
    description:
      - Where the server may send users after they have logged out. V(+) stands for all of O(redirect_uris).
      - The API keeps them in the attribute C(post.logout.redirect.uris).
    type: list
    elements: str
    aliases: [postLogoutRedirectUris]
  web_origins:
    description: Origins that CORS allows. V(+) stands for those of O(redirect_uris). The order does not count.
    type: list
    elements: str
    aliases: [webOrigins]
  backchannel_logout_url:
    description:
      - URL that the server calls when a user logs out.
      - The API keeps it in the attribute C(backchannel.logout.url).
    type: str
    aliases: [backchannelLogoutUrl]
  frontchannel_logout:
    description: Whether a logout goes through the user's browser.
    type: bool
    aliases: [frontchannelLogout]
  public_client:
    description: Whether the client has no secret, as an application in a browser.
    type: bool
    aliases: [publicClient]
  bearer_only:
    description: Whether the client only checks tokens and never starts a login.
    type: bool
    aliases: [bearerOnly]
  client_authenticator_type:
    description:
      - How the client proves who it is, such as V(client-secret), V(client-jwt), V(client-secret-jwt) or
        V(client-x509).
    type: str
    aliases: [clientAuthenticatorType]
  standard_flow_enabled:
    description: Whether the authorization code flow is allowed.
    type: bool
    aliases: [standardFlowEnabled]
  implicit_flow_enabled:
    description: Whether the implicit flow is allowed.
    type: bool
    aliases: [implicitFlowEnabled]
  direct_access_grants_enabled:
    description: Whether the client may send a user's name and password to get a token.
    type: bool
    aliases: [directAccessGrantsEnabled]
  consent_required:
    description: Whether users are asked for their consent.
    type: bool
    aliases: [consentRequired]
  always_display_in_console:
    description: Whether the account console lists the client to users without a session in it.
    type: bool
    aliases: [alwaysDisplayInConsole]
  full_scope_allowed:
    description: Whether tokens hold all roles of a user.
    type: bool
    aliases: [fullScopeAllowed]
  surrogate_auth_required:
    description: Field of the API that current servers keep and do not use.
    type: bool
    aliases: [surrogateAuthRequired]
  not_before:
    description: Tokens issued before this time are refused, in seconds since 1970.
    type: int
    aliases: [notBefore]
  node_re_registration_timeout:
    description: Seconds after which cluster nodes of the client register again, V(-1) for never.
    type: int
    aliases: [nodeReRegistrationTimeout]
"""

    # the client whose authorization it is
    PROTECTED = r"""
options:
  client_id:
    description:
      - Client id of the client that is protected.
      - It must have authorization services, as
        O(iamops.keycloak.keycloak_client#module:authorization_services_enabled) gives them.
    type: str
    required: true
"""

    # what a client scope has
    SCOPE = r"""
options:
  name:
    description:
      - Name of the client scope, by which it is found. It must not have spaces.
      - One of O(name) and O(id) is required. Given both, a client scope of that O(id) gets this name.
    type: str
  id:
    description: Id of the client scope. It is found by it, too, and a new one gets it.
    type: str
  description:
    description: What the client scope is for.
    type: str
  protocol:
    description:
      - The protocol that the scope belongs to, such as V(openid-connect) or V(saml).
      - A new scope gets V(openid-connect) unless it is given.
    type: str
  attributes:
    description:
      - Further settings, such as C(include.in.token.scope), C(display.on.consent.screen), C(consent.screen.text) or
        C(gui.order).
      - They are merged, and a key given as null is removed. An empty text is a value that the server keeps.
    type: dict
"""

    # the protocol mappers of either; the module describes the list
    MAPPERS = r"""
options:
  protocol_mappers:
    type: list
    elements: dict
    aliases: [protocolMappers]
    suboptions:
      name:
        description: Name of the mapper, unique in the list. Required.
        type: str
      protocol:
        description: The protocol that the mapper belongs to. Its owner's unless given. It can't be changed.
        type: str
      protocolMapper:
        description: Type of the mapper, such as V(oidc-usermodel-attribute-mapper). A new mapper needs one.
        type: str
        aliases: [protocol_mapper, protocol_mapper_type]
      config:
        description: Settings of the mapper. They are merged, a key given as null or with an empty value is removed.
        type: dict
      consentRequired:
        description: Taken and not written, since users consent to client scopes and not to their mappers any more.
        type: bool
        aliases: [consent_required]
      consentText:
        description: Like O(protocol_mappers[].consentRequired).
        type: str
        aliases: [consent_text]
      id:
        description: Id that a new mapper gets.
        type: str
  protocol_mappers_behavior:
    description:
      - With V(exact), which holds unless given, mappers that O(protocol_mappers) does not name are removed.
      - With V(subset), they stay.
    type: str
    choices: [exact, subset]
    aliases: [protocolMappersBehavior]
"""
