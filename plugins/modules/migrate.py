#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: migrate
short_description: Rewrites playbooks of other collections' Keycloak modules for this one
version_added: "1.0.0"
description:
  - Replaces the names of the Keycloak modules of C(community.general) and C(middleware_automation.keycloak) by those of
    this collection, in all playbooks, task files and handlers below a directory.
  - The playbook C(iamops.keycloak.migrate) runs it, for example with
    C(ansible-playbook iamops.keycloak.migrate -e path=.), and adds C(-e write=true) to have it write.
  - Names are replaced where modules stand, bare or in full. That is in the keys of tasks in plays, blocks and handlers,
    in C(action) and C(local_action), in the keys of C(module_defaults), C(group/community.general.keycloak) among them,
    and in the redirects and action groups of a collection's C(meta/runtime.yml).
  - In a C(collections) list of a file that has such names, this collection is put before the first of theirs, which
    stays.
  - Everything else is left as it is, to the byte, so comments and layout stay. A second run finds nothing to do.
options:
  path:
    description:
      - The directory to look through with all that is below, or a single file.
      - It must be absolute, or begin with C(~). The playbook takes a relative one, too, which begins where
        C(ansible-playbook) was started.
    type: path
    required: true
notes:
  - Files end in C(.yml) or C(.yaml). Those in directories that hold no tasks (C(vars), C(defaults), C(group_vars),
    C(host_vars), C(files), C(templates)) are not rewritten, but what they mention is told. Installed collections and
    hidden directories are left out.
  - Where the project has a module of its own of such a name in a directory C(library), the bare name means that one,
    and is left.
  - A file that is no YAML is left, and named in RV(problems).
  - It talks to no server, and takes no option of the connection.
  - The difference is shown without secrets that stand in the same line, and without the lines around it.
requirements:
  - PyYAML, which ansible-core brings to the controller
attributes:
  check_mode:
    description: Says in check mode what would be rewritten, and writes nothing.
    support: full
  diff_mode:
    description: Returns what has changed, or would change, in diff mode.
    support: full
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Show what would be rewritten
  iamops.keycloak.migrate:
    path: "{{ playbook_dir }}"
  check_mode: true
  diff: true

- name: Rewrite it
  iamops.keycloak.migrate:
    path: "{{ playbook_dir }}"
  register: migration

- name: Say what a person has to look at
  ansible.builtin.debug:
    msg: "{{ migration.left + migration.problems + migration.hints }}"
"""

RETURN = r"""
files:
  description: The files that were rewritten or, in check mode, would be.
  returned: on success
  type: list
  elements: str
  sample: [site.yml, roles/sso/tasks/main.yml]
left:
  description:
    - Lines that still have names of theirs, in places that are not a module's, such as comments, texts and roles.
  returned: on success
  type: list
  elements: str
  sample: ["site.yml:3: # was community.general.keycloak_client"]
problems:
  description: What could not be read or rewritten, and why.
  returned: on success
  type: list
  elements: str
  sample: ["broken.yml: is no YAML: mapping values are not allowed here in line 7"]
hints:
  description: What else the project needs, such as this collection's name among its requirements.
  returned: on success
  type: list
  elements: str
  sample: ["requirements.yml: name the collection iamops.keycloak here"]
diff:
  description: The lines that change, as a unified diff for each file.
  returned: on success, in diff mode
  type: list
  elements: dict
  contains:
    prepared:
      description: The difference of one file.
      type: str
msg:
  description: How much was rewritten, or what went wrong.
  returned: always
  type: str
  sample: 2 files rewritten
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description: Sort of failure, such as V(invalid_input).
      type: str
    message:
      description: The same text as RV(msg).
      type: str
"""

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.migrating import Migrates

BINDING = Migrates()


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
