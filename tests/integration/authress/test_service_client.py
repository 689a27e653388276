# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""authress_service_client beside its proof: by id and by name, lost answers, what isn't allowed, what a PUT means."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress

MODULE = "authress_service_client"
WHOLE = {
    "options": {"grant_user_permissions_access": True},
    "rate_limits": [{"duration": "P1D", "quota": 1000}],
    "tags": {"a": "b"},
}


def ok(world: Authress, check: bool = False, **options: Any) -> Any:
    """Run, and see that it didn't fail."""
    ran = world.run(MODULE, options, check)
    assert not ran.failed, ran.result["msg"]
    return ran


def test_by_id_a_name_is_given(tidy: Authress) -> None:
    made = ok(tidy, name="first", **WHOLE).result["end_state"]
    for check in (True, False):
        ran = ok(tidy, check, client_id=made["clientId"], name="second")
        assert ran.changed
        assert ran.result["end_state"] == {**made, "name": "second"}
        assert ran.result["diff"]["after"]["name"] == "second"
    assert not ok(tidy, client_id=made["clientId"], name="second").changed
    assert not ok(tidy, client_id=made["clientId"]).changed
    for check, changed in ((True, True), (False, True), (False, False)):
        assert ok(tidy, check, client_id=made["clientId"], state="absent").changed == changed
    assert made["clientId"] not in tidy.server.account.clients


def test_a_check_run_foresees_that_one_is_gone_and_made_again(tidy: Authress) -> None:
    made = ok(tidy, name="again").result["end_state"]
    runtime = tidy.fresh_record()
    assert tidy.run(MODULE, {"name": "again", "state": "absent"}, True, runtime).changed
    assert not tidy.run(MODULE, {"name": "again", "state": "absent"}, True, runtime).changed
    for which in ({"name": "again"}, {"client_id": made["clientId"]}):
        ran = tidy.run("authress_service_client_access_key", which, True, runtime)
        assert ran.failed and ran.result["failure"]["kind"] == "missing_reference", ran
    for present in (["POST /v1/clients"], ["POST /v1/clients"]):
        assert tidy.run(MODULE, {"name": "again"}, True, runtime).result["actions"] == present
    ran = tidy.run("authress_service_client_access_key", {"name": "again"}, True, runtime)
    assert ran.result["actions"] == ["POST /v1/clients/{id}/access-keys"], ran


def test_one_without_a_name_is_given_one(tidy: Authress) -> None:
    nameless = tidy.server.account.make({})["clientId"]
    assert ok(tidy, client_id=nameless, tags={"a": "b"}).result["end_state"]["tags"] == {"a": "b"}
    assert ok(tidy, client_id=nameless, name="named").result["end_state"]["name"] == "named"


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("state", ["present", "absent"])
def test_a_name_that_two_have_is_refused_with_their_ids(tidy: Authress, state: str, check: bool) -> None:
    ids = sorted(tidy.server.account.make({"name": "twin"})["clientId"] for _twin in range(2))
    ran = tidy.run(MODULE, {"name": "twin", "state": state, "tags": {"a": "b"}}, check)
    assert ran.failed and not ran.writes
    assert f"must be the name of one service client: {', '.join(ids)} have it, so give client_id" in ran.result["msg"]
    assert ok(tidy, client_id=ids[0], name="twin", tags={"a": "b"}).changed
    assert tidy.server.account.clients[ids[1]]["tags"] == {}


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("state", ["present", "absent"])
def test_one_that_is_listed_and_not_seen_is_neither_made_again_nor_absent(
    tidy: Authress, state: str, check: bool
) -> None:
    hidden = tidy.server.account.make({"name": "hidden"})["clientId"]
    tidy.server.account.closed.add(hidden)
    ran = tidy.run(MODULE, {"name": "hidden", "state": state}, check)
    assert ran.failed and not ran.writes
    assert f"name: is that of {hidden}, which the login may list and not see, not 'hidden'" in ran.result["msg"]


def test_a_twin_on_another_page_is_seen(tidy: Authress) -> None:
    account = tidy.server.account
    account.make({"name": "twin"})
    for number in range(41):
        account.make({"name": f"between-{number}"})
    account.make({"name": "twin"})
    assert "have it, so give client_id" in tidy.run(MODULE, {"name": "twin"}).result["msg"]


def test_an_id_that_is_not_there_is_absent_whatever_the_name(tidy: Authress) -> None:
    ok(tidy, name="stays")
    assert not ok(tidy, client_id="sc_nosuch", name="stays", state="absent").changed
    assert ok(tidy, name="stays").changed is False


@pytest.mark.parametrize("merges", [True, False], ids=["merges", "replaces"])
def test_an_update_means_the_same_whether_a_put_merges_or_replaces(tidy: Authress, merges: bool) -> None:
    tidy.server.account.merges = merges
    made = ok(tidy, name="whole", **WHOLE).result["end_state"]
    ran = ok(tidy, name="whole", tags={"a": None, "c": "d"})
    assert ran.result["end_state"] == {**made, "tags": {"c": "d"}}
    assert (ran.result["warnings"], len(ran.writes)) == ([], 1)
    assert not ok(tidy, name="whole", rate_limits=WHOLE["rate_limits"], tags={"a": None}).changed
    assert ok(tidy, name="whole", rate_limits=[]).result["end_state"]["rateLimits"] == []


def test_a_client_whose_answer_was_lost_is_made_once(tidy: Authress) -> None:
    with tidy.proxy.wire.troubled(lambda method, path: "cut" if method == "POST" else None):
        ran = ok(tidy, name="once")
    assert ran.result["actions"] == ["POST /v1/clients"]
    assert [write.method for write in ran.writes] == ["POST"]
    assert [one["name"] for one in tidy.server.account.clients.values()].count("once") == 1


@pytest.mark.parametrize("status", [502, 504])
def test_a_post_that_may_have_been_carried_out_is_not_sent_again(tidy: Authress, status: int) -> None:
    with tidy.proxy.wire.troubled(lambda method, path: status if method == "POST" else None):
        ran = tidy.run(MODULE, {"name": "never"})
    assert ran.result["failure"]["kind"] == "answer_lost"
    assert len(ran.writes) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_post_is_sent_once_also_to_a_busy_server(tidy: Authress, status: int) -> None:
    with tidy.proxy.wire.troubled(lambda method, path: status if method == "POST" else None):
        ran = tidy.run(MODULE, {"name": "never"})
    assert (ran.result["failure"]["status"], len(ran.writes)) == (status, 1)


def test_reads_and_puts_are_tried_again(tidy: Authress) -> None:
    ok(tidy, name="again")
    failed: set[str] = set()

    def once(method: str, path: str) -> Any:
        first = method not in failed
        failed.add(method)
        return 503 if first else None

    with tidy.proxy.wire.troubled(once):
        assert ok(tidy, name="again", tags={"a": "b"}).changed
    assert failed == {"GET", "PUT"}


@pytest.mark.parametrize(("right", "kind"), [("read", "forbidden"), ("none", "missing_reference")])
def test_a_login_that_may_not_write_is_told(tidy: Authress, right: str, kind: str) -> None:
    account = tidy.server.account
    weak = account.make({"name": "weak"})
    key = account.make_key(weak)["accessKey"]
    target = account.make({"name": "target"})["clientId"]
    account.rights[weak["clientId"]] = right
    ran = tidy.run(MODULE, {"access_key": key, "client_id": target, "tags": {"a": "b"}})
    assert ran.failed and not ran.changed
    words = {
        "forbidden": "the login may see this, but not do it",
        "missing_reference": f"there is none of client_id {target!r}",
    }
    assert ran.result["failure"]["kind"] == kind
    assert words[kind] in ran.result["msg"]


def test_pages_without_an_end_are_no_list(tidy: Authress) -> None:
    page = b'{"clients": [], "pagination": {"next": {"cursor": "x"}}}'
    for body, says in ((page, "the pages have no end"), (b"[]", "a collection of clients was expected")):
        answer = (200, "application/links+json", body)
        with tidy.proxy.wire.troubled(lambda method, path, answer=answer: answer):
            assert says in tidy.run(MODULE, {"name": "any"}).result["msg"]


@pytest.mark.parametrize("state", ["present", "absent"])
def test_a_page_in_the_place_of_the_api_is_no_missing_client(tidy: Authress, state: str) -> None:
    made = ok(tidy, name="there").result["end_state"]["clientId"]
    page = (404, "text/html", b"<!DOCTYPE html><html><title>Not here</title></html>")
    with tidy.proxy.wire.troubled(lambda method, path: page if path.endswith(made) else None):
        ran = tidy.run(MODULE, {"client_id": made, "state": state})
    assert ran.failed and not ran.writes
    assert "an HTML page titled 'Not here' (is authress_url right" in ran.result["msg"]


def test_a_list_that_leads_on_without_saying_where_is_no_whole_one(tidy: Authress) -> None:
    for pagination in (b"{}", b"null", b'{"next": {}}'):
        page = b'{"clients": [], "pagination": ' + pagination + b', "links": {"next": {"href": "x"}}}'
        answer = (200, "application/links+json", page)
        with tidy.proxy.wire.troubled(lambda method, path, answer=answer: answer):
            ran = tidy.run(MODULE, {"name": "any"}, True)
        assert ran.failed and "a next page without its cursor" in ran.result["msg"], ran


def test_an_error_is_shown_as_it_came(tidy: Authress) -> None:
    answer = (418, "application/json", b'{"strange": {"shape": 1}}')
    with tidy.proxy.wire.troubled(lambda method, path: answer):
        ran = tidy.run(MODULE, {"name": "any"})
    assert "GET /v1/clients answered 418" in ran.result["msg"] and '{"strange": {"shape": 1}}' in ran.result["msg"]
