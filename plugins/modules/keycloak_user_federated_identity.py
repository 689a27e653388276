#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_federated_identity
short_description: Links a Keycloak user to an account at an identity provider
version_added: "1.0.0"
description:
  - Creates, changes and removes the link of one user to one identity provider, and leaves the user's other links alone.
  - M(iamops.keycloak.keycloak_user) has all links of a user in one exact list.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  state:
    description: Whether the link exists.
    type: str
    choices: [present, absent]
    default: present
  username:
    description:
      - Name of the user in the realm.
      - One of O(username) and O(user_id) is required.
    type: str
  user_id:
    description: Id of the user in the realm. It goes before O(username).
    type: str
    aliases: [uid]
  identity_provider:
    description: Alias of the identity provider.
    type: str
    required: true
    aliases: [identityProvider]
  identity_user_id:
    description:
      - Id that the user has at the identity provider, such as the subject of its tokens. A new link needs it.
      - No other user may be linked to the same one. The server would let them, and could log in neither.
    type: str
  identity_user_name:
    description:
      - Name that the user has at the identity provider. It is only shown.
      - Keycloak 24.0 and older servers need it, and keep it in lower case. One in upper case is a change in each run.
    type: str
notes:
  - A server can't change a link. One that differs is removed and made again.
  - Whether there is such an identity provider is only told before a write where the login may see identity providers,
    as with the role view-identity-providers. The server takes a link to nothing, too, and never shows it.
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
- name: Link a user to an account of the company's directory
  iamops.keycloak.keycloak_user_federated_identity:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    identity_provider: staff
    identity_user_id: "4711"
    identity_user_name: ann.smith

- name: Remove the link
  iamops.keycloak.keycloak_user_federated_identity:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    identity_provider: staff
    state: absent
"""

RETURN = r"""
existing:
  description: The link before, as the API represents it. Empty if there was none.
  returned: on success
  type: dict
  sample: {}
proposed:
  description: What the task asks for, in the API's names. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample:
    identityProvider: staff
    userId: "4711"
end_state:
  description: The link afterwards, as the API represents it. Empty if there is none.
  returned: on success
  type: dict
  sample:
    identityProvider: staff
    userId: "4711"
actions:
  description: The writes made or, in check mode, foreseen, in their order.
  returned: when the options are valid
  type: list
  elements: str
  sample: [POST /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/federated-identity/staff]
diff:
  description: The link before and after.
  returned: on success, in diff mode
  type: dict
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: User is linked to identity provider 'staff' now
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_identities import (
    USER_FEDERATED_IDENTITY,
)

BINDING = Binding(USER_FEDERATED_IDENTITY)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
