#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_client
short_description: Manages clients that a Keycloak user has of their own
version_added: "1.0.0"
description:
  - Creates, changes and removes clients as one of the realm's users, who is linked with what they make. The server must
    have the extension C(userClientAdministration).
  - The login needs no administrative role. Any user of the realm may make clients.
options:
  client_id:
    description: The client's C(clientId), by which it is found. Upper and lower case count.
    type: str
    aliases: [clientId]
    required: true
  id:
    description: The internal id that a new client gets. It can't be changed. The server makes one unless it is given.
    type: str
  secret:
    description:
      - The client's secret. The server makes one unless it is given.
      - The server shows it in clear to users who are linked with the client, so it is compared as it is. It is never
        returned.
      - It can't be given for a public client.
    type: str
  service_accounts_enabled:
    description: Whether the client has an account of its own, for the client credentials flow.
    type: bool
    aliases: [serviceAccountsEnabled]
  attributes:
    description:
      - Further settings. They are merged, a key given as null or with an empty value is removed.
      - Values that are no text are written as the API keeps them, such as V(true) for a boolean.
      - The extension takes the value V(none) of C(pkce.code.challenge.method) for no method, and removes the key.
    type: dict
notes:
  - The extension only shows clients that the user is linked with. Where the realm has a client of this name that the
    user isn't linked with, the module fails when it makes it, and check mode can't foresee that. Whoever is linked with
    it can give its admin token for M(iamops.keycloak.keycloak_user_client_access).
  - Of a client that exists, the extension changes neither client scopes nor protocol mappers, so they can't be given,
    neither by O(raw). A new client has the realm's default scopes.
  - Removing a client removes it from the realm, also for other users who are linked with it.
  - At most 255 characters fit into O(client_id), O(name), O(description) and the URLs. More is an error before
    anything is written.
seealso:
  - module: iamops.keycloak.keycloak_user_client_access
  - module: iamops.keycloak.keycloak_user_client_info
  - module: iamops.keycloak.keycloak_client
    description: Manages clients as an administrator.
extends_documentation_fragment:
  - iamops.keycloak.user_clients
  - iamops.keycloak.client.representation
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.user_clients.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A client of one's own
  iamops.keycloak.keycloak_user_client:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: ann
    auth_password: "{{ vault_ann_password }}"
    client_id: notebook
    name: Ann's notebook
    redirect_uris:
      - https://notebook.example.com/*
    attributes:
      pkce.code.challenge.method: S256

- name: Another description, and one setting less
  iamops.keycloak.keycloak_user_client:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: ann
    auth_password: "{{ vault_ann_password }}"
    client_id: notebook
    description: Where Ann tries things out
    attributes:
      pkce.code.challenge.method:

- name: No such client
  iamops.keycloak.keycloak_user_client:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: ann
    auth_password: "{{ vault_ann_password }}"
    client_id: old-notebook
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {clientId: notebook, enabled: true}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {clientId: notebook, enabled: true}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {clientId: notebook, enabled: true}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /realms/acme/userClientAdministration/create"]
diff:
  description:
    - The object before and after, by names instead of ids, secrets hidden, without what only the server makes.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The object before.
      type: dict
    after:
      description: The object afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: Client notebook has been created.
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
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.user_clients import USER_CLIENTS
from ansible_collections.iamops.keycloak.plugins.module_utils.user_clients.kinds import USER_CLIENT

BINDING = Binding(USER_CLIENT, USER_CLIENTS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
