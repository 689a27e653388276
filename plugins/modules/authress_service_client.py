#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: authress_service_client
short_description: Manages service clients of an Authress account
version_added: "1.0.0"
description:
  - Makes, changes and removes service clients. These are what services act as in an Authress account.
  - A service client is named by O(client_id) or by O(name). Authress makes the ids, and nothing says that names are
    unique. A name that more than one service client has is refused with the list of their ids.
  - The login must be allowed to see service clients, and to make, change or remove them.
options:
  client_id:
    description:
      - Id of the service client. It must be there, unless O(state=absent). With it, O(name) is the name that the
        service client gets.
    type: str
  name:
    description: Name of the service client, at most 128 characters, and neither C(.) nor C(..).
    type: str
  state:
    description: Whether the service client exists.
    type: str
    choices: [present, absent]
    default: present
  options:
    description: What the service client may do. A suboption that is left out is not changed. Each is off unless set.
    type: dict
    suboptions:
      grant_user_permissions_access:
        description: Whether it may verify authorization on behalf of any user.
        type: bool
        aliases: [grantUserPermissionsAccess]
      grant_token_generation:
        description:
          - Whether it may make tokens on behalf of the account, and so stand for any user. It is for an authorization
            server that can't be connected otherwise.
        type: bool
        aliases: [grantTokenGeneration]
  rate_limits:
    description: The rate limit of the service client, a list of one item, or of none for no limit.
    type: list
    elements: dict
    aliases: [rateLimits]
    suboptions:
      duration:
        description: The time that the quota is for.
        type: str
        required: true
        choices: [PT0S, PT5M, PT1H, P1D, P1M]
      quota:
        description: How many requests there may be in that time. There is no quota of 10000.
        type: int
        required: true
        choices: [100, 1000, 100000, 1000000]
  tags:
    description:
      - Tags, texts of at most 128 characters. They are merged, and a tag given as null is removed.
    type: dict
notes:
  - An option that is left out is neither changed on the server nor reported as changed. A list given is exact, an
    empty one empties it. An option says so where it differs.
  - Where the answer to a request that makes a service client is lost, the module looks whether it is there, and does
    not make a second one.
  - It calls C(GET /v1/clients) (all pages), C(GET /v1/clients/{clientId}), C(POST /v1/clients),
    C(PUT /v1/clients/{clientId}) and C(DELETE /v1/clients/{clientId}).
seealso:
  - module: iamops.keycloak.authress_service_client_access_key
  - module: iamops.keycloak.authress_service_client_info
extends_documentation_fragment:
  - iamops.keycloak.authress
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.authress.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A service client for the shop
  iamops.keycloak.authress_service_client:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
    name: shop
    options:
      grant_user_permissions_access: true
    rate_limits:
      - duration: PT5M
        quota: 1000
    tags:
      team: sales
  register: shop

- name: Another name for it, and no limit
  iamops.keycloak.authress_service_client:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
    client_id: "{{ shop.end_state.clientId }}"
    name: web shop
    rate_limits: []

- name: No such service client
  iamops.keycloak.authress_service_client:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
    name: web shop
    state: absent
"""

RETURN = r"""
existing:
  description: The service client before, as the API represents it. Empty if there was none.
  returned: on success
  type: dict
  sample: {}
proposed:
  description: What the task asks for, in the API's names.
  returned: when the options are valid
  type: dict
  sample: {name: shop, tags: {team: sales}}
end_state:
  description: The service client afterwards, as the API represents it, C(clientId) among it. Empty if there is none.
  returned: on success
  type: dict
  sample: {clientId: sc_5eYkDq2, name: shop, tags: {team: sales}, verificationKeys: []}
actions:
  description:
    - The writes made or, in check mode, foreseen.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /v1/clients"]
diff:
  description: The service client before and after.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The service client before.
      type: dict
    after:
      description: The service client afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: service client 'shop' has been created
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(unauthorized), V(forbidden), V(not_found),
          V(bad_request), V(unreachable), V(answer_lost) or V(server_error).
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

from ansible_collections.iamops.keycloak.plugins.module_utils.authress.service_clients import SERVICE_CLIENT
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.authress import AUTHRESS
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding

BINDING = Binding(SERVICE_CLIENT, AUTHRESS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
