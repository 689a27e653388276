# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules for users share."""

from __future__ import annotations


class ModuleDocFragment:
    """Which user it is."""

    DOCUMENTATION = r"""
options:
  username:
    description: Name of the user.
    type: str
  id:
    description:
      - Id of the user. It goes before O(username).
      - One of O(id) and O(username) is required.
    type: str
    aliases: [user_id]
"""

    # where `username` is an option: it comes before the fragment of all modules, in which that is an alias
    USERNAME = r"""
options:
  auth_username:
    description:
      - User to log in as. The alias C(username) that other modules have means O(username) here.
      - The environment variable E(KEYCLOAK_USERNAME) is read if this is not set.
    type: str
    aliases: []
"""

    # where the link in a mail leads
    LINK = r"""
options:
  client_id:
    description: Client id of the client that the link is for, C(account) unless given.
    type: str
    aliases: [clientId]
  redirect_uri:
    description:
      - Where a link leads when everything is done. The client must allow it.
      - It needs O(client_id).
    type: str
    aliases: [redirectUri]
"""
