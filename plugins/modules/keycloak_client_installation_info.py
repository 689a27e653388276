#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_installation_info
short_description: Reads what a Keycloak client's application has to be configured with
version_added: "1.0.0"
description:
  - Reads what an application, an adapter or a proxy has to be told to use a client, in the form of a provider of the
    server. V(keycloak-oidc-keycloak-json) is a JSON file for OpenID Connect, V(saml-sp-descriptor) is SAML metadata.
  - The login needs the role C(view-clients) of C(realm-management).
options:
  providers:
    description:
      - Names of the providers. By default all that the server has for the client's protocol are read, but for archives
        unless O(show_secrets).
    type: list
    elements: str
    default: []
  show_secrets:
    description: Whether secrets and private keys are returned in clear. Set C(no_log) for the task then.
    type: bool
    default: false
notes:
  - An archive, such as that of V(mod-auth-mellon), has secrets in it that can't be hidden. It takes O(show_secrets).
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
- name: Read the JSON file of an adapter, with the secret
  iamops.keycloak.keycloak_client_installation_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    providers: [keycloak-oidc-keycloak-json]
    show_secrets: true
  register: shop
  no_log: true

- name: Write it
  ansible.builtin.copy:
    content: "{{ shop.installations['keycloak-oidc-keycloak-json'].text }}"
    dest: /etc/shop/keycloak.json
    owner: shop
    mode: "0400"
  no_log: true
"""

RETURN = r"""
installations:
  description:
    - What each provider writes, by its name. C(text) is the text, with C(data) beside it where it is JSON. C(base64) is
      an archive.
  returned: on success
  type: dict
  sample: {"keycloak-oidc-keycloak-json": {"text": "...", "data": {"realm": "acme", "resource": "shop"}}}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: "1 installations of client shop"
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_details import (
    INSTALLATIONS,
)

BINDING = Reads(INSTALLATIONS, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
