# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that the modules for authentication flows share."""

from __future__ import annotations


class ModuleDocFragment:
    """What an authentication flow has, beside its steps."""

    DOCUMENTATION = r"""
options:
  alias:
    description: Name of the flow.
    type: str
    required: true
  description:
    description: Description of the flow.
    type: str
  provider_id:
    description:
      - Type of the flow, V(basic-flow) or V(client-flow). A new flow is a V(basic-flow) unless this is given.
      - Another type takes other executions, so the flow is built again with those that are listed.
      - With O(copy_from), it means nothing. The type is that of the source.
    type: str
    aliases: [providerId]
  copy_from:
    description:
      - The flow that a new one is copied from, with all its steps. The names of its sub-flows and settings begin with
        the new flow's name, such as C(acme browser forms).
      - The executions that are listed are laid over the copy. What is listed is changed or added, the steps of the
        source stay as they are in the copy, and a step that is neither listed nor one of the source's is removed.
        Where
        the source is gone by then, nothing is removed.
    type: str
    aliases: [copyFrom]
  force:
    description:
      - Make the flow again, as if it did not exist. That is a change in every run.
      - A flow that is in use stays in use, as the new one is built beside it and takes its place.
    type: bool
    default: false
  temporary_swap_flow_suffix:
    description:
      - What follows the name of a flow, and those of its sub-flows, while it is built beside another one.
      - It is used only where a flow can not be changed in place.
    type: str
    default: _tmp_for_swap
  force_temporary_swap_flow_deletion:
    description:
      - Whether a flow that already has the name of the one to be built, as a broken run may have left it, is taken
        for
        that one and finished. Otherwise the task fails.
    type: bool
    default: true
notes:
  - The login needs the role C(manage-realm) of C(realm-management), and C(view-clients) and
    C(view-identity-providers)
    where a flow is removed or built again.
  - A flow is changed in place, also while the realm, clients or identity providers use it. One changed requirement or
    place, or the settings of one execution, is one write. New steps come first, a new sub-flow is enabled when it is
    complete, and what goes goes last. So no login passes meanwhile with less than both the old and the new flow ask
    for.
  - What the server can not change in place is another type of the flow or of a sub-flow, and a sub-flow that moves to
    another level. Then a new flow is built beside the old one, all that used the old one is made to use the new one,
    the
    old one is removed, and the new one gets its name. Running again finishes what a broken run has left.
  - A built-in flow gets other requirements, places and settings, and its executions need not all be listed. It
    neither
    gets nor loses steps, and is never removed.
  - A flow that is in use is not removed. The error tells by what it is used.
  - Names of sub-flows are unique in a realm. In the names of flows the server refuses some characters, such as a
    slash.
"""
