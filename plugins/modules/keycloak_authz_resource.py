#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_authz_resource
short_description: Manages protected resources of a Keycloak client
version_added: "1.0.0"
description:
  - Creates, changes and removes resources that the authorization services of a client protect.
  - The login needs the roles C(view-clients) and C(manage-authorization) of C(realm-management), and C(view-users)
    where O(owner) is given.
options:
  name:
    description: Name of the resource. Each owner's resources have names of their own.
    type: str
    required: true
  owner:
    description:
      - Username of the user who owns the resource.
      - It says which resource of this name is meant. Without it, that is the one that the client itself owns.
    type: str
  display_name:
    description: Name of the resource as users see it.
    type: str
    aliases: [displayName]
  type:
    description: Type of the resource, such as V(urn:shop:order), by which permissions can protect all of them.
    type: str
  icon_uri:
    description: Address of an icon.
    type: str
    aliases: [iconUri]
  uris:
    description: Addresses that belong to the resource. They can hold patterns, such as V(/orders/*).
    type: list
    elements: str
  scopes:
    description:
      - Names of the authorization scopes of the resource.
      - They must exist. The server would make those that do not, so that a typing error would make a new one.
    type: list
    elements: str
  owner_managed_access:
    description:
      - Whether its owner decides who else may access it.
      - A new one is V(false) unless this is given.
    type: bool
    aliases: [ownerManagedAccess]
  attributes:
    description: Attributes. A value is a text or a list of texts, and the order in a list counts.
    type: dict
notes:
  - The owner of a resource can not be changed. One of the same name with another O(owner) is another resource.
  - With O(state=absent), the server takes the resource out of the permissions that protect it, and removes a permission
    that then protects nothing.
  - At most 255 characters fit into O(name), O(display_name), O(type), O(icon_uri) and each of O(uris). More is an error
    before anything is written.
seealso:
  - module: iamops.keycloak.keycloak_authz_scope
  - module: iamops.keycloak.keycloak_authz_permission
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.client.protected
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.in_realm
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: Orders are protected
  iamops.keycloak.keycloak_authz_resource:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    client_id: shop
    name: Orders
    display_name: All orders
    type: urn:shop:order
    uris: [/orders/*]
    scopes: [view, edit]
    attributes:
      department: sales

- name: Ann has a photo of her own
  iamops.keycloak.keycloak_authz_resource:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Photo
    owner: ann
    owner_managed_access: true

- name: Invoices are protected no more
  iamops.keycloak.keycloak_authz_resource:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    client_id: shop
    name: Invoices
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {name: Orders, type: 'urn:shop:order', uris: [/orders/*], ownerManagedAccess: false}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {name: Orders, uris: [/orders/*]}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {name: Orders, type: 'urn:shop:order', uris: [/orders/*], ownerManagedAccess: false}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms/acme/clients/0b8c4c1e-5f0e-4c39-9f3e/authz/resource-server/resource"]
diff:
  description:
    - The object before and after, by names instead of ids, secrets hidden, without what only the server makes.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The object before.
      type: dict
    after:
      description: The object afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: "protected resource 'Orders' has been created"
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found), V(conflict), V(unreachable) or V(server_error).
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
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authz_resources import AUTHZ_RESOURCE

BINDING = Binding(AUTHZ_RESOURCE)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
