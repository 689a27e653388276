# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: logout
type: aggregate
short_description: Ends the session that a password login left on the Keycloak server
version_added: "1.0.0"
author:
  - Contributors to the iamops.keycloak collection (@iamops)
description:
  - The modules of this collection log in once in a run and share the token among their tasks. A login with user name
    and password makes a session on the server, which stays there after the run until the server's idle time-out
    ends it.
  - With this callback the session is ended when the playbook ends.
  - A login with C(client_credentials), that is with a client's secret, key, certificate or token, leaves no session,
    and the session of a token that was given to the tasks isn't ended; there is nothing to do then.
  - Where more than one playbook is run by one command, each of them logs in by itself.
requirements:
  - enable in configuration - C(callbacks_enabled=iamops.keycloak.logout) in C(ansible.cfg), or the environment variable
    E(ANSIBLE_CALLBACKS_ENABLED)
  - requests (Python library)
notes:
  - A server that can't be reached at the end of the run is told about at verbosity 1; it fails nothing.
"""

from ansible import constants as C
from ansible.plugins.callback import CallbackBase
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.logout import end_sessions
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import HAS_REQUESTS


class CallbackModule(CallbackBase):
    """Ends the run's sessions at the end of a playbook."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "iamops.keycloak.logout"
    CALLBACK_NEEDS_ENABLED = True

    def v2_playbook_on_stats(self, stats):
        """End the sessions; the tokens lie in the run's own temporary directory, which is removed after this."""
        if not HAS_REQUESTS:
            return
        ended, troubles = end_sessions(FileStore(C.DEFAULT_LOCAL_TMP))
        if ended:
            self._display.v(f"iamops.keycloak.logout: {ended} session{'' if ended == 1 else 's'} ended")
        for trouble in troubles:
            self._display.v(f"iamops.keycloak.logout: {trouble}")
