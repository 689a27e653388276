# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation that lookup plugins share: the modules' options, and where else their values come from."""

from __future__ import annotations

import re
from typing import Any

from ansible.module_utils.common.yaml import yaml_dump, yaml_load
from ansible_collections.iamops.keycloak.plugins.doc_fragments.keycloak import ModuleDocFragment as OfModules

PREFIX = "iamops_keycloak_"


def variable_of(option: str) -> str:
    """Return the variable that an option is read from."""
    return PREFIX + ("url" if option == "auth_keycloak_url" else option)


def _of_a_lookup(option: str, entry: dict[str, Any]) -> dict[str, Any]:
    said = entry["description"] if isinstance(entry["description"], list) else [entry["description"]]
    own = [
        line for line in said if not re.match(r"The environment variable E\(\w+\) is read if this is not set\.$", line)
    ]
    names = dict.fromkeys(name for line in said for name in re.findall(r"environment variable E\((\w+)\)", line))
    spec = {name: value for name, value in entry.items() if name not in ("required", "aliases")}
    spec.update(description=own, vars=[{"name": variable_of(option)}])
    if names:
        spec["env"] = [{"name": name} for name in names]
    return spec


def _options() -> dict[str, Any]:
    return {name: _of_a_lookup(name, entry) for name, entry in yaml_load(OfModules.DOCUMENTATION)["options"].items()}


class ModuleDocFragment:
    """Options that every lookup takes."""

    DOCUMENTATION = yaml_dump(
        {
            "options": _options(),
            "requirements": yaml_load(OfModules.DOCUMENTATION)["requirements"],
            "notes": [
                "Lookups run on the controller. They know nothing of C(module_defaults): what is the same for all"
                " of them is given by the variables, or by the environment variables that modules read, too. What is"
                " given in the lookup itself goes first, then the variables, then the environment.",
                "What comes back is a secret in clear. Set C(no_log) for the tasks that use it.",
                "The login is that of the run: tasks and lookups that log in the same way share one. Its tokens are"
                " kept in the run's private temporary directory, until the run ends. Secrets are kept nowhere.",
            ],
        },
        sort_keys=False,
        width=1000,
    )
