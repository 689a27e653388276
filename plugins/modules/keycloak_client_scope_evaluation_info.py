#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_scope_evaluation_info
short_description: Evaluates the scopes of a Keycloak client
version_added: "1.0.0"
description:
  - Tells what a client would get for the scopes that it asks for. Which protocol mappers take effect, which roles are
    granted, and what the tokens of a user would have in them. No token is issued.
  - The login needs the role C(view-clients) of C(realm-management), and for tokens C(view-users), too.
options:
  user:
    description:
      - Username of the user whose tokens are wanted.
      - One of O(user) and O(user_id) is required for tokens.
    type: str
  user_id:
    description: Id of that user. It goes before O(user).
    type: str
  scope:
    description: Optional client scopes that the client asks for, and C(openid).
    type: list
    elements: str
    default: []
  audience:
    description: Client id of the audience that is asked for, for the tokens. Old servers don't know it.
    type: str
  roles_of:
    description:
      - Client ids of the clients whose roles are read, beside those of the realm.
      - A client that is called V(realm) can't be among them, for that is what the realm is called in the result.
    type: list
    elements: str
    default: []
  include:
    description:
      - What is evaluated.
      - V(protocol_mappers) are the mappers that take effect. V(granted_roles) are the roles that the client has in its
        scope, V(not_granted_roles) those that it has not.
      - V(access_token), V(id_token), V(userinfo) and V(saml_response) are what O(user) would get. The last one is for
        SAML clients, and came with Keycloak 26.
    type: list
    elements: str
    choices: [access_token, granted_roles, id_token, not_granted_roles, protocol_mappers, saml_response, userinfo]
    default: [protocol_mappers]
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: See what a token of Ann would have in it
  iamops.keycloak.keycloak_client_scope_evaluation_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    user: ann
    scope: [openid, phone]
    include: [access_token, protocol_mappers]
  register: shop

- name: See that her name is in there
  ansible.builtin.assert:
    that: shop.evaluation.access_token.preferred_username == 'ann'
"""

RETURN = r"""
evaluation:
  description: What was evaluated, by the names in O(include).
  returned: on success
  type: dict
  contains:
    protocol_mappers:
      description: Mappers that take effect, with their names and where they come from.
      type: list
      elements: dict
      sample: [{"mapperName": "email", "containerName": "email", "containerType": "client-scope"}]
    granted_roles:
      description: Roles in the client's scope, those of the realm under V(realm), others by client id.
      type: dict
    not_granted_roles:
      description: Roles that are not in the client's scope, in the same form.
      type: dict
    access_token:
      description: What an access token would have in it.
      type: dict
      sample: {"azp": "shop", "preferred_username": "ann"}
    id_token:
      description: What an ID token would have in it.
      type: dict
    userinfo:
      description: What the user info endpoint would answer.
      type: dict
    saml_response:
      description: The XML text of a SAML response.
      type: str
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: "Evaluated scopes of client shop"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_evaluation import (
    SCOPE_EVALUATION,
)

BINDING = Reads(SCOPE_EVALUATION, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
