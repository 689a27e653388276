#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user
short_description: Manages users of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes users, with their groups, passwords and links to identity providers.
  - The login needs the role C(manage-users) of C(realm-management). Names of required actions, identity providers
    and default groups are only looked up where the login also has C(view-realm) and
    C(view-identity-providers); without these roles, a wrong name is found by the server, or by nobody.
options:
  username:
    description:
      - Name of the user, by which the user is found. The server keeps it in lower case.
      - Together with O(id), it is the name that the user is given, where the realm lets names be edited.
    type: str
  id:
    description: ID of the user, instead of the name or to change the name.
    type: str
  first_name:
    description: First name. An empty text removes it.
    type: str
    aliases: [firstName]
  last_name:
    description: Last name. An empty text removes it.
    type: str
    aliases: [lastName]
  email:
    description:
      - E-mail address. The server keeps it in lower case. An empty text removes it.
      - Where the realm takes e-mail addresses for usernames, it must be the O(username) of a user who is named by that.
    type: str
  email_verified:
    description: Whether the address is known to be the user's. It does not change with O(email).
    type: bool
    aliases: [emailVerified]
  email_verified_behavior:
    description:
      - What it means that O(email_verified) is left out. Without this option it is not touched, as with V(no_defaults).
      - With V(compatibility), it is set to V(false).
    type: str
    choices: [compatibility, no_defaults]
  enabled:
    description: Whether the user can log in. The server makes new users that can not, unless this is given.
    type: bool
  attributes:
    description:
      - Attributes of the user. Those that the list does not name stay. An empty list removes all.
      - An attribute must be in the realm's user profile, or the profile must let unmanaged attributes in. Else the
        server drops it without an error, and the module warns.
      - The order of values does not count, as the server takes the same values in another order for no change.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the attribute.
        type: str
        required: true
      values:
        description: All its values. None of them is the same as V(absent).
        type: list
        elements: str
      state:
        description: Whether the user has the attribute.
        type: str
        choices: [present, absent]
        default: present
  groups:
    description:
      - Groups of the user, which must exist.
      - Each item says by its O(groups[].state) whether the user is to be in it, and groups that are not named stay.
        An empty list removes the user from all groups.
      - O(groups_behavior) makes the list exact.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - Path of the group, such as V(/staff/engineering), or the name of one at the top.
          - Where names hold slashes and two groups have the same path, the server decides which one is meant.
        type: str
        required: true
      state:
        description: Whether the user is in the group.
        type: str
        choices: [present, absent]
        default: present
  groups_behavior:
    description:
      - With V(exact), the user leaves groups that O(groups) does not name, the realm's default groups as well.
      - With V(subset), they stay, also where the list is empty.
    type: str
    choices: [exact, subset]
    aliases: [groupsBehavior]
  credentials:
    description:
      - The user's password, and what an export has of other credentials. They are never read, compared, shown or kept
        by this collection, not even as a fingerprint. When they are written, O(update_password) says. An empty list
        means nothing.
    type: list
    elements: dict
    suboptions:
      type:
        description: Such as V(otp). By O(credentials[].value), the server's API only sets a V(password).
        type: str
        default: password
      value:
        description: The password. It is needed where O(credentials[].secret_data) is not given.
        type: str
      secret_data:
        description:
          - The secret part of a credential as an export has it, such as the hash of a password with its salt. It takes
            O(credentials[].credential_data), too.
          - It is written where the user has no credential of its type, whatever O(update_password) says, as it can't be
            compared.
        type: json
        aliases: [secretData]
      credential_data:
        description: The other part of it, such as the algorithm.
        type: json
        aliases: [credentialData]
      user_label:
        description: How the user calls a credential that an export has.
        type: str
        aliases: [userLabel]
      temporary:
        description:
          - Whether the user must change it at the next login. The server keeps this as the required action
            C(UPDATE_PASSWORD), which comes with a temporary password and goes with another one.
          - A password that is not temporary is made so where O(required_actions) names C(UPDATE_PASSWORD).
        type: bool
        default: false
  update_password:
    description:
      - When O(credentials) are written.
      - With V(on_create), where the user has no password yet, whether just made or not. A password in the user's
        storage, such as LDAP, is one.
      - With V(always), in each run, which reports a change each time, and which a password history may refuse.
    type: str
    choices: [on_create, always]
    default: on_create
  required_actions:
    description:
      - What the user must do at the next login, such as V(VERIFY_EMAIL). The list is exact.
      - C(UPDATE_PASSWORD), which a temporary password in O(credentials) brings, needs not be named.
    type: list
    elements: str
    aliases: [requiredActions]
  federated_identities:
    description:
      - The user's identities at identity providers of the realm. The list is exact.
      - The server can not change such a link, so it is removed and made again.
    type: list
    elements: dict
    aliases: [federatedIdentities]
    suboptions:
      identity_provider:
        description: Alias of the identity provider.
        type: str
        required: true
        aliases: [identityProvider]
      user_id:
        description: ID of the user there.
        type: str
        required: true
        aliases: [userId]
      user_name:
        description: Name of the user there. Keycloak 24.0 and older servers need it, in lower case.
        type: str
        aliases: [userName]
  client_consents:
    description:
      - The consents that the user is to keep. The others are revoked, with an empty list all.
      - Only the user can consent, and the server's API can do nothing but revoke. To name a consent that the user has
        not given is therefore an error.
    type: list
    elements: dict
    aliases: [clientConsents]
    suboptions:
      client_id:
        description: The C(clientId) of the client that the user has consented to.
        type: str
        required: true
        aliases: [clientId]
      roles:
        description:
          - The client scopes that the user has granted, if it is to be verified that there are no others. It is an
            error if there are.
        type: list
        elements: str
        aliases: [granted_client_scopes]
  service_account_client_id:
    description:
      - The C(clientId) of the client whose service account is meant, instead of O(username). To find it takes the role
        C(view-clients).
      - Service accounts can be changed here, but are made and removed by the client, by C(service_accounts_enabled) of
        M(iamops.keycloak.keycloak_client).
    type: str
    aliases: [serviceAccountClientId]
  federation_link:
    description:
      - ID of the user storage component that the user comes from. Server and storage normally set it.
      - It must exist, which takes the role C(view-realm) to see, and can not be removed. The server would keep any
        text, and lose a user who is linked to nothing.
    type: str
    aliases: [federationLink]
  origin:
    description: Where the user comes from, which the server decides. It is an error if it differs.
    type: str
  self:
    description: A link to the user, which the server decides. It is an error if it differs.
    type: str
  access:
    description: What the login may do with the user, which the server decides. It is an error if it differs.
    type: dict
  disableable_credential_types:
    description: Types of credentials that can be disabled, which the server decides. It is an error if it differs.
    type: list
    elements: str
    aliases: [disableableCredentialTypes]
  force:
    description:
      - Whether a user that exists is removed and made again, with another ID, and without what the task does not
        give. It is a change in each run.
    type: bool
    default: false
  update_secrets:
    description: Has no meaning for users, whose passwords have O(update_password).
    type: str
    choices: [on_change, always, on_create]
    default: on_change
notes:
  - What a name, an address or a value may be is said by the realm's user profile. The server refuses others, and
    nothing is written then.
  - New users get the realm's default groups and default required actions. O(groups_behavior=exact), an empty
    O(groups) and O(required_actions) take them away again, in further requests.
extends_documentation_fragment:
  - iamops.keycloak.user.username
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A user, who must change the password at the first login
  iamops.keycloak.keycloak_user:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    username: jdoe
    first_name: Jane
    last_name: Doe
    email: jane.doe@example.com
    email_verified: true
    enabled: true
    attributes:
      - name: department
        values: [press, web]
    groups:
      - name: /staff/engineering
    credentials:
      - value: "{{ vault_first_password }}"
        temporary: true

- name: Another address, and nothing else
  iamops.keycloak.keycloak_user:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: jdoe
    email: jane@example.com

- name: In these groups and no others, without one attribute
  iamops.keycloak.keycloak_user:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: jdoe
    groups:
      - name: /staff
      - name: /staff/sales
    groups_behavior: exact
    attributes:
      - name: department
        state: absent

- name: The password is set in each run
  iamops.keycloak.keycloak_user:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: robot
    credentials:
      - value: "{{ vault_robot_password }}"
    update_password: always

- name: Linked to an identity provider
  iamops.keycloak.keycloak_user:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: jdoe
    federated_identities:
      - identity_provider: partner
        user_id: "4711"
        user_name: jane

- name: An attribute of a client's service account
  iamops.keycloak.keycloak_user:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    service_account_client_id: shop
    attributes:
      - name: tenant
        values: [north]

- name: No such user
  iamops.keycloak.keycloak_user:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    username: jdoe
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {username: jdoe, firstName: Jane, enabled: true}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {username: jdoe, firstName: Jane, enabled: true}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
    - Where the task gives O(groups), C(groups) has names of groups at the top, and paths of others.
  returned: on success
  type: dict
  sample: {username: jdoe, firstName: Jane, enabled: true}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/users"]
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
user_created:
  description: Whether the user was made by this task, or would be in check mode.
  returned: on success
  type: bool
  sample: true
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: user 'jdoe' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.users import USER

BINDING = Binding(USER)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
