#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_info
short_description: Reads objects of any kind from Keycloak
version_added: "1.0.0"
description:
  - Reads one object by its name, or all objects of a kind, or those that a search finds.
  - Lists are read completely, however many pages that takes.
  - An object in a list is the same as when it is read alone. Where the server's list shows less of it, each is read by
    itself, which takes one or two requests for each object; this is so for policies and permissions, mappers of user
    federations and of identity providers, organizations and their groups, and texts of locales. An authentication flow
    takes one for its steps and one for each step that has settings, an identity provider one for its mappers.
  - The login needs a role of C(realm-management) that lets it see the objects, such as C(view-clients),
    C(view-users),
    C(view-realm) or C(view-identity-providers).
options:
  kind:
    description: Kind of the objects.
    type: str
    required: true
    choices:
      [
        admin_permission, authentication_flow, authentication_required_actions, authz_authorization_scope,
        authz_custom_policy, authz_permission, authz_policy, authz_resource, authz_settings, client, client_policy,
        client_profile, client_registration_policy, client_rolemapping, client_rolescope, client_scope,
        client_scope_rolemappings, client_scope_type, component, default_group, events_config, group, identity_provider,
        identity_provider_mapper, management_permissions, organization, organization_group,
        organization_group_rolemapping, protocol_mapper, protocol_mappers, realm, realm_key, realm_localization,
        realm_rolemapping, required_action, role, user, user_credential, user_federated_identity, user_federation,
        user_rolemapping, user_verifiable_credential, userprofile, workflow,
      ]
  realm:
    description:
      - Name of the realm, V(master) unless given.
      - With O(kind=realm), the realm to read. All that the login may see are read unless it is given.
    type: str
  options:
    description:
      - Options of the kind's own module that say which object is to be read, such as C(client_id) with
        O(kind=client), C(alias)
        with O(kind=identity_provider) or C(name) with O(kind=role), or C(id).
      - They also say where the objects are, such as C(client_id) with O(kind=role). An object that is not named
        completely
        stands for all of which this much is true.
    type: dict
    default: {}
  search:
    description:
      - Text to search for. The server decides where it looks, usually for a part of the name.
      - For kinds that the server has no search for, the text must be a part of the object's name, in upper or lower
        case.
    type: str
  params:
    description:
      - Further query parameters, as the API names them, such as C(q), C(enabled) or C(briefRepresentation).
      - Given C(first) or C(max), just that page is read.
    type: dict
    default: {}
  parts:
    description:
      - What else is to be read, by the names of the options of the kind's own module, such as V(mappers) with
        O(kind=identity_provider) or V(composites) with O(kind=role). V(all) stands for all that there is.
      - It takes further requests for each object.
    type: list
    elements: str
    default: []
  show_secrets:
    description:
      - Whether secrets are returned in clear, such as the C(secret) of a client. Else they are hidden.
      - Set C(no_log) for such a task, or they are printed at higher verbosity.
      - Secrets that the server itself masks stay masked, and the secrets of the login are never shown.
    type: bool
    default: false
notes:
  - In check mode, a realm or a client that an earlier task would have made is taken for an empty one.
seealso:
  - module: iamops.keycloak.keycloak_api
    description: Reads everything that is no object of such a kind.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a client
  iamops.keycloak.keycloak_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    kind: client
    options:
      client_id: shop
  register: shop

- name: Stop where there is none
  ansible.builtin.assert:
    that: shop.exists

- name: Read the secret of a client
  iamops.keycloak.keycloak_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    kind: client
    options:
      client_id: shop
    show_secrets: true
  register: shop
  no_log: true

- name: Write it to a file of the shop
  ansible.builtin.copy:
    content: "{{ shop.objects[0].secret }}"
    dest: /etc/shop/secret
    owner: shop
    mode: "0400"
  no_log: true

- name: Read all roles of a client, with what they are composed of
  iamops.keycloak.keycloak_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    kind: role
    options:
      client_id: shop
    parts: [composites]
  register: roles

- name: Search for identity providers
  iamops.keycloak.keycloak_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    kind: identity_provider
    search: staff*
  register: providers

- name: Read the keys of a realm
  iamops.keycloak.keycloak_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    kind: component
    options:
      provider_type: org.keycloak.keys.KeyProvider
  register: keys
"""

RETURN = r"""
objects:
  description: The objects found, as the API represents them, secrets hidden unless O(show_secrets=true).
  returned: on success
  type: list
  elements: dict
  sample: [{clientId: shop, enabled: true, secret: "********"}]
exists:
  description: Whether there is such an object.
  returned: on success
  type: bool
  sample: true
msg:
  description: How many objects there are, or what went wrong.
  returned: always
  type: str
  sample: one object of kind client found
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.info import Info

BINDING = Info()


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
