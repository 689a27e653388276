# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules for clients and client scopes share."""

from __future__ import annotations


class ModuleDocFragment:
    """Which client it is."""

    DOCUMENTATION = r"""
options:
  id:
    description:
      - Id of the client. It goes before O(client_id).
      - One of O(id) and O(client_id) is required.
    type: str
  client_id:
    description: Client id of the client.
    type: str
    aliases: [clientId]
"""

    # the client whose authorization it is
    PROTECTED = r"""
options:
  client_id:
    description:
      - Client id of the client that is protected.
      - It must have authorization services, as
        O(iamops.keycloak.keycloak_client#module:authorization_services_enabled) gives them.
    type: str
    required: true
"""

    # what a client scope has
    SCOPE = r"""
options:
  name:
    description:
      - Name of the client scope, by which it is found. It must not have spaces.
      - One of O(name) and O(id) is required. Given both, a client scope of that O(id) gets this name.
    type: str
  id:
    description: Id of the client scope. It is found by it, too, and a new one gets it.
    type: str
  description:
    description: What the client scope is for.
    type: str
  protocol:
    description:
      - The protocol that the scope belongs to, such as V(openid-connect) or V(saml).
      - A new scope gets V(openid-connect) unless it is given.
    type: str
  attributes:
    description:
      - Further settings, such as C(include.in.token.scope), C(display.on.consent.screen), C(consent.screen.text) or
        C(gui.order).
      - They are merged, and a key given as null is removed. An empty text is a value that the server keeps.
    type: dict
"""

    # the protocol mappers of either; the module describes the list
    MAPPERS = r"""
options:
  protocol_mappers:
    type: list
    elements: dict
    aliases: [protocolMappers]
    suboptions:
      name:
        description: Name of the mapper, unique in the list. Required.
        type: str
      protocol:
        description: The protocol that the mapper belongs to. Its owner's unless given. It can't be changed.
        type: str
      protocolMapper:
        description: Type of the mapper, such as V(oidc-usermodel-attribute-mapper). A new mapper needs one.
        type: str
        aliases: [protocol_mapper, protocol_mapper_type]
      config:
        description: Settings of the mapper. They are merged, a key given as null or with an empty value is removed.
        type: dict
      consentRequired:
        description: Taken and not written, since users consent to client scopes and not to their mappers any more.
        type: bool
        aliases: [consent_required]
      consentText:
        description: Like O(protocol_mappers[].consentRequired).
        type: str
        aliases: [consent_text]
      id:
        description: Id that a new mapper gets.
        type: str
  protocol_mappers_behavior:
    description:
      - With V(exact), which holds unless given, mappers that O(protocol_mappers) does not name are removed.
      - With V(subset), they stay.
    type: str
    choices: [exact, subset]
    aliases: [protocolMappersBehavior]
"""
