#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_scope_type
short_description: Says which client scopes are default and which optional
version_added: "1.0.0"
description:
  - Sets the default and the optional client scopes of a client or, where no client is named, those that new clients
    of the realm get.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  client_id:
    description: Client ID of the client. Without it, the lists are those of the realm.
    type: str
    aliases: [clientId]
  default_client_scopes:
    description:
      - Names of the client scopes that are default, without order. The list is exact, and an empty one removes all.
      - A scope that is optional is moved.
    type: list
    elements: str
    aliases: [default_clientscopes]
  optional_client_scopes:
    description:
      - Names of the client scopes that are optional, without order. The list is exact, and an empty one removes all.
      - A scope that is default is moved.
    type: list
    elements: str
    aliases: [optional_clientscopes]
notes:
  - A list that is left out loses only what the other one names.
  - The server gives a client with a service account the scope C(service_account). It stays unless
    O(optional_client_scopes) names it.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The scopes that new clients get
  iamops.keycloak.keycloak_client_scope_type:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    default_client_scopes:
      - basic
      - email
      - sales
    optional_client_scopes:
      - phone
      - address

- name: The scopes of a client, of which the optional ones stay as they are
  iamops.keycloak.keycloak_client_scope_type:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    default_client_scopes:
      - basic
      - sales

- name: The client has no optional scopes
  iamops.keycloak.keycloak_client_scope_type:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    optional_client_scopes: []
"""

RETURN = r"""
existing:
  description: The names of the scopes of each type before.
  returned: on success
  type: dict
  sample:
    default_client_scopes: [basic, email]
    default_clientscopes: [basic, email]
    optional_client_scopes: [phone]
    optional_clientscopes: [phone]
proposed:
  description: The lists that the task gives, V(no-change) for one that it leaves out.
  returned: when the options are valid
  type: dict
  sample:
    default_client_scopes: [basic, email]
    default_clientscopes: [basic, email]
    optional_client_scopes: [phone]
    optional_clientscopes: [phone]
end_state:
  description: The names of the scopes of each type afterwards.
  returned: on success
  type: dict
  sample:
    default_client_scopes: [basic, email]
    default_clientscopes: [basic, email]
    optional_client_scopes: [phone]
    optional_clientscopes: [phone]
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/default-default-client-scopes/41bc36ed"]
diff:
  description: The client or realm and the names of the scopes, before and afterwards.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: Before.
      type: dict
    after:
      description: Afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: Types of client scopes of shop have been updated
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found),
          V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.scope_types import CLIENT_SCOPE_TYPE

BINDING = Binding(CLIENT_SCOPE_TYPE, required_one_of=[["default_client_scopes", "optional_client_scopes"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
