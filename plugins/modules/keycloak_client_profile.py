#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_client_profile
short_description: Manages client profiles of a Keycloak realm, one by one
version_added: "1.0.0"
description:
  - Creates, changes and removes one client profile. Its executors are what a client policy that names it makes the
    server do, such as demanding PKCE.
  - The login needs the role C(manage-realm) of C(realm-management).
options:
  state:
    description:
      - Whether the profile exists.
      - A profile that a client policy names is not removed. The server would, and refuse every later change of a
        policy.
    type: str
    choices: [present, absent]
    default: present
  name:
    description:
      - Name of the profile.
      - Those that the server has by itself, such as V(fapi-1-baseline), can be named by policies, and not be changed.
    type: str
    required: true
  description:
    description: What it is for. An empty text clears it.
    type: str
  executors:
    description:
      - What is done, in order. A list given is exact, an empty one empties it.
    type: list
    elements: dict
    suboptions:
      executor:
        description: Id of the executor, such as V(pkce-enforcer) or V(secure-client-authenticator).
        type: str
        required: true
      configuration:
        description:
          - Its configuration by the executor's keys.
          - Given ones are merged over those that the executor has in this profile already, and a key given as null is
            removed. A text that says the same as a number or a boolean is no change, nor is another order in a list.
        type: dict
notes:
  - M(iamops.keycloak.keycloak_server_info) tells the executors that a
    server has, and their keys.
  - The API has one document for all of a realm's profiles, and no operation for one of them. The module reads it whole
    and writes it whole, with the others as they were read, in their order. Tasks of one run that change it or the realm
    at once take turns.
  - An option that is left out is neither changed on the server nor reported as changed.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A profile for clients in browsers
  iamops.keycloak.keycloak_client_profile:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    name: browser-apps
    description: Public clients with PKCE and exact redirect URIs
    executors:
      - executor: pkce-enforcer
        configuration: {auto-configure: true}
      - executor: reject-implicit-grant
        configuration: {auto-configure: true}
      - executor: secure-client-uris

- name: A profile that is no longer used
  iamops.keycloak.keycloak_client_profile:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    name: old-apps
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: browser-apps, executors: [{executor: pkce-enforcer, configuration: {auto-configure: true}}]}
proposed:
  description: What the task asks for, in the API's names. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: browser-apps, executors: [{executor: pkce-enforcer, configuration: {auto-configure: true}}]}
end_state:
  description:
    - The object afterwards, as the API represents it. Empty if there is none.
    - In check mode it lacks what only the server can make.
  returned: on success
  type: dict
  sample: {name: browser-apps, executors: [{executor: pkce-enforcer, configuration: {auto-configure: true}}]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/client-policies/profiles"]
diff:
  description: The object before and after, without what only the server makes.
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
  sample: client profile 'browser-apps' has been created
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.client_policies import CLIENT_PROFILE

BINDING = Binding(CLIENT_PROFILE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
