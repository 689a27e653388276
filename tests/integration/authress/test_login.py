# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging in: with an access key of either form, or a token; who can't is told why."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.authress import login
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress

INFO = "authress_service_client_info"


@pytest.mark.parametrize("former", [False, True])
def test_an_access_key_of_either_form(tidy: Authress, former: bool) -> None:
    account = tidy.server.account
    key = account.make_key(account.make({"name": "logs in"}), former)["accessKey"]
    ran = tidy.run(INFO, {"access_key": key, "name": "logs in"})
    assert not ran.failed, ran
    assert len(ran.result["clients"]) == 1
    assert key not in json.dumps(ran.result)


def test_a_token(tidy: Authress) -> None:
    token = login.Session(login.Login(tidy.server.url, tidy.server.access_key)).token()
    ran = tidy.run(INFO, {"access_key": None, "token": token})
    assert ran.result["exists"]
    assert token not in json.dumps(ran.result)


def test_one_token_for_many_tasks(tidy: Authress, monkeypatch: pytest.MonkeyPatch) -> None:
    signed, sign = [], login.claims
    monkeypatch.setattr(login, "claims", lambda *given: signed.append(given) or sign(*given))
    runtime = Runtime()
    for _time in range(3):
        assert not tidy.run(INFO, {}, runtime=runtime).failed
    assert len(signed) == 1


def test_a_token_that_is_about_to_end_is_signed_anew(tidy: Authress, monkeypatch: pytest.MonkeyPatch) -> None:
    session = login.Session(login.Login(tidy.server.url, tidy.server.access_key))
    first, later = session.token(), login.time.time() + login.LIFESPAN - login.MARGIN + 5
    monkeypatch.setattr(login.time, "time", lambda: later)
    assert session.token() != first


def _former(**more: Any) -> str:
    said = {"clientId": "c", "keyId": "k", "audience": "a.accounts.authress.io", "privateKey": "canary", **more}
    return base64.b64encode(json.dumps(said).encode()).decode()


@pytest.mark.parametrize(
    "key", ["canary", "a.b.c", "a.b.c.canary", "a..c.canary", _former(), _former(privateKey=None), "e30="]
)
def test_what_is_no_access_key_is_told_and_not_shown(authress: Authress, key: str) -> None:
    ran = authress.run(INFO, {"access_key": key})
    assert ran.failed
    assert ran.result["msg"].startswith("access_key: must be an access key as Authress made it"), ran
    assert "canary" not in json.dumps(ran.result)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"access_key": None}, "access_key: is needed to log in, or token"),
        ({"access_key": None, "token": "two\nlines"}, "token: must be a token"),
        ({"authress_url": "ftp://x"}, "authress_url"),
        (
            {"access_key": None, "token": "a.b.c"},
            'answered 401: {"errorCode": "Refused"} (is the access key still there',
        ),
    ],
)
def test_who_cannot_log_in(authress: Authress, options: dict[str, Any], says: str) -> None:
    ran = authress.run(INFO, options)
    assert ran.failed
    assert says in ran.result["msg"], ran


def test_a_key_that_was_removed_is_refused(tidy: Authress) -> None:
    account = tidy.server.account
    client = account.make({"name": "gone"})
    key = account.make_key(client)
    client["verificationKeys"].clear()
    ran = tidy.run(INFO, {"access_key": key["accessKey"]})
    assert ran.result["failure"]["kind"] == "unauthorized"
    assert "is the access key still there" in ran.result["msg"]


def test_without_cryptography_only_a_token_logs_in(authress: Authress, monkeypatch: pytest.MonkeyPatch) -> None:
    from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak import assertion

    token = login.Session(login.Login(authress.server.url, authress.server.access_key)).token()
    monkeypatch.setattr(assertion, "HAS_CRYPTOGRAPHY", False)
    ran = authress.run(INFO, {}, runtime=Runtime())
    assert ran.result["failure"]["kind"] == "missing_library"
    assert "cryptography" in ran.result["msg"]
    assert not authress.run(INFO, {"access_key": None, "token": token}, runtime=Runtime()).failed
