# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules which map roles share."""

from __future__ import annotations


class ModuleDocFragment:
    """What mappings of roles have."""

    DOCUMENTATION = r"""
options:
  state:
    description:
      - With V(present), the roles are added to those that are there.
      - With V(absent), they are taken from those that are there. A role that does not exist is absent already.
    type: str
    choices: [present, absent]
    default: present
"""

    # the roles
    ROLES = r"""
options:
  roles:
    description:
      - The roles, each named by its O(roles[].name) or O(roles[].id). The ID goes before the name.
      - Left out, nothing is done.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the role.
        type: str
      id:
        description: ID of the role.
        type: str
"""

    # the group that has them
    TO_GROUP = r"""
options:
  group_name:
    description:
      - Name of the group. It is one at the top unless O(parents) are given.
      - This or O(gid) is needed.
    type: str
  gid:
    description: ID of the group. It goes before O(group_name).
    type: str
  parents:
    description:
      - The groups above the one that is named by O(group_name), from the top down. Each is named by its
        O(parents[].name) or O(parents[].id). What is above an ID need not be given.
    type: list
    elements: dict
    suboptions:
      id:
        description: ID of the group above.
        type: str
      name:
        description: Name of the group above.
        type: str
"""
