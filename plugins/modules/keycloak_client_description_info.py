#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_description_info
short_description: Turns a description of a client into that of Keycloak
version_added: "1.0.0"
description:
  - Has the server read a description of a client, and returns the client as the API represents it. Nothing is made.
  - Known are OpenID Connect client metadata (JSON), SAML metadata of a service provider (XML), and representations of
    clients.
  - The login needs the role C(manage-clients) of C(realm-management).
options:
  description:
    description: The description, as a text or as a dictionary.
    type: raw
    required: true
notes:
  - A secret in the description is hidden in what is returned.
  - All fields that are returned are options of M(iamops.keycloak.keycloak_client), under their API names.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read the metadata of a service provider
  iamops.keycloak.keycloak_client_description_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    description:
      client_id: rocket
      client_name: Rocket
      redirect_uris: [https://rocket.example.com/callback]
  register: rocket

- name: See what it is
  ansible.builtin.assert:
    that: rocket.client.redirectUris == ['https://rocket.example.com/callback']

- name: Make the client
  iamops.keycloak.keycloak_client:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: "{{ rocket.client.clientId }}"
    name: "{{ rocket.client.name }}"
    redirect_uris: "{{ rocket.client.redirectUris }}"
    attributes: "{{ rocket.client.attributes }}"
"""

RETURN = r"""
client:
  description: The client as the API represents it.
  returned: on success
  type: dict
  sample: {"clientId": "rocket", "name": "Rocket", "redirectUris": ["https://rocket.example.com/callback"]}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: "This is client rocket"
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
    DESCRIPTION,
)

BINDING = Reads(DESCRIPTION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
