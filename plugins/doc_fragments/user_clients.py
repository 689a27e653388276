# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules for users' own clients share."""

from __future__ import annotations


class ModuleDocFragment:
    """Where the server is, and who the user is."""

    DOCUMENTATION = r"""
options:
  auth_keycloak_url:
    description:
      - Base URL of the server, taken as given, with or without C(/auth) at its end. It must be the address by which
        users know the server. An identity that was had at another host name isn't taken.
      - The environment variable E(KEYCLOAK_URL) is read if this is not set.
    type: str
    required: true
    aliases: [url]
  realm:
    description: Name of the realm that has the clients, and the user who logs in.
    type: str
    required: true
  auth_username:
    description:
      - User to log in as, by the realm's login page.
      - This takes the usual page with name and password. A user with a second factor or with a required action, such
        as a temporary password, can't log in this way, nor can one whose realm has another page. See
        O(identity_cookie).
    type: str
    aliases: [username]
  auth_password:
    description: Password of O(auth_username).
    type: str
    aliases: [password]
  identity_cookie:
    description:
      - Value of the cookie C(KEYCLOAK_IDENTITY) of a browser that is logged in to the realm, as an identity to use
        instead of a login.
      - It ends with the browser's session. With O(auth_username) beside it, another one is had then. Both must be
        the same user, which the module doesn't check.
    type: str
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
  - the extension C(userClientAdministration) of the server
"""

    ACTION_GROUP = r"""
attributes:
  action_group:
    description: Use C(group/iamops.keycloak.user_clients) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - iamops.keycloak.user_clients
"""
