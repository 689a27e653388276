# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""authress_service_client_access_key: five keys and no sixth, secrets told once, rotation, lost answers."""

from __future__ import annotations

import concurrent.futures
import json
import time
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.authress import login as login_of
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress

MODULE = "authress_service_client_access_key"
INFO = "authress_service_client_info"


@pytest.fixture
def shop(tidy: Authress) -> dict[str, Any]:
    """A service client without keys."""
    return tidy.server.account.make({"name": "shop"})


def run(world: Authress, check: bool = False, **options: Any) -> Any:
    """Run for the shop, and see that it didn't fail."""
    ran = world.run(MODULE, {"name": "shop", **options}, check)
    assert not ran.failed, ran.result["msg"]
    assert ran.changed == bool(ran.result["actions"])
    assert not (check and ran.writes)
    return ran


def ids(client: dict[str, Any]) -> list[str]:
    return [key["keyId"] for key in client["verificationKeys"]]


@pytest.mark.parametrize("count", [None, 1, 3, 5])
def test_so_many_keys(tidy: Authress, shop: dict[str, Any], count: Any) -> None:
    number = count or 1
    path = f"POST /v1/clients/{shop['clientId']}/access-keys"
    check = run(tidy, True, count=count)
    assert (check.result["actions"], ids(shop)) == ([path] * number, [])
    ran = run(tidy, count=count)
    assert ran.result["actions"] == check.result["actions"]
    assert len(ran.result["access_keys"]) == len(check.result["access_keys"]) == number
    assert [key["keyId"] for key in ran.result["end_state"]["verificationKeys"]] == ids(shop)
    for again in (True, False):
        assert run(tidy, again, count=count).result["access_keys"] == []


def test_what_is_missing_is_made_and_no_key_more(tidy: Authress, shop: dict[str, Any]) -> None:
    run(tidy, count=2)
    assert len(run(tidy, count=3).writes) == 1
    assert not run(tidy, count=1).changed
    assert len(ids(shop)) == 3


def test_two_hosts_that_want_one_key_make_one(tidy: Authress, shop: dict[str, Any]) -> None:
    tasks = [{"name": "shop", "count": 1}, {"client_id": shop["clientId"], "count": 1}]

    def one(options: dict[str, Any]) -> Any:
        return tidy.run(MODULE, options, runtime=Runtime(tidy.directory.name))

    with tidy.proxy.wire.troubled(lambda method, path: time.sleep(0.1) if method == "POST" else None):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            ran = list(pool.map(one, tasks))
    assert sorted(each.changed for each in ran) == [False, True], ran
    assert len(ids(shop)) == 1


@pytest.mark.parametrize("check", [True, False])
def test_a_sixth_key_is_refused_before_the_call_with_those_present(
    tidy: Authress, shop: dict[str, Any], check: bool
) -> None:
    for _key in range(5):
        tidy.server.account.make_key(shop)
    present = f"can leave a service client 1 to 5 keys, and it has {', '.join(ids(shop))}"
    for options, what in (({"count": 6}, "count: "), ({"state": "new"}, "state: ")):
        ran = tidy.run(MODULE, {"name": "shop", **options}, check)
        assert ran.failed and not ran.writes
        assert what + present in ran.result["msg"]
    assert len(ids(shop)) == 5


def test_the_secret_is_in_the_answer_that_made_it_and_nowhere_else(tidy: Authress, shop: dict[str, Any]) -> None:
    hidden = run(tidy).result["access_keys"][0]
    assert (hidden["accessKey"], hidden["clientSecret"]) == ("********", "********")
    shown = run(tidy, state="new", show_secret=True).result
    key = shown["access_keys"][0]
    assert key["accessKey"].startswith(f"{shop['clientId']}.{key['keyId']}.") and key["clientSecret"]
    assert key["keyId"] in ids(shop)
    for rest in (shown["end_state"], run(tidy, show_secret=True).result, tidy.run(INFO, {"name": "shop"}).result):
        assert not {key["accessKey"], key["clientSecret"]} & set(json.dumps(rest).split(chr(34)))
    # it is a key that logs in
    assert tidy.run(INFO, {"access_key": key["accessKey"], "name": "shop"}).result["exists"]


def test_rotation_makes_a_new_key_and_removes_the_oldest(tidy: Authress, shop: dict[str, Any]) -> None:
    run(tidy, count=2)
    old, young = ids(shop)
    check = run(tidy, True, state="rotated")
    ran = run(tidy, state="rotated")
    assert check.result["actions"] == ran.result["actions"]
    assert [write.method for write in ran.writes] == ["POST", "DELETE"]
    assert ids(shop)[0] == young and len(ids(shop)) == 2 and old not in ids(shop)
    named = ids(shop)[1]
    run(tidy, state="rotated", key_id=named)
    assert named not in ids(shop) and ids(shop)[0] == young


def test_rotation_of_five_removes_first_and_never_asks_for_a_sixth(tidy: Authress, shop: dict[str, Any]) -> None:
    run(tidy, count=5)
    oldest = ids(shop)[0]
    assert [write.method for write in run(tidy, state="rotated").writes] == ["DELETE", "POST"]
    assert len(ids(shop)) == 5 and oldest not in ids(shop)


def test_rotation_of_none_makes_one(tidy: Authress, shop: dict[str, Any]) -> None:
    assert [write.method for write in run(tidy, state="rotated").writes] == ["POST"]


def test_the_key_that_logs_in_goes_last_or_not_at_all(tidy: Authress, shop: dict[str, Any]) -> None:
    account = tidy.server.account
    own = account.make_key(shop)
    login = {"access_key": own["accessKey"]}
    ran = run(tidy, state="rotated", show_secret=True, **login)
    assert own["keyId"] not in ids(shop)
    own = ran.result["access_keys"][0]
    login = {"access_key": own["accessKey"]}
    for _key in range(4):
        account.make_key(shop)
    refused = tidy.run(MODULE, {"name": "shop", "state": "rotated", "key_id": own["keyId"], **login})
    assert "key_id: can't be the key that logs in" in refused.result["msg"] and not refused.writes
    oldest_other = ids(shop)[1]
    run(tidy, state="rotated", **login)
    assert oldest_other not in ids(shop) and own["keyId"] in ids(shop)


def test_of_keys_without_a_date_none_is_the_oldest(tidy: Authress, shop: dict[str, Any]) -> None:
    run(tidy, count=1)
    del shop["verificationKeys"][0]["generationDate"]
    assert run(tidy, True, state="rotated").changed
    run(tidy, count=2)
    first, second = ids(shop)
    ran = tidy.run(MODULE, {"name": "shop", "state": "rotated"})
    assert ran.failed and not ran.writes
    assert "key_id: is needed: not all keys say when they were made, and it has" in ran.result["msg"]
    run(tidy, state="rotated", key_id=second)
    assert first in ids(shop) and second not in ids(shop)


def test_what_a_new_key_says_beside_is_in_no_end_state(tidy: Authress, shop: dict[str, Any]) -> None:
    made = {"keyId": "k", "accessKey": "a.k.c.canary", "clientSecret": "canary", "privatePart": "canary"}
    answer = (201, "application/links+json", json.dumps(made).encode())
    with tidy.proxy.wire.troubled(lambda method, path: answer if method == "POST" else None):
        ran = run(tidy, show_secret=True)
    assert ran.result["access_keys"] == [made]
    assert ran.result["end_state"]["verificationKeys"] == [{"keyId": "k"}]


@pytest.mark.parametrize("named", [True, False])
def test_the_key_of_a_token_that_logs_in_is_spared_too(tidy: Authress, shop: dict[str, Any], named: bool) -> None:
    account = tidy.server.account
    own, other, *_rest = [account.make_key(shop) for _key in range(5)]
    token = login_of.Session(login_of.Login(tidy.server.url, own["accessKey"])).token()
    login = {"access_key": None, "token": token}
    if named:
        refused = tidy.run(MODULE, {"name": "shop", "state": "rotated", "key_id": own["keyId"], **login})
        assert "key_id: can't be the key that logs in" in refused.result["msg"] and not refused.writes
    else:
        run(tidy, state="rotated", **login)
        assert own["keyId"] in ids(shop) and other["keyId"] not in ids(shop)


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("named", [True, False])
def test_the_key_that_logs_in_is_not_exchanged_for_one_that_nobody_sees(
    tidy: Authress, shop: dict[str, Any], named: bool, check: bool
) -> None:
    own = tidy.server.account.make_key(shop)
    which = {"key_id": own["keyId"]} if named else {}
    options = {"name": "shop", "state": "rotated", "access_key": own["accessKey"], **which}
    ran = tidy.run(MODULE, options, check)
    assert ran.failed and not ran.writes
    assert "show_secret: must be true to exchange the key that logs in: nobody would have the" in ran.result["msg"]


def test_a_key_is_removed_by_its_id(tidy: Authress, shop: dict[str, Any]) -> None:
    run(tidy, count=2)
    first, second = ids(shop)
    for check, changed in ((True, True), (False, True), (True, False), (False, False)):
        assert run(tidy, check, state="absent", key_id=first).changed == changed
    assert ids(shop) == [second]
    assert not run(tidy, state="absent", key_id="nosuch").changed


@pytest.mark.parametrize("state", ["absent", "rotated"])
def test_a_key_that_the_login_may_not_remove_is_not_told_to_be_gone(
    tidy: Authress, shop: dict[str, Any], state: str
) -> None:
    run(tidy)
    tidy.server.account.closed.update(ids(shop))
    key = ids(shop)[0]
    ran = tidy.run(MODULE, {"name": "shop", "state": state, "key_id": key, "show_secret": True})
    assert ran.failed and key in ids(shop)
    assert ran.result["failure"]["kind"] == "not_found"
    assert (ran.changed, len(ran.result.get("access_keys", []))) == ((True, 1) if state == "rotated" else (False, 0))
    assert all(one["accessKey"].startswith(shop["clientId"]) for one in ran.result.get("access_keys", []))


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": None}, "one of the following is required: client_id, name"),
        ({"client_id": "sc_1"}, "mutually exclusive"),
        ({"name": None, "client_id": ""}, "client_id: must be a name other than"),
        ({"name": ""}, "name: must not be empty"),
        ({"name": "nosuch"}, "name: there is no service client 'nosuch'"),
        ({"name": None, "client_id": "sc_nosuch"}, "client_id: must be the id of a service client"),
        ({"state": "absent"}, "state is absent but all of the following are missing: key_id"),
        ({"state": "rotated", "key_id": "nosuch"}, "key_id: must be a key of the service client, and it has none"),
        ({"state": "new", "count": 2}, "count: is for state=present"),
        ({"key_id": "k"}, "key_id: is for state=absent and state=rotated"),
        ({"count": 0}, "count: can leave a service client 1 to 5 keys, and it has none, not 0"),
        ({"state": "nosuch"}, "value of state must be one of: present, new, rotated, absent"),
        ({"count": "many"}, "count"),
    ],
)
def test_refused_before_any_write(
    tidy: Authress, shop: dict[str, Any], options: dict[str, Any], says: str, check: bool
) -> None:
    ran = tidy.run(MODULE, {"name": "shop", **options}, check, runtime=None)
    assert ran.failed and not ran.writes
    assert says in ran.result["msg"], ran


def test_a_name_that_two_have_is_refused(tidy: Authress, shop: dict[str, Any]) -> None:
    tidy.server.account.make({"name": "shop"})
    ran = tidy.run(MODULE, {"name": "shop"})
    assert "have it, so give client_id" in ran.result["msg"] and not ran.writes
    assert tidy.run(MODULE, {"client_id": shop["clientId"]}).changed


def test_a_key_whose_answer_was_lost_is_named_and_not_made_twice(tidy: Authress, shop: dict[str, Any]) -> None:
    with tidy.proxy.wire.troubled(lambda method, path: "cut" if method == "POST" else None):
        ran = tidy.run(MODULE, {"name": "shop", "count": 2})
    assert ran.result["failure"]["kind"] == "answer_lost"
    assert (len(ids(shop)), ran.changed) == (1, True)
    assert f"the secret of {ids(shop)[0]} is lost: remove it, and run again" in ran.result["msg"]


def test_a_key_that_was_not_made_is_told(tidy: Authress, shop: dict[str, Any]) -> None:
    with tidy.proxy.wire.troubled(lambda method, path: 504 if method == "POST" else None):
        ran = tidy.run(MODULE, {"name": "shop"})
    assert "the service client has no keys" in ran.result["msg"] and "lost:" not in ran.result["msg"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_key_is_asked_for_once_also_of_a_busy_server(tidy: Authress, shop: dict[str, Any], status: int) -> None:
    with tidy.proxy.wire.troubled(lambda method, path: status if method == "POST" else None):
        ran = tidy.run(MODULE, {"name": "shop"})
    assert (ran.result["failure"]["status"], len(ran.writes), ran.changed) == (status, 1, False)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'"made"', b'{"keyId": 1}'])
def test_an_answer_that_is_no_key_is_an_error(tidy: Authress, shop: dict[str, Any], body: bytes) -> None:
    kinds = iter([None, (201, "application/links+json", body)])
    with tidy.proxy.wire.troubled(lambda method, path: next(kinds) if method == "POST" else None):
        ran = tidy.run(MODULE, {"name": "shop", "count": 2, "show_secret": True})
    assert ran.result["failure"]["kind"] == "unexpected_body"
    assert ran.changed and len(ran.result["actions"]) == 2
    assert [key["keyId"] for key in ran.result["access_keys"]] == ids(shop)


def test_of_several_keys_those_that_were_made_are_returned_where_one_fails(
    tidy: Authress, shop: dict[str, Any]
) -> None:
    fails = iter([None, 500])
    with tidy.proxy.wire.troubled(lambda method, path: next(fails) if method == "POST" else None):
        ran = tidy.run(MODULE, {"name": "shop", "count": 3, "show_secret": True})
    assert ran.failed and ran.changed
    assert ran.result["access_keys"][0]["accessKey"].startswith(shop["clientId"])
    assert run(tidy, count=3).result["actions"] == [f"POST /v1/clients/{shop['clientId']}/access-keys"] * 2


def test_a_check_run_foresees_keys_of_a_client_that_it_would_make(tidy: Authress) -> None:
    runtime = tidy.fresh_record()
    tidy.run("authress_service_client", {"name": "later"}, True, runtime)
    ran = tidy.run(MODULE, {"name": "later"}, True, runtime)
    assert ran.result["actions"] == ["POST /v1/clients/{id}/access-keys"], ran
    alone = tidy.run(MODULE, {"name": "later"}, True, Runtime())
    assert "check mode assumes that an earlier task would have made the service client" in alone.result["warnings"][0]
