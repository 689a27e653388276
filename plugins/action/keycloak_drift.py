# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs keycloak_drift: its files are the controller's, as those of keycloak_config are."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.plugins.action.keycloak_config import ActionModule as WithFiles


class ActionModule(WithFiles):
    """The action of keycloak_drift."""
