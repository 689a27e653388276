#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_management_permissions
short_description: Switches management permissions of one Keycloak object on or off
version_added: "1.0.0"
description:
  - Gives the management of a client, a role, a group, an identity provider or of all users permissions of their own, or
    takes them away. This is the first version of Keycloak's fine-grained permissions.
  - Where they are on, the client C(realm-management) of the realm has the permissions, and
    M(iamops.keycloak.keycloak_authz_permission) connects them with policies, by the names that
    M(iamops.keycloak.keycloak_authz_info) lists.
  - The login needs the role C(manage-authorization) of C(realm-management), and C(manage-realm) for roles of the realm
    and for all users, C(manage-clients) for clients and their roles, C(manage-users) for groups,
    C(manage-identity-providers) for identity providers.
options:
  enabled:
    description:
      - Whether the object has such permissions.
      - Switched off, its permissions are removed, with what they were connected with.
    type: bool
    required: true
  client_id:
    description: Client id of the client, or of the client whose role it is.
    type: str
    aliases: [clientId]
  role:
    description: Name of the role, of the realm or, with O(client_id), of that client.
    type: str
  role_id:
    description: Id of the role, of the realm or of any client.
    type: str
    aliases: [roleId]
  group:
    description: Path of the group, such as V(/staff/engineering).
    type: str
  identity_provider:
    description: Alias of the identity provider.
    type: str
    aliases: [identityProvider]
  users:
    description: Set to V(true) for the permissions of all users.
    type: bool
notes:
  - The server must be started with the feature C(admin-fine-grained-authz:v1). In Keycloak 26.7 that is another
    version than the usual one, whose permissions M(iamops.keycloak.keycloak_admin_permission) manages.
  - Keycloak 24.0 and older servers keep these permissions without the feature as well, and take no notice of them then.
seealso:
  - module: iamops.keycloak.keycloak_admin_permission
  - module: iamops.keycloak.keycloak_authz_permission
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Who may manage the shop's client is decided by permissions of its own
  iamops.keycloak.keycloak_management_permissions:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    enabled: true

- name: The same for one of its roles
  iamops.keycloak.keycloak_management_permissions:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    role: clerk
    enabled: true

- name: Users have none
  iamops.keycloak.keycloak_management_permissions:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    users: true
    enabled: false
"""

RETURN = r"""
existing:
  description: What held before, as the API represents it.
  returned: on success
  type: dict
  sample: {enabled: false}
proposed:
  description: What the task asks for, in the API's names.
  returned: when the options are valid
  type: dict
  sample: {enabled: true}
end_state:
  description:
    - What holds afterwards, as the API represents it.
    - Where the permissions are on, C(scopePermissions) has the ids of the permissions by what they permit, and
      C(resource) that of what they protect. Both are the server's to make, and missing in check mode.
  returned: on success
  type: dict
  sample: {enabled: true}
actions:
  description:
    - The writes made or, in check mode, foreseen.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/users-management-permissions"]
diff:
  description: What held before and afterwards.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: What held before.
      type: dict
    after:
      description: What holds afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: "Management permissions of users are switched: enabled: False -> True"
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.management_permissions import (
    MANAGEMENT_PERMISSIONS,
)

BINDING = Binding(MANAGEMENT_PERMISSIONS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
