#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_identity_provider_keys_reload
short_description: Has Keycloak read the keys of an identity provider anew
version_added: "1.0.0"
description:
  - Has the server forget the keys that it has read from an identity provider, and read them again. It does so by itself
    after a while, or when it meets an unknown key.
  - Where the identity provider's keys are not read from a URL, or it is disabled, there is nothing to do. The server
    also declines to read them twice within some seconds, which is no change either, and which check mode does not
    foresee.
  - The login needs the role C(manage-identity-providers) of C(realm-management).
options:
  alias:
    description: Alias of the identity provider.
    type: str
    required: true
notes:
  - Keycloak 24.0 has this, 16.1 does not, and the task fails there.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The partner has new keys
  iamops.keycloak.keycloak_identity_provider_keys_reload:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    alias: partner
"""

RETURN = r"""
reloaded:
  description: Whether the keys were read anew. In check mode, whether they would be.
  returned: on success
  type: bool
actions:
  description: The request that was made or, in check mode, would be made. Empty where it changed nothing.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["GET /admin/realms/acme/identity-provider/instances/partner/reload-keys"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: Keys of identity provider partner were read anew
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.identity_providers import RELOAD_KEYS

BINDING = Acts(RELOAD_KEYS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
