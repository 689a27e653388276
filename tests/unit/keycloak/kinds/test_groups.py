# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups: where they are found, and where they move to."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.inquiry import Inquiry, inquire
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.groups import GROUP
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.references import TO_GROUP, group_path
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    ApiError,
    InvalidInput,
    MissingReference,
)

GROUPS = "/admin/realms/acme/groups"


def group(name: str, parent: str = "", **more: Any) -> dict[str, Any]:
    path = f"{parent}/{name}"
    above = {"parentId": "id" + parent.replace("/", "-")} if parent else {}
    return {"id": "id" + path.replace("/", "-"), "name": name, "path": path, "subGroupCount": 0, **above, **more}


class Server:
    """A realm with these groups; the search at the top trims what it is given."""

    def __init__(self, *groups: dict[str, Any]) -> None:
        self.groups = groups

    def get(self, path: str, params: Any = None) -> Any:
        return next((one for one in self.groups if path == f"{GROUPS}/{one['id']}"), None)

    def list(self, path: str, params: Any = None) -> Any:
        above = path.removeprefix(GROUPS).removesuffix("/children").lstrip("/") or None
        here = [one for one in self.groups if above is None or one.get("parentId") == above]
        search = (params or {}).get("search")
        search = search.strip() if search and above is None else search
        return [one for one in here if search is None or one["name"] == search]

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)

    def version(self) -> str:
        return "26.7.2"


STAFF = group("staff", description="x", access={"manage": True}, realmRoles=[])
TEAM = group("team", "/staff")
SERVER = Server(STAFF, TEAM, group("team", "/staff/team"), group("sales"), group(" padded "), group("a/b"))
BELOW_STAFF = {"parents": [{"name": "staff"}]}


def planned(server: Any = SERVER, anticipation: Any = None, **options: Any) -> Plan:
    desired = read(GROUP, {"realm": "acme", **options})
    return plan(GROUP, observe(GROUP, server, desired, anticipation or Certain()), desired)


@pytest.mark.parametrize(
    ("options", "actions"),
    [
        ({"name": "staff"}, []),
        ({"name": " padded "}, []),
        ({"name": "a/b"}, []),
        # a group below another of that name isn't one at the top
        ({"name": "team"}, [f"POST {GROUPS}"]),
        ({"name": "team", **BELOW_STAFF}, []),
        ({"name": "team", "parents": [{"id": "id-staff"}]}, []),
        ({"name": "team", "parents": [{"name": "ignored"}, {"id": "id-staff"}, {"name": "team"}]}, []),
        ({"name": "new", **BELOW_STAFF}, [f"POST {GROUPS}/id-staff/children"]),
        ({"name": "staff", "description": "y"}, [f"PUT {GROUPS}/id-staff"]),
        ({"name": "team", "description": "y", **BELOW_STAFF}, [f"PUT {GROUPS}/id-staff-team"]),
        ({"id": "id-staff-team"}, []),
        ({"id": "id-staff-team", "name": "renamed"}, [f"PUT {GROUPS}/id-staff-team"]),
        ({"id": "id-staff-team", "parents": []}, [f"POST {GROUPS}"]),
        ({"id": "id-staff-team", "parents": [{"name": "sales"}]}, [f"POST {GROUPS}/id-sales/children"]),
        ({"id": "id-staff-team", **BELOW_STAFF}, []),
        ({"name": "team", "parents": [{"name": "sales"}], "moved_from": [{"name": "staff"}]},
         [f"POST {GROUPS}/id-sales/children"]),
        ({"name": "sales", "moved_from": [], **BELOW_STAFF}, [f"POST {GROUPS}/id-staff/children"]),
        # it is there already, or was never where it is said to have been
        ({"name": "team", "moved_from": [{"name": "sales"}], **BELOW_STAFF}, []),
        ({"name": "new", "moved_from": [{"name": "nowhere"}], **BELOW_STAFF}, [f"POST {GROUPS}/id-staff/children"]),
        ({"name": "team", "moved_from": [{"name": "staff"}], "state": "absent"}, []),
        ({"id": "gone", "name": "staff", "state": "absent"}, []),
        ({"name": "team", "state": "absent", **BELOW_STAFF}, [f"DELETE {GROUPS}/id-staff-team"]),
    ],
)  # fmt: skip
def test_plan(options: dict[str, Any], actions: list[str]) -> None:
    assert planned(**options).actions == actions


def test_a_move_shows_in_the_diff() -> None:
    moved = planned(id="id-staff-team", parents=[{"name": "sales"}], name="crew")
    assert (moved.before["path"], moved.after["path"]) == ("/staff/team", "/sales/crew")
    assert moved.steps[0].body == {"id": "id-staff-team", "name": "team"}


def test_a_put_resets_a_description_that_is_absent() -> None:
    assert planned(name="staff", attributes={"a": "b"}).steps[0].body == {
        "id": "id-staff", "name": "staff", "description": "x", "attributes": {"a": ["b"]},
    }  # fmt: skip


def test_the_server_takes_values_in_another_order_for_no_change() -> None:
    server = Server(group("staff", attributes={"a": ["1", "2"]}))
    assert planned(server, name="staff", attributes={"a": ["2", "1"]}).actions == []
    assert planned(server, name="staff", attributes={"a": ["2", "1", "1"]}).actions != []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"parents": [{"name": "nowhere"}]}, "there is no group '/nowhere' in realm 'acme'"),
        ({"parents": [{"name": "staff"}, {"name": "x"}]}, "there is no group '/staff/x'"),
        ({"parents": [{}]}, "parents[0]: needs id or name"),
        ({"name": "x" * 256}, "name: must have at most 255 characters, has 256"),
        ({"attributes": {"a": "x" * 256}}, "attributes.a: must have at most 255"),
        ({"id": "id-staff", "parents": [{"name": "staff"}, {"name": "team"}]}, "must be outside of the group itself"),
        ({"id": "id-staff", **BELOW_STAFF}, "must be outside of the group itself"),
        ({"raw": {"realmRoles": ["x"]}}, "raw.realmRoles: can't be written with a group"),
    ],
)
def test_bad_input(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput) as error:
        planned(**{"name": "staff", **options})
    assert says in error.value.message


def test_a_parent_that_is_yet_to_be_made() -> None:
    later = planned(anticipation=Anything(), name="team", parents=[{"name": "new"}])
    assert later.actions == [f"POST {GROUPS}/{{id}}/children"]
    assert later.after["path"] == "/new/team"


@pytest.mark.parametrize(("name", "path"), [("a", "/a"), ("/a", "/a"), ("/a/b", "/a/b"), ("a/b", "/a/b")])
def test_group_path(name: str, path: str) -> None:
    assert group_path(name) == path


def test_a_path_is_quoted_name_by_name() -> None:
    asked: list[str] = []

    class Reader(Server):
        def get(self, path: str, params: Any = None) -> Any:
            asked.append(path)

    TO_GROUP.find(Reader(), {"realm": "acme"}, "/a b/ü;")
    assert asked == ["/admin/realms/acme/group-by-path/a%20b/%C3%BC%3B"]
    with pytest.raises(InvalidInput):
        TO_GROUP.find(Reader(), {"realm": "acme"}, "/a/../b")
    assert issubclass(MissingReference, InvalidInput)


NEST = {"id": "1", "name": "crew", "subGroups": [{"id": "2", "name": "a crew", "subGroups": []}]}


class Older(Server):
    """A server before 23."""

    def get(self, path: str, params: Any = None) -> Any:
        return {f"{GROUPS}/1": {**NEST, "access": {"view": True}}}.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        if path == GROUPS:
            return [NEST, {"id": "3", "name": "none", "subGroups": []}]
        raise ApiError(405, "GET", path, "no")


@pytest.mark.parametrize(
    ("options", "more", "found"),
    [
        ({}, {}, "13"),
        ({}, {"search": "CREW"}, "12"),
        ({}, {"search": "nosuch"}, ""),
        ({"name": "crew"}, {}, "1"),
        ({"id": "1"}, {}, "1"),
        ({"parents": [{"name": "crew"}]}, {}, "2"),
        ({"parents": [{"name": "crew"}]}, {"search": "nosuch"}, ""),
        ({"parents": [{"name": "crew"}], "name": "a crew"}, {}, "2"),
    ],
)
def test_an_older_server_has_groups_in_groups(options: dict[str, Any], more: dict[str, Any], found: str) -> None:
    objects = inquire(GROUP, Older(), Inquiry({"realm": "acme", **options}, **more), Certain())
    assert "".join(one["id"] for one in objects) == found
    assert all(one.keys() == {"id", "name", "subGroups"} and not one["subGroups"] for one in objects)


def test_what_is_below_a_group_of_an_older_server_is_a_part() -> None:
    [one] = inquire(GROUP, Older(), Inquiry({"realm": "acme", "id": "1"}, parts=("sub_groups",)), Certain())
    assert [below["name"] for below in one["subGroups"]] == ["a crew"]
