# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules for organizations share."""

from __future__ import annotations


class ModuleDocFragment:
    """Which organization it is."""

    DOCUMENTATION = r"""
options:
  organization:
    description: Name of the organization, or its alias. It must exist.
    type: str
    required: true
"""
