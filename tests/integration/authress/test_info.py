# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""authress_service_client_info: all pages, one, those of a name, nothing."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress

MODULE = "authress_service_client_info"


@pytest.mark.parametrize("check", [True, False])
def test_all_pages_are_read(tidy: Authress, check: bool) -> None:
    for number in range(60):
        tidy.server.account.make({"name": f"client-{number}"})
    ran = tidy.run(MODULE, {}, check)
    assert [one["clientId"] for one in ran.result["clients"]] == list(tidy.server.account.clients)
    assert (ran.result["msg"], ran.changed) == ("61 service clients found", False)


def test_by_id_and_by_name(tidy: Authress) -> None:
    twins = [tidy.server.account.make({"name": "a/b ü"}) for _twin in range(2)]
    assert tidy.run(MODULE, {"client_id": twins[0]["clientId"]}).result["clients"] == [twins[0]]
    assert tidy.run(MODULE, {"name": "a/b ü"}).result["clients"] == twins
    for options in ({"client_id": "sc_nosuch"}, {"name": "nosuch"}):
        result = tidy.run(MODULE, options).result
        assert (result["clients"], result["exists"], result["msg"]) == ([], False, "no service clients found")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": ""}, "client_id: must be a name other than"),
        ({"name": ""}, "name: must not be empty"),
        ({"name": "a", "client_id": "b"}, "mutually exclusive"),
    ],
)
def test_refused(authress: Authress, options: dict[str, Any], says: str) -> None:
    ran = authress.run(MODULE, options)
    assert ran.failed and says in ran.result["msg"]


def test_a_login_that_may_not_see_them_is_told(tidy: Authress) -> None:
    account = tidy.server.account
    weak = account.make({"name": "weak"})
    key = account.make_key(weak)["accessKey"]
    account.rights[weak["clientId"]] = "none"
    assert tidy.run(MODULE, {"access_key": key}).result["failure"]["kind"] == "forbidden"
