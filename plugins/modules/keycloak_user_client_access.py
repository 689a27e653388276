#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_client_access
short_description: Links a Keycloak user with somebody's client
version_added: "1.0.0"
description:
  - Links the user with a client by its admin token, so that they manage it like one that they have made, and takes the
    link away again. The server must have the extension C(userClientAdministration).
  - The login needs no administrative role.
options:
  client_id:
    description:
      - The client's C(clientId). To link, O(admin_token) says which client it is, and a name given must be its name.
      - One of O(client_id) and O(admin_token) is required.
    type: str
    aliases: [clientId]
  admin_token:
    description:
      - The client's admin token, as M(iamops.keycloak.keycloak_user_client_info) reads it for whoever is linked with
        the client. Needed to link, unless the user is linked already.
      - It is a secret that never ends. Whoever has it and a login of the realm can link themselves with the client.
    type: str
    aliases: [adminToken]
  state:
    description: Whether the user is linked with the client.
    type: str
    choices: [present, absent]
    default: present
  confirm:
    description:
      - Must be true to take a link away. The server doesn't show whether other users are linked with the client. If
        nobody is, it stays in the realm without an owner, nobody can make one of its name, and only a kept admin token
        leads back to it.
      - To remove the client itself, use M(iamops.keycloak.keycloak_user_client).
    type: bool
    default: false
notes:
  - The module looks at the user's clients first. A second link with the same client breaks the server, which then can't
    show it any more, so a request whose answer was lost isn't sent again. With O(state=absent) all links of the user
    with the client go at once.
  - Check mode doesn't know of a client that an earlier task would make, since its admin token can't be read then, nor
    of one that an earlier task would link the user with.
  - Where the user isn't linked with the client that O(admin_token) is for, only the server knows whether the token is
    valid, and whether the client has the name that O(client_id) says. Check mode can't foresee that.
  - The module runs inside of the controller's worker where that is safe (a local connection without C(become),
    C(async) or a task's C(environment)), otherwise as an ordinary module. Both give the same result.
seealso:
  - module: iamops.keycloak.keycloak_user_client
  - module: iamops.keycloak.keycloak_user_client_info
extends_documentation_fragment:
  - iamops.keycloak.user_clients
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.user_clients.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: What leads to Ann's client
  iamops.keycloak.keycloak_user_client_info:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: ann
    auth_password: "{{ vault_ann_password }}"
    client_id: notebook
    admin_token: true
  register: notebook
  no_log: true

- name: Bob manages it, too
  iamops.keycloak.keycloak_user_client_access:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: bob
    auth_password: "{{ vault_bob_password }}"
    client_id: notebook
    admin_token: "{{ notebook.admin_token }}"

- name: Bob does not any more; Ann still does
  iamops.keycloak.keycloak_user_client_access:
    auth_keycloak_url: https://sso.example.com
    realm: acme
    auth_username: bob
    auth_password: "{{ vault_bob_password }}"
    client_id: notebook
    state: absent
    confirm: true
"""

RETURN = r"""
existing:
  description:
    - The client before, as the API represents it, secrets hidden. Empty if the user was not linked with it.
  returned: on success
  type: dict
  sample: {clientId: notebook, enabled: true}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {clientId: notebook, adminToken: "********"}
end_state:
  description:
    - The client afterwards, as the API represents it, secrets hidden. Empty if the user isn't linked with it.
    - In check mode, of a client that the user is to be linked with only the name is known.
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
  sample: ["POST /realms/acme/userClientAdministration/access"]
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
  sample: The user has been linked with client notebook.
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
from ansible_collections.iamops.keycloak.plugins.module_utils.user_clients.kinds import ACCESS

BINDING = Binding(ACCESS, USER_CLIENTS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
