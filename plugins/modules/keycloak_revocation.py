#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_revocation
short_description: Revokes tokens of a Keycloak realm, client or user
version_added: "1.0.0"
description:
  - Sets the not-before time of a realm, a client or a user. Tokens that were issued before it are revoked.
  - Tells clients of it at their admin URLs, and returns which could be reached.
  - The login needs the role C(manage-realm) of C(realm-management) for the realm, C(manage-clients) for a client, and
    C(manage-users) for a user.
options:
  realm:
    description:
      - Name of the realm. The time is the realm's own unless a client or a user is given. An empty one is refused.
    type: str
    default: master
  client_id:
    description: Client id of the client whose tokens are revoked.
    type: str
    aliases: [clientId]
  user_id:
    description: Id of the user whose tokens are revoked. It goes before O(username).
    type: str
    aliases: [userId]
  username:
    description: Name of the user whose tokens are revoked.
    type: str
  not_before:
    description:
      - The not-before time. Seconds since 1970, an ISO 8601 time such as V(2026-11-21T10:00:00Z), in UTC unless it says
        otherwise, V(now), or V(cleared) for none. Where the server has it already, nothing is written.
      - V(now) is another time in each run, which always is a change.
      - The server sets a user's to no other time than V(now), in that it also ends the user's sessions. Those of
        offline tokens stay, but their tokens are revoked as well.
      - It is required unless O(push=always).
    type: str
    aliases: [notBefore]
  push:
    description:
      - When the server is to tell clients that have an admin URL. A client without one is not told.
      - V(on_change) tells them where the time is set anew, V(always) in every run, which is then a change.
    type: str
    choices: [on_change, always, never]
    default: on_change
notes:
  - Where a client can't be reached the task does not fail. It warns, and O(push=always) tries again.
  - V(now) is taken from the clock of the machine that the module runs on. A token has the time of the server.
  - Ending sessions, see M(iamops.keycloak.keycloak_session), is what takes refresh tokens away at once.
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Revoke all tokens that were issued before an incident was over
  iamops.keycloak.keycloak_revocation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    not_before: "2026-11-21T10:00:00Z"

- name: Revoke a client's tokens
  iamops.keycloak.keycloak_revocation:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    not_before: now

- name: Revoke a user's tokens, which logs the user out
  iamops.keycloak.keycloak_revocation:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: ann
    not_before: now

- name: Tell clients once more
  iamops.keycloak.keycloak_revocation:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    push: always
  register: pushed

- name: See that none was missed
  ansible.builtin.assert:
    that: pushed.failed_requests == []

- name: All tokens that have not expired are good again
  iamops.keycloak.keycloak_revocation:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    not_before: cleared
"""

RETURN = r"""
existing:
  description: The not-before time before, seconds since 1970, under C(notBefore). 0 is none.
  returned: on success
  type: dict
  sample: {notBefore: 0}
end_state:
  description: The not-before time afterwards. In check mode, V(now) and the server's own time are foreseen about right.
  returned: on success
  type: dict
  sample: {notBefore: 1795255200}
success_requests:
  description: Admin URLs of clients that were told.
  returned: on success
  type: list
  elements: str
  sample: ["https://shop.example.com/keycloak"]
failed_requests:
  description: Admin URLs of clients that could not be told.
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
  sample: ["PUT /admin/realms/acme", "POST /admin/realms/acme/push-revocation"]
diff:
  description: The not-before time before and after.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The time before.
      type: dict
    after:
      description: The time afterwards.
      type: dict
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: not-before time of realm 'acme' has been set to 1795255200, clients have been told
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.revocation import REVOKE

BINDING = Acts(REVOKE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
