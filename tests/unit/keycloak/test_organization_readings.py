# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Organizations and workflows: what is named and what is counted; an empty name isn't everything."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Deed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Reading, Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.workflows import ACTIVATION
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.organization_groups import GROUP_INFO
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.organizations import (
    INVITATION_INFO,
    MEMBER_INFO,
    ORGANIZATION_INFO,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.workflows import WORKFLOW_INFO
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ACME = "/admin/realms/acme"
FOUND: dict[str, Any] = {
    "organizations": [{"id": "o", "name": "Staff", "alias": "staff"}],
    "organizations/o": {"id": "o", "name": "Staff", "alias": "staff"},
    "organizations/count": 3,
    "organizations/o/members": [{"id": "a", "username": "ann"}],
    "organizations/o/members/count": 5,
    "users": [{"id": "a", "username": "ann"}],
    "workflows": [{"id": "w", "name": "runs does not stop", "steps": []}],
}


class Server:
    """A realm with organizations of which one is found, and a workflow."""

    def get(self, path: str, params: Any = None) -> Any:
        return FOUND.get(path.replace(f"{ACME}/", ""))

    def list(self, path: str, params: Any = None) -> Any:
        if path.endswith("/invitations"):
            return [{"id": "i", "email": "new@example.org"}] if params == {"email": "new@example.org"} else []
        return FOUND.get(path.replace(f"{ACME}/", ""), [])


def source(arguments: Any, **options: Any) -> Source:
    unset = {name: entry.get("default") for name, entry in arguments.items()}
    named = {name: given for name, given in {"organization": "Staff"}.items() if name in arguments}
    return Source(Server(), {**unset, **named, "realm": "acme", **options})


@pytest.mark.parametrize(
    ("reading", "options", "exists", "said"),
    [
        (ORGANIZATION_INFO, {"name": "Staff", "count": True}, True, "one organization found"),
        (ORGANIZATION_INFO, {"name": "nosuch", "count": True}, False, "no organizations found"),
        (ORGANIZATION_INFO, {"count": True, "max": 0}, True, "3 organizations found"),
        (MEMBER_INFO, {"count": True}, True, "one member found"),
        (MEMBER_INFO, {"count": True, "max": 0}, True, "5 members found"),
        (MEMBER_INFO, {"count": True, "max": 0, "search": "nosuch"}, False, "no members found"),
    ],
)
def test_whether_there_is_any(reading: Reading, options: dict[str, Any], exists: bool, said: str) -> None:
    result = reading.read(source(reading.arguments, **options))
    assert result["exists"] is exists
    assert result["msg"].startswith(said)


def test_an_invitation_is_found_whatever_the_letters() -> None:
    result = INVITATION_INFO.read(source(INVITATION_INFO.arguments, email="New@Example.org"))
    assert [one["id"] for one in result["invitations"]] == ["i"]


@pytest.mark.parametrize(
    ("reading", "names"),
    [
        (ORGANIZATION_INFO, ["id", "name", "alias", "member", "identity_provider"]),
        (MEMBER_INFO, ["member"]),
        (INVITATION_INFO, ["id", "email"]),
        (GROUP_INFO, ["id", "path"]),
        (WORKFLOW_INFO, ["id", "name", "user", "client_id"]),
    ],
)
def test_an_empty_name_is_refused(reading: Reading, names: list[str]) -> None:
    for name in names:
        with pytest.raises(InvalidInput, match=f"{name}: must not be empty"):
            reading.read(source(reading.arguments, **{name: ""}))


def activation(**options: Any) -> Deed:
    return ACTIVATION.prepare(source(ACTIVATION.arguments, workflow="runs does not stop", **options))


def test_a_workflow_is_for_somebody() -> None:
    assert activation(user="ann").foretold["msg"] == "workflow 'runs does not stop' would run for 'ann'"
    with pytest.raises(InvalidInput, match="user: must not be empty"):
        activation(user="")


@pytest.mark.parametrize("span", ["P3D", "PT12H", "p1dt2h30m", "PT1.5S", "12h", "30d", "90"])
def test_a_span_of_time(span: str) -> None:
    assert activation(user="ann", not_before=span).calls[0].params == {"notBefore": span}


# the server would begin at once
@pytest.mark.parametrize("span", ["", "P", "PT", "P2W", "P1M", "please", "P3", "-P3D", "3 days"])
def test_no_span_of_time(span: str) -> None:
    with pytest.raises(InvalidInput, match="must be a span of time in days or less"):
        activation(user="ann", not_before=span)
