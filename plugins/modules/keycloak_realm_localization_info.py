#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm_localization_info
short_description: Reads the texts that a Keycloak realm has of its own
version_added: "1.0.0"
description:
  - Reads which locales of a realm have texts of its own, the texts of one locale, or one text. Texts of themes are not
    among them.
  - The login needs the role C(view-realm) of C(realm-management).
options:
  locale:
    description: Locale whose texts are read, such as V(en). Without it, only the locales are.
    type: str
  key:
    description: Key of the one text that is read.
    type: str
  fallback:
    description:
      - Whether a text that O(locale) lacks is that of the realm's default locale. It means nothing without O(locale).
      - Keycloak 16.1 takes no notice of it, 24.0 does.
    type: bool
    default: false
notes:
  - M(iamops.keycloak.keycloak_realm_localization) manages these texts.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes_info
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Read the texts of a locale
  iamops.keycloak.keycloak_realm_localization_info:
    auth_keycloak_url: https://sso.example.com
    auth_username: auditor
    auth_password: "{{ vault_auditor_password }}"
    realm: acme
    locale: en
  register: english

- name: Say what the title of the log-in page is
  ansible.builtin.debug:
    msg: "{{ english.texts.loginTitle | default('that of the theme') }}"

- name: Read one text
  iamops.keycloak.keycloak_realm_localization_info:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    locale: en
    key: loginTitle
"""

RETURN = r"""
locales:
  description: The locales that have texts of the realm's own.
  returned: on success, without O(key)
  type: list
  elements: str
  sample: [de, en]
texts:
  description: The texts by their keys. Empty where there are none.
  returned: on success, with O(locale) and without O(key)
  type: dict
  sample: {loginTitle: Welcome to Acme}
text:
  description: The text. Null where the realm has none of its own.
  returned: on success, with O(key)
  type: str
  sample: Welcome to Acme
exists:
  description: Whether the realm has such a text, in its default locale with O(fallback).
  returned: on success, with O(key)
  type: bool
  sample: true
msg:
  description: What was read, or what went wrong.
  returned: always
  type: str
  sample: 2 texts of locale en in realm acme
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.localization import LOCALIZATION

BINDING = Reads(LOCALIZATION, required_by={"key": ["locale"]})


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
