#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_drift
short_description: Tells where a realm is another than its data says
version_added: "1.0.0"
description:
  - Compares a realm on the server with the data that M(iamops.keycloak.keycloak_config) takes, and writes nothing to
    the server. It tells what is missing, what was changed, field by field, and what the server has beside the data.
  - Drift is no error. RV(drift) says whether there is any, for a task that fails, or tells somebody.
  - The same is compared in the same way as M(iamops.keycloak.keycloak_config) does before it writes. A realm without
    drift is one that it would leave as it is.
  - A realm that does not exist has drifted, too. All of it is missing.
  - To read is enough. The login needs the roles C(view-realm), C(view-clients), C(view-users) and
    C(view-identity-providers) of C(realm-management), and where the data has authorization settings of clients
    C(manage-authorization), which the server wants to show them. For a part of a realm the roles are enough that read
    its objects, with O(extra) no more than that part. Workflows are shown to a login that has C(realm-admin).
options:
  config:
    description:
      - The realm as data, as M(iamops.keycloak.keycloak_config) takes it and M(iamops.keycloak.keycloak_export) writes
        it.
      - Where O(files) are given, too, this is merged over them.
    type: dict
  extra:
    description:
      - Whether what the server has and the data has not is told, or a list of the sections in which it is.
      - The sections are V(authentication_flows), V(identity_providers), V(client_scopes), V(realm_roles), V(clients),
        V(client_roles), V(groups), V(components), V(users), V(organizations) and V(workflows).
      - With V(true) these are all of them, V(users) only where the data has people, as who is there is rarely
        configuration, and a section that the login may not read is left out with a warning. What is named in a list
        counts in any case.
      - What a realm is made with is not extra, nor are service accounts. What goes with another extra object, such as
        the roles of an extra client, is not told by itself.
    type: raw
    default: true
  compare_secrets:
    description:
      - Whether secrets that the server only returns masked are compared.
      - A salted hash beside the object tells whether they are those written last. Where there is none, since another
        tool made the object, it counts as changed.
    type: bool
    default: true
  dest:
    description:
      - Files to write the report to, in the form that the name's ending tells.
      - "C(.json) is for machines. C(.html) is a page that needs nothing else, with a picture of the realm's state by
        kind and all that differs. C(.md) is Markdown, as summaries of CI jobs show it. C(.txt) is a table."
      - They must be absolute, and their directories must exist. They are written where the module runs, not in check
        mode. A new file is readable for its owner alone, others keep their mode.
    type: list
    elements: path
    default: []
notes:
  - RV(ignore:changed) is always V(false). A report is what was seen, not a state.
  - No secret is in the result or in a report, what differs of them is told by name.
  - Data that M(iamops.keycloak.keycloak_config) would refuse is refused here, too, in the same words; for example
    a user with a role that is neither in the data nor on the server.
  - While it works it says on the terminal what it works on, how much is done and of how much, where the task runs on
    the controller.
seealso:
  - module: iamops.keycloak.keycloak_config
  - module: iamops.keycloak.keycloak_export
attributes:
  check_mode:
    description: Compares as ever, and writes no report.
    support: full
  diff_mode:
    description: Has no use for it, RV(differences) has all.
    support: none
extends_documentation_fragment:
  - iamops.keycloak.data
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Compare a realm with its data
  iamops.keycloak.keycloak_drift:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    config:
      enabled: true
      clients:
        - clientId: shop
          publicClient: true
  register: compared

- name: Show what differs
  ansible.builtin.debug:
    msg: "{{ compared.table.splitlines() }}"

- name: A team's own clients, and nothing else of the realm
  iamops.keycloak.keycloak_drift:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    config:
      clients:
        - clientId: shop
    extra: false

- name: Write a page and a file for machines
  iamops.keycloak.keycloak_drift:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    config:
      roles:
        realm:
          - name: buyer
    extra: [clients, realm_roles]
    dest: ["{{ playbook_dir }}/acme-drift.html", "{{ playbook_dir }}/acme-drift.json"]
"""

RETURN = r"""
drift:
  description: Whether the realm differs from its data.
  returned: on success
  type: bool
realm:
  description: The realm's name.
  returned: on success
  type: str
  sample: acme
msg:
  description: How many objects are missing, changed, extra and unchanged.
  returned: always
  type: str
  sample: "Realm acme has drifted: 1 missing, 2 changed, 998 unchanged."
kinds:
  description: The same by kind of object; each object counts once.
  returned: on success
  type: dict
  sample: {client: {missing: 1, changed: 2, extra: 0, unchanged: 997}}
differences:
  description: Each object that differs, in the order of the data, what the data has not at the end.
  returned: on success
  type: list
  elements: dict
  contains:
    kind:
      description: Kind of the object.
      type: str
    name:
      description: The object's name.
      type: str
    difference:
      description:
        - V(missing) where it is in the data only, V(extra) where it is on the server only, V(changed) where it is in
          both.
      type: str
    where:
      description: Where it stands in the data; of what is extra, the section.
      type: str
    fields:
      description: What of a changed object differs.
      type: list
      elements: dict
      contains:
        field:
          description: The field by its API name, with dots for what is within.
          type: str
          sample: attributes.color
        data:
          description: Its value in the data, null for nothing.
          type: raw
        server:
          description: Its value on the server, null for nothing.
          type: raw
table:
  description: What differs as a table to read, one line a field, empty where nothing does. Long values are cut.
  returned: on success
  type: str
reports:
  description: The files of the report.
  returned: on success
  type: list
  elements: str
failure:
  description: What went wrong, where it did.
  returned: on failure
  type: dict
"""

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.drifting import Drifts

BINDING = Drifts()


def main():
    BINDING.main()


if __name__ == "__main__":
    main()
