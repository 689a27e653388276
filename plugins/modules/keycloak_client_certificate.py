#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_certificate
short_description: Manages keys and certificates of Keycloak clients
version_added: "1.0.0"
description:
  - Sees to it that a client has a key for one use, such as to sign what proves who it is. The server makes a key pair
    where there is none, or takes the certificate, the public key, the key set or the keystore that the task gives.
  - What is given is compared with what the server has, so that the same key again is no change.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  attribute:
    description:
      - What the key is for, as the server names it. V(jwt.credential) is what the client signs its proof of identity
        with, V(saml.signing) what a SAML client signs with, V(saml.encryption) what is encrypted to it.
    type: str
    default: jwt.credential
    aliases: [attr]
  state:
    description:
      - V(present) has a key there. If the task gives none, any key will do. The server makes one where there is none.
      - V(absent) removes the keys of this use, the certificate included.
    type: str
    choices: [present, absent]
    default: present
  regenerate:
    description: Whether the server makes a new key pair although there is one. That is a change each time.
    type: bool
    default: false
  certificate:
    description:
      - An X.509 certificate as PEM, with or without the lines around it.
      - Beside O(keystore), it says which certificate is in there. That is only needed for V(BCFKS), or where the
        machine that runs the module lacks the library C(cryptography) and the keystore is V(PKCS12).
    type: str
  public_key:
    description: A public key as PEM, with or without the lines around it.
    type: str
  jwks:
    description:
      - A JSON Web Key Set of public keys. A list of keys is under C(keys), at least one of them with the C(use) V(sig).
      - Only OpenID Connect clients take one. A client has one set, whatever the O(attribute). It stands for the keys of
        all uses, until something else is uploaded for any of them, or one of them is removed.
    type: dict
  keystore:
    description: A keystore with a private key and its certificate, as base64.
    type: str
  keystore_format:
    description: Format of the keystore.
    type: str
    choices: [JKS, PKCS12, BCFKS]
    default: PKCS12
  only_certificate:
    description: Whether the server only gets the certificate that is in the keystore, and not its private key.
    type: bool
    default: false
  key_alias:
    description: Alias of the key in the keystore. It is required with O(keystore).
    type: str
  key_password:
    description: Password of the key in the keystore, by default that of the store.
    type: str
  store_password:
    description: Password of the keystore. It is required with O(keystore).
    type: str
notes:
  - To make a key pair, the server needs some seconds, on a busy machine more than O(connection_timeout) allows. It
    keeps what it has made then, and the next run finds it.
  - The server keeps one thing for each use. What is uploaded replaces all that was there, a private key included.
  - A certificate that equals the one on the server is no change, with a private key beside it or without.
  - Keycloak 16.1 takes public keys of RSA alone, and opens those PKCS12 keystores alone that are sealed with triple DES
    and SHA-1, such as C(openssl pkcs12 -export -legacy) makes.
  - Of a key set, servers older than 26 only show the id of the first key that is to sign. There, that is what is
    compared.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Have the server make a key pair, if there is none
  iamops.keycloak.keycloak_client_certificate:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    connection_timeout: 120

- name: Take the key set of a client that has its own keys
  iamops.keycloak.keycloak_client_certificate:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    jwks:
      keys:
        - kty: EC
          kid: shop-2026
          use: sig
          alg: ES256
          crv: P-256
          x: mzEByeD115n4ovtnv3jbrvkKfWnkFa4Ea6NYGE8YT5k
          "y": JRMXyGQYPYfQ8vWzft8RaydYZgkCegHh6A0_AILpBrw

- name: Remove it
  iamops.keycloak.keycloak_client_certificate:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    state: absent
"""

RETURN = r"""
existing:
  description: The keys before, by the names of the API, V({}) for none. A private key is hidden.
  returned: on success
  type: dict
  sample: {"certificate": "MIIClzCCAX8CBgF...", "privateKey": "********"}
end_state:
  description:
    - The keys afterwards, V({}) for none. A private key is hidden.
    - In check mode, a certificate that only the server can make is not among them.
  returned: on success
  type: dict
  contains:
    certificate:
      description: The certificate, as the base64 part of a PEM text.
      type: str
    publicKey:
      description: The public key, where there is no certificate.
      type: str
    kid:
      description: Id of the first key of a key set that is to sign.
      type: str
    jwks:
      description: The key set, as a text.
      type: str
    privateKey:
      description: Stands for the private key, if the server has one.
      type: str
      sample: "********"
actions:
  description: The writes that were made or, in check mode, would be made.
  returned: on success, and on failure once the server was asked
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/3a4e7a5d/certificates/jwt.credential/generate"]
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
    CERTIFICATE,
)

BINDING = Acts(
    CERTIFICATE,
    required_one_of=[["id", "client_id"]],
    mutually_exclusive=[
        ["public_key", "jwks", "keystore", "regenerate"],
        ["certificate", "public_key", "jwks", "regenerate"],
    ],
)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
