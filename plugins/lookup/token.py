# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks up access tokens."""

from __future__ import annotations

DOCUMENTATION = r"""
name: token
short_description: Looks up an access token of a Keycloak realm
version_added: "1.0.0"
author:
  - Contributors to the iamops.keycloak collection (@iamops)
description:
  - Gets an access token, that of the login or one of another client or user, for calls of other services.
  - A token that the run has already is used again as long as it is good for some seconds more, and else renewed.
  - Tokens need no role. What a token allows is what its owner may do.
options:
  realm:
    description:
      - Name of the realm whose client or user gets the token, O(auth_realm) unless given.
      - It needs O(client_id) or O(username).
    type: str
  client_id:
    description:
      - Client id of the client that gets the token, instead of the login. With O(username), the client through which
        the user logs in, which needs direct access grants.
    type: str
  client_secret:
    description: Secret of O(client_id).
    type: str
  username:
    description: Name of the user who gets the token, instead of the login. It needs O(password).
    type: str
  password:
    description: Password of O(username).
    type: str
  scope:
    description:
      - Scopes that the token is to have beside the default ones, separated by spaces.
      - Where nothing but O(token) or O(refresh_token) logs in, it needs O(audience), as what is given keeps its scopes.
    type: str
  audience:
    description:
      - Client id of the client that the token is to be for. The token is exchanged for one with this audience.
      - The client that asks must be confidential, and have the standard token exchange switched on (its attribute
        C(standard.token.exchange.enabled)). It came with Keycloak 26.2.
    type: str
seealso:
  - plugin: iamops.keycloak.client_secret
    plugin_type: lookup
extends_documentation_fragment:
  - iamops.keycloak.lookup
  - iamops.keycloak.lookup.notes
"""

EXAMPLES = r"""
- name: Call a service with a token of the shop's own
  ansible.builtin.uri:
    url: https://stock.example.com/items
    headers:
      Authorization: "Bearer {{ lookup('iamops.keycloak.token', **shop) }}"
  vars:
    iamops_keycloak_url: https://sso.example.com
    shop:
      realm: acme
      client_id: shop
      client_secret: "{{ vault_shop_secret }}"
  no_log: true

- name: Call Keycloak itself, with a token of the login that the environment gives
  ansible.builtin.uri:
    url: https://sso.example.com/admin/realms/acme/users/count
    headers:
      Authorization: "Bearer {{ lookup('iamops.keycloak.token', auth_keycloak_url='https://sso.example.com') }}"
  no_log: true
"""

RETURN = r"""
_raw:
  description: The access token.
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
    """The lookup of tokens."""

    def run(self, terms, variables=None, **kwargs):
        """Return an access token."""
        filled = variables_of(lookups.of_token(), variables or {}, self._templar.template)
        self.set_options(var_options=filled, direct=kwargs)
        try:
            if terms:
                raise LookingFailed("takes no terms: its options say whose token it is")
            given = options_of(self.get_options(), kwargs)
            return [look(lookups.of_token(), given, runtime_of(C.DEFAULT_LOCAL_TMP), lookups.token)]
        except LookingFailed as error:
            raise AnsibleLookupError(f"iamops.keycloak.token: {error}") from None
