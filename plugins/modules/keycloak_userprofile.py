#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_userprofile
short_description: Manages the user profile of a Keycloak realm
version_added: "1.0.0"
description:
  - Manages the attributes that users of a realm have, the groups that forms show them in, and what happens to
    attributes that the profile does not know.
  - Attributes and groups are found by their names, and each is compared and shown in the diff by itself.
  - A realm has the server's own profile until it gets one of its own. With O(state=absent), it has the server's
    again.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  realm:
    description:
      - Name of the realm. O(parent_id) means the same.
      - There is no default.
    type: str
  parent_id:
    description: Name of the realm, as other collections call it.
    type: str
    aliases: [parentId]
  provider_id:
    description: Provider of the profile. There is one, so it need not be given.
    type: str
    choices: [declarative-user-profile]
    aliases: [providerId]
  provider_type:
    description: Type of the provider. There is one, so it need not be given.
    type: str
    choices: [org.keycloak.userprofile.UserProfileProvider]
    aliases: [providerType]
  config:
    description: The profile.
    type: dict
    suboptions:
      kc_user_profile_config:
        description:
          - A list with the one profile that a realm has.
          - What is left out of it stays as it is.
        type: list
        elements: dict
        aliases: [kcUserProfileConfig]
        suboptions:
          attributes:
            description:
              - The attributes, in the order in which forms show them.
              - A list given is exact unless O(attributes_behavior=subset). It must have C(username) and C(email),
                which the server can not do without, so that a profile can not be emptied by accident.
              - What is left out of an attribute stays as it is. What is given as null is removed.
              - Each has a C(name) and may have a C(display_name), a C(group), a C(default_value), whether it is
                C(multivalued), and any other field that the server knows, in snake case or by the API's name.
              - Servers before Keycloak 26.4 do not know C(default_value).
              - C(validations) is a dictionary with the settings of each validator, such as C(length), C(email),
                C(pattern), C(options), C(integer), C(double), C(uri), C(iso_date), C(local_date), C(multivalued),
                C(username_prohibited_characters), C(up_username_not_idn_homograph),
                C(person_name_prohibited_characters) or those of an extension. Those given are all that the attribute
                then has.
              - C(annotations) is a dictionary that is merged. A key given as null is removed.
              - C(permissions) is a dictionary of the lists C(view) and C(edit), with V(admin) and V(user) in them. Of
                one that is left out, what is there stays. Where nothing is there, it is both.
              - C(required) is a dictionary of the lists C(roles), with V(admin) and V(user) in it, and C(scopes). An
                empty dictionary means the role V(user). The attribute is not required if null is given.
              - C(selector) is a dictionary with the list C(scopes), the client scopes that ask for the attribute.
            type: list
            elements: dict
          groups:
            description:
              - The groups of attributes, in their order.
              - A list given is exact unless O(groups_behavior=subset).
              - Each has a C(name) and may have a C(display_header), a C(display_description) and C(annotations),
                which are merged. What is left out of a group stays as it is. What is given as null is removed.
            type: list
            elements: dict
          unmanaged_attribute_policy:
            description:
              - What happens to attributes that are not in the profile. Users and administrators have them with
                V(ENABLED), only administrators with V(ADMIN_EDIT), who can but read them with V(ADMIN_VIEW).
              - V(DISABLED) is how the server begins, there are none.
            type: str
            choices: [ENABLED, ADMIN_EDIT, ADMIN_VIEW, DISABLED]
            aliases: [unmanagedAttributePolicy]
  attributes_behavior:
    description:
      - Whether the attributes given are all that there are. V(exact) removes others, V(subset) leaves them.
      - It is V(exact) unless this is given.
    type: str
    choices: [exact, subset]
    aliases: [attributesBehavior]
  groups_behavior:
    description:
      - Whether the groups given are all that there are. V(exact) removes others, V(subset) leaves them.
      - It is V(exact) unless this is given.
    type: str
    choices: [exact, subset]
    aliases: [groupsBehavior]
notes:
  - The profile is written as a whole at its own path, C(users/profile), as the console does; the server keeps it in a
    component, whose id is in RV(end_state). One that equals the server's own is written to the component, since the
    path takes no notice of it.
  - Keycloak 24.0 and newer servers have user profiles. On Keycloak 16.1, where they are a preview that is switched off,
    the task fails before it writes anything.
  - Users' values of an attribute that is removed stay in the server's database. They are hidden, or are unmanaged
    ones.
  - An attribute without C(permissions) can be viewed and edited by nobody.
  - With O(raw), fields of the profile are given that the module has no option for.
seealso:
  - module: iamops.keycloak.keycloak_user
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Users have a department, beside what they have anyway
  iamops.keycloak.keycloak_userprofile:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    attributes_behavior: subset
    config:
      kc_user_profile_config:
        - attributes:
            - name: department
              display_name: Department
              group: user-metadata
              permissions:
                view: [admin, user]
                edit: [admin]
              validations:
                length:
                  max: 64

- name: These attributes and no others
  iamops.keycloak.keycloak_userprofile:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    parent_id: acme
    config:
      kc_user_profile_config:
        - attributes:
            - name: username
            - name: email
            - name: phone
              display_name: ${phoneNumber}
              required:
                roles: [user]
              permissions: {}
              validations:
                pattern:
                  pattern: ^[+0-9 ]+$
                  error-message: Digits, please
          unmanaged_attribute_policy: ADMIN_EDIT

- name: A phone is a good idea, not a must
  iamops.keycloak.keycloak_userprofile:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    attributes_behavior: subset
    config:
      kc_user_profile_config:
        - attributes:
            - name: phone
              required: null

- name: The server's profile again
  iamops.keycloak.keycloak_userprofile:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {providerId: declarative-user-profile, config: {kc.user.profile.config: [{attributes: [{name: username}]}]}}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {kc.user.profile.config: [{attributes: [{name: username}]}]}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {providerId: declarative-user-profile, config: {kc.user.profile.config: [{attributes: [{name: username}]}]}}
data:
  description: The profile afterwards, as the API represents it.
  returned: on success, with O(state=present)
  type: dict
  sample: {attributes: [{name: username, displayName: '${username}'}], groups: []}
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
  sample: Userprofile declarative-user-profile created
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_profiles import USERPROFILE

BINDING = Binding(USERPROFILE, required_one_of=[["realm", "parent_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
