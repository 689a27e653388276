#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_session
short_description: Ends sessions of a Keycloak realm, user or client
version_added: "1.0.0"
description:
  - Logs users out by ending their sessions, and takes away what offline tokens can do.
  - With O(username) or O(user_id), these are the sessions of that user, with O(client_id), those that have logged in to
    that client, with both, those that the user has with the client. Without any, they are the whole realm's. An empty
    one is refused.
  - It looks for sessions first. Where there is none to end, nothing is written and the task is unchanged.
  - The login needs the role C(manage-users) of C(realm-management). It also needs the role C(view-clients) where
    O(client_id) is given, and C(view-clients) and C(view-realm) for sessions of the whole realm.
options:
  state:
    description: There are no such sessions.
    type: str
    choices: [absent]
    default: absent
  user_id:
    description: Id of the user. It goes before O(username).
    type: str
    aliases: [userId]
  username:
    description: Name of the user.
    type: str
  client_id:
    description:
      - Client id of the client.
      - A session is one of a user, with all the clients that it has logged in to. It ends for all of them.
    type: str
    aliases: [clientId]
  session_id:
    description:
      - Id of the one session that is to be ended, among those of the user, the client or the realm. As the server has
        no way to read one session, it is quicker with a user or a client.
    type: str
    aliases: [sessionId]
  type:
    description:
      - Which sessions are to be ended.
      - V(online) are those that a log-in has made, V(offline) those of offline tokens, each ended by a request of its
        own.
      - V(all) are both. A user's or the realm's are then ended by one request, which also sets the not-before time of
        the user or realm to now. Access tokens that were issued before are worth nothing wherever that is looked at.
    type: str
    choices: [all, online, offline]
    default: all
notes:
  - The session of the task's own login is left out of account, unless O(session_id) names it. Where the sessions of its
    whole realm or of its own user are ended with O(type=all), it ends as well, and the next task logs in again.
  - The server has no list of a realm's sessions, only of each client's. A session that has not come to any client yet,
    such as one that M(iamops.keycloak.keycloak_user_impersonation) starts, is seen with O(username) or O(user_id) only.
  - Keycloak 16.1 cannot end offline sessions one by one, and answers 404 to that. It has a session beside each offline
    one.
  - Access tokens stay good until they expire where a resource server does not ask Keycloak about them.
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Log a user out everywhere
  iamops.keycloak.keycloak_session:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: ann

- name: End all sessions of those who use the shop, offline tokens stay good
  iamops.keycloak.keycloak_session:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    type: online

- name: Take a user's offline tokens for the shop away
  iamops.keycloak.keycloak_session:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: ann
    client_id: shop
    type: offline

- name: Log everybody out
  iamops.keycloak.keycloak_session:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    state: absent
"""

RETURN = r"""
sessions:
  description:
    - The sessions made by a log-in that were ended or, in check mode, would be, as the API represents them.
    - Times are in milliseconds since 1970.
  returned: on success
  type: list
  elements: dict
  sample:
    - id: Qi6uYcgN27otnanAeoZp-V-P
      username: ann
      userId: 59ffac59-b9da-472e-9cf2-8f8fff4ba0f7
      ipAddress: 192.0.2.7
      start: 1795278510000
      lastAccess: 1795278510000
      rememberMe: false
      clients: {2b32c4a3-7f5c-4f5d-b1ce-8c6b9c1f2b6d: shop}
offline_sessions:
  description: The sessions of offline tokens that were ended or, in check mode, would be.
  returned: on success
  type: list
  elements: dict
  sample: []
success_requests:
  description:
    - Admin URLs of clients that the server has told, where all sessions of the realm were ended. It may call that a
      success where nobody listens.
  returned: on success
  type: list
  elements: str
  sample: []
failed_requests:
  description: Admin URLs of clients that the server could not reach, where all sessions of the realm were ended.
  returned: on success
  type: list
  elements: str
  sample: []
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. None where there was nothing to do.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/users/59ffac59-b9da-472e-9cf2-8f8fff4ba0f7/logout"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: Ended 1 session of user 'ann'
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.sessions import END_SESSIONS

BINDING = Acts(END_SESSIONS)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
