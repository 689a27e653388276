#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_evaluation_info
short_description: Evaluates the policies of a Keycloak client for a user
version_added: "1.0.0"
description:
  - Asks the authorization services of a client how its policies would decide for a user. Nothing is changed.
  - The login needs the roles C(view-clients), C(view-users) and C(view-authorization) of C(realm-management), and
    C(view-realm) where O(roles) is given.
options:
  client_id:
    aliases: [clientId]
  user:
    description: Username of the user who wants access.
    type: str
    required: true
  roles:
    description: Names of realm roles that the user is taken to have beside those that the user has.
    type: list
    elements: str
    default: []
  requesting_client_id:
    description: Client id of the client through which the user comes. By default, it is O(client_id).
    type: str
  resources:
    description:
      - What the user wants access to, all resources by default.
      - Each item has a name, a type, or scopes only.
    type: list
    elements: dict
    default: []
    suboptions:
      name:
        description: Name of a resource.
        type: str
      owner:
        description: Username of the user who owns it. Without it, it is one of the client's own.
        type: str
      type:
        description: Type of resources, for all of that type.
        type: str
      scopes:
        description: Names of the scopes that are asked for, by default all that a resource has.
        type: list
        elements: str
        default: []
  context:
    description:
      - Attributes of the request that policies look at, such as C(kc.client.network.ip_address), or
        C(kc.time.date_time) as V(2030-12-31 23:59:59) to ask for another time than now.
    type: dict
    default: {}
  entitlements:
    description: Whether to ask what the user may access at all.
    type: bool
    default: false
  at:
    description:
      - The path at which the server is asked, that of policies or that of permissions. It decides the same at both,
        but a proxy in front of it may let only one through.
    type: str
    choices: [permission, policy]
    default: policy
  policy_type:
    description: A type of policies or permissions that the server has, to ask below the path of that type.
    type: str
notes:
  - A name that does not exist is an error here. The server itself would leave it out, and decide about all resources.
seealso:
  - module: iamops.keycloak.keycloak_authz_info
  - module: iamops.keycloak.keycloak_authz_policy
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.protected
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: May Ann view orders in the morning?
  iamops.keycloak.keycloak_authz_evaluation_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    user: ann
    resources:
      - name: Orders
        scopes: [view]
    context:
      kc.time.date_time: "2030-12-31 08:30:00"
  register: morning

- name: She may
  ansible.builtin.assert:
    that: morning.granted

- name: What would a manager be allowed?
  iamops.keycloak.keycloak_authz_evaluation_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    user: ann
    roles: [manager]
    entitlements: true
"""

RETURN = r"""
granted:
  description:
    - Whether access to all that is asked for would be granted. A resource without scopes is asked for with all that it
      has, a type with all resources of that type that the client owns, scopes with all resources that have them, and
      nothing with all resources of the client and of the user.
    - What no policy is about is granted unless the services enforce policies. RV(evaluation.status) is C(PERMIT) in any
      case, and where a part of what is asked for is granted.
  returned: on success
  type: bool
  sample: true
evaluation:
  description: The server's answer. In check mode, it is empty where something is yet to be made.
  returned: on success
  type: dict
  contains:
    status:
      description: V(PERMIT) or V(DENY).
      type: str
    results:
      description:
        - One entry for each resource, with its C(status), the C(scopes) asked for, the C(allowedScopes), and under
          C(policies) the permissions, what each says, and what the policies behind it say.
      type: list
      elements: dict
    entitlements:
      description: Whether all resources were asked for.
      type: bool
    rpt:
      description: Claims of the token that the user would get.
      type: dict
  sample: {status: PERMIT, entitlements: false}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: access of user 'ann' would be granted
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authz_evaluations import (
    AUTHZ_EVALUATION,
)

BINDING = Reads(AUTHZ_EVALUATION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
