#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: authress_service_client_access_key
short_description: Makes, rotates and removes access keys of Authress service clients
version_added: "1.0.0"
description:
  - Sees that a service client has access keys, exchanges one for a new one, or removes one.
  - A service client can have five keys. A task that would need a sixth is refused with the list of those present,
    before anything is written.
  - The secret of a key is told once, by the answer that makes it. It is shown only where O(show_secret) says so.
  - The login must be allowed to see the service client, and to make and remove its keys.
options:
  client_id:
    description: Id of the service client. One of O(client_id) and O(name) is needed.
    type: str
  name:
    description: Name of the service client, where only one has it.
    type: str
  state:
    description:
      - With V(present) there are at least O(count) keys, and those that are missing are made.
      - With V(new) one more key is made, in each run.
      - With V(rotated) a new key is made and O(key_id), or the oldest one unless given, is removed after it, in each
        run. Where there are five keys the old one is removed first. The key that logs in, or that has signed O(token),
        is then not the one that goes. Where there are fewer it can be, and O(show_secret) is needed then.
      - With V(absent) there is no key O(key_id).
    type: str
    choices: [present, new, rotated, absent]
    default: present
  count:
    description: How many keys there are at least, 1 to 5 and V(1) unless given. Only with O(state=present).
    type: int
  key_id:
    description: Id of the key to remove. Only with O(state=absent), which needs it, and O(state=rotated).
    type: str
  show_secret:
    description: Whether new keys are returned with their secrets in clear. Set C(no_log) for the task then.
    type: bool
    default: false
notes:
  - Without O(show_secret) nobody ever sees the secret of a new key, and the key is of no use.
  - The API answers a removal with 404 both for a key that isn't there and for one that the login may not remove. A key
    that the service client has and whose removal is answered so makes the task fail. Of O(state=rotated) the new key
    is then there, and returned.
  - Where the answer to a request that makes a key is lost, none is made a second time. The error names the key that is
    there, and whose secret nobody has.
  - Where a task that makes several keys fails after the first one, what was made is returned with the error.
  - It calls C(GET /v1/clients) (all pages, where O(name) is given), C(GET /v1/clients/{clientId}),
    C(POST /v1/clients/{clientId}/access-keys) and C(DELETE /v1/clients/{clientId}/access-keys/{keyId}).
seealso:
  - module: iamops.keycloak.authress_service_client
extends_documentation_fragment:
  - iamops.keycloak.authress
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.authress.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: The shop has an access key
  iamops.keycloak.authress_service_client_access_key:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
    name: shop
    show_secret: true
  register: first
  no_log: true

- name: Write it to a file of the shop, where it is new
  ansible.builtin.copy:
    content: "{{ first.access_keys[0].accessKey }}"
    dest: /etc/shop/authress_access_key
    owner: shop
    mode: "0400"
  when: first is changed
  no_log: true

- name: A new key in the place of the oldest one
  iamops.keycloak.authress_service_client_access_key:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
    name: shop
    state: rotated
    show_secret: true
  register: rotated
  no_log: true

- name: No such key
  iamops.keycloak.authress_service_client_access_key:
    authress_url: https://login.example.com
    access_key: "{{ vault_authress_access_key }}"
    name: shop
    key_id: "{{ rotated.access_keys[0].keyId }}"
    state: absent
"""

RETURN = r"""
access_keys:
  description:
    - The keys that were made, with C(keyId), C(publicKey), C(generationDate), C(clientSecret) and C(accessKey), as the
      API represents them. Secrets are V(********) unless O(show_secret=true).
    - In check mode, one for each key that would be made.
    - After a failure, the keys that were made before it.
  returned: on success, and on failure once a key was made
  type: list
  elements: dict
  sample: [{keyId: k1, publicKey: MCowBQYDK2VwAyEA, accessKey: "********", clientSecret: "********"}]
end_state:
  description: The service client's keys afterwards, without secrets. In check mode without those that would be made.
  returned: on success
  type: dict
  contains:
    clientId:
      description: Id of the service client.
      type: str
      sample: sc_5eYkDq2
    verificationKeys:
      description: Its keys, the oldest first, as the API represents them.
      type: list
      elements: dict
      sample: [{keyId: k1, publicKey: MCowBQYDK2VwAyEA, generationDate: "2026-11-21T10:00:00Z"}]
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /v1/clients/sc_5eYkDq2/access-keys"]
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: one access key made
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

from ansible_collections.iamops.keycloak.plugins.module_utils.authress.access_keys import ACCESS_KEYS
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.authress import AUTHRESS

BINDING = Acts(
    ACCESS_KEYS,
    AUTHRESS,
    required_one_of=[["client_id", "name"]],
    mutually_exclusive=[["client_id", "name"]],
    required_if=[["state", "absent", ["key_id"]]],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
