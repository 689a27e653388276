#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_component
short_description: Manages components of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes components of any provider, such as keys, user federations, their mappers, and policies
    of client registration.
  - A component is found by O(provider_type), O(provider_id), O(name) and, where given, O(parent_id).
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  realm:
    description:
      - Name of the realm. Without it, O(parent_id) names the realm.
      - There is no default.
    type: str
  parent_id:
    description:
      - What the component belongs to. The realm's name, for a component of the realm itself, or the name or the id of
        another component, such as the user federation of a mapper.
      - Without O(realm), this is the name of the realm, as it is in other collections.
    type: str
    aliases: [parentId]
  id:
    description:
      - Id of the component, which names it beside or instead of the other options. With it, O(name) is a new name.
    type: str
  name:
    description: Name of the component. The server does not keep it unique.
    type: str
  provider_id:
    description:
      - Provider of the component, such as V(rsa-generated) or V(ldap). It can not be changed.
      - For a new component it is looked up among the server's providers, where the login may see these.
    type: str
    aliases: [providerId]
  provider_type:
    description:
      - Type of the provider, such as V(org.keycloak.keys.KeyProvider), V(org.keycloak.storage.UserStorageProvider) or
        V(org.keycloak.storage.ldap.mappers.LDAPStorageMapper). It can not be changed.
    type: str
    aliases: [providerType]
  sub_type:
    description:
      - Type within the type. For policies of client registration V(anonymous) or V(authenticated), which tells those of
        one name apart.
    type: str
    aliases: [subType]
  config:
    description:
      - Settings of the component by the provider's keys. A value is a text or a list of texts.
      - Given ones are merged. A key given as null or with an empty list is removed. The server drops a key that the
        provider does not know, which a warning says.
      - Secrets that the server masks (C(bindCredential), C(privateKey), C(keystorePassword), ...) follow
        O(update_secrets). As the server keeps no key of ours in a component, their fingerprints are kept in the realm's
        attributes, and go when the component does.
    type: dict
notes:
  - A new component needs O(provider_type), O(provider_id) and O(name).
  - Where several components have the same key, the task fails and tells their ids.
  - A new user federation gets mappers that the server makes for it. They are found and changed like others, with the
    federation's name as O(parent_id).
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
- name: A key that signs tokens
  iamops.keycloak.keycloak_component:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: signing-2026
    provider_type: org.keycloak.keys.KeyProvider
    provider_id: rsa-generated
    config:
      priority: 200
      keySize: 3072
      algorithm: RS256

- name: Users of a directory
  iamops.keycloak.keycloak_component:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: directory
    provider_type: org.keycloak.storage.UserStorageProvider
    provider_id: ldap
    config:
      editMode: READ_ONLY
      vendor: other
      connectionUrl: ldaps://ldap.example.com
      usersDn: ou=people,dc=example,dc=com
      bindDn: cn=keycloak,dc=example,dc=com
      bindCredential: "{{ vault_ldap_password }}"
      usernameLDAPAttribute: uid
      rdnLDAPAttribute: uid
      uuidLDAPAttribute: entryUUID
      userObjectClasses: inetOrgPerson

- name: One of its mappers
  iamops.keycloak.keycloak_component:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    parent_id: directory
    name: department
    provider_type: org.keycloak.storage.ldap.mappers.LDAPStorageMapper
    provider_id: user-attribute-ldap-mapper
    config:
      ldap.attribute: departmentNumber
      user.model.attribute: department
      read.only: true
      always.read.value.from.ldap: false
      is.mandatory.in.ldap: false

- name: A task as other collections have it, with the realm's name as parent
  iamops.keycloak.keycloak_component:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    parent_id: acme
    name: signing-2025
    provider_type: org.keycloak.keys.KeyProvider
    provider_id: rsa-generated
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
  sample: component 'signing-2026' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.components import COMPONENT

BINDING = Binding(COMPONENT, required_one_of=[["realm", "parent_id"], ["name", "id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
