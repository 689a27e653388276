# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Admin REST client: what absent means, what is listed, what counts as written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.hints import admin_hint
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    AnswerLost,
    ApiError,
    BadRequest,
    Forbidden,
    NotFound,
    UnexpectedBody,
    WriteRefused,
)
from ansible_collections.iamops.keycloak.tests.unit.keycloak.tokenserver import TokenServer, connect
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply, Reset

ROLE = "/admin/realms/acme/roles/x"


@pytest.fixture
def server() -> Iterator[TokenServer]:
    made = TokenServer()
    yield made
    made.loopback.stop()


@pytest.mark.parametrize("path, reply, absent", [
    (ROLE, Reply(404, {"error": "Could not find role"}), True),
    (ROLE, Reply(404, {"error": "HTTP 404 Not Found"}), True),
    (ROLE, Reply(404, {"errorMessage": "Role not found"}), True),
    (ROLE, Reply(404, kind=""), True),
    (ROLE, Reply(404, {}), True),
    ("/admin/realms/acme", Reply(404, {"error": "Realm not found."}), True),
    ("/admin/realms/a%2Fb", Reply(404, {"error": "Realm not found."}), True),
    (ROLE, Reply(404, {"error": "Realm not found."}), False),
    (ROLE, Reply(404, {"error": "Unable to find matching target resource method"}), False),
    (ROLE, Reply(404, {"error": "RESTEASY003210: Could not find resource for full path: http://kc/x"}), False),
    ("/admin/realms/acme", Reply(404, {"error": "Unable to find matching target resource method"}), False),
    (ROLE, Reply(404, "<html><title>404</title>", kind="text/html"), False),
    (ROLE, Reply(404, "not found", kind="text/plain"), False),
])
def test_absent_or_wrong(server: TokenServer, path: str, reply: Reply, absent: bool) -> None:
    client = connect(server)
    server.next_answers = [reply, reply]
    if absent:
        assert client.get(path) is None
    else:
        with pytest.raises(NotFound):
            client.get(path)
    with pytest.raises(NotFound):
        client.get_required(path)


@pytest.mark.parametrize("reply, items", [
    (Reply(200, []), []), (Reply(204, kind=""), []), (Reply(200, [{"id": "1"}]), [{"id": "1"}]),
    (Reply(200, ["a"]), ["a"]),
])
def test_lists(server: TokenServer, reply: Reply, items: list[Any]) -> None:
    client = connect(server)
    server.next_answers = [reply]
    assert client.list("/things", {"search": "a b"}) == items
    assert server.loopback.calls[-1] == "GET /things?search=a+b&first=0&max=500"


@pytest.mark.parametrize("page, query", [(None, ""), (7, "?first=0&max=7")])
def test_page_size(server: TokenServer, page: Any, query: str) -> None:
    client = connect(server)
    server.next_answers = [Reply(200, [])]
    client.list("/things", page=page)
    assert server.loopback.calls[-1] == f"GET /things{query}"


@pytest.mark.parametrize("body", [{"error": "x"}, "text", 5, True])
def test_a_list_that_is_none(server: TokenServer, body: Any) -> None:
    client = connect(server)
    server.next_answers = [Reply(200, body) if body != "text" else Reply(200, '"text"')]
    with pytest.raises(UnexpectedBody, match="a list was expected"):
        client.list("/things")


def test_a_list_of_an_absent_object(server: TokenServer) -> None:
    with pytest.raises(NotFound):
        connect(server).list("/admin/realms/acme/clients/x/roles")


@pytest.mark.parametrize("answers, error, writes", [
    ([Reply(201, kind="")], None, ["POST /things"]),
    ([Reply(400, {"errorMessage": "no"})], BadRequest, []),
    ([Reply(502, kind="")], AnswerLost, ["POST /things"]),
])
def test_writes_are_counted(server: TokenServer, answers: list[Any], error: Any, writes: list[str]) -> None:
    client = connect(server)
    client.get("/x")
    server.next_answers = answers
    if error is None:
        client.send("POST", "/things", {})
    else:
        with pytest.raises(error):
            client.send("POST", "/things", {})
    assert client.writes == writes


def test_a_write_whose_answer_was_lost(server: TokenServer) -> None:
    client = connect(server)
    client.get("/x")
    server.loopback.acts = [Reset()]
    with pytest.raises(AnswerLost):
        client.send("post", "/things", {})
    assert client.writes == ["POST /things"]


@pytest.mark.parametrize("content, body, sent, kind", [
    ("json", {"a": 1}, b'{"a": 1}', "application/json"),
    ("json", "id", b'"id"', "application/json"),
    ("text", "id", b"id", "text/plain; charset=utf-8"),
    ("form", {"a": "b"}, b"a=b", "application/x-www-form-urlencoded"),
])
def test_kinds_of_body(server: TokenServer, content: str, body: Any, sent: bytes, kind: str) -> None:
    client = connect(server)
    server.objects["/things"] = {}
    client.send("PUT", "/things", body, content=content)
    request = server.loopback.requests[-1]
    assert (request.body, request.headers["Content-Type"]) == (sent, kind)


def test_a_query_is_no_write(server: TokenServer) -> None:
    client = connect(server)
    client.transport.refuse_writes = True
    server.next_answers = [Reply(200, {"realm": "acme"})]
    assert client.query("/admin/realms/acme/partial-export", params={"exportClients": True}) == {"realm": "acme"}
    assert client.writes == []
    with pytest.raises(WriteRefused):
        client.send("DELETE", "/things")
    assert client.writes == []


@pytest.mark.parametrize("reply, words", [
    (Reply(403, {"error": "HTTP 403 Forbidden"}), "the login lacks a role for this: manage-realm of"),
    (Reply(501, {"error": "Feature not enabled"}), "must be started with this feature"),
    (Reply(404, {"error": "Realm not found."}), "the realm must exist before"),
    (Reply(404, {"error": "Unable to find matching target resource method"}), "base path"),
    (Reply(409, {"error": "conflict", "error_description": "Duplicate resource error"}), "exists already"),
    (Reply(405, {"error": "HTTP 405 Method Not Allowed"}), "no such operation"),
    (Reply(500, {"error": "unknown_error", "error_description": "For more on this error consult the server log."}),
     "more than 255 characters"),
    (Reply(400, {"error": 'Invalid json representation for X. Unrecognized field "y"'}), "doesn't know this field"),
])
def test_hints(server: TokenServer, reply: Reply, words: str) -> None:
    client = connect(server)
    server.next_answers = [reply]
    with pytest.raises(Exception, match=words):
        client.send("PUT", ROLE, {})


@pytest.mark.parametrize("method, path, role", [
    ("GET", "/admin/realms/acme", "view-realm"),
    ("PUT", "/admin/realms/acme", "manage-realm"),
    ("GET", "/admin/realms/clients/authentication/flows", "view-realm"),
    ("GET", "/admin/realms/acme/clients", "view-clients"),
    ("POST", "/admin/realms/acme/clients/1/roles", "manage-clients"),
    ("PUT", "/admin/realms/acme/default-default-client-scopes/1", "manage-clients"),
    ("GET", "/admin/realms/acme/clients/1/authz/resource-server", "view-authorization of"),
    ("GET", "/admin/realms/acme/clients/1/authz/resource-server/settings", "manage-authorization of"),
    ("POST", "/admin/realms/acme/clients/1/authz/resource-server/import", "manage-authorization of"),
    ("POST", "/admin/realms/acme/clients/1/authz/resource-server/policy/evaluate", "view-authorization of"),
    ("POST", "/admin/realms/acme/clients/1/authz/resource-server/permission/scope/evaluate", "view-authorization of"),
    ("GET", "/admin/realms/acme/clients/1/roles/a/users", "view-clients and view-users of"),
    ("GET", "/admin/realms/acme/roles/a/groups", "view-realm and view-users of"),
    ("DELETE", "/admin/realms/acme/users/1", "manage-users"),
    ("GET", "/admin/realms/acme/groups", "view-users"),
    ("DELETE", "/admin/realms/acme/sessions/1", "manage-users"),
    ("POST", "/admin/realms/acme/logout-all", "manage-users"),
    ("DELETE", "/admin/realms/acme/attack-detection/brute-force/users", "manage-users"),
    ("GET", "/admin/realms/acme/client-session-stats", "view-realm"),
    ("POST", "/admin/realms/acme/identity-provider/instances", "manage-identity-providers"),
    ("PUT", "/admin/realms/acme/events/config", "manage-events"),
    ("DELETE", "/admin/realms/acme/roles-by-id/1", "manage-realm"),
    ("POST", "/admin/realms/acme/clients/1/scope-mappings/realm", "manage-clients and manage-realm of"),
    ("POST", "/admin/realms/acme/clients/1/scope-mappings/clients/2", "manage-clients of"),
    ("GET", "/admin/realms/acme/organizations", "view-organizations"),
    ("PUT", "/admin/realms/acme/organizations/1", "manage-organizations"),
    ("GET", "/admin/realms/acme/organizations/1/members/2", "view-users"),
    ("PUT", "/admin/realms/acme/organizations/1/groups/2/members/3", "manage-users"),
    ("GET", "/admin/realms/acme/organizations/members/1/organizations", "view-users"),
    ("POST", "/admin/realms/acme/organizations/1/members/invite-user", "manage-organizations"),
    ("GET", "/admin/realms/acme/organizations/1/invitations", "manage-organizations"),
    ("POST", "/admin/realms/acme/organizations/1/identity-providers", "manage-identity-providers"),
    ("POST", "/admin/realms/a/organizations/1/groups/2/role-mappings/realm", "manage-organizations and manage-users"),
    ("GET", "/admin/realms/acme/workflows/1", "realm-admin"),
    ("POST", "/admin/realms", "create-realm"),
])
def test_the_missing_role_is_named(method: str, path: str, role: str) -> None:
    assert f"lacks a role for this: {role}" in admin_hint(403, method, path, "HTTP 403 Forbidden")


@pytest.mark.parametrize("method, path, words", [
    ("GET", "/roles-by-id/1", "; for the role of a client, view-clients"),
    ("POST", "/roles-by-id/1/composites", "; for the role of a client, manage-clients"),
    ("GET", "/clients/1/authz/resource-server/scope", "; for permissions of administrators, realm-admin"),
    ("GET", "/clients/1", "in master"),
])
def test_a_path_that_does_not_tell_whose_it_is_names_both_roles(method: str, path: str, words: str) -> None:
    assert admin_hint(403, method, f"/admin/realms/acme{path}", "HTTP 403 Forbidden").endswith(words)


def test_what_came_with_a_later_server_is_told() -> None:
    said = admin_hint(404, "POST", "/admin/realms/acme/clear-crl-cache", "HTTP 404 Not Found")
    assert "no cache of revoked certificates: it came with Keycloak 26.2" in said


@pytest.mark.parametrize("path, words", [
    ("/organizations", "no organizations, which came with Keycloak 26,"),
    ("/organizations/1/groups", "no groups and invitations of organizations, which came later"),
    ("/workflows", "no workflows, which came with Keycloak 26.4"),
    ("/users/1/vc/credentials", "no verifiable credentials of users, new with Keycloak 26.7"),
    ("/authentication/required-actions/a/config", "no settings of required actions, which came with Keycloak 26,"),
    ("/users/profile", "no user profile: Keycloak 16 has it as a preview only"),
    ("/users/profile/metadata", "no metadata of user profiles"),
    ("/users/1/unmanagedAttributes", "no unmanaged attributes: Keycloak 24 has them, Keycloak 16 not"),
    ("/clients/1/client-secret/rotated", "no rotated secrets of clients: Keycloak 24 has them, Keycloak 16 not"),
    ("/identity-provider/instances/staff/reload-keys", "no way to have keys read anew"),
])
def test_what_a_server_lacks_is_told(path: str, words: str) -> None:
    for reason in ("HTTP 404 Not Found", "Unable to find matching target resource method"):
        assert words in admin_hint(404, "GET", f"/admin/realms/acme{path}", reason)
    assert "organizations_enabled of keycloak_realm" in admin_hint(404, "GET", path, "Organizations not enabled for")


@pytest.mark.parametrize("path", ["members/2", "groups/2", "groups/2/members/3"])
def test_a_member_who_is_missing_is_no_missing_operation(path: str) -> None:
    assert admin_hint(404, "GET", f"/admin/realms/acme/organizations/1/{path}", "HTTP 404 Not Found") == ""


@pytest.mark.parametrize("status, reason, absent", [
    (404, "Organizations not enabled for this realm.", False),
    (404, "Organization not found.", True),
    (400, "Something else", False),
])
def test_what_is_said_of_an_absent_object(server: TokenServer, status: int, reason: str, absent: bool) -> None:
    client = connect(server)
    server.next_answers = [Reply(status, {"errorMessage": reason})]
    if absent:
        assert client.get("/admin/realms/acme/organizations/1") is None
        return
    with pytest.raises(ApiError):
        client.get("/admin/realms/acme/organizations/1")


def test_a_forbidden_read_is_not_absent(server: TokenServer) -> None:
    client = connect(server)
    server.next_answers = [Reply(403, {"error": "HTTP 403 Forbidden"})]
    with pytest.raises(Forbidden):
        client.get(ROLE)


@pytest.mark.parametrize("method, path, body, renewed", [
    ("POST", "/admin/realms", {"realm": "acme"}, True),
    ("PUT", "/admin/realms/acme", {"realm": "other"}, True),
    ("PUT", "/admin/realms/a%2Fb", {"realm": "a/b"}, False),
    ("PUT", "/admin/realms/acme", {"displayName": "Acme"}, False),
    ("PUT", "/admin/realms/acme/roles/x", {"realm": "other"}, False),
    ("POST", "/admin/realms/acme/roles", {"name": "x"}, False),
    ("DELETE", "/admin/realms/acme", None, False),
])
def test_a_new_realm_gives_roles_that_the_token_lacks(
    server: TokenServer, method: str, path: str, body: Any, renewed: bool
) -> None:
    client = connect(server)
    server.objects[path] = {}
    client.send(method, path, body)
    client.get("/x")
    assert server.grants == (["password", "refresh_token"] if renewed else ["password"])


def test_a_given_token_stays_when_it_makes_a_realm(server: TokenServer) -> None:
    server.valid.add("given")
    client = connect(server, token="given")
    server.objects["/admin/realms"] = {}
    client.send("POST", "/admin/realms", {"realm": "acme"})
    client.get("/x")
    assert server.grants == []
