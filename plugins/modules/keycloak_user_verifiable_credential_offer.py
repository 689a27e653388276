#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_verifiable_credential_offer
short_description: Mails a Keycloak user the offer of a verifiable credential
version_added: "1.0.0"
description:
  - Has the server send a user an e-mail with a link, which leads to the offer of a verifiable credential for the user's
    wallet. It sends one each time that it runs.
  - It always reports a change.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  credential_configuration_id:
    description:
      - Id of the credential's configuration, the name of its client scope unless that has an id of its own.
      - The user must be one who may have it, see M(iamops.keycloak.keycloak_user_verifiable_credential).
    type: str
    required: true
    aliases: [credentialConfigurationId]
  lifespan:
    description: Seconds for which the link is good. The realm decides unless given.
    type: int
  pre_authorized:
    description:
      - Whether the wallet gets the credential without another login.
      - The server must be started with the feature C(oid4vc-vci-preauth-code) for V(true).
    type: bool
    aliases: [preAuthorized]
notes:
  - The server must be started with the feature C(oid4vc-vci), which is experimental in Keycloak 26.7 and new with it,
    and the realm must have verifiable credentials switched on (C(verifiableCredentialsEnabled)).
  - The realm needs a server for mail, see O(iamops.keycloak.keycloak_realm#module:smtp_server).
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.user.link
  - iamops.keycloak.user
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Offer a user a credential
  iamops.keycloak.keycloak_user_verifiable_credential_offer:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    credential_configuration_id: membership
"""

RETURN = r"""
user_id:
  description: Id of the user. In check mode, null for a user that an earlier task would have made.
  returned: on success
  type: str
  sample: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
credential_configuration_id:
  description: Which credential it is, as in O(credential_configuration_id).
  returned: on success
  type: str
  sample: membership
actions:
  description: The writes that were made, or that would be made in check mode.
  returned: when the options are valid
  type: list
  elements: str
  sample: [PUT /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/vc/credentials/send-credential-offer]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: The offer of membership has been sent to user ann
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
    OFFER_CREDENTIAL,
)

BINDING = Acts(OFFER_CREDENTIAL, required_one_of=[["id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
