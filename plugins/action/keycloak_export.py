# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs keycloak_export in the worker: an action of its own name is loaded once, before the fork."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.plugins.action.keycloak_resource import ActionModule as InProcess


class ActionModule(InProcess):
    """The action of keycloak_export."""
