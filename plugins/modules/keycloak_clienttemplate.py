#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_clienttemplate
short_description: Manages client scopes of a Keycloak realm by the name that they had
version_added: "1.0.0"
description:
  - Since 2018 the server has client scopes where it had client templates, and answers to the old name as well. This
    module creates, changes and removes client scopes, with their protocol mappers, for playbooks that use the old
    name.
  - For anything new, use M(iamops.keycloak.keycloak_client_scope), which takes the same options.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  protocol_mappers:
    description:
      - The scope's protocol mappers, each found by its name. In a mapper, too, only what is given is changed.
  full_scope_allowed:
    description:
      - Taken, and not written, as client scopes have no such field and the server drops it. RV(msg) says so.
      - Clients have it, see O(iamops.keycloak.keycloak_client#module:full_scope_allowed).
    type: bool
    aliases: [fullScopeAllowed]
notes:
  - At most 255 characters fit into O(name) and O(description). More is an error before anything is written.
  - A client's C(client_template) has no successor of that name. Name the scope among a client's
    O(iamops.keycloak.keycloak_client#module:default_client_scopes).
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.mappers
  - iamops.keycloak.client.scope
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A client template, which is a client scope
  iamops.keycloak.keycloak_clienttemplate:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: department
    description: The department that a user works in
    protocol: openid-connect
    protocol_mappers:
      - name: department
        protocol: openid-connect
        protocolMapper: oidc-usermodel-attribute-mapper
        config:
          user.attribute: department
          claim.name: department
          jsonType.label: String
          id.token.claim: true
          access.token.claim: true

- name: The same by today's name
  iamops.keycloak.keycloak_client_scope:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: department
    description: The department that a user works in

- name: No such template
  iamops.keycloak.keycloak_clienttemplate:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: department
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: department, protocol: openid-connect}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: department, protocol: openid-connect}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: department, protocol: openid-connect}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/client-scopes"]
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
  sample: Client template department has been created.
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.client_templates import CLIENT_TEMPLATE

BINDING = Binding(CLIENT_TEMPLATE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
