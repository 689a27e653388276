#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_partial_import
short_description: Imports objects into a Keycloak realm that exists
version_added: "1.0.0"
description:
  - Imports clients, roles, groups, users and identity providers with their mappers in one request, such as those of an
    export. It looks first which of them exist, and says before anything is written what can't be.
  - It compares nothing, as the server doesn't. With O(policy=SKIP) an object that exists stays whatever it is. The
    modules for single kinds bring objects to a desired state.
  - The login needs the roles C(manage-realm), C(view-clients), C(view-users) and C(view-identity-providers) of
    C(realm-management).
options:
  content:
    description:
      - What is imported, in the API's representation of a realm, such as the content of a file of an export.
      - Of its keys C(clients), C(roles), C(groups), C(users), C(identityProviders) and C(identityProviderMappers) are
        imported. For others there is a warning, as a partial import takes none of them.
      - A group needs no path. It gets that of its place.
    type: dict
    required: true
  policy:
    description:
      - What is done with objects that exist already, by their names.
      - V(SKIP) leaves them as they are. Where all exist, the task is unchanged.
      - V(FAIL) fails before anything is written and names them.
      - V(OVERWRITE) removes them and makes them again. They get new ids, and what belonged to the old ones is lost,
        such as the role mappings of a role, and the members of a group. The task is always changed.
    type: str
    choices: [SKIP, FAIL, OVERWRITE]
    default: SKIP
    aliases: [if_resource_exists]
  overwrite_users:
    description:
      - Whether users, too, may be overwritten. Their passwords, sessions, consents and mappings that the content lacks
        are lost.
      - Without it, O(policy=OVERWRITE) fails before anything is written where the content has users that exist.
    type: bool
    default: false
notes:
  - Keycloak 16.1 imports no mappers of identity providers, of which check mode speaks as of the others. RV(results)
    tells what has come of each object.
  - The server never imports its own clients, such as C(account) and C(realm-management), and takes every client whose
    id ends in C(-realm) for one of them. They are left out of the result. Of the latter there is a warning.
  - New users do not get the default roles of the realm, as they do when they are made one by one.
  - A user whose e-mail address is that of another user is an error before anything is written. The server would fail,
    or remove the other user.
  - Exports hide secrets. What is imported with a hidden secret has the hidden text for a secret.
  - One request with hundreds of objects takes long. Chunks of up to 50 are the fastest.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Bring clients and roles that an application ships with
  iamops.keycloak.keycloak_partial_import:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    content:
      roles:
        realm:
          - name: shopper
      clients:
        - clientId: shop
          publicClient: true
          redirectUris:
            - https://shop.example.com/*
      groups:
        - name: staff
          subGroups:
            - name: night-shift

- name: Import identity providers anew, whatever they are
  iamops.keycloak.keycloak_partial_import:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    policy: OVERWRITE
    content:
      identityProviders:
        - alias: partner
          providerId: oidc
          config:
            authorizationUrl: https://partner.example.com/auth
            tokenUrl: https://partner.example.com/token
            clientId: acme
            clientSecret: "{{ vault_partner_secret }}"
"""

RETURN = r"""
added:
  description: How many objects were added or, in check mode, would be.
  returned: on success
  type: int
  sample: 3
skipped:
  description: How many exist already and were left as they are.
  returned: on success
  type: int
  sample: 1
overwritten:
  description: How many were removed and made again.
  returned: on success
  type: int
  sample: 0
results:
  description:
    - What came of each object, in the order of their types and names. An object that is removed and made again counts
      once, where the server tells of it twice.
    - A role of a client is called C(client-->role). Of groups only those at the top are told.
  returned: on success
  type: list
  elements: dict
  sample:
    - {action: ADDED, resourceType: CLIENT, resourceName: shop, id: 90503ada-3a73-49dd-8c39-851bda2fee73}
    - {action: SKIPPED, resourceType: REALM_ROLE, resourceName: shopper, id: 8551f2a9-7c87-4b53-9c1d-4b63616dbc43}
actions:
  description: The writes made or, in check mode, foreseen. After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/partialImport"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: 'Partial import: 3 added, 1 skipped, 0 overwritten'
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.partial_import import PARTIAL_IMPORT

BINDING = Acts(PARTIAL_IMPORT)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
