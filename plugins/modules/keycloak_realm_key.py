#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm_key
short_description: Manages keys of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes the keys with which a realm signs and encrypts, those that the server generates and
    your own.
  - A key is found by O(name), or by O(id). Where several have one name, O(provider_id) tells them apart.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  parent_id:
    description:
      - The realm, by its name or its id.
    type: str
    aliases: [parentId]
  realm:
    description:
      - Name of the realm. It may be given instead of O(parent_id), or beside it.
      - There is no default.
    type: str
  name:
    description:
      - Name of the key. The server does not keep it unique.
    type: str
  id:
    description:
      - Id of the key, which names it beside or instead of O(name). With it, O(name) is a new name.
      - A new key gets this id.
    type: str
  provider_id:
    description:
      - Provider of the key. With V(rsa) and V(rsa-enc) it is your own, with V(java-keystore) it is in a file on the
        server. V(rsa-generated), V(rsa-enc-generated), V(hmac-generated), V(aes-generated), V(ecdsa-generated),
        V(ecdh-generated) and V(eddsa-generated) are made by the server. Providers of your own go as well.
      - It can not be changed. A new key is of V(rsa) unless this is given.
      - For a new key it is looked up among the server's providers, where the login may see these.
    type: str
    aliases: [providerId]
  config:
    description:
      - Settings of the key. A value is a text, a number, a boolean or a list of texts.
      - Given ones are merged into what is there, and no setting has a default here. One that is left out stays as
        it is; for a new key the server decides, which then is enabled and active with the priority 0. One given as
        null is removed.
      - C(priority), C(enabled) and C(active) are for all. Of the active keys for an algorithm the one with the
        highest priority is in use. One that isn't active no longer signs, and still verifies; one that isn't
        enabled does nothing.
      - C(algorithm), such as V(RS256), V(PS256), V(RSA-OAEP), V(HS256) or V(ECDH_ES_A128KW). V(aes-generated) has
        none, and with V(ecdsa-generated) and V(eddsa-generated) it stands for the curve that goes with it.
      - C(key_size) of generated RSA keys, in bits; C(secret_size) of HMAC and AES keys, in bytes; C(elliptic_curve)
        of the others, such as V(P-256) or V(Ed25519). With another one the server makes a new key.
      - C(private_key) and C(certificate) of your own, as PEM texts. An empty certificate, or none, is made by the
        server, and made again with another key.
      - C(keystore), C(keystore_password), C(key_alias), C(key_password), C(keystore_type) and C(key_use) of a Java
        keystore. The path is one on the server, which wants it below its own C(data) directory, in a directory of
        the realm's name. Without C(key_password) the keystore's is that of the key.
      - The API's names, such as C(privateKey), and keys of other providers are taken, too.
      - Secrets (C(private_key), C(keystore_password), C(key_password)) follow O(update_secrets). As the server
        masks them and keeps no key of ours in there, their fingerprints are kept in the realm's attributes, and go
        when the key does.
    type: dict
  force:
    description:
      - Whether an existing key is written again, with its secrets, even where nothing differs. That is a change
        each time.
      - Another private key or certificate is seen without it.
      - With O(update_secrets=on_create) it has no effect.
    type: bool
    default: false
  update_password:
    description:
      - When C(keystore_password) and C(key_password) are written.
      - V(always) writes them with each run, which is a change each time. V(on_create) writes them for a new key only.
      - Left out, O(update_secrets) decides, and a changed password is told from an unchanged one.
    type: str
    choices: [always, on_create]
notes:
  - One of O(parent_id) and O(realm), and one of O(name) and O(id) must be given.
  - To rotate a key, make another one with a higher priority. Take C(active) from the old one at once or later, and
    remove it when no token that it signed is in use any more.
  - The server does not show generated keys. M(iamops.keycloak.keycloak_realm_keys_metadata_info) shows their public
    halves.
  - The fingerprint of a secret is written with the whole realm, as the API has no smaller request for an attribute.
  - At most 255 characters fit into O(name). More is an error before anything is written.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A key that the server makes
  iamops.keycloak.keycloak_realm_key:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    parent_id: acme
    name: signing-2026
    provider_id: rsa-generated
    config:
      priority: 200
      algorithm: RS256
      key_size: 3072

- name: The key before it verifies, and signs no more
  iamops.keycloak.keycloak_realm_key:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    parent_id: acme
    name: signing-2025
    provider_id: rsa-generated
    config:
      priority: 100
      active: false

- name: A key of one's own
  iamops.keycloak.keycloak_realm_key:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    parent_id: acme
    name: own
    provider_id: rsa
    config:
      priority: 50
      algorithm: PS256
      private_key: "{{ vault_signing_key }}"
      certificate: "{{ signing_certificate }}"

- name: A key that signs with an elliptic curve
  iamops.keycloak.keycloak_realm_key:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    parent_id: acme
    name: curve
    provider_id: ecdsa-generated
    config:
      priority: 50
      elliptic_curve: P-384

- name: Remove one
  iamops.keycloak.keycloak_realm_key:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    parent_id: acme
    name: signing-2024
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: signing-2026, providerId: rsa-generated, config: {priority: ['200']}}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: signing-2026, providerId: rsa-generated, config: {priority: ['200']}}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: signing-2026, providerId: rsa-generated, config: {priority: ['200']}}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/components"]
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
  sample: Realm key signing-2026 created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.realm_keys import REALM_KEY

BINDING = Binding(REALM_KEY, required_one_of=[["parent_id", "realm"], ["name", "id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
