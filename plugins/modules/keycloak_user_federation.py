#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_federation
short_description: Manages user federations of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes user federations such as LDAP, Active Directory and Kerberos, together with their
    mappers.
  - A user federation is found by O(name), or by O(id).
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  name:
    description:
      - Name of the user federation. The server does not keep it unique.
    type: str
  id:
    description:
      - Id of the user federation, which names it beside or instead of O(name). With it, O(name) is a new name.
      - A new user federation gets this id.
    type: str
  parent_id:
    description:
      - What the user federation belongs to. It is always the realm, by its name or its id, and may be left out.
    type: str
    aliases: [parentId]
  provider_id:
    description:
      - Provider of the user federation, such as V(ldap), V(kerberos), V(sssd) or one of your own. It can not be
        changed.
      - A new user federation needs it. It is looked up among the server's providers, where the login may see these.
    type: str
    aliases: [providerId]
  provider_type:
    description:
      - Type of the provider. It can not be changed.
      - Unless given, it is V(org.keycloak.storage.UserStorageProvider).
    type: str
    aliases: [providerType]
  config:
    description:
      - Settings by the provider's keys. A value is a text, a number, a boolean or a list of texts.
      - Given ones are merged into what is there, and no setting has a default here. One that is left out stays as
        it is; for a new user federation the server decides. One given as null or empty is removed.
      - Of LDAP these are C(editMode) (V(READ_ONLY), V(WRITABLE) or V(UNSYNCED); a new one needs it), C(vendor),
        C(enabled), C(priority), C(importEnabled), C(syncRegistrations), C(connectionUrl), C(startTls),
        C(useTruststoreSpi), C(connectionPooling), C(connectionTimeout), C(readTimeout), C(authType), C(bindDn),
        C(bindCredential), C(usersDn), C(relativeCreateDn), C(searchScope), C(customUserSearchFilter),
        C(usernameLDAPAttribute), C(rdnLDAPAttribute), C(uuidLDAPAttribute), C(userObjectClasses), C(pagination),
        C(referral), C(trustEmail), C(validatePasswordPolicy), C(usePasswordModifyExtendedOp),
        C(enableLdapPasswordPolicy), C(connectionTrace), C(batchSizeForSync), C(fullSyncPeriod),
        C(changedSyncPeriod), C(cachePolicy), C(evictionDay), C(evictionHour), C(evictionMinute) and C(maxLifespan).
      - Of Kerberos these are C(kerberosRealm), C(serverPrincipal), C(keyTab), C(debug),
        C(allowPasswordAuthentication), C(updateProfileFirstLogin) and C(editMode). With LDAP,
        C(allowKerberosAuthentication), C(useKerberosForPasswordAuthentication) and C(krbPrincipalAttribute) go with
        them.
      - C(userObjectClasses) is a list, or a text with commas.
      - Servers have no more settings of the connections' pool but C(connectionPooling).
        C(connectionPoolingInitSize) and the like are left out, which RV(msg) says.
      - The server drops a key that the provider does not know, which a warning says.
      - The secret C(bindCredential), and others that the server masks, follow O(update_secrets). As the server
        keeps no key of ours in there, their fingerprints are kept in the realm's attributes, and go when the user
        federation does.
    type: dict
  bind_credential_update_mode:
    description:
      - When C(bindCredential) of O(config) is written.
      - V(always) writes it with each run, which is a change each time.
      - V(only_indirect) writes it with other changes of O(config) only.
      - Left out, O(update_secrets) decides, and a changed credential is told from an unchanged one.
    type: str
    choices: [always, only_indirect]
  mappers:
    description:
      - The mappers. Left out, they stay as they are, also those that the server gives a new user federation.
      - The list is exact unless O(remove_unspecified_mappers=false). A mapper that isn't in it is removed.
      - A mapper is found by O(mappers[].name), or by O(mappers[].id). What the task does not say of it stays.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the mapper. It is needed unless O(mappers[].id) says which one.
        type: str
      id:
        description: Id of the mapper. With it, O(mappers[].name) is a new name.
        type: str
      providerId:
        description:
          - Provider of the mapper, such as V(user-attribute-ldap-mapper), V(full-name-ldap-mapper),
            V(group-ldap-mapper), V(role-ldap-mapper) or V(hardcoded-attribute-mapper). It can not be changed. A new
            mapper needs it.
        type: str
        aliases: [provider_id]
      providerType:
        description:
          - Type of that provider, V(org.keycloak.storage.ldap.mappers.LDAPStorageMapper) for a new mapper unless
            given.
        type: str
        aliases: [provider_type]
      parentId:
        description: The user federation, by name or id. It may be left out.
        type: str
        aliases: [parent_id]
      config:
        description: Settings of the mapper, merged like O(config).
        type: dict
  remove_unspecified_mappers:
    description:
      - Whether mappers that O(mappers) does not name are removed.
      - Left out, a list given is exact, and a list left out touches nothing.
    type: bool
notes:
  - A new LDAP federation gets seven mappers by itself (V(username), V(first name), V(last name), V(email),
    V(creation date), V(modify date), V(Kerberos principal attribute mapper)), others with Active Directory. They
    are known by their names, and never doubled.
  - The peers of this module remove these mappers where O(mappers) is left out. Give an empty list to have none.
  - The server does not test the connection. A wrong C(bindCredential) is seen when users log in.
  - The fingerprint of a secret is written with the whole realm, as the API has no smaller request for an attribute.
  - At most 255 characters fit into O(name). More is an error before anything is written.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Users of a directory
  iamops.keycloak.keycloak_user_federation:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: directory
    provider_id: ldap
    config:
      editMode: READ_ONLY
      vendor: other
      connectionUrl: ldaps://ldap.example.com
      authType: simple
      bindDn: cn=keycloak,dc=example,dc=com
      bindCredential: "{{ vault_ldap_password }}"
      usersDn: ou=people,dc=example,dc=com
      usernameLDAPAttribute: uid
      rdnLDAPAttribute: uid
      uuidLDAPAttribute: entryUUID
      userObjectClasses: [inetOrgPerson, organizationalPerson]
      searchScope: 1
      pagination: true

- name: The groups of that directory, beside the mappers that are there
  iamops.keycloak.keycloak_user_federation:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: directory
    remove_unspecified_mappers: false
    mappers:
      - name: groups
        providerId: group-ldap-mapper
        config:
          groups.dn: ou=groups,dc=example,dc=com
          group.name.ldap.attribute: cn
          group.object.classes: groupOfNames
          membership.ldap.attribute: member
          membership.attribute.type: DN
          membership.user.ldap.attribute: uid
          mode: READ_ONLY
          user.roles.retrieve.strategy: LOAD_GROUPS_BY_MEMBER_ATTRIBUTE

- name: Users of a Kerberos realm
  iamops.keycloak.keycloak_user_federation:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: tickets
    provider_id: kerberos
    config:
      kerberosRealm: EXAMPLE.COM
      serverPrincipal: HTTP/sso.example.com@EXAMPLE.COM
      keyTab: /etc/krb5.keytab

- name: Remove it
  iamops.keycloak.keycloak_user_federation:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: tickets
    state: absent
"""

RETURN = r"""
existing:
  description:
    - The user federation before, secrets hidden, with all its mappers. Empty if there was none.
    - A setting is the text that the API keeps in a list of one.
  returned: on success
  type: dict
  sample: {name: directory, providerId: ldap, config: {editMode: READ_ONLY, vendor: other}, mappers: []}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: directory, providerId: ldap, config: {editMode: READ_ONLY, vendor: other}, mappers: []}
end_state:
  description:
    - The user federation afterwards, like RV(existing). Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: directory, providerId: ldap, config: {editMode: READ_ONLY, vendor: other}, mappers: []}
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
  sample: User federation cf52ae4f-4471-4435-a0cf-bb620cadc122 has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_federations import USER_FEDERATION

BINDING = Binding(USER_FEDERATION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
