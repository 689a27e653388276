#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_user_profile_info
short_description: Reads the user profile of a Keycloak realm
version_added: "1.0.0"
description:
  - Reads which attributes users have, how they are validated and grouped, and who may see and edit them.
  - The login needs the role C(view-realm) of C(realm-management).
options:
  include:
    description:
      - What is read, each by a request of its own.
      - V(profile) is how the profile is defined, which M(iamops.keycloak.keycloak_userprofile) manages.
      - V(metadata) is what it means to whoever manages users, with the settings that validators have by default.
    type: list
    elements: str
    choices: [metadata, profile]
    default: [profile]
notes:
  - The profile is part of every realm in Keycloak 24.0 and newer servers. In Keycloak 16.1 it is a preview, and null
    where that is switched off. The metadata, which 24.0 has, 16.1 lacks, and answers 404.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read the user profile
  iamops.keycloak.keycloak_user_profile_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    include: [profile, metadata]
  register: users

- name: Say which attributes there are, and which an administrator must fill in
  ansible.builtin.debug:
    msg:
      - "{{ users.profile.attributes | map(attribute='name') }}"
      - "{{ users.metadata.attributes | selectattr('required') | map(attribute='name') }}"
"""

RETURN = r"""
profile:
  description: How the profile is defined, as the API represents it.
  returned: if O(include) has V(profile)
  type: dict
  sample: {attributes: [{name: username, multivalued: false}], groups: []}
metadata:
  description: What the profile means to whoever manages users, as the API represents it.
  returned: if O(include) has V(metadata)
  type: dict
  sample: {attributes: [{name: username, required: true, readOnly: false}], groups: []}
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: User profile of realm acme has been read
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.reading import Reads
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.user_profiles import USER_PROFILE

BINDING = Reads(USER_PROFILE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
