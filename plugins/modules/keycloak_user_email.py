#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_email
short_description: Mails a Keycloak user a link to verify the address or to set a password
version_added: "1.0.0"
description:
  - Has the server send a user an e-mail with a link, which leads to verifying the user's address or to a new password.
  - M(iamops.keycloak.keycloak_user_execute_actions_email) sends one that leads to any required actions.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  email:
    description:
      - Which e-mail is sent.
      - V(verify_email) leads to verifying the address. An address that is verified already gets none, which is no
        change.
      - V(reset_password) leads to a new password. It is sent each time that the task runs. Newer servers call this one
        deprecated, but have it.
    type: str
    required: true
    choices: [verify_email, reset_password]
  force:
    description: Whether an address that is verified already gets an e-mail to verify it.
    type: bool
    default: false
  lifespan:
    description:
      - Seconds for which the link is good. The realm decides unless given.
      - It is for V(verify_email) only. Keycloak 16.1 takes no notice of it, 24.0 does.
    type: int
notes:
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
- name: Ask a user to verify the address
  iamops.keycloak.keycloak_user_email:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    email: verify_email

- name: Let a user set a new password, and lead them back to the shop
  iamops.keycloak.keycloak_user_email:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    email: reset_password
    client_id: shop
    redirect_uri: https://shop.example.com/welcome
"""

RETURN = r"""
user_id:
  description: Id of the user. In check mode, null for a user that an earlier task would have made.
  returned: on success
  type: str
  sample: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
email:
  description: Which e-mail it is, as in O(email).
  returned: on success
  type: str
  sample: verify_email
actions:
  description: The writes that were made, or that would be made in check mode.
  returned: when the options are valid
  type: list
  elements: str
  sample: [PUT /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/send-verify-email]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: The verify_email email has been sent to user 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.users import MAIL

BINDING = Acts(MAIL, required_one_of=[["id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
