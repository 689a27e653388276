#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_config
short_description: Makes a whole realm what its data says
version_added: "1.0.0"
description:
  - Takes a realm as data, as Keycloak exports it, and makes the realm on the server so. One task does what otherwise
    takes one for each client, role, group and user, and takes a few seconds where thousands of them are unchanged.
  - Everything is compared before the first write. What the data does not name is left alone; a list that it gives is
    exact, a map is merged, as with the modules for single objects, whose rules, secrets and error messages are the
    same.
  - Objects that the data does not have stay, unless O(purge) names their section.
  - The login needs the role C(realm-admin) of C(realm-management), and to make a realm what
    M(iamops.keycloak.keycloak_realm) needs. For a part of a realm the roles are enough that the modules for its objects
    need, such as C(manage-clients) of C(realm-management) for clients and C(manage-users) for users.
options:
  state:
    description:
      - With V(absent), the realm is removed with all that it has, whatever the data says; O(confirm) must name it.
    type: str
    choices: [present, absent]
    default: present
  config:
    description:
      - The realm as data. The fields are those of Keycloak's C(RealmRepresentation), the format of its exports, as
        JSON or YAML have it; they may also be written as the options of the modules for these objects are, such as
        C(client_scopes) or C(redirect_uris).
      - "Beside them may stand C(userProfile), the user profile as the console's JSON editor shows it; C(workflows);
        C(organizations) with C(members) (each with its C(username)) and C(identityProviders) (each with its
        C(alias)); and C(messageBundles), another name of C(localizationTexts)."
      - "What only the server says is ignored, too: times, C(notBefore) of users, C(access), C(keycloakVersion),
        and what old exports had without a meaning today. What it would take and do nothing with, such
        as C(userFederationProviders), is refused."
      - The mask C(**********) that exports have in the place of secrets says nothing. Such secrets stay as they are,
        and new objects don't get them, which a warning says. A component that is yet to be made, such as a key or a
        user federation, is refused with one.
      - "The realm's default role, which each new user has, stays with users whatever roles they are given. Where the
        data has C(defaultRole), as exports do, C(realmRoles) of users name that role, too: a user whose list lacks it
        loses it."
      - "What the data calls the default role, by C(defaultRole) or else by C(default-roles-) and the realm's name, is
        the realm's default role, whatever that is called: a realm that was renamed keeps the role's first name, and
        an export whose C(realm) is edited names another realm's. Of such an export, paths of Keycloak's own clients
        become the realm's own, too."
      - Ids of an export are ignored, as names tell objects apart. Roles, groups, flows and the like go by their
        names.
      - Where O(files) are given, too, this is merged over them.
    type: dict
  purge:
    description:
      - Sections in which what the data does not have is removed.
      - "What a realm is made with stays: the clients, scopes, roles and flows that Keycloak needs itself, realm keys
        and the policies of client registration, service accounts, users of a user federation, and the user and the
        client that the task logs in as."
      - A section that the data does not mention at all is purged, too, if it is named here.
      - User federations are of V(components), and go with their mappers.
    type: list
    elements: str
    default: []
    choices:
      - authentication_flows
      - identity_providers
      - client_scopes
      - realm_roles
      - clients
      - client_roles
      - groups
      - components
      - users
      - organizations
      - workflows
  max_deletes:
    description:
      - How many objects O(purge) may remove, those that go with another one included, such as groups below a group.
        Where it would remove more, nothing is written at all.
    type: int
    default: 10
  confirm:
    description:
      - The realm's name, once more, to allow what can't be undone and removes people.
      - It is needed with O(state=absent), and where an organization would lose members that it manages, as their
        accounts are deleted with their membership.
    type: str
  update_secrets:
    description:
      - When secrets that the server only returns masked are written.
      - With V(on_change), when they differ from those written last, which a salted hash beside the object tells.
    type: str
    choices: [on_change, always, on_create]
    default: on_change
notes:
  - While it works it says on the terminal what it works on, how much is done and of how much, where the task runs on
    the controller. Without a terminal, as in a job whose output is a file, it says nothing until it is done.
  - A run that was interrupted is finished by running it again. Two runs on one realm take turns to write where they are
    on one controller and of one user. From several controllers, what both make is there once, the realm itself
    included; only copies of flows, flows that are exchanged for new ones, and sub-flows whose names have characters
    such as parentheses may be there twice where both make them at the same moment, so let one run make these.
  - Users' passwords are written when the users are made, and never again. So are credentials as exports have them, with
    C(secretData) and C(credentialData), or where the user has none of their type; they can't be compared.
  - Of an export that a server writes to a file, keys that the server generated itself are not written, nor built-in
    flows of another version, which the task warns of.
  - What the server makes by itself, such as the clients of a new realm and the service accounts of clients, counts as
    unchanged where it is as the data says. Of a realm that does not exist yet, check mode knows that for the versions
    of the server of which M(iamops.keycloak.keycloak_export) knows what a fresh realm has. For others it takes what the
    version before gives one, or for servers older than all of these all of the data for new, as the run may, too; a
    warning says so.
extends_documentation_fragment:
  - iamops.keycloak.data
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
seealso:
  - module: iamops.keycloak.keycloak_realm
"""

EXAMPLES = r"""
- name: A realm as data
  iamops.keycloak.keycloak_config:
    config:
      realm: acme
      enabled: true
      displayName: Acme
      roles:
        realm:
          - name: buyer
          - name: seller
            composites: {realm: [buyer]}
      groups:
        - name: staff
          realmRoles: [seller]
          subGroups: [{name: sales}]
      clients:
        - clientId: shop
          publicClient: true
          redirectUris: ["https://shop.example.com/*"]
      users:
        - username: ann
          email: ann@example.com
          enabled: true
          groups: [/staff/sales]

- name: The same names as the options of other modules, and nothing but these groups
  iamops.keycloak.keycloak_config:
    realm: acme
    config:
      clients:
        - client_id: shop
          redirect_uris: ["https://shop.example.com/*", "https://shop.example.org/*"]
      groups:
        - name: staff
          sub_groups: [{name: sales}]
    purge: [groups]
    max_deletes: 2
"""

RETURN = r"""
realm:
  description: The realm's name.
  returned: always
  type: str
  sample: acme
msg:
  description: How many objects were created, updated, removed and unchanged.
  returned: always
  type: str
kinds:
  description: The same by kind of object; each object counts once.
  returned: always
  type: dict
  sample: {client: {created: 1, updated: 0, removed: 0, unchanged: 999}}
changes:
  description: Each object that differed, in the order of the work. After a failure, those that were finished.
  returned: always
  type: list
  elements: dict
  contains:
    kind:
      description: Kind of the object.
      type: str
    name:
      description: The object's name.
      type: str
    change:
      description: What became of it, V(created), V(updated) or V(removed).
      type: str
    where:
      description: Where it stands in the data.
      type: str
    fields:
      description: What of it differed, by the API's names.
      type: list
      elements: str
actions:
  description:
    - The writes, as method and path; in check mode those foreseen, where V({id}) stands for ids that the server
      makes.
    - Many new objects are made by few writes to C(partialImport); check mode shows them one by one.
  returned: always
  type: list
  elements: str
diff:
  description: The difference of each object that differed.
  returned: with diff mode
  type: list
  elements: dict
failure:
  description: What went wrong, where it did.
  returned: on failure
  type: dict
"""

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.configuring import Configures

BINDING = Configures()


def main():
    BINDING.main()


if __name__ == "__main__":
    main()
