# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that plugins share: the modules' options, and where else their values come from."""

from __future__ import annotations


class ModuleDocFragment:
    """Options that every lookup takes, and the inventory."""

    DOCUMENTATION = r"""
options:
  auth_keycloak_url:
    description:
      - Base URL of the server, taken as given, with or without C(/auth) at its end.
    type: str
    env:
      - name: KEYCLOAK_URL
    vars:
      - name: iamops_keycloak_url
  auth_url:
    description:
      - Base URL to log in at, where that differs from O(auth_keycloak_url).
    type: str
    env:
      - name: KEYCLOAK_AUTH_URL
    vars:
      - name: iamops_keycloak_auth_url
  auth_realm:
    description:
      - Realm to log in to, C(master) unless given.
    type: str
    env:
      - name: KEYCLOAK_AUTH_REALM
    vars:
      - name: iamops_keycloak_auth_realm
  auth_client_id:
    description:
      - Client to log in with.
    type: str
    default: admin-cli
    env:
      - name: KEYCLOAK_CLIENT_ID
    vars:
      - name: iamops_keycloak_auth_client_id
  auth_client_secret:
    description:
      - Secret of O(auth_client_id). Without O(auth_username), its service account logs in.
    type: str
    env:
      - name: KEYCLOAK_CLIENT_SECRET
    vars:
      - name: iamops_keycloak_auth_client_secret
  auth_username:
    description:
      - User to log in as.
    type: str
    env:
      - name: KEYCLOAK_USERNAME
    vars:
      - name: iamops_keycloak_auth_username
  auth_password:
    description:
      - Password of O(auth_username).
    type: str
    env:
      - name: KEYCLOAK_PASSWORD
    vars:
      - name: iamops_keycloak_auth_password
  token:
    description:
      - An access token to use as it is, instead of a login.
    type: str
    env:
      - name: KEYCLOAK_TOKEN
    vars:
      - name: iamops_keycloak_token
  refresh_token:
    description:
      - A refresh token to get access tokens with.
    type: str
    env:
      - name: KEYCLOAK_REFRESH_TOKEN
    vars:
      - name: iamops_keycloak_refresh_token
  auth_private_key:
    description:
      - Private key, PEM, with which O(auth_client_id) signs its login (C(private_key_jwt)).
    type: str
    vars:
      - name: iamops_keycloak_auth_private_key
  auth_private_key_file:
    description:
      - File that holds O(auth_private_key).
    type: path
    env:
      - name: KEYCLOAK_PRIVATE_KEY_FILE
    vars:
      - name: iamops_keycloak_auth_private_key_file
  auth_private_key_id:
    description:
      - Key id that the signed login names.
    type: str
    vars:
      - name: iamops_keycloak_auth_private_key_id
  auth_signing_algorithm:
    description:
      - Algorithm of the signed login, such as V(RS256), V(PS256), V(ES256) or V(EdDSA). Found by the key unless given.
    type: str
    vars:
      - name: iamops_keycloak_auth_signing_algorithm
  auth_jwt_file:
    description:
      - File with a JWT that proves the identity of O(auth_client_id), read anew at each login. For example a Kubernetes
        service account's or SPIFFE token.
    type: path
    env:
      - name: KEYCLOAK_JWT_FILE
    vars:
      - name: iamops_keycloak_auth_jwt_file
  client_cert:
    description:
      - Client certificate, PEM, shown to the server. With no other proof of identity given, O(auth_client_id) logs in
        with it.
    type: path
    env:
      - name: KEYCLOAK_CLIENT_CERT
    vars:
      - name: iamops_keycloak_client_cert
  client_key:
    description:
      - Private key of O(client_cert), where that file does not hold it.
    type: path
    env:
      - name: KEYCLOAK_CLIENT_KEY
    vars:
      - name: iamops_keycloak_client_key
  ca_path:
    description:
      - File with the certificates of the authorities to trust.
      - The environment variable E(KEYCLOAK_CA_PATH) is read if this is not set, then E(REQUESTS_CA_BUNDLE),
        E(CURL_CA_BUNDLE), E(SSL_CERT_FILE) and E(SSL_CERT_DIR), and at last the system's own authorities are trusted.
    type: path
    env:
      - name: KEYCLOAK_CA_PATH
    vars:
      - name: iamops_keycloak_ca_path
  validate_certs:
    description:
      - Whether the server's certificate is verified.
    type: bool
    default: true
    env:
      - name: KEYCLOAK_VALIDATE_CERTS
    vars:
      - name: iamops_keycloak_validate_certs
  proxy:
    description:
      - Proxy to use. Else the environment's E(HTTPS_PROXY), E(HTTP_PROXY) and E(NO_PROXY) are followed.
    type: str
    vars:
      - name: iamops_keycloak_proxy
  http_agent:
    description:
      - User agent to send.
    type: str
    default: Ansible
    vars:
      - name: iamops_keycloak_http_agent
  connection_timeout:
    description:
      - Seconds to wait for a connection, and for an answer.
    type: int
    default: 10
    vars:
      - name: iamops_keycloak_connection_timeout
  retries:
    description:
      - How often a request that failed for a passing reason is tried again.
    type: int
    default: 3
    vars:
      - name: iamops_keycloak_retries
requirements:
  - requests >= 2.28
  - cryptography (only where O(auth_private_key) or O(auth_private_key_file) is given)
"""

    # what is true of lookups alone
    NOTES = r"""
options: {}
notes:
  - Lookups run on the controller. They know nothing of C(module_defaults). What is the same for all of them is given by
    the variables, or by the environment variables that modules read, too. What is given in the lookup itself goes
    first, then the variables, then the environment.
  - What comes back is a secret in clear. Set C(no_log) for the tasks that use it.
  - The login is that of the run. Tasks and lookups that log in the same way share one. Its tokens are kept in the run's
    private temporary directory, until the run ends. Secrets are kept nowhere.
"""
