# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks up secrets of clients."""

from __future__ import annotations

DOCUMENTATION = r"""
name: client_secret
short_description: Looks up the secret of a Keycloak client
version_added: "1.0.0"
author:
  - Contributors to the iamops.keycloak collection (@iamops)
description:
  - Reads the secrets of confidential clients, in clear.
  - The login needs the role C(view-clients) of C(realm-management), and C(manage-clients) on some servers.
options:
  _terms:
    description: Client ids of the clients.
    type: list
    elements: str
    required: true
  realm:
    description: Name of the realm that the clients are in.
    type: str
    default: master
    vars:
      - name: iamops_keycloak_realm
seealso:
  - module: iamops.keycloak.keycloak_clientsecret_info
  - module: iamops.keycloak.keycloak_clientsecret_regenerate
extends_documentation_fragment:
  - iamops.keycloak.lookup
  - iamops.keycloak.lookup.notes
"""

EXAMPLES = r"""
- name: Write a client's secret to a file of the shop
  ansible.builtin.copy:
    content: "{{ lookup('iamops.keycloak.client_secret', 'shop', realm='acme') }}"
    dest: /etc/shop/secret
    owner: shop
    mode: "0400"
  vars:
    iamops_keycloak_url: https://sso.example.com
    iamops_keycloak_auth_username: deployer
    iamops_keycloak_auth_password: "{{ vault_deployer_password }}"
  no_log: true

- name: Keep two of them for the tasks that follow
  ansible.builtin.set_fact:
    secrets: "{{ query('iamops.keycloak.client_secret', 'shop', 'stock', realm='acme') }}"
  no_log: true
"""

RETURN = r"""
_raw:
  description: The secrets, in clear, in the order of the clients.
  type: list
  elements: str
"""

from ansible import constants as C
from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase
from ansible_collections.iamops.keycloak.plugins.module_utils.binding import lookups
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.looking import (
    LookingFailed,
    look,
    options_of,
    runtime_of,
    variables_of,
)


class LookupModule(LookupBase):
    """The lookup of clients' secrets."""

    def run(self, terms, variables=None, **kwargs):
        """Return the secret of each client."""
        filled = variables_of(lookups.of_client_secret(), variables or {}, self._templar.template)
        self.set_options(var_options=filled, direct=kwargs)

        def ask(options, runtime):
            return [lookups.client_secret(options, runtime, str(term)) for term in terms]

        try:
            if not terms:
                raise LookingFailed("the client ids of the clients are missing")
            given = options_of(self.get_options(), kwargs)
            return look(lookups.of_client_secret(), given, runtime_of(C.DEFAULT_LOCAL_TMP), ask)
        except LookingFailed as error:
            raise AnsibleLookupError(f"iamops.keycloak.client_secret: {error}") from None
