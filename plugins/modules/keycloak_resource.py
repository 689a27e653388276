#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_resource
short_description: Manages an object of any kind in Keycloak
version_added: "1.0.0"
description:
  - Brings one object of any kind that this collection knows to its desired state. The kind is given by name, for
    playbooks
    that loop over objects of several kinds.
  - It does and returns the same as the kind's own module, such as M(iamops.keycloak.keycloak_client) for
    O(kind=client), whose documentation describes the options and the roles that the login needs, such as
    C(manage-realm) for a role.
  - The action plugin of this name runs the modules of this collection inside of the controller's worker, where that
    is safe.
options:
  kind:
    description: Kind of the object.
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
  options:
    description:
      - The options of the kind's own module, with the same names, aliases and meaning.
      - O(state), O(realm), O(update_secrets), O(raw) and the options of the connection are given beside it, not in
        it.
      - Secrets in it are hidden, like those in options of the kind's own module.
    type: dict
    default: {}
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
- name: Roles, scopes and clients from one list
  iamops.keycloak.keycloak_resource:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    kind: "{{ item.kind }}"
    options: "{{ item.options }}"
  loop:
    - kind: role
      options: {name: editor, description: May edit}
    - kind: client_scope
      options: {name: department, protocol: openid-connect}
    - kind: client
      options: {client_id: shop, default_client_scopes: [department]}
  loop_control:
    label: "{{ item.kind }}"

- name: No such client
  iamops.keycloak.keycloak_resource:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    kind: client
    options:
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.generic import AnyKind

BINDING = AnyKind()


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
