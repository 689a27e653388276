#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_smtp_test
short_description: Tests whether Keycloak can send mail
version_added: "1.0.0"
description:
  - Has the server send a mail to the user who is logged in, with the realm's settings of its mail server, with those
    given, or with both. It fails with the server's words where that fails.
  - It never reports a change.
  - The login needs the role C(manage-realm) of C(realm-management). It must be a user's who has an e-mail address.
options:
  smtp_server:
    description:
      - Settings of a mail server by the names that they have in a realm, such as C(host), C(port), C(from), C(ssl),
        C(starttls), C(auth), C(user) and C(password). They go before those that the realm has. A key given as null
        is left out.
      - The password that the realm has is not sent to another host, port or user. It has to be given for these, or to
        be null where none is needed.
    type: dict
    aliases: [smtpServer]
notes:
  - It is done in check mode, too, unless an earlier task of the same check run would make the realm.
  - Where the mail server takes longer than O(connection_timeout), the server is asked again, and more than one mail may
    come.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Can the realm send mail
  iamops.keycloak.keycloak_smtp_test:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
  register: mail
  ignore_errors: true

- name: Say why not
  ansible.builtin.debug:
    msg: "{{ mail.msg }}"
  when: mail is failed

- name: Could it send through another server
  iamops.keycloak.keycloak_smtp_test:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    smtp_server:
      host: mail.example.com
      port: 25
      from: sso@example.com
      auth: false
      password: null
  register: another
  ignore_errors: true
"""

RETURN = r"""
msg:
  description: What was tried, or what went wrong.
  returned: always
  type: str
  sample: A mail was sent through mail.example.com
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.connections import SMTP_TEST

BINDING = Reads(SMTP_TEST)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
