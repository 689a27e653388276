#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_verifiable_credential
short_description: Lets a Keycloak user have a verifiable credential
version_added: "1.0.0"
description:
  - Creates, changes and removes a verifiable credential that a user can have issued, as a client scope with the
    protocol C(oid4vc) describes it.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  state:
    description: Whether the user may have the credential.
    type: str
    choices: [present, absent]
    default: present
  username:
    description:
      - Name of the user.
      - One of O(username) and O(user_id) is required.
    type: str
  user_id:
    description: Id of the user. It goes before O(username).
    type: str
    aliases: [uid]
  client_scope:
    description: Name of the client scope that describes the credential.
    type: str
    required: true
    aliases: [credentialScopeName]
  user_attributes:
    description:
      - Attributes that the credential is to have, in the place of the user's own, each with a text or a list of texts.
        They are exact.
      - A credential whose attributes differ is removed and made again, as the server can't change them.
      - A credential made without them takes down those of the user at that time.
    type: dict
    aliases: [userAttributes]
  refresh:
    description:
      - Whether the credential takes down the attributes of the user anew where they have changed. An attribute that the
        user had not when the credential was made or refreshed, and has now, is not noticed.
      - It can't be given together with O(user_attributes).
    type: bool
    default: false
notes:
  - The server must be started with the feature C(oid4vc-vci), which is experimental in Keycloak 26.7 and new with it,
    and the realm must have verifiable credentials switched on (C(verifiableCredentialsEnabled)).
  - An option that is left out is neither changed on the server nor reported as changed.
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Let a user have a credential, with what the user's attributes are now
  iamops.keycloak.keycloak_user_verifiable_credential:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    client_scope: membership
    refresh: true

- name: Take it away
  iamops.keycloak.keycloak_user_verifiable_credential:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    client_scope: membership
    state: absent
"""

RETURN = r"""
existing:
  description: The credential before, as the API represents it. Empty if there was none.
  returned: on success
  type: dict
  sample: {}
proposed:
  description: What the task asks for, in the API's names. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample:
    credentialScopeName: membership
end_state:
  description:
    - The credential afterwards, as the API represents it. Empty if there is none.
    - In check mode it lacks what only the server can make, such as the revision.
  returned: on success
  type: dict
  sample:
    credentialScopeName: membership
    revision: c8ee98be-3ec9-cac2-0efc-8d2a548b69a8
actions:
  description: The writes made or, in check mode, foreseen, in their order.
  returned: when the options are valid
  type: list
  elements: str
  sample: [POST /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/vc/credentials]
diff:
  description: The credential before and after.
  returned: on success, in diff mode
  type: dict
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: verifiable credential 'membership' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_verifiable_credentials import (
    USER_VERIFIABLE_CREDENTIAL,
)

BINDING = Binding(USER_VERIFIABLE_CREDENTIAL)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
