#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_execute_actions_email
short_description: Mails a Keycloak user a link to required actions
version_added: "1.0.0"
description:
  - Has the server send a user an e-mail with a link, which leads to actions such as setting a new password. It sends
    one each time that it runs.
  - It always reports a change.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  actions:
    description:
      - What the user is asked to do, by the aliases of required actions that the realm has enabled, such as
        V(UPDATE_PASSWORD), V(VERIFY_EMAIL), V(UPDATE_PROFILE) or V(CONFIGURE_TOTP).
    type: list
    elements: str
    default: [UPDATE_PASSWORD]
  lifespan:
    description: Seconds for which the link is good. The realm decides unless given.
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
- name: Ask a user to set a password
  iamops.keycloak.keycloak_user_execute_actions_email:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann

- name: Ask a user for more, and lead them back to the shop
  iamops.keycloak.keycloak_user_execute_actions_email:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    actions:
      - VERIFY_EMAIL
      - CONFIGURE_TOTP
    client_id: shop
    redirect_uri: https://shop.example.com/welcome
    lifespan: 86400
"""

RETURN = r"""
user_id:
  description: Id of the user. In check mode, null for a user that an earlier task would have made.
  returned: on success
  type: str
  sample: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
actions:
  description: What the user is asked to do, as in O(actions). It is no list of writes here.
  returned: on success
  type: list
  elements: str
  sample: [UPDATE_PASSWORD]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: Execute-actions email sent to user 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.users import MAIL_REQUIRED_ACTIONS

BINDING = Acts(MAIL_REQUIRED_ACTIONS, required_one_of=[["id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
