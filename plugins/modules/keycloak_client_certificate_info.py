#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_certificate_info
short_description: Reads keys and certificates of a Keycloak client
version_added: "1.0.0"
description:
  - Reads which keys and certificates a client has, for each use.
  - The login needs the role C(view-clients) of C(realm-management).
options:
  attributes:
    description: What the keys are for, as the server names it, such as V(saml.signing) and V(saml.encryption).
    type: list
    elements: str
    default: [jwt.credential]
  show_secrets:
    description: Whether private keys are returned in clear. Set C(no_log) for the task then.
    type: bool
    default: false
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
- name: Read the certificates of a SAML client
  iamops.keycloak.keycloak_client_certificate_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: wiki
    attributes:
      - saml.signing
      - saml.encryption
  register: wiki

- name: See that it signs
  ansible.builtin.assert:
    that: wiki.certificates['saml.signing'].certificate is defined
"""

RETURN = r"""
certificates:
  description: Keys by use, V({}) for a use without any.
  returned: on success
  type: dict
  sample: {"saml.signing": {"certificate": "MIIClzCCAX8CBgF...", "privateKey": "********"}, "saml.encryption": {}}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: "1 of 2 keys are there"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_certificates import (
    CERTIFICATES,
)

BINDING = Reads(CERTIFICATES, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
