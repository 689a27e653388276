#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm_localization
short_description: Manages the texts of a Keycloak realm in one language
version_added: "1.0.0"
description:
  - Adds, changes and removes texts that a realm shows instead of those of its themes, for one locale.
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
  locale:
    description: The locale, such as V(en), V(de) or V(pt-BR).
    type: str
    required: true
  overrides:
    description:
      - Texts by their keys.
      - With O(state=present), those given are added or changed. With O(state=absent), those given are removed.
      - Others stay unless O(force) is given.
    type: list
    elements: dict
    suboptions:
      key:
        description: Key of the text, as the themes have it.
        type: str
        required: true
      value:
        description: The text. It is empty unless this is given. With O(state=absent) it does not matter.
        type: str
  force:
    description:
      - Whether O(overrides) is exact, so that texts which are not in it are removed.
      - With O(state=absent), all texts of the locale are removed, whatever O(overrides) has.
    type: bool
notes:
  - However many texts are added and changed, it takes one request.
  - O(raw) can not be given, and O(update_secrets) does not matter here.
  - A locale that is not among O(iamops.keycloak.keycloak_realm#module:supported_locales) can have texts, too.
seealso:
  - module: iamops.keycloak.keycloak_realm
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Texts of our own
  iamops.keycloak.keycloak_realm_localization:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    locale: en
    overrides:
      - key: loginAccountTitle
        value: Sign in to Acme
      - key: doLogIn
        value: Come in

- name: These and no others
  iamops.keycloak.keycloak_realm_localization:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    locale: de
    overrides:
      - key: loginAccountTitle
        value: Bei Acme anmelden
    force: true

- name: Not this one
  iamops.keycloak.keycloak_realm_localization:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    parent_id: acme
    locale: en
    overrides:
      - key: doLogIn
    state: absent

- name: None at all
  iamops.keycloak.keycloak_realm_localization:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    locale: en
    state: absent
    force: true
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {locale: en, overrides: [{key: doLogIn, value: Come in}]}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {locale: en, overrides: [{key: doLogIn, value: Come in}]}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - It always has the locale and the list of its texts, in check mode as well.
  returned: on success
  type: dict
  sample: {locale: en, overrides: [{key: doLogIn, value: Come in}]}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/localization/en"]
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
  sample: Locale en overrides have been updated.
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.localization import REALM_LOCALIZATION

BINDING = Binding(REALM_LOCALIZATION, required_one_of=[["realm", "parent_id"]])


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
