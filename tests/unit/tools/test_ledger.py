# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger of operations: which operation a request is, what counts, and what the table says."""

from __future__ import annotations

import importlib
import json
import pathlib
from collections import Counter

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
REALM = "/admin/realms/{realm}"


@pytest.fixture
def operations(monkeypatch: pytest.MonkeyPatch):
    """The tool that knows the operations."""
    monkeypatch.syspath_prepend(str(ROOT / "tests/tools"))
    return importlib.import_module("operations")


@pytest.fixture
def ledger(operations, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path):
    """The tool that judges, with a place of its own to write to."""
    tool = importlib.import_module("ledger")
    monkeypatch.setattr(tool, "RECORDS", tmp_path / "operations")
    monkeypatch.setattr(tool, "LEDGER", tmp_path / "operations.jsonl")
    return tool


def test_all_documents_are_whole(operations):
    found = Counter(each.document for each in operations.known())
    assert found["Admin REST API"] == 316
    assert found["Clients API"] == 32
    assert found["Client scope mappings"] == 3
    assert found["userClientAdministration"] == 7
    assert found["Authress"] == 7
    assert len({(each.document, str(each)) for each in operations.known()}) == len(operations.known())


@pytest.mark.parametrize(
    ("request_line", "route"),
    [
        ("GET /admin/realms/acme/users/count", "/users/count"),
        ("GET /admin/realms/users/users/users", "/users/{user-id}"),
        ("GET /admin/realms/acme/group-by-path/a/b%2Fc/d", "/group-by-path/{path}"),
        ("GET /admin/realms/acme/group-by-path/a", "/group-by-path/{path}"),
        ("GET /admin/realms/acme/localization/en/a%2Fb", "/localization/{locale}/{key}"),
        ("GET /admin/realms/acme", ""),
        ("GET /admin/realms/acme/nosuch", None),
        ("PATCH /admin/realms/acme", None),
        ("GET /admin/realms/acme/clients/x/authz/resource-server/policy/search", "/policy/search"),
        ("GET /admin/realms/acme/clients/x/authz/resource-server/policy/role/search", "/policy/{type}/search"),
    ],
)
def test_the_operation_of_a_request(operations, request_line, route):
    found = operations.Router(operations.known()).find(*request_line.split(" "))
    assert not found if route is None else found[0].path.endswith(REALM + route if len(route) < 2 else route)


def test_documents_with_other_names_for_variables_describe_the_same_operation(operations):
    found = operations.Router(operations.known()).find("GET", "/admin/realms/acme/clients/x")
    assert {each.document for each in found} == {"Admin REST API", "Clients API"}


@pytest.mark.parametrize(
    ("module", "status", "counts"),
    [
        ("keycloak_role", 200, True),
        ("keycloak_role", 204, True),
        ("keycloak_role", 404, False),
        ("keycloak_role", None, False),
        ("keycloak_api", 200, False),
        ("keycloak_resource", 200, False),
        *((f"keycloak_{name}", 200, False) for name in ("config", "drift", "export")),
        ("", 200, False),
    ],
)
def test_what_counts(operations, module, status, counts):
    record = {"method": "GET", "path": "/admin/realms/acme/roles", "status": status, "module": module}
    called = operations.calls([record], operations.Router(operations.known()))
    assert bool(called) is counts


def test_old_servers_have_fewer(operations):
    seeds = [each for each in operations.known() if each.document == "Admin REST API"]
    assert len(operations.missing(seeds, {}, "26.7.2")) == 316
    assert len(operations.missing(seeds, {}, "16.1.1")) == 312
    added = [each for each in operations.known() if each.document == operations.ADDED]
    assert len(operations.missing(added, {}, "26.7.2")) == len(added) == 150
    assert not operations.missing(added, {}, "24.0.5")


def test_the_table_is_what_was_seen(operations, ledger):
    roles = "GET /admin/realms/{realm}/roles"
    one = next(each for each in operations.known() if str(each) == roles)
    called = {one: Counter({"keycloak_role": 5, "keycloak_info": 900, "a": 4, "b": 3, "c": 2})}
    page = ledger.table(operations.known(), called)
    row = page[page.index(roles) :].split("* - ``")[0]
    assert [name for name in ("keycloak_role", ".a#", ".b#", ".c#", "keycloak_info") if name in row] == [
        "keycloak_role", ".a#", ".b#", ".c#",
    ]  # fmt: skip
    assert not list(ledger.untrue(page, called, "26.7.2"))
    assert list(ledger.untrue(ledger.table(operations.known(), {}), called, "26.7.2")) == [
        f"no module is named for {roles}, which a calls"
    ]
    gone = {one: Counter({"keycloak_role": 5, "a": 4, "b": 3})}
    assert list(ledger.untrue(page, gone, "26.7.2")) == [f"c doesn't call {roles}"]


def test_a_missing_operation_fails(operations, ledger, tmp_path, monkeypatch):
    console = importlib.import_module("console")
    monkeypatch.setattr(ledger, "LACKING", tmp_path / "lacking.txt")
    monkeypatch.setattr(ledger, "untrue", lambda *about: iter(()))
    requests = [
        {"method": each.method, "path": each.path.replace("{", "").replace("}", ""), "status": 200, "module": "m"}
        for each in operations.known()
    ]
    ledger.record_of("kinds").write_text("\n".join(map(json.dumps, requests)))
    log = console.Log(tmp_path / "log")
    ledger.check("26.7.2", log)
    assert (tmp_path / "operations.jsonl").read_text().count("\n") == len(requests)
    path = ledger.record_of("kinds")
    path.write_text("\n".join(map(json.dumps, requests[1:])))
    with pytest.raises(console.GateFailed):
        ledger.check("26.7.2", log)
    assert f"no module calls {operations.known()[0]}" in log.lines
    (tmp_path / "lacking.txt").write_text(f"{operations.known()[0]}\n")
    ledger.check("26.7.2", log)
    path.write_text("\n".join(map(json.dumps, requests)))
    with pytest.raises(console.GateFailed):
        ledger.check("26.7.2", log)
    assert "is called now" in log.lines[-2]


def test_what_is_excused_is_of_one_version(ledger):
    text = "GET /a\n16.1.1 GET /b  # the reason\n24.0.5 PUT /c # another\n\n# a remark\n"
    assert ledger.excused(text, "26.7.2") == {"GET /a"}
    assert ledger.excused(text, "16.1.1") == {"GET /b"}


def test_the_table_is_not_written_where_tests_failed(operations, ledger, tmp_path, monkeypatch):
    console = importlib.import_module("console")
    monkeypatch.setattr(console.layout, "LOGS", tmp_path)
    written = []

    def fail(log):
        raise console.GateFailed("one test")

    for check, outcome in ((fail, "failed: tests has not passed"), (lambda log: None, "passed")):
        tests = console.Gate("tests", check)
        table = console.Gate("table", written.append, [tests])
        assert console.run_gates([tests], 1, [table]) == (0 if outcome == "passed" else 1)
        assert table.outcome == outcome
    assert len(written) == 1
