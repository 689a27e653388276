#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_organization
short_description: Manages organizations of a Keycloak realm
version_added: "1.0.0"
description:
  - Creates, changes and removes organizations, with their domains, attributes, identity providers and members.
  - The login needs the role C(manage-organizations) of C(realm-management). Servers that have no such role yet want
    C(manage-realm). With O(identity_providers), it needs C(manage-identity-providers) too, with O(members)
    C(manage-users), and with O(state=absent) C(view-users), to see whose accounts would be deleted.
options:
  name:
    description:
      - Name of the organization, by which it is found unless O(alias) or O(id) finds it. Upper and lower case differ.
      - Together with O(id) or O(alias), it is the name that the organization is given.
    type: str
  id:
    description: ID of the organization. With it, O(name) renames the organization.
    type: str
  alias:
    description:
      - Alias of the organization, which tokens and invitations use. It can't be changed once the organization is made.
      - A new organization is called by its name unless this is given. It is needed where O(name) has spaces.
      - Where there is an organization of this alias, it is the one that is meant, whatever its name. Looking for it
        under another name takes a list of all organizations.
      - One that is found by its O(name) and has another alias is an error, with O(state=absent) too.
    type: str
  description:
    description: What the organization is.
    type: str
  redirect_url:
    description: Where a user is led who has registered or accepted an invitation.
    type: str
    aliases: [redirectUrl]
  enabled:
    description:
      - Whether the organization's members can log in with it.
      - A new organization is enabled unless this is V(false).
    type: bool
  domains:
    description:
      - The organization's domains, in lower case as the server keeps them. A domain can only belong to one
        organization of the realm.
      - Exact unless O(domains_behavior=subset). An empty list removes all.
      - With a domain, the server drops the setting that an identity provider is for it.
    type: list
    elements: dict
    suboptions:
      name:
        description: The domain, such as V(example.org).
        type: str
        required: true
      verified:
        description:
          - Whether the organization has proven to own it.
          - Left out, it stays as it is, and for a new domain it is V(false).
        type: bool
  domains_behavior:
    description: Whether O(domains) are all that there are to be, or only some of them.
    type: str
    choices: [exact, subset]
    aliases: [domainsBehavior]
  attributes:
    description:
      - Attributes of the organization. A value is a text or a list of texts.
      - They are merged, and a key given as null or with an empty list is removed.
    type: dict
  identity_providers:
    description:
      - The identity providers whose users belong to the organization. They must exist, and each can only be linked
        to one organization.
      - Each is linked, or taken away with O(identity_providers[].state=absent). Others stay unless
        O(identity_providers_behavior=exact). An empty list takes all away.
      - Only read where this option is given.
    type: list
    elements: dict
    aliases: [identityProviders]
    suboptions:
      alias:
        description: Alias of the identity provider.
        type: str
        required: true
      domain:
        description:
          - Which of the O(domains) the provider is for, V(ANY) for all of them. An empty text is none.
          - It is kept in the provider's own settings, as C(kc.org.domain). Left out, it stays as it is.
        type: str
      redirect_when_email_matches:
        description:
          - Whether a user whose e-mail address has the provider's domain is sent there at once.
          - It is kept in the provider's own settings, as C(kc.org.broker.redirect.mode.email-matches). Left out, it
            stays as it is.
        type: bool
      state:
        description: Whether the provider is to be linked.
        type: str
        choices: [present, absent]
        default: present
  identity_providers_behavior:
    description: Whether O(identity_providers) are all that there are to be, V(exact), or only some of them.
    type: str
    choices: [exact, subset]
    aliases: [identityProvidersBehavior]
  members:
    description:
      - Members of the organization, users of the realm by their usernames.
      - Each is added, or removed with O(members[].state=absent). Others stay unless O(members_behavior=exact). An empty
        list removes all.
      - Only read where this option is given. To add or remove one in an organization of thousands, use
        M(iamops.keycloak.keycloak_organization_member).
    type: list
    elements: dict
    suboptions:
      username:
        description: Name of the user.
        type: str
        required: true
      state:
        description: Whether the user is to be a member.
        type: str
        choices: [present, absent]
        default: present
  members_behavior:
    description: Whether O(members) are all that there are to be, V(exact), or only some of them.
    type: str
    choices: [exact, subset]
    aliases: [membersBehavior]
  delete_managed_members:
    description:
      - Whether the task may remove members whom the organization manages, or an organization that has some.
      - Who came by one of the organization's identity providers or registered by an invitation is managed, and B(the
        server deletes the account) of such a user with the membership, and with the organization. Others only
        lose their membership.
      - With V(false), such a task fails before anything is written and says whom it is about.
    type: bool
    default: false
notes:
  - Organizations came with Keycloak 26, and a realm must have them switched on, see
    O(iamops.keycloak.keycloak_realm#module:organizations_enabled).
  - At most 255 characters fit into a name, an alias and a domain, 4000 into the description, 2048 into the URL. More is
    an error before anything is written.
  - The server's own search finds names and domains, not aliases.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: An organization with its domains
  iamops.keycloak.keycloak_organization:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Staff of Example
    alias: example
    description: All who work at Example
    redirect_url: https://intranet.example.com
    domains:
      - name: example.org
        verified: true
      - name: example.com
    attributes:
      contract: ["4711"]

- name: Who logs in with an address of example.org is sent to the partner's identity provider
  iamops.keycloak.keycloak_organization:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Staff of Example
    alias: example
    identity_providers:
      - alias: partner
        domain: example.org
        redirect_when_email_matches: true

- name: One member comes, another goes, all others stay
  iamops.keycloak.keycloak_organization:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Staff of Example
    members:
      - username: ann
      - username: bob
        state: absent

- name: The organization gets another name
  iamops.keycloak.keycloak_organization:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    alias: example
    name: Employees of Example

- name: No such organization, nor the accounts that it manages
  iamops.keycloak.keycloak_organization:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: Employees of Example
    delete_managed_members: true
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: Staff of Example, alias: example, enabled: true}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: Staff of Example, alias: example, enabled: true}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: Staff of Example, alias: example, enabled: true}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/organizations"]
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
  sample: organization 'Staff of Example' has been created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.organizations import ORGANIZATION

BINDING = Binding(ORGANIZATION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
