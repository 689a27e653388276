#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_identity_provider_mapper
short_description: Manages one mapper of an identity provider of Keycloak
version_added: "1.0.0"
description:
  - Creates, changes and removes one mapper of an identity provider. Other mappers stay as they are, while
    O(iamops.keycloak.keycloak_identity_provider#module:mappers) lists all of them.
  - The login needs the role C(manage-identity-providers) of C(realm-management).
options:
  state:
    description: Whether the mapper exists.
    type: str
    choices: [present, absent]
    default: present
  identity_provider:
    description: Alias of the identity provider that the mapper belongs to.
    type: str
    required: true
    aliases: [identity_provider_alias, identityProviderAlias]
  name:
    description:
      - Name of the mapper, by which it is found.
      - With O(id), the name that it gets.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description: Id of the mapper. A new one gets it.
    type: str
  mapper_type:
    description:
      - What the mapper does, such as V(oidc-user-attribute-idp-mapper). It is required where one is made.
      - It is one of those that the identity provider can have, which is seen to before anything is written. The server
        itself would take any and fail when somebody logs in.
    type: str
    aliases: [identityProviderMapper, identity_provider_mapper]
  config:
    description:
      - Settings of the mapper. They are merged, and a key given as null or as an empty text is removed.
      - C(sync_mode) stands for C(syncMode).
    type: dict
notes:
  - An option that is left out is neither changed on the server nor reported as changed.
  - At most 255 characters fit into O(name). More is an error before anything is written.
seealso:
  - module: iamops.keycloak.keycloak_identity_provider_info
    description: Which types of mappers an identity provider can have, and which settings they take.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Users get the department that the identity provider tells
  iamops.keycloak.keycloak_identity_provider_mapper:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    identity_provider: partner
    name: department
    mapper_type: oidc-user-attribute-idp-mapper
    config:
      claim: department
      user.attribute: department
      sync_mode: FORCE

- name: No such mapper
  iamops.keycloak.keycloak_identity_provider_mapper:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    identity_provider: partner
    name: department
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: department, identityProviderAlias: partner, config: {claim: dept}}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: department, config: {claim: department}}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: department, identityProviderAlias: partner, config: {claim: department}}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/identity-provider/instances/partner/mappers/8cb526da-9de8-4e6e-b663-cfe9fe647e9c"]
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
  sample: identity provider mapper 'partner/department' has been updated
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.identity_provider_mappers import (
    IDENTITY_PROVIDER_MAPPER,
)

BINDING = Binding(IDENTITY_PROVIDER_MAPPER)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
