# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that modules for a whole realm's data share."""

from __future__ import annotations


class ModuleDocFragment:
    """Options that say which data, of which realm.

    It stands before the fragment of the connection, where it knows better.
    """

    DOCUMENTATION = r"""
options:
  realm:
    description: Name of the realm. The data may tell it instead; where both do, they must be equal.
    type: str
  files:
    description:
      - Files on the controller with the data, or directories of them, found where M(ansible.builtin.copy) finds its
        C(src). They are JSON or YAML, and may be encrypted by a vault.
      - "Of a directory all files count that end with C(.json), C(.yaml) or C(.yml), at any depth, in the order of
        their paths."
      - "They are merged in their order: maps are merged, lists are put together, and of other values the last
        counts."
    type: list
    elements: path
  template:
    description:
      - Whether what stands in double braces in O(files) is filled in with the variables of the host.
      - It takes longer, and a file that others wrote could read all variables. A value such as C($(env:NAME)) is
        refused in any case, and so is a template that nothing has filled in, as they would be written as they are.
    type: bool
    default: false
  parallel:
    description: How many requests are under way at a time.
    type: int
    default: 8
  connection_timeout:
    description:
      - Time in seconds to wait for an answer of the server. To make a realm, or to import a part of one, takes a busy
        one longer than a single object does.
    type: int
    default: 60
"""
