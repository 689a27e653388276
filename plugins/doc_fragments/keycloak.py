# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that modules share."""

from __future__ import annotations


class ModuleDocFragment:
    """Options that every module takes."""

    # where the server is and how to log in
    DOCUMENTATION = r"""
options:
  auth_keycloak_url:
    description:
      - Base URL of the server, taken as given, with or without C(/auth) at its end.
      - The environment variable E(KEYCLOAK_URL) is read if this is not set.
    type: str
    required: true
    aliases: [url]
  auth_url:
    description:
      - Base URL to log in at, where that differs from O(auth_keycloak_url).
      - The environment variable E(KEYCLOAK_AUTH_URL) is read if this is not set.
    type: str
  auth_realm:
    description:
      - Realm to log in to, C(master) unless given.
      - The environment variable E(KEYCLOAK_AUTH_REALM) is read if this is not set.
    type: str
  auth_client_id:
    description:
      - Client to log in with.
      - The environment variable E(KEYCLOAK_CLIENT_ID) is read if this is not set.
    type: str
    default: admin-cli
  auth_client_secret:
    description:
      - Secret of O(auth_client_id). Without O(auth_username), its service account logs in.
      - The environment variable E(KEYCLOAK_CLIENT_SECRET) is read if this is not set.
    type: str
  auth_username:
    description:
      - User to log in as.
      - The environment variable E(KEYCLOAK_USERNAME) is read if this is not set.
    type: str
    aliases: [username]
  auth_password:
    description:
      - Password of O(auth_username).
      - The environment variable E(KEYCLOAK_PASSWORD) is read if this is not set.
    type: str
    aliases: [password]
  token:
    description:
      - An access token to use as it is, instead of a login.
      - The environment variable E(KEYCLOAK_TOKEN) is read if this is not set.
    type: str
  refresh_token:
    description:
      - A refresh token to get access tokens with.
      - The environment variable E(KEYCLOAK_REFRESH_TOKEN) is read if this is not set.
    type: str
  auth_private_key:
    description: Private key, PEM, with which O(auth_client_id) signs its login (C(private_key_jwt)).
    type: str
  auth_private_key_file:
    description:
      - File that holds O(auth_private_key).
      - The environment variable E(KEYCLOAK_PRIVATE_KEY_FILE) is read if this is not set.
    type: path
  auth_private_key_id:
    description: Key id that the signed login names.
    type: str
  auth_signing_algorithm:
    description:
      - Algorithm of the signed login, such as V(RS256), V(PS256), V(ES256) or V(EdDSA). Found by the key unless
        given.
    type: str
  auth_jwt_file:
    description:
      - File with a JWT that proves the identity of O(auth_client_id), read anew at each login. For example a Kubernetes
        service account's or SPIFFE token.
      - The environment variable E(KEYCLOAK_JWT_FILE) is read if this is not set.
    type: path
  client_cert:
    description:
      - Client certificate, PEM, shown to the server. With no other proof of identity given, O(auth_client_id) logs in
        with it.
      - The environment variable E(KEYCLOAK_CLIENT_CERT) is read if this is not set.
    type: path
  client_key:
    description:
      - Private key of O(client_cert), where that file does not hold it.
      - The environment variable E(KEYCLOAK_CLIENT_KEY) is read if this is not set.
    type: path
  ca_path:
    description:
      - File with the certificates of the authorities to trust.
      - The environment variable E(KEYCLOAK_CA_PATH) is read if this is not set, then E(REQUESTS_CA_BUNDLE),
        E(CURL_CA_BUNDLE), E(SSL_CERT_FILE) and E(SSL_CERT_DIR), and at last the system's own authorities are trusted.
    type: path
  validate_certs:
    description:
      - Whether the server's certificate is verified.
      - The environment variable E(KEYCLOAK_VALIDATE_CERTS) is read if this is not set.
    type: bool
    default: true
  proxy:
    description: Proxy to use. Else the environment's E(HTTPS_PROXY), E(HTTP_PROXY) and E(NO_PROXY) are followed.
    type: str
  http_agent:
    description: User agent to send.
    type: str
    default: Ansible
  connection_timeout:
    description: Seconds to wait for a connection, and for an answer.
    type: int
    default: 10
  retries:
    description: How often a request that failed for a passing reason is tried again.
    type: int
    default: 3
requirements:
  - requests >= 2.28
  - cryptography (only where O(auth_private_key) or O(auth_private_key_file) is given)
"""

    # what every module for one kind of object takes
    OBJECT = r"""
options:
  state:
    description: Whether the object exists.
    type: str
    choices: [present, absent]
    default: present
  update_secrets:
    description:
      - When a secret is written that the server only shows masked.
      - V(on_change) writes it when it differs from what was last written. A salted, slow hash (scrypt) of it is kept
        on the server beside the object to tell. A secret that has no such fingerprint yet is written once.
      - V(always) writes it in every run and reports a change. No fingerprint is kept.
      - V(on_create) writes it only where the server has none. No fingerprint is kept.
    type: str
    choices: [on_change, always, on_create]
    default: on_change
  raw:
    description:
      - Fields of the API that the module has no option for, by their API names.
      - They are merged, compared and diffed like the others. Maps are merged and a key given as null is removed. The
        order in a list of scalars does not count.
    type: dict
notes:
  - An option that is left out is neither changed on the server nor reported as changed. A list given is exact, an
    empty one empties it. A map given is merged, and a key given as null is removed. An option says so where it differs.
"""

    # where the object is in a realm
    IN_REALM = r"""
options:
  realm:
    description: Name of the realm.
    type: str
    default: master
"""

    ATTRIBUTES = r"""
attributes:
  check_mode:
    description: Can run in check mode and foresees what the run would return, without one write.
    support: full
  diff_mode:
    description: Returns what has changed, or would change, in diff mode.
    support: full
"""

    ATTRIBUTES_INFO = r"""
attributes:
  check_mode:
    description: Reads in check mode as in a run.
    support: full
  diff_mode:
    description: Returns what has changed, or would change, in diff mode.
    support: N/A
"""

    ATTRIBUTES_ACTION = r"""
attributes:
  check_mode:
    description: Says in check mode what would be done, and does not do it.
    support: full
  diff_mode:
    description: Returns what has changed, or would change, in diff mode.
    support: none
"""

    # every module is in the group, and runs in either way
    ACTION_GROUP = r"""
attributes:
  action_group:
    description: Use C(group/iamops.keycloak.keycloak) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - iamops.keycloak.keycloak
notes:
  - The module runs inside of the controller's worker where that is safe (a local connection without C(become),
    C(async) or a task's C(environment)), otherwise as an ordinary module. Both give the same result.
"""
