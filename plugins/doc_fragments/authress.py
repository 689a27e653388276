# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules of Authress share."""

from __future__ import annotations


class ModuleDocFragment:
    """Options that every module of Authress takes."""

    # where the account is and how to log in
    DOCUMENTATION = r"""
options:
  authress_url:
    description:
      - Base URL of the account, such as V(https://ACCOUNT_ID.api.authress.io), or its custom domain.
      - The environment variable E(AUTHRESS_URL) is read if this is not set.
    type: str
    required: true
  access_key:
    description:
      - Access key of the service client to log in as. It signs a token that is valid for a day. No request is
        made for it, and the key itself is not sent.
      - Both forms of keys are taken, C(clientId.keyId.accountId.privateKey) (EdDSA) and the former one (RS256).
      - The environment variable E(AUTHRESS_ACCESS_KEY) is read if this is not set.
    type: str
  token:
    description:
      - A token to use as it is, instead of O(access_key).
      - The environment variable E(AUTHRESS_TOKEN) is read if this is not set.
    type: str
  ca_path:
    description:
      - File with the certificates of the authorities to trust.
      - The environment variable E(AUTHRESS_CA_PATH) is read if this is not set, then E(REQUESTS_CA_BUNDLE),
        E(CURL_CA_BUNDLE), E(SSL_CERT_FILE) and E(SSL_CERT_DIR), and at last the system's own authorities are trusted.
    type: path
  validate_certs:
    description:
      - Whether the server's certificate is verified.
      - The environment variable E(AUTHRESS_VALIDATE_CERTS) is read if this is not set.
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
    description:
      - How often a request that failed for a passing reason is tried again. What makes something is sent once,
        where the server may have carried it out.
    type: int
    default: 3
requirements:
  - requests >= 2.28
  - cryptography (only where O(access_key) is given)
notes:
  - What is known of Authress's API is what its published client libraries tell. The module is tested with a server of
    the tests' own, which the official Python SDK drives, and with the SDK's own models of what is sent. It has not run
    against the service itself. What it says of a sixth access key, how errors look, and whether an update drops what
    it is not given, are documented nowhere. The module relies on none of them - it looks before it asks for a key, it
    shows an error as it came, and it sends all that can be written of a service client.
  - Authress answers 404 for what the login may not see as well as for what is not there.
  - The module runs inside of the controller's worker where that is safe (a local connection without C(become),
    C(async) or a task's C(environment)), otherwise as an ordinary module. Both give the same result.
"""

    ACTION_GROUP = r"""
attributes:
  action_group:
    description: Use C(group/iamops.keycloak.authress) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - iamops.keycloak.authress
"""
