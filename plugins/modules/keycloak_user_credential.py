#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_credential
short_description: Labels, orders and removes a credential of a Keycloak user
version_added: "1.0.0"
description:
  - Gives a credential that a user has, such as a password, a one-time password device or a security key, a label and a
    place among the user's credentials, or removes it.
  - No credential can be made here. A password is one of the credentials of M(iamops.keycloak.keycloak_user), devices
    and keys are the user's own to set up.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  state:
    description:
      - V(present) gives the credential its label and place. It fails where the user has no such credential.
      - V(absent) removes the credential, so that the user can't log in with it any more.
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
  id:
    description:
      - Id of the credential, as M(iamops.keycloak.keycloak_user_info) reads it.
      - One of O(id) and O(type) is required.
    type: str
  type:
    description:
      - Type of the credential, such as V(password), V(otp), V(webauthn), V(webauthn-passwordless) or
        V(recovery-authn-codes).
    type: str
  label:
    description:
      - The label by which the credential is found among those of O(type). It can be left out where the user has one of
        that type.
      - A credential that already has O(user_label) is found by that.
      - An empty one is refused.
    type: str
  user_label:
    description:
      - The label that the credential is to have, what the user sees at the login. It can't be emptied.
      - No other credential of the same type may have it.
    type: str
    aliases: [userLabel]
  first:
    description: Whether the credential is to be the first one of the user. V(false) leaves it where it is.
    type: bool
  after:
    description:
      - The credential is to come right after this one of the same user, given by id, label or type.
      - It can't be given together with O(first).
    type: str
notes:
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
- name: Label the only one-time password device of a user
  iamops.keycloak.keycloak_user_credential:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    type: otp
    user_label: Ann's phone

- name: Have the password asked for first
  iamops.keycloak.keycloak_user_credential:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    type: password
    first: true

- name: Remove a device that is lost
  iamops.keycloak.keycloak_user_credential:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    type: otp
    label: Ann's phone
    state: absent
"""

RETURN = r"""
existing:
  description: The credential before, empty where there was none. No secret is among it.
  returned: on success
  type: dict
  sample:
    id: 57cb2c88-da2d-4720-9d0c-cb377ebeec85
    type: otp
    userLabel: phone
proposed:
  description: What the task asks, by the API's names, empty for O(state=absent).
  returned: on success
  type: dict
  sample:
    userLabel: Ann's phone
end_state:
  description:
    - The credential after, empty where there is none any more.
    - Where the task asks for a place, C(position) is its number among the user's credentials, from 1 on.
  returned: on success
  type: dict
  sample:
    id: 57cb2c88-da2d-4720-9d0c-cb377ebeec85
    type: otp
    userLabel: Ann's phone
actions:
  description: The writes that were made, or that would be made in check mode.
  returned: always
  type: list
  elements: str
  sample:
    - PUT /admin/realms/acme/users/2b32c4a3/credentials/57cb2c88/userLabel
diff:
  description: What has changed, or would change.
  returned: in diff mode
  type: dict
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: credential 'otp' has been updated
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_credentials import USER_CREDENTIAL

BINDING = Binding(
    USER_CREDENTIAL,
    required_one_of=[["username", "user_id"], ["id", "type"]],
    required_if=[("state", "present", ("user_label", "first", "after"), True)],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
