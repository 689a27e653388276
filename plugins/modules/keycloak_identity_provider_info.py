#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_identity_provider_info
short_description: Reads an identity provider of Keycloak and what it can have
version_added: "1.0.0"
description:
  - Reads an identity provider with its mappers, which mappers it can have, and what the other side is to be configured
    with. It also shows what settings the server makes of a description of an identity provider.
  - The login needs the role C(view-identity-providers) of C(realm-management). For V(import_config) and V(certificate)
    in O(include) it needs C(manage-identity-providers).
options:
  include:
    description:
      - What is to be read, each by one request. Each is returned under its own name.
      - V(provider), V(mappers), V(mapper_types) and V(export) are about O(alias).
      - V(factory) is what the server says of identity providers of O(provider_id).
      - V(import_config) is what it makes of the description that O(from_url) or O(from_file) tells. Nothing is changed
        by that. An identity provider gets such settings by C(fromUrl) in
        O(iamops.keycloak.keycloak_identity_provider#module:config).
      - V(certificate) is what it finds in O(certificate_file), which is kept nowhere either.
    type: list
    elements: str
    choices: [certificate, export, factory, import_config, mapper_types, mappers, provider]
    default: [provider, mappers]
  alias:
    description: Alias of the identity provider.
    type: str
  provider_id:
    description: Type of identity providers, such as V(oidc) or V(saml), for V(factory) and V(import_config).
    type: str
    aliases: [providerId]
  from_url:
    description: URL of a description, OpenID Connect discovery or SAML metadata. The server reads it.
    type: str
    aliases: [fromUrl]
  from_file:
    description:
      - File with a description, on the host where the module runs. Servers take SAML metadata here.
      - One of O(from_url) and O(from_file) is required for V(import_config).
    type: path
  certificate_file:
    description:
      - File with the certificate or the keys of an identity provider, on the host where the module runs, for
        V(certificate). Keycloak 26.4 and older servers cannot read one.
    type: path
  certificate_format:
    description: Format of O(certificate_file), a certificate or a public key as PEM, or a JSON Web Key Set.
    type: str
    choices: [pem, public_key, jwks]
    default: pem
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read an identity provider
  iamops.keycloak.keycloak_identity_provider_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    alias: partner
  register: partner

- name: Say which mappers it has
  ansible.builtin.debug:
    msg: "{{ partner.mappers | map(attribute='name') }}"

- name: What the partner needs to know of us
  iamops.keycloak.keycloak_identity_provider_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    alias: partner
    include: [export]

- name: What would become of a description
  iamops.keycloak.keycloak_identity_provider_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    provider_id: oidc
    from_url: https://staff.example.com/realms/staff/.well-known/openid-configuration
    include: [import_config]
"""

RETURN = r"""
provider:
  description:
    - The identity provider, secrets hidden. Null where a task of the same check run would make it, as are
      RV(mapper_types) and RV(export).
  returned: when O(include) has V(provider)
  type: dict
  sample: {alias: partner, providerId: oidc, enabled: true}
mappers:
  description: Its mappers. None where a task of the same check run would make it.
  returned: when O(include) has V(mappers)
  type: list
  elements: dict
  sample: [{name: department, identityProviderAlias: partner, identityProviderMapper: oidc-user-attribute-idp-mapper}]
mapper_types:
  description: The mappers that it can have, by their ids, each with the C(properties) of its settings.
  returned: when O(include) has V(mapper_types)
  type: dict
export:
  description:
    - What the other side is configured with, SAML metadata as XML. Null for an identity provider that has none, such
      as those of OpenID Connect.
  returned: when O(include) has V(export)
  type: str
factory:
  description: The C(id), C(name) and settings of a type of identity providers.
  returned: when O(include) has V(factory)
  type: dict
  sample: {id: oidc, name: OpenID Connect v1.0}
certificate:
  description: The C(certificate), C(publicKey) and C(kid) that the file holds, as far as it does.
  returned: when O(include) has V(certificate)
  type: dict
import_config:
  description: The settings that the server makes of the description.
  returned: when O(include) has V(import_config)
  type: dict
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: provider, mappers read in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.identity_providers import (
    IDENTITY_PROVIDER_INFO,
)

BINDING = Reads(IDENTITY_PROVIDER_INFO, mutually_exclusive=[["from_url", "from_file"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
