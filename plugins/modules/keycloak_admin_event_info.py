#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_admin_event_info
short_description: Reads events of the administrators of a Keycloak realm
version_added: "1.0.0"
description:
  - Reads the events that a realm has kept of what administrators did in it, all of them or those that fit.
  - The login needs the role C(view-events) of C(realm-management). It also needs the roles C(view-clients),
    C(view-realm) and C(view-users) to find a client, a realm and a user by their names.
options:
  realm:
    description: Name of the realm in which something was done.
    type: str
    default: master
  operation_types:
    description: Only events of these types, V(CREATE), V(UPDATE), V(DELETE) or V(ACTION).
    type: list
    elements: str
    aliases: [operationTypes]
  resource_types:
    description: Only events about such objects, as V(CLIENT), V(USER), V(REALM) or V(REALM_ROLE_MAPPING).
    type: list
    elements: str
    aliases: [resourceTypes]
  resource_path:
    description: Only events about what is at this path below the realm, such as V(users/*). A C(*) stands for any text.
    type: str
    aliases: [resourcePath]
  actor_realm:
    description: Only events of administrators of this realm. Its name, or its id.
    type: str
    aliases: [authRealm]
  actor_client:
    description:
      - Only events of administrators who used this client. Its client id, in O(actor_realm) or, without that, in
        O(realm), or the id of a client that is gone or that the login may not see.
    type: str
    aliases: [authClient]
  actor_user:
    description:
      - Only events of this administrator. The user's name, in O(actor_realm) or, without that, in O(realm), or the id
        of a user who is gone or whom the login may not see.
    type: str
    aliases: [authUser]
  actor_ip_address:
    description: Only events of administrators at this address.
    type: str
    aliases: [authIpAddress]
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
  - Which events are kept is a matter of M(iamops.keycloak.keycloak_events_config). Secrets in what was written are
    hidden.
  - Where there is no event, and nothing was found of a name that says who did it, a warning tells that the name was
    taken for an id.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Who has made or removed users
  iamops.keycloak.keycloak_admin_event_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    operation_types:
      - CREATE
      - DELETE
    resource_types:
      - USER
  register: users

- name: Say whom
  ansible.builtin.debug:
    msg: "{{ users.events | map(attribute='resourcePath') }}"

- name: What the administrators of the master realm did on a day
  iamops.keycloak.keycloak_admin_event_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    actor_realm: master
    date_from: "2026-11-21"
    date_to: "2026-11-21"
"""

RETURN = r"""
events:
  description:
    - The events, as the API represents them. C(time) is in milliseconds since 1970, and C(representation), where
      details are kept, is JSON in a text.
  returned: on success
  type: list
  elements: dict
  sample:
    - id: f171e455-d74b-45c9-a9b9-a19b74603b3c
      time: 1795278510049
      realmId: 26e68f44-7f49-4620-95bb-f7a80a2b53d9
      authDetails:
        realmId: ff149b82-1837-4394-9ad3-7c7ba9c5d06b
        clientId: 422e6c6c-24a4-40e4-aaed-855d2392b329
        userId: a1e7c801-b749-4c2e-89be-37cbd9da7cb2
        ipAddress: 192.0.2.7
      operationType: CREATE
      resourceType: USER
      resourcePath: users/dc5be9e2-181f-418b-a520-6ec76080d66d
      representation: '{"username": "ann", "enabled": true}'
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 2 admin events found in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.events import ADMIN_EVENT_INFO

BINDING = Reads(ADMIN_EVENT_INFO)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
