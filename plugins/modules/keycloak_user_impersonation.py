#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_impersonation
short_description: Starts a session in the name of a Keycloak user
version_added: "1.0.0"
description:
  - Starts a session of a user without the user's password, and returns where the user's account console is.
  - The cookies of the session are thrown away, so that nobody can use it. What it is good for is to see that
    impersonation works, that it is recorded as an event, and that what watches such events does so.
  - It always reports a change. The session lasts until the realm's idle timeout ends it, or somebody ends the user's
    sessions.
  - The login needs the roles C(impersonation) and C(view-users) of C(realm-management).
notes:
  - A login of a user in the realm of O(realm) itself loses its own session by it, as a browser would. The next task
    logs in again, which an access token or a refresh token alone can't. Logins in another realm, and those of service
    accounts, stay.
  - Service accounts and disabled users can't be impersonated.
  - The server can be started without the feature C(impersonation), and answers then that there is none.
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
- name: See that support can look at what a user sees
  iamops.keycloak.keycloak_user_impersonation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
"""

RETURN = r"""
user_id:
  description: Id of the user. In check mode, null for a user that an earlier task would have made.
  returned: on success
  type: str
  sample: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
redirect:
  description: Where the user's account console is.
  returned: on success, not in check mode
  type: str
  sample: https://sso.example.com/realms/acme/account
same_realm:
  description: Whether the login was one of the same realm, whose session has ended.
  returned: on success, not in check mode
  type: bool
actions:
  description: The writes that were made, or that would be made in check mode.
  returned: when the options are valid
  type: list
  elements: str
  sample: [POST /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/impersonation]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: A session of user ann has been started
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_grants import IMPERSONATE

BINDING = Acts(IMPERSONATE, required_one_of=[["id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
