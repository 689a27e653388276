#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_ldap_test
short_description: Tests whether Keycloak reaches an LDAP directory and can log in to it
version_added: "1.0.0"
description:
  - Has the server connect to an LDAP directory and log in to it, with the settings of a user federation, with those
    given, or with both, before or after they are put to use. It fails with the server's words where that fails.
  - It never reports a change.
  - The login needs the role C(manage-realm) of C(realm-management), with O(id) also C(query-users).
options:
  name:
    description: Name of a user federation whose settings are tried, with the credential that the server keeps.
    type: str
  id:
    description: Id of the user federation.
    type: str
  tests:
    description:
      - What is tried. V(connection) connects, V(authentication) logs in.
      - V(capabilities) logs in and reads which extensions the directory has.
    type: list
    elements: str
    choices: [connection, authentication, capabilities]
    default: [connection, authentication]
  connection_url:
    description: URL of the directory. Like all below, it goes before what the user federation has.
    type: str
    aliases: [connectionUrl]
  bind_dn:
    description: Whom to log in as.
    type: str
    aliases: [bindDn]
  bind_credential:
    description: Password of O(bind_dn).
    type: str
    aliases: [bindCredential]
  auth_type:
    description: How to log in, V(simple) unless this or a user federation says otherwise.
    type: str
    choices: [none, simple]
    aliases: [authType]
  use_truststore_spi:
    description:
      - Whether the server's truststore is used, for TLS only unless this or a user federation says otherwise.
    type: str
    choices: [always, never]
    aliases: [useTruststoreSpi]
  start_tls:
    description: Whether an unencrypted connection is upgraded.
    type: bool
    aliases: [startTls]
  ldap_timeout:
    description: Milliseconds that the server waits for a connection to the directory.
    type: int
notes:
  - The server sends the credential that it keeps only to the URL that the user federation has. For another one
    O(bind_credential) is needed.
  - It is done in check mode, too, unless an earlier task of the same check run would make the user federation or the
    realm.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Does the directory answer, and may we log in
  iamops.keycloak.keycloak_ldap_test:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: directory
  register: directory
  ignore_errors: true

- name: Say why not
  ansible.builtin.debug:
    msg: "{{ directory.msg }}"
  when: directory is failed

- name: Would another password do
  iamops.keycloak.keycloak_ldap_test:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: directory
    bind_credential: "{{ vault_new_bind_credential }}"
    tests: [authentication]
  register: login
  ignore_errors: true
"""

RETURN = r"""
capabilities:
  description: Extensions that the directory has, each with its C(oid) and C(type).
  returned: when O(tests) has V(capabilities)
  type: list
  elements: dict
msg:
  description: What was tried, or what went wrong.
  returned: always
  type: str
  sample: 'ldap://ldap.example.com: connection, authentication as it should be'
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.connections import LDAP_TEST

BINDING = Reads(LDAP_TEST, required_one_of=[["name", "id", "connection_url"]], mutually_exclusive=[["name", "id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
