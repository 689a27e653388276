#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_keystore
short_description: Gets a keystore with the key of a Keycloak client
version_added: "1.0.0"
description:
  - Gets a keystore with a client's key and certificate, and the realm's certificate where that is asked for.
  - Can have a new key pair made for it. The server then keeps the certificate alone, the private key is in the
    keystore and nowhere else.
  - The login needs the role C(view-clients) of C(realm-management), and C(manage-clients) to have a key pair made.
options:
  attribute:
    description:
      - What the key is for, as the server names it. V(jwt.credential) is what the client signs its proof of identity
        with, V(saml.signing) what a SAML client signs with, V(saml.encryption) what is encrypted to it.
    type: str
    default: jwt.credential
    aliases: [attr]
  format:
    description: Format of the keystore.
    type: str
    choices: [JKS, PKCS12, BCFKS]
    default: PKCS12
  key_alias:
    description: Alias that the client's key gets in the keystore, by default the client id.
    type: str
  key_password:
    description: Password that the client's key gets, by default that of the store.
    type: str
  store_password:
    description: Password that the keystore gets.
    type: str
    required: true
  realm_certificate:
    description: Whether the certificate of the realm is added.
    type: bool
    default: false
  realm_alias:
    description: Alias that the certificate of the realm gets, by default the name of the realm.
    type: str
  generate:
    description:
      - When a new key pair is made.
      - V(never) reads what is there. V(missing) makes one where there is none. V(always) makes one each time, which
        reports a change each time, and puts what was there out of use.
    type: str
    choices: [never, missing, always]
    default: never
  key_size:
    description: Size of a new key in bits, by default what the server decides. Needs Keycloak 26.3.
    type: int
  validity:
    description: Years that a new certificate is valid, by default what the server decides. Needs Keycloak 26.3.
    type: int
notes:
  - The keystore is what the task is for, so it is returned. Set C(no_log) for the task, or it is printed at higher
    verbosity.
  - Where the server has no private key, such as after a key pair was made by this module, the keystore that is read
    has the certificate alone. RV(has_private_key) tells.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_action
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Have a key pair made, if there is none
  iamops.keycloak.keycloak_client_keystore:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    store_password: "{{ vault_store_password }}"
    key_size: 2048
    generate: missing
    connection_timeout: 120
  register: shop
  no_log: true

- name: Write it to a file of the shop
  ansible.builtin.shell:
    cmd: umask 077 && base64 --decode > /etc/shop/key.p12
    stdin: "{{ shop.keystore }}"
  when: shop is changed
  no_log: true
"""

RETURN = r"""
keystore:
  description: The keystore, as base64. In check mode, it is empty where it would be made.
  returned: on success
  type: str
  sample: MIIQPAIBAzCC...
has_private_key:
  description: Whether the client's private key is in it.
  returned: on success
  type: bool
  sample: true
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/3a4e7a5d/certificates/jwt.credential/generate-and-download"]
msg:
  description: What was done, would be done, or what went wrong.
  returned: always
  type: str
  sample: "A key pair for jwt.credential of client shop has been generated"
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.acting import Acts
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_certificates import (
    KEYSTORE,
)

BINDING = Acts(KEYSTORE, required_one_of=[["id", "client_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
