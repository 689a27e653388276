# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules share which read long lists."""

from __future__ import annotations


class ModuleDocFragment:
    """What to read of a list."""

    DOCUMENTATION = r"""
options:
  first:
    description: How many of those found to pass over. With O(first) or O(max), the task reads one page.
    type: int
  max:
    description: How many to read at most. All of them are read unless it is given, in as many requests as it takes.
    type: int
"""
