#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm_info
short_description: Reads what a Keycloak realm shows to everybody
version_added: "1.0.0"
description:
  - Reads the public description of a realm, such as its signing key and where it gives tokens.
  - It takes no login and no role. All options of the login are taken, so that defaults for all modules may stand, and
    are not used.
notes:
  - A realm that does not exist is no failure, RV(realm_info) is null then.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read what a realm shows to everybody
  iamops.keycloak.keycloak_realm_info:
    auth_keycloak_url: https://sso.example.com
    realm: acme
  register: acme

- name: Stop where there is no such realm
  ansible.builtin.assert:
    that: acme.realm_info is not none
"""

RETURN = r"""
realm_info:
  description:
    - What the realm shows, null where there is no such realm.
    - C(public_key) is the key that its tokens are signed with, DER in base64; C(token-service) and C(account-service)
      are the addresses where it gives tokens and where its users manage their accounts; tokens issued before
      C(tokens-not-before), in seconds since 1970, are refused.
  returned: on success
  type: dict
  sample:
    realm: acme
    public_key: MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
    token-service: https://sso.example.com/realms/acme/protocol/openid-connect
    account-service: https://sso.example.com/realms/acme/account
    tokens-not-before: 0
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: Get realm public info successful for ID acme
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.realms import REALM_INFO

BINDING = Reads(REALM_INFO)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
