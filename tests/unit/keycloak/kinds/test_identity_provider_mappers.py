# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mappers of an identity provider: one that is named by its id is none of another's."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.identity_provider_mappers import (
    IDENTITY_PROVIDER_MAPPER,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

MAPPERS = "/admin/realms/acme/identity-provider/instances/hub/mappers"
MAPPER = {"id": "1", "name": "m", "identityProviderAlias": "hub", "identityProviderMapper": "t", "config": {"a": "b"}}


class Server:
    """Two identity providers; the first has a mapper, which the server shows below the other, too."""

    def get(self, path: str, params: Any = None) -> Any:
        if path.endswith("/mappers/1"):
            return MAPPER
        return None if "/mappers/" in path else {"t": {}} if path.endswith("/mapper-types") else {"alias": "any"}

    def list(self, path: str, params: Any = None) -> Any:
        return [MAPPER] if path == MAPPERS else []

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


def planned(owner: str, **options: Any) -> Plan:
    desired = read(IDENTITY_PROVIDER_MAPPER, {"realm": "acme", "identity_provider": owner, **options})
    return plan(IDENTITY_PROVIDER_MAPPER, observe(IDENTITY_PROVIDER_MAPPER, Server(), desired, Certain()), desired)


@pytest.mark.parametrize("options", [{"state": "absent"}, {"name": "n"}, {"config": {"a": "c"}}])
def test_a_mapper_of_another(options: dict[str, Any]) -> None:
    assert [step.path for step in planned("hub", id="1", **options).steps] == [f"{MAPPERS}/1"]
    with pytest.raises(InvalidInput, match="id: .*is that of a mapper of identity provider 'hub'"):
        planned("other", id="1", **options)


def test_what_is_written() -> None:
    (step,) = planned("hub", name="m", config={"a": "c"}).steps
    assert (step.method, step.body) == ("PUT", {**MAPPER, "config": {"a": "c"}})
    new = {"name": "m", "identityProviderAlias": "other", "identityProviderMapper": "t"}
    (step,) = planned("other", name="m", mapper_type="t").steps
    assert (step.method, step.body) == ("POST", new)
