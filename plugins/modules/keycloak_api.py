#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_api
short_description: Makes one call to Keycloak's API
version_added: "1.0.0"
description:
  - Makes one raw call, for what no other module of this collection manages, with the login, retries and masking of
    all others.
  - C(GET) never changes anything. C(PUT) and C(PATCH) are only sent where a C(GET) of the same path lacks what
    O(body) has,
    and C(DELETE) where there is something. O(unless) and O(only_if) compare something else, and make C(POST)
    idempotent, too.
  - In check mode nothing is written, and the answer is the same as that of the run would be as far as it can be
    compared.
  - The login needs the roles that the request takes, such as C(view-realm) of C(realm-management) to read a realm's
    roles.
options:
  method:
    description: HTTP method.
    type: str
    choices: [GET, POST, PUT, PATCH, DELETE]
    default: GET
  path:
    description:
      - Path below the base URL, such as C(/admin/realms/{realm}/users/count).
      - Names in braces stand for the O(path_values). Anything else is taken as it is, so special characters in it
        must be
        quoted.
      - A path that leaves the base URL, has C(.) or C(..) for a segment, an empty segment or a query is refused.
    type: str
    required: true
  path_values:
    description: Values for the names in braces in O(path), which are quoted, such as names of realms, users or roles.
    type: dict
    default: {}
  realm:
    description: Value for C({realm}) in O(path), unless O(path_values) has one. Elsewhere it means nothing.
    type: str
  params:
    description: Query parameters.
    type: dict
    default: {}
  body:
    description:
      - What to send. A dictionary, a list, or with O(body_format=json) a single value.
      - JSON in a text is refused, P(ansible.builtin.from_json#filter) makes data of it.
    type: raw
  body_format:
    description: How O(body) is sent. V(text) wants a text, V(form) a dictionary.
    type: str
    choices: [json, text, form]
    default: json
  accept:
    description:
      - Media type to ask for. With another one than JSON the answer is returned as text, binary data in Base64.
    type: str
    default: application/json
  status_code:
    description:
      - The HTTP statuses that are no failure. All below 300 unless given.
      - An error status among them is returned like an answer, as RV(status).
    type: list
    elements: int
    default: []
  unless:
    description:
      - The call is not made where a C(GET) shows that it is done already.
      - Unless given, C(PUT) and C(PATCH) with a body look whether O(path) has it.
    type: dict
    suboptions:
      path:
        description: Path to read, with O(path_values) like O(path), which it is unless given.
        type: str
      params:
        description: Query parameters.
        type: dict
        default: {}
      has:
        description:
          - What the answer must have. Of a dictionary, the keys that are given. Of a list, all of the items that are
            given,
            each of which may be a part of an item.
          - The order in lists does not count, booleans and numbers equal their texts, and a key given as null must
            be absent.
          - Unless given, it is enough that there is something.
        type: raw
  only_if:
    description:
      - The call is only made where a C(GET) shows that there is something to do.
      - Unless given, C(DELETE) looks whether there is something at O(path).
    type: dict
    suboptions:
      path:
        description: Path to read, with O(path_values) like O(path), which it is unless given.
        type: str
      params:
        description: Query parameters.
        type: dict
        default: {}
      has:
        description:
          - What the answer must have, as in O(unless.has). Of a list of items, one is enough.
          - Unless given, it is enough that there is something.
        type: raw
  force:
    description: Makes the call without any comparison.
    type: bool
    default: false
  changes:
    description:
      - Whether the call changes something on the server. All but C(GET) do unless given.
      - With V(false), such as for an export or a test of a connection, the call is made in check mode as well, and
        no change is
        reported.
    type: bool
  show_secrets:
    description:
      - Whether secrets in the answer are returned in clear. Else the values of keys that name a secret are hidden.
      - Set C(no_log) for such a task, or they are printed at higher verbosity.
      - The secrets that were sent, and those of the login, are never shown.
    type: bool
    default: false
notes:
  - Just one page is read of a list, as large as the server likes or O(params) says. M(iamops.keycloak.keycloak_info)
    reads all.
seealso:
  - module: iamops.keycloak.keycloak_info
    description: Reads objects of any kind.
  - module: iamops.keycloak.keycloak_resource
    description: Manages objects of any kind.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Count the users of a realm
  iamops.keycloak.keycloak_api:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    path: /admin/realms/{realm}/users/count
    path_values:
      realm: acme
  register: users

- name: A text of the login page, sent where it differs
  iamops.keycloak.keycloak_api:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    method: PUT
    path: /admin/realms/{realm}/localization/{locale}/{key}
    path_values:
      realm: acme
      locale: de
      key: loginAccountTitle
    body: Bei Acme anmelden
    body_format: text

- name: Two settings of the realm's events, all others stay
  iamops.keycloak.keycloak_api:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    method: PUT
    path: /admin/realms/{realm}/events/config
    path_values:
      realm: acme
    body:
      eventsEnabled: true
      eventsExpiration: 86400

- name: An organization, unless there is one of this name
  iamops.keycloak.keycloak_api:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    method: POST
    path: /admin/realms/{realm}/organizations
    path_values:
      realm: acme
    body:
      name: partner
      domains:
        - name: partner.example.com
    unless:
      params:
        search: partner
        exact: true
      has:
        name: partner

- name: No authentication flow of this id
  iamops.keycloak.keycloak_api:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    method: DELETE
    path: /admin/realms/{realm}/authentication/flows/{id}
    path_values:
      realm: acme
      id: "{{ flow_id }}"

- name: Export the realm's clients, also in check mode
  iamops.keycloak.keycloak_api:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    method: POST
    path: /admin/realms/{realm}/partial-export
    path_values:
      realm: acme
    params:
      exportClients: true
    changes: false
  register: export

- name: See whether there is a client
  iamops.keycloak.keycloak_api:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    path: /admin/realms/{realm}/clients/{id}
    path_values:
      realm: acme
      id: "{{ client_id }}"
    status_code: [200, 404]
  register: client
"""

RETURN = r"""
status:
  description: HTTP status of the answer.
  returned: when the call was made
  type: int
  sample: 200
body:
  description: The answer, secrets hidden unless O(show_secrets=true).
  returned: when the call was made
  type: raw
  sample: {count: 3}
location_id:
  description: The id of what was made, from the last part of the C(Location) header. For some kinds that is a name.
  returned: when the call was made
  type: str
  sample: 8f3c6d0e-3b0e-4b55-b1b1-2f2f4d5c9a10
actions:
  description: The write that was made or, in check mode, foreseen. Empty where none was needed.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/localization/de/welcome"]
diff:
  description: What there was of what was compared, and what was sent, secrets hidden.
  returned: in diff mode, when something was compared
  type: dict
  contains:
    before:
      description: What the server had.
      type: dict
    after:
      description: What was sent.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: PUT /admin/realms/acme/localization/de/welcome has been sent
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.api import Api

BINDING = Api()


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
