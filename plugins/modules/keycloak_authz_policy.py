#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_policy
short_description: Manages authorization policies of a Keycloak client, of every type
version_added: "1.0.0"
description:
  - Creates, changes and removes policies of the authorization services of a client. What a policy is about is given by
    names.
  - The login needs the roles C(view-clients) and C(manage-authorization) of C(realm-management), C(view-realm) where
    O(roles) is given, and C(view-users) where O(users) or O(groups) is given.
options:
  name:
    description: Name of the policy. Permissions have names of the same set.
    type: str
    required: true
  policy_type:
    description:
      - Type of the policy. V(role), V(user), V(client), V(group), V(client-scope), V(time), V(regex) and V(aggregate)
        have options here.
      - A script that is deployed to the server is a type of its own, such as V(script-only-owner.js), and needs none.
      - A type that the server does not have is an error that tells which it has. It can not be changed.
    type: str
    required: true
    aliases: [type]
  description:
    description: What the policy is for.
    type: str
  logic:
    description: Whether the result counts as it is, or the other way round. A new one is V(POSITIVE) unless this is
      given.
    type: str
    choices: [POSITIVE, NEGATIVE]
  decision_strategy:
    description:
      - How the results of several policies become one, with O(policy_type=aggregate). V(UNANIMOUS) takes all,
        V(AFFIRMATIVE) one, V(CONSENSUS) the most of them to grant.
      - A new one is V(UNANIMOUS) unless this is given.
    type: str
    choices: [UNANIMOUS, AFFIRMATIVE, CONSENSUS]
    aliases: [decisionStrategy]
  roles:
    description: With O(policy_type=role), who has one of these roles is granted.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the role.
        type: str
        required: true
      client_id:
        description: Client id of the client whose role it is. Without it, it is a role of the realm.
        type: str
        aliases: [clientId]
      required:
        description: Whether this role must be there, whichever of the others is.
        type: bool
        default: false
  fetch_roles:
    description:
      - With O(policy_type=role), whether the roles are those that the user has by now, rather than those in the token.
      - Servers before Keycloak 25 do not know it.
    type: bool
    aliases: [fetchRoles]
  users:
    description: With O(policy_type=user), usernames of those who are granted.
    type: list
    elements: str
  clients:
    description: With O(policy_type=client), client ids of the clients that are granted.
    type: list
    elements: str
  groups:
    description: With O(policy_type=group), whose members are granted.
    type: list
    elements: dict
    suboptions:
      path:
        description: Path of the group, such as V(/sales/north). At the top, its name will do.
        type: str
        required: true
      extend_children:
        description: Whether members of its subgroups are granted as well.
        type: bool
        default: false
        aliases: [extendChildren]
  groups_claim:
    description:
      - With O(policy_type=group), the claim of the token that lists the groups. Without it, those of the user count.
    type: str
    aliases: [groupsClaim]
  client_scopes:
    description: With O(policy_type=client-scope), client scopes of which the request must have one.
    type: list
    elements: dict
    aliases: [clientScopes]
    suboptions:
      name:
        description: Name of the client scope.
        type: str
        required: true
      required:
        description: Whether this client scope must be there, whichever of the others is.
        type: bool
        default: false
  not_before:
    description:
      - With O(policy_type=time), the moment from which on access is granted, such as V(2030-01-01 00:00:00).
      - An empty text takes the condition away.
    type: str
    aliases: [notBefore]
  not_on_or_after:
    description: With O(policy_type=time), the moment from which on access is granted no more. Empty as O(not_before).
    type: str
    aliases: [notOnOrAfter]
  day_month:
    description:
      - With O(policy_type=time), the day of the month of the decision must be this, or the first of a span that
        O(day_month_end) ends.
      - A whole number from 1 to 31. An empty text takes the condition away.
    type: str
    aliases: [dayMonth]
  day_month_end:
    description: Last day of the month of a span that O(day_month) begins.
    type: str
    aliases: [dayMonthEnd]
  month:
    description:
      - With O(policy_type=time), the month of the decision must be this, or the first of a span that O(month_end) ends.
      - A whole number from 1 to 12. An empty text takes the condition away.
    type: str
  month_end:
    description: Last month of a span that O(month) begins.
    type: str
    aliases: [monthEnd]
  year:
    description:
      - With O(policy_type=time), the year of the decision must be this, or the first of a span that O(year_end) ends.
      - A whole number from 1970 to 9999. An empty text takes the condition away.
    type: str
  year_end:
    description: Last year of a span that O(year) begins.
    type: str
    aliases: [yearEnd]
  hour:
    description:
      - With O(policy_type=time), the hour of the decision must be this, or the first of a span that O(hour_end) ends.
      - A whole number from 0 to 23. An empty text takes the condition away.
    type: str
  hour_end:
    description: Last hour of a span that O(hour) begins.
    type: str
    aliases: [hourEnd]
  minute:
    description:
      - With O(policy_type=time), the minute of the decision must be this, or the first of a span that O(minute_end)
        ends.
      - A whole number from 0 to 59. An empty text takes the condition away.
    type: str
  minute_end:
    description: Last minute of a span that O(minute) begins.
    type: str
    aliases: [minuteEnd]
  target_claim:
    description: With O(policy_type=regex), the claim of the token, or the attribute, that is looked at.
    type: str
    aliases: [targetClaim]
  pattern:
    description: With O(policy_type=regex), the regular expression, in Java's notation, that the whole value must match.
    type: str
  target_context_attributes:
    description:
      - With O(policy_type=regex), whether O(target_claim) is an attribute of the evaluation's context instead of a
        claim.
      - Servers before Keycloak 24 do not know it.
    type: bool
    aliases: [targetContextAttributes]
  policies:
    description: With O(policy_type=aggregate), names of the policies whose results become one.
    type: list
    elements: str
  config:
    description:
      - Settings as the server keeps them, texts by their API names, for types that a provider of one's own brings.
      - What has an option can not be given beside it.
    type: dict
notes:
  - With O(state=absent), the policy of this name is removed whatever its type; a permission of this name is
    an error. The server takes the policy out of permissions and aggregates, and removes those that then have none.
  - A new policy must be given what it is about (roles, users, a time, ...). The list may be empty.
  - In C(existing) and C(end_state), what a policy is about is listed by ids, as the API has it. The diff has names.
  - At most 255 characters fit into O(name) and O(description). More is an error before anything is written.
  - Policies of type V(js) with a script of their own were taken by servers before Keycloak 18 that were started for it.
    Give the script as C(code) in O(raw).
seealso:
  - module: iamops.keycloak.keycloak_authz_permission
  - module: iamops.keycloak.keycloak_authz_custom_policy
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.protected
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Managers, and clerks who have the client's role
  iamops.keycloak.keycloak_authz_policy:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: Staff
    policy_type: role
    roles:
      - name: manager
      - name: clerk
        client_id: shop

- name: The north and all below it
  iamops.keycloak.keycloak_authz_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: North
    policy_type: group
    groups:
      - path: /sales/north
        extend_children: true

- name: From eight to six
  iamops.keycloak.keycloak_authz_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Office hours
    policy_type: time
    hour: 8
    hour_end: 17

- name: Staff of the north, in office hours
  iamops.keycloak.keycloak_authz_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Northern staff
    policy_type: aggregate
    decision_strategy: UNANIMOUS
    policies: [Staff, North, Office hours]

- name: Addresses at the company
  iamops.keycloak.keycloak_authz_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Own addresses
    policy_type: regex
    target_claim: email
    pattern: ".*@example[.]com"

- name: Ann is nobody special any more
  iamops.keycloak.keycloak_authz_policy:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Only Ann
    policy_type: user
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: Office hours, type: time, logic: POSITIVE, hour: '8', hourEnd: '17'}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: Office hours, type: time, hour: '8', hourEnd: '17'}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: Office hours, type: time, logic: POSITIVE, hour: '8', hourEnd: '17'}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/0b8c4c1e-5f0e-4c39-9f3e/authz/resource-server/policy/time"]
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
  sample: "authorization policy 'Office hours' has been created"
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found), V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_policies import AUTHZ_POLICY

BINDING = Binding(AUTHZ_POLICY)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
