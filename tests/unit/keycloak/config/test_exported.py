# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the roles of many clients, and groups, are read from."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.config import survey as surveys
from ansible_collections.iamops.keycloak.plugins.module_utils.config.survey import Survey
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config.exported import MANY
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config.lists import LISTS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import ApiError

REALM = "/admin/realms/acme"
WHOLE = {"briefRepresentation": "false"}


def a_role(client: int, **more: Any) -> dict[str, Any]:
    return {"id": f"role-{client}", "name": "read", "clientRole": True, "containerId": f"id-{client}", **more}


def a_group(name: str, **more: Any) -> dict[str, Any]:
    return {"id": f"id-{name}", "name": name, "path": f"/{name}", **more}


class Realm:
    """A server with many clients that counts what it is asked for.

    :param clients: how many
    :param refuses: whether it gives no exports
    :param release: the server's version
    """

    def __init__(self, clients: int, refuses: bool = False, release: str = "26.7.2") -> None:
        self.clients, self.refuses, self.release = clients, refuses, release
        self.asked: list[str] = []
        self.may_export = threading.Event()
        self.may_export.set()

    def list(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        if path == f"{REALM}/clients":
            return [{"id": f"id-{number}", "clientId": f"app-{number}"} for number in range(self.clients)]
        return [a_role(int(path.split("-")[1].partition("/")[0]))]

    def query(self, path: str, body: Any = None, **how: Any) -> Any:
        self.asked.append(path)
        self.may_export.wait(5)
        if self.refuses:
            raise ApiError(403, "POST", path, "Forbidden")
        # one that was made after the list isn't known
        numbers = range(self.clients + 1)
        roles = {f"app-{one}": [a_role(one, composites={"realm": ["x"]})] for one in numbers}
        return {"roles": {"client": roles}, "groups": [a_group("a", subGroups=[a_group("b", parentId="id-a")])]}

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        count = {"subGroups": [], "subGroupCount": 1}
        return [a_group("a", **count), a_group("b", parentId="id-a", subGroups=[], subGroupCount=0)]

    def version(self) -> str:
        return self.release


def await_threads() -> None:
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(5)


@pytest.fixture(autouse=True)
def threads_end() -> Iterator[None]:
    yield
    await_threads()


def role_of(survey: Survey, client: int) -> Any:
    return survey.get(f"{REALM}/clients/id-{client}/roles/read")


def settle(survey: Survey) -> None:
    """Ask for one role, and wait until the export that may have been asked for has ended."""
    role_of(survey, 0)
    await_threads()


def test_an_export_answers_for_all_clients_as_their_lists_would() -> None:
    realm = Realm(MANY)
    survey = Survey(realm, LISTS)  # type: ignore[arg-type]
    settle(survey)
    before = len(realm.asked)
    assert [role_of(survey, number) for number in range(MANY)] == [a_role(number) for number in range(MANY)]
    assert survey.list(f"{REALM}/clients/id-7/roles", WHOLE) == [a_role(7)]
    assert len(realm.asked) == before
    assert realm.asked.count(f"{REALM}/partial-export") == 1


def test_an_export_answers_for_groups_as_their_list_would() -> None:
    realm, other = Realm(MANY), Realm(MANY)
    survey = Survey(realm, LISTS)  # type: ignore[arg-type]
    settle(survey)
    asked = {"briefRepresentation": "false"}
    by_export = survey.list(f"{REALM}/groups/id-a/children", asked)
    assert by_export == Survey(other, LISTS).list(f"{REALM}/groups/id-a/children", asked)  # type: ignore[arg-type]
    assert [group["name"] for group in by_export] == ["b"]
    assert f"{REALM}/groups" in other.asked
    assert f"{REALM}/groups" not in realm.asked


def test_groups_of_older_servers_are_listed() -> None:
    realm = Realm(MANY, release="22.0.5")
    survey = Survey(realm, LISTS)  # type: ignore[arg-type]
    settle(survey)
    survey.list(f"{REALM}/groups/id-a/children", {"briefRepresentation": "false"})
    assert f"{REALM}/groups" in realm.asked


def test_nothing_waits_for_an_export() -> None:
    realm = Realm(MANY)
    realm.may_export.clear()
    survey = Survey(realm, LISTS)  # type: ignore[arg-type]
    assert role_of(survey, 3) == a_role(3)
    assert f"{REALM}/clients/id-3/roles" in realm.asked
    realm.may_export.set()


def test_where_exports_are_refused_each_client_is_asked_for() -> None:
    realm = Realm(MANY, refuses=True)
    survey = Survey(realm, LISTS)  # type: ignore[arg-type]
    settle(survey)
    assert role_of(survey, 5) == a_role(5)
    assert f"{REALM}/clients/id-5/roles" in realm.asked


def test_no_export_of_few_clients() -> None:
    realm = Realm(MANY - 1)
    assert role_of(Survey(realm, LISTS), 5) == a_role(5)  # type: ignore[arg-type]
    assert f"{REALM}/partial-export" not in realm.asked


def test_no_export_from_a_server_that_has_nothing_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr(surveys, "monotonic", lambda: float(next(clock)))
    realm = Realm(MANY)
    assert role_of(Survey(realm, LISTS), 5) == a_role(5)  # type: ignore[arg-type]
    assert f"{REALM}/partial-export" not in realm.asked
