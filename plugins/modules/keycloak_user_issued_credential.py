#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_issued_credential
short_description: Revokes verifiable credentials that a Keycloak user has been issued
version_added: "1.0.0"
description:
  - Revokes credentials that wallets of a user have been issued. Which ones there are is read by
    M(iamops.keycloak.keycloak_user_info).
  - Where there is none of them, nothing is changed.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  credentials:
    description: Ids of the issued credentials, unless it is all of them.
    type: list
    elements: str
  credential_type:
    description: Type of the credentials, as the server shows it, unless it is all types.
    type: str
    aliases: [credentialType]
  state:
    description: What becomes of the credentials.
    type: str
    choices: [absent]
    default: absent
notes:
  - The server must be started with the feature C(oid4vc-vci), which is experimental in Keycloak 26.7 and new with it,
    and the realm must have verifiable credentials switched on (C(verifiableCredentialsEnabled)).
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
- name: Revoke all that a user has been issued
  iamops.keycloak.keycloak_user_issued_credential:
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
  description: The credentials that were revoked, as the API represents them.
  returned: on success
  type: list
  elements: dict
  sample:
    - credentialType: membership
      clientId: wallet
actions:
  description: The writes that were made, or that would be made in check mode.
  returned: when the options are valid
  type: list
  elements: str
  sample: [DELETE /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/vc/issued-credentials/57cb2c88]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: 1 issued credentials of user ann have been revoked
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_verifiable_credentials import (
    REVOKE_ISSUED,
)

BINDING = Acts(REVOKE_ISSUED, required_one_of=[["id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
