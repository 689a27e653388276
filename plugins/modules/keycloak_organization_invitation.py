#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization_invitation
short_description: Invites somebody to an organization in Keycloak by mail, or takes an invitation back
version_added: "1.0.0"
description:
  - Has the server send a mail with a link that leads to registering as a member of an organization, or to joining it
    for a user who has an account. It can also send it again, or take the invitation back.
  - Who is invited already is not invited again, unless the invitation has ended or O(resend=true). Who is a member is
    not invited.
  - The login needs the roles C(manage-organizations) and C(view-users) of C(realm-management).
options:
  email:
    description: The e-mail address that the mail is sent to.
    type: str
  user:
    description: Name of a user who has an account and an e-mail address, instead of the address.
    type: str
  first_name:
    description: First name of who is invited, for the mail and the form. A user who has an account has one.
    type: str
    aliases: [firstName]
  last_name:
    description: Last name of who is invited, for the mail and the form. A user who has an account has one.
    type: str
    aliases: [lastName]
  resend:
    description:
      - Whether the mail is sent again where the invitation is pending, with a new link. The old link is good no more.
      - With V(true), each run of the task sends a mail.
    type: bool
    default: false
  state:
    description: Whether there is to be an invitation. With V(absent), the link that was sent is good no more.
    type: str
    choices: [present, absent]
    default: present
notes:
  - Organizations came with Keycloak 26, and a realm must have them switched on, see
    O(iamops.keycloak.keycloak_realm#module:organizations_enabled).
  - The realm needs a server for mail, see O(iamops.keycloak.keycloak_realm#module:smtp_server).
  - Older servers send invitations and don't keep them. The module needs one that does.
  - M(iamops.keycloak.keycloak_organization_invitation_info) reads invitations, and their links.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.organization
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Invite somebody
  iamops.keycloak.keycloak_organization_invitation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    email: new@example.org
    first_name: New
    last_name: Comer

- name: Invite a user who has an account
  iamops.keycloak.keycloak_organization_invitation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    user: ann

- name: Take an invitation back
  iamops.keycloak.keycloak_organization_invitation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    organization: Staff of Example
    email: new@example.org
    state: absent
"""

RETURN = r"""
invitation:
  description:
    - The invitation, as the API represents it, without the link. Empty if there is none.
    - In check mode, it is empty where a mail would be sent.
  returned: on success
  type: dict
  sample: {email: new@example.org, status: PENDING, sentDate: 1795278612, expiresAt: 1795321812}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/organizations/9f0e/members/invite-user"]
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: "'new@example.org' is invited to 'Staff of Example'"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.organizations import INVITATION

BINDING = Acts(INVITATION, required_one_of=[["email", "user"]], mutually_exclusive=[["email", "user"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
