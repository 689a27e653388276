#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_export
short_description: Writes a Keycloak realm as data that makes it again
version_added: "1.0.0"
description:
  - Reads a living realm and writes it as the data that M(iamops.keycloak.keycloak_config) takes, into a file or into
    its result. It is Keycloak's own representation of a realm, as its exports have it, with what is the same on any
    server alone.
  - There are no ids in it, objects refer to each other by names. Lists and keys are sorted, so that two exports differ
    in what has changed and in nothing else.
  - What a fresh realm of the same version of the server has anyway isn't in it. An object that every realm has from
    the start is there only where it was altered, a client or a client scope then with the fields that differ.
  - No secret is in it. In the place of each is a reference to a variable, such as
    C({{ vault_acme_client_shop_secret }}), and RV(vault_variables) says which these are.
  - Exported, applied to an empty server and exported again, it is the same.
  - The login needs the roles C(manage-realm), C(manage-clients) and C(manage-users) of C(realm-management), which the
    server's export takes, and C(view-identity-providers) where the realm has organizations. Workflows are exported for
    a login that has C(realm-admin).
options:
  realm:
    description: Name of the realm.
    type: str
    required: true
  dest:
    description:
      - The file to write, JSON where its name ends in C(.json), else YAML, for which it must end in C(.yml) or
        C(.yaml). It must be absolute, and its directory must exist. Tasks are written as YAML.
      - It is written where the module runs. A new file is readable for its owner alone, others keep their mode.
      - Its texts are templates, which M(iamops.keycloak.keycloak_config) fills where it is told to. So does Ansible
        with variables. What looks like a template in the realm is written such that it stays what it is.
    type: path
  format:
    description:
      - What the realm is written as.
      - With V(representation) it is Keycloak's own representation of a realm, which M(iamops.keycloak.keycloak_config)
        takes.
      - With V(tasks) it is a list of tasks of the modules for single objects, in the order in which they can be made.
        They are for M(ansible.builtin.include_tasks) in a play with the connection in C(module_defaults). For large
        realms they take much longer than M(iamops.keycloak.keycloak_config).
    type: str
    choices: [representation, tasks]
    default: representation
  users:
    description:
      - Whether people are exported, too, with their groups, roles and links to identity providers, and the members of
        organizations. It takes two requests a user, three in a realm that has identity providers.
      - Who is there is rarely configuration, and personal data is better kept out of repositories. Therefore they are
        left out unless the task asks for them.
      - The service accounts of clients, with the roles that they have, are always there.
      - Users of user federations never are. They come from there.
    type: bool
    default: false
  secrets:
    description:
      - What is written in the place of secrets.
      - V(references) writes references to variables, which must be filled in before the data is applied.
      - V(omit) leaves secrets out. Applied to a server, what is there keeps its secrets, and of what is made new the
        server makes those that it can make.
    type: str
    choices: [references, omit]
    default: references
  compare_with:
    description:
      - Name of another realm of the same server. What is the same there is left out, instead of what a fresh realm has.
      - It helps with many alike realms, and on servers of a version of which this collection doesn't know what a fresh
        realm has. Without it everything is written there, and the task warns. It knows that of Keycloak 24.0, 25.0,
        26.0, 26.2 to 26.5 and 26.7.
      - What that realm has and this one has not is in RV(removed_built_ins).
    type: str
  connection_timeout:
    description:
      - Time in seconds to wait for an answer of the server. A realm of a thousand clients takes one that has just
        started a minute.
    type: int
    default: 300
notes:
  - Passwords and other credentials of people can't be read, so they aren't in the data.
  - The private keys of imported keys and certificates are secrets like others. Keys that the server generated are left
    to the other server to generate.
  - Data can't say that something isn't there. RV(removed_built_ins) names what the realm lacks that fresh ones have.
  - Permissions of administrators, which go by ids, are left out, and RV(not_exported) says so.
  - In the result, references are plain texts. As the file's they are templates.
seealso:
  - module: iamops.keycloak.keycloak_config
  - module: iamops.keycloak.keycloak_partial_export_info
attributes:
  check_mode:
    description: Reads the realm, and says whether the file would be written.
    support: full
  diff_mode:
    description: Returns how the file changes.
    support: full
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Write a realm to a file
  iamops.keycloak.keycloak_export:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    dest: "{{ playbook_dir }}/acme.yml"
  register: exported

- name: Say which secrets are to be filled in
  ansible.builtin.debug:
    msg: "{{ exported.vault_variables | dict2items }}"

- name: Read what this realm has beside what another one has
  iamops.keycloak.keycloak_export:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    compare_with: master
  register: special

- name: Write a realm as tasks
  iamops.keycloak.keycloak_export:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    format: tasks
    dest: "{{ playbook_dir }}/acme-tasks.yml"

- name: Write a realm with its people, and without a word of its secrets
  iamops.keycloak.keycloak_export:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    users: true
    secrets: omit
    dest: "{{ playbook_dir }}/acme-with-people.json"
"""

RETURN = r"""
config:
  description:
    - The realm's data, without O(dest).
    - References to secrets are texts here, and no templates.
  returned: on success without O(dest), with O(format=representation)
  type: dict
  sample: {realm: acme, displayName: Acme, clients: [{clientId: shop, enabled: true}]}
tasks:
  description: The realm as tasks. References to secrets are texts here, and no templates.
  returned: on success without O(dest), with O(format=tasks)
  type: list
  elements: dict
  sample: [{name: Client shop, iamops.keycloak.keycloak_client: {realm: acme, client_id: shop, enabled: true}}]
dest:
  description: The file.
  returned: on success with O(dest)
  type: str
  sample: /srv/realms/acme.yml
keycloak_version:
  description: The server's version, empty where the realm is yet to be made.
  returned: on success
  type: str
  sample: 26.7.2
vault_variables:
  description: Where each secret stands in the data, by the variable that is to hold it.
  returned: on success
  type: dict
  sample: {vault_acme_client_shop_secret: "clients[shop].secret"}
removed_built_ins:
  description:
    - What the realm lacks that a fresh one has, by where it would stand. In a realm that is made from the data it is
      there, unless C(purge) of M(iamops.keycloak.keycloak_config) removes it.
  returned: on success
  type: list
  elements: str
  sample: ["clientScopes[phone]"]
not_exported:
  description: What is in the realm and not in the data.
  returned: on success
  type: list
  elements: str
  sample: ["12 users of user federations, who come from there"]
msg:
  description: What was done, or what went wrong.
  returned: always
  type: str
  sample: Realm acme has been read, and /srv/realms/acme.yml has been written
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

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.exporting import Exports

BINDING = Exports()


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
