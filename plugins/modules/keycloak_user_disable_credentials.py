#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_disable_credentials
short_description: Disables types of credentials of a Keycloak user
version_added: "1.0.0"
description:
  - Disables all credentials of some types that a user has, where the user storage lets it, as the user's
    C(disableableCredentialTypes) say.
  - Where none of the types can be disabled, nothing is changed.
  - The login needs the role C(manage-users) of C(realm-management).
options:
  types:
    description: Types of credentials, such as V(password) or V(otp).
    type: list
    elements: str
    required: true
  force:
    description:
      - Whether the server is asked to disable all of O(types), even those that it does not say it could. That counts as
        a change in each run.
    type: bool
    default: false
notes:
  - No user storage that Keycloak itself brings can disable a type (seen on 26.7.2), neither the realm's own nor LDAP.
    It is for user storage providers of one's own.
    M(iamops.keycloak.keycloak_user_credential) removes single credentials.
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
- name: No one-time passwords any more for a user of the old directory
  iamops.keycloak.keycloak_user_disable_credentials:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann
    types: [otp]
"""

RETURN = r"""
user_id:
  description: Id of the user. In check mode, null for a user that an earlier task would have made.
  returned: on success
  type: str
  sample: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d
disabled:
  description:
    - The types that were disabled or, in check mode, would be.
    - With O(force=true), those that the server was asked to disable. It does not tell whether it has.
  returned: on success
  type: list
  elements: str
  sample: [otp]
actions:
  description: The writes that were made, or that would be made in check mode.
  returned: when the options are valid
  type: list
  elements: str
  sample: [PUT /admin/realms/acme/users/2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d/disable-credential-types]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: Disabled otp of user ann
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_grants import DISABLE_CREDENTIALS

BINDING = Acts(DISABLE_CREDENTIALS, required_one_of=[["id", "username"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
