# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules for groups share."""

from __future__ import annotations


class ModuleDocFragment:
    """What a group has, of the realm or of an organization."""

    DOCUMENTATION = r"""
options:
  name:
    description:
      - Name of the group, by which it is found among its siblings. Upper and lower case differ, and a name may hold any
        character, slashes as well.
      - Together with O(id), it is the name that the group is given.
    type: str
  description:
    description:
      - What the group is for.
      - Servers before Keycloak 26.3 do not know it.
    type: str
  attributes:
    description:
      - Attributes of the group. A value is a text or a list of texts.
      - They are merged, and a key given as null or with an empty list is removed. The order of values does not count.
    type: dict
  parents:
    description:
      - The groups above this one, from the top down. Each is named by its O(parents[].name) or O(parents[].id). What is
        above an ID need not be given.
      - They must exist. Without this option, a group that is named by its O(name) is one at the top, as it is with an
        empty list. A group that is named by its O(id) stays where it is, and an empty list moves it to the top.
    type: list
    elements: dict
    suboptions:
      id:
        description: ID of the group above.
        type: str
      name:
        description: Name of the group above.
        type: str
  moved_from:
    description:
      - Where the group may still be, given like O(parents). An empty list is the top.
      - If there is no group O(name) below O(parents), but one below these, then it is moved, with its members, roles
        and all groups below it. Else nothing is moved, so that the option can stay in a playbook.
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
