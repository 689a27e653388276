#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_partial_export_info
short_description: Reads a Keycloak realm with much of what is in it
version_added: "1.0.0"
description:
  - Reads a realm as the server exports it, in one answer. With it come client scopes, authentication flows, required
    actions, components, identity providers, client profiles and policies and, where asked for, clients, groups and
    roles. Objects refer to each other by names.
  - Users, organizations, workflows and localized texts are not among it.
  - The login needs the role C(manage-realm) of C(realm-management), C(manage-clients) for O(clients) and
    C(manage-users) for O(groups_and_roles).
options:
  clients:
    description: Whether clients are read, too, with the roles that belong to them if O(groups_and_roles).
    type: bool
    default: false
  groups_and_roles:
    description: Whether groups and roles are read, too.
    type: bool
    default: false
    aliases: [groupsAndRoles]
notes:
  - Nothing is changed, though the API has it as a C(POST).
  - The server hides all secrets. The export is no backup, and what is imported from it has no secret that works.
  - A realm of a thousand clients takes a busy or newly started server a minute. O(connection_timeout) can be raised.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read a realm
  iamops.keycloak.keycloak_partial_export_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    clients: true
    groups_and_roles: true
  register: exported

- name: Say which clients may be logged in to with a password alone
  ansible.builtin.debug:
    msg: "{{ exported.realm_export.clients | selectattr('directAccessGrantsEnabled') | map(attribute='clientId') }}"
"""

RETURN = r"""
realm_export:
  description: The realm, as the API represents it, secrets hidden. Empty in check mode for a realm yet to be made.
  returned: on success
  type: dict
  sample: {realm: acme, enabled: true, clientScopes: [], authenticationFlows: []}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: Realm acme has been read with its clients and groups and roles
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.exports import PARTIAL_EXPORT

BINDING = Reads(PARTIAL_EXPORT)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
