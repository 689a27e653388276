#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_cache
short_description: Empties caches of a Keycloak server
version_added: "1.0.0"
description:
  - Empties caches, so that what was changed behind the server's back, in its database or in a directory, is read anew.
  - It always reports a change, as nothing shows what is in a cache.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  realm:
    description: Name of the realm through which caches are emptied. They are the server's, for all of its realms.
    type: str
    default: master
  caches:
    description:
      - Which caches are emptied.
      - V(realm) has realms, clients, roles and groups, V(user) users, V(keys) keys that other parties publish, and
        V(crl) lists of revoked certificates.
      - Servers before Keycloak 26.2 have no V(crl), and say so before anything is done.
    type: list
    elements: str
    choices: [crl, keys, realm, user]
    default: [keys, realm, user]
notes:
  - The server's next requests are slower, as it must read everything again.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The directory has changed
  iamops.keycloak.keycloak_cache:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    caches:
      - user

- name: Read everything anew
  iamops.keycloak.keycloak_cache:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    caches:
      - crl
      - keys
      - realm
      - user
"""

RETURN = r"""
cleared:
  description: The caches that were emptied or, in check mode, would be.
  returned: on success
  type: list
  elements: str
  sample: [user]
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. None where there was nothing to do.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clear-user-cache"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: "Caches have been cleared: user of realm acme"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.caches import CLEAR_CACHES

BINDING = Acts(CLEAR_CACHES)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
