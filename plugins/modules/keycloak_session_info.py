#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_session_info
short_description: Reads sessions of a Keycloak realm, user or client
version_added: "1.0.0"
description:
  - Reads who is logged in, those who have offline tokens, and how many sessions clients have.
  - With O(username) or O(user_id), these are the sessions of that user, with O(client_id), those that have logged in to
    that client, with both, those that the user has with the client. Without any, they are the whole realm's.
  - The login needs the role C(view-users) of C(realm-management) for sessions of a user, and the role C(view-clients)
    where O(client_id) is given. It needs the roles C(view-clients) and C(view-realm) for sessions of the whole realm,
    and C(view-realm) for statistics.
options:
  user_id:
    description: Id of the user. It goes before O(username).
    type: str
    aliases: [userId]
  username:
    description: Name of the user.
    type: str
  client_id:
    description: Client id of the client.
    type: str
    aliases: [clientId]
  include:
    description:
      - What is read, each under a key of its own.
      - V(sessions) are those that a log-in has made, V(offline_sessions) those that offline tokens have.
      - V(session_count) and V(offline_session_count) are what the server counts for the client, with all of its users.
        They need O(client_id).
      - V(statistics) are the counts of all clients of the realm that have sessions.
    type: list
    elements: str
    choices: [offline_session_count, offline_sessions, session_count, sessions, statistics]
    default: [sessions]
notes:
  - The server has no list of a realm's sessions, so those of the whole realm are read client by client, of each client
    that has some. Lists are read whole, however long they are. A session that has not come to any client yet, such as
    one that M(iamops.keycloak.keycloak_user_impersonation) starts, is seen with O(username) or O(user_id) only.
  - The session of the task's own login is among those of its realm.
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
- name: Who is logged in to the shop, and how many have offline tokens for it
  iamops.keycloak.keycloak_session_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    include:
      - sessions
      - offline_session_count
  register: shop

- name: Say who
  ansible.builtin.debug:
    msg: "{{ shop.sessions | map(attribute='username') | unique }}"

- name: All sessions of a user, those of offline tokens too
  iamops.keycloak.keycloak_session_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: ann
    include:
      - sessions
      - offline_sessions

- name: How many sessions each client has
  iamops.keycloak.keycloak_session_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    include:
      - statistics
"""

RETURN = r"""
sessions:
  description: The sessions that a log-in has made, as the API represents them. Times are in milliseconds since 1970.
  returned: on success, with O(include=sessions)
  type: list
  elements: dict
  sample: &session
    - id: Qi6uYcgN27otnanAeoZp-V-P
      username: ann
      userId: 59ffac59-b9da-472e-9cf2-8f8fff4ba0f7
      ipAddress: 192.0.2.7
      start: 1795278510000
      lastAccess: 1795278510000
      rememberMe: false
      clients: {2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d: shop}
offline_sessions:
  description: The sessions of offline tokens, as the API represents them.
  returned: on success, with O(include=offline_sessions)
  type: list
  elements: dict
  sample: *session
session_count:
  description: How many sessions the client has.
  returned: on success, with O(include=session_count)
  type: int
  sample: 12
offline_session_count:
  description: How many offline sessions the client has.
  returned: on success, with O(include=offline_session_count)
  type: int
  sample: 3
statistics:
  description: The realm's clients that have sessions, with the number of their sessions, as the API gives them.
  returned: on success, with O(include=statistics)
  type: list
  elements: dict
  sample:
    - {id: 2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d, clientId: shop, active: '12', offline: '3'}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: Read sessions of user 'ann' in realm 'acme'
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.sessions import SESSION_INFO

BINDING = Reads(SESSION_INFO)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
