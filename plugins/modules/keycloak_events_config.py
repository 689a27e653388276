#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_events_config
short_description: Configures which events a Keycloak realm keeps
version_added: "1.0.0"
description:
  - Sets which events of users and of administrators a realm keeps, for how long, and what listens to them.
  - A realm has such a configuration from the start, so it can be changed, but not removed.
  - The login needs the role C(manage-events) of C(realm-management). It also needs the role C(view-realm) where
    O(enabled_event_types) is given.
options:
  events_enabled:
    description: Whether events of users are kept.
    type: bool
    aliases: [eventsEnabled]
  events_expiration:
    description:
      - Seconds after which a user's event is removed. V(0) keeps them until somebody removes them.
      - That of administrators' events is an attribute of the realm, C(adminEventsExpiration), see
        O(iamops.keycloak.keycloak_realm#module:attributes).
    type: int
    aliases: [eventsExpiration]
  events_listeners:
    description: What listens to events, such as V(jboss-logging) or V(email). The order does not count.
    type: list
    elements: str
    aliases: [eventsListeners]
  enabled_event_types:
    description:
      - The types of users' events that are kept, such as V(LOGIN) or V(LOGIN_ERROR). The order does not count.
      - With an empty list the server chooses, and newer servers may choose more. That is what a new realm has. The API
        then lists what the server chooses, so that to name all of them looks the same, but is another thing.
    type: list
    elements: str
    aliases: [enabledEventTypes]
  admin_events_enabled:
    description: Whether events of administrators are kept.
    type: bool
    aliases: [adminEventsEnabled]
  admin_events_details_enabled:
    description: Whether they have what was written, secrets masked.
    type: bool
    aliases: [adminEventsDetailsEnabled]
notes:
  - An option that is left out is neither changed on the server nor reported as changed. A list given is exact, an
    empty one empties it. An option says so where it differs.
  - A name of a listener or a type that the server does not have is refused before anything is written, where the login
    may read what the server has.
  - M(iamops.keycloak.keycloak_realm) has the same settings. Give them in one place.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Keep log-ins for thirty days, and what administrators do
  iamops.keycloak.keycloak_events_config:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    events_enabled: true
    events_expiration: 2592000
    enabled_event_types:
      - LOGIN
      - LOGIN_ERROR
      - LOGOUT
    admin_events_enabled: true
    admin_events_details_enabled: true

- name: Keep all types that the server finds worth keeping
  iamops.keycloak.keycloak_events_config:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    enabled_event_types: []
"""

RETURN = r"""
existing:
  description: The configuration before, as the API represents it.
  returned: on success
  type: dict
  sample: {eventsEnabled: false, eventsListeners: [jboss-logging], adminEventsEnabled: false}
proposed:
  description: What the task asks for, in the API's names.
  returned: when the options are valid
  type: dict
  sample: {eventsEnabled: true}
end_state:
  description:
    - The configuration afterwards, as the API represents it.
    - Where the task gives O(enabled_event_types), C(enabledEventTypes) is what the realm keeps, an empty list where the
      server chooses.
  returned: on success
  type: dict
  sample: {eventsEnabled: true, eventsListeners: [jboss-logging], adminEventsEnabled: false}
actions:
  description:
    - The writes made or, in check mode, foreseen.
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["PUT /admin/realms/acme/events/config"]
diff:
  description: The configuration before and after.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The configuration before.
      type: dict
    after:
      description: The configuration afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: events configuration 'acme' has been updated
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden), V(not_found),
          V(bad_request), V(unreachable) or V(server_error).
      type: str
    status:
      description: HTTP status of the answer.
      type: int
    method:
      description: HTTP method of the request.
      type: str
    path:
      description: Path of the request.
      type: str
    message:
      description: The same text as RV(msg).
      type: str
"""

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.events_config import EVENTS_CONFIGURATION

BINDING = Binding(EVENTS_CONFIGURATION)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
