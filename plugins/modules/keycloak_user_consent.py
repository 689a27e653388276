#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_consent
short_description: Revokes consents and offline tokens of a Keycloak user
version_added: "1.0.0"
description:
  - Revokes what a user has consented to, of one client or of all of them, and with it the offline tokens that these
    clients have of the user.
  - Where there is nothing to revoke, nothing is changed. Only users themselves can consent.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  client_id:
    description: Client id of the client, unless it is all of them.
    type: str
    aliases: [clientId]
  state:
    description: What becomes of the consents.
    type: str
    choices: [absent]
    default: absent
notes:
  - M(iamops.keycloak.keycloak_user_info) reads a user's consents. M(iamops.keycloak.keycloak_user) can keep those that
    a list names, and revoke the others.
  - Without a role to see clients, a name that no client has is not told from a client without consent.
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.user
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Revoke what a user has granted the shop
  iamops.keycloak.keycloak_user_consent:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    client_id: shop

- name: Revoke everything
  iamops.keycloak.keycloak_user_consent:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    state: absent
"""

RETURN = r"""
user_id:
  description: Id of the user. In check mode, null for a user that an earlier task would have made.
  returned: on success
  type: str
  sample: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
revoked:
  description: The consents that were revoked, as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample:
    - clientId: shop
      grantedClientScopes: [profile, email]
actions:
  description: The writes that were made, or that would be made in check mode.
  returned: when the options are valid
  type: list
  elements: str
  sample: [DELETE /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/consents/shop]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: The consents of user ann for shop have been revoked
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_grants import REVOKE_CONSENTS

BINDING = Acts(REVOKE_CONSENTS, required_one_of=[["id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
