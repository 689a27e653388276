#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_event_info
short_description: Reads events of the users of a Keycloak realm
version_added: "1.0.0"
description:
  - Reads the events that a realm has kept of its users, such as log-ins, all of them or those that fit.
  - The login needs the role C(view-events) of C(realm-management). It also needs the role C(view-users) where
    O(username) is given.
options:
  user_id:
    description: Only events of the user of this id, who may be gone. It goes before O(username).
    type: str
    aliases: [userId]
  username:
    description: Only events of the user of this name.
    type: str
  types:
    description: Only events of these types, such as V(LOGIN) or V(LOGIN_ERROR).
    type: list
    elements: str
    aliases: [type]
  client_id:
    description: Only events of this client, by its client id.
    type: str
    aliases: [clientId, client]
  ip_address:
    description: Only events from this address.
    type: str
    aliases: [ipAddress]
  date_from:
    description:
      - The day of the first events, such as V(2026-11-21), or their time, in ISO 8601, in UTC unless it says otherwise,
        or in milliseconds since 1970.
      - Keycloak 24.0 and older servers only take a day, and refuse others.
    type: str
    aliases: [dateFrom]
  date_to:
    description: The day or the time of the last events, as in O(date_from). A day is meant to its end.
    type: str
    aliases: [dateTo]
  direction:
    description:
      - Whether the oldest events come first (V(asc)) or the newest (V(desc)), which is the server's way.
      - Keycloak 24.0 and older servers always have the newest first. What is read there whole is put in order, and
        V(asc) together with O(max) fails.
    type: str
    choices: [asc, desc]
  first:
    description: How many of the events that fit are left out at the beginning.
    type: int
  max:
    description: How many events are read at most. All are read, in as many requests as it takes, unless it is given.
    type: int
notes:
  - Which events are kept, and for how long, is a matter of M(iamops.keycloak.keycloak_events_config).
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Who failed to log in to the shop
  iamops.keycloak.keycloak_event_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    types:
      - LOGIN_ERROR
    client_id: shop
    date_from: "2026-11-01"
  register: failed

- name: Say from where
  ansible.builtin.debug:
    msg: "{{ failed.events | map(attribute='ipAddress') | unique }}"

- name: The last ten events of a user
  iamops.keycloak.keycloak_event_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: ann
    max: 10
"""

RETURN = r"""
events:
  description: The events, as the API represents them. C(time) is in milliseconds since 1970.
  returned: on success
  type: list
  elements: dict
  sample:
    - id: 2f8bb19f-cd0f-480c-a0a4-819af511510f
      time: 1795278513637
      type: LOGIN_ERROR
      realmId: 26e68f44-7f49-4620-95bb-f7a80a2b53d9
      clientId: shop
      userId: dc5be9e2-181f-418b-a520-6ec76080d66d
      ipAddress: 192.0.2.7
      error: invalid_user_credentials
      details: {auth_method: openid-connect, username: ann}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 2 events found in realm acme
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.events import EVENT_INFO

BINDING = Reads(EVENT_INFO)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
