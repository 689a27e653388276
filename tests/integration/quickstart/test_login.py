# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The quickstart's promise: a user logs in at the real login page, and the token says what the scopes promise."""

from __future__ import annotations

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.quickstart.browser import Browser, claims
from ansible_collections.iamops.keycloak.tests.integration.quickstart.running import Quickstart, changed

REDIRECT = "http://127.0.0.1:3000/callback"
SCOPE = "openid invoices"


@pytest.fixture
def browser(quickstart: Quickstart) -> Browser:
    """A fresh browser at Acme's web application."""
    return Browser(f"{quickstart.url}/realms/acme", "acme-web", REDIRECT)


@pytest.mark.parametrize(
    "username, department, group",
    [("alice", "Engineering", "/engineering/platform"), ("bob", "Sales", "/sales")],
)
def test_the_token_has_the_promised_claims(
    quickstart: Quickstart, browser: Browser, username: str, department: str, group: str
) -> None:
    answer = browser.submit(browser.open_login_page(SCOPE), username, quickstart.password(username))
    tokens = browser.tokens(answer)
    access, identity = claims(tokens["access_token"]), claims(tokens["id_token"])
    for token in (access, identity):
        assert token["department"] == department
        assert token["groups"] == [group]
        assert token["preferred_username"] == username
        assert token["email"] == f"{username}@acme.example"
    assert "employee" in access["realm_access"]["roles"]
    assert "acme-billing" in access["aud"]
    assert {"company", "invoices"} <= set(access["scope"].split())


def test_without_the_optional_scope_the_billing_service_is_no_audience(
    quickstart: Quickstart, browser: Browser
) -> None:
    answer = browser.submit(browser.open_login_page("openid"), "alice", quickstart.password("alice"))
    assert "acme-billing" not in claims(browser.tokens(answer)["access_token"])["aud"]


def test_a_wrong_password_stays_at_the_login_page(browser: Browser) -> None:
    assert browser.submit(browser.open_login_page(SCOPE), "alice", "not-her-password").status_code == 200


def test_the_login_page_offers_the_partner(browser: Browser) -> None:
    assert browser.open_login_page(SCOPE).links == ["social-partner"]


def test_the_billing_service_logs_in_with_its_own_secret(quickstart: Quickstart) -> None:
    sent = {"grant_type": "client_credentials", "client_id": "acme-billing"}
    secret = quickstart.password("billing_client")
    url = f"{quickstart.url}/realms/acme/protocol/openid-connect/token"
    answer = requests.post(url, data={**sent, "client_secret": secret}, timeout=60)
    assert answer.status_code == 200, answer.text
    assert claims(answer.json()["access_token"])["preferred_username"] == "service-account-acme-billing"


def test_a_second_run_changes_nothing(quickstart: Quickstart) -> None:
    assert changed(quickstart.play("quickstart.yml")) == 0


def test_a_check_run_foresees_no_change(quickstart: Quickstart) -> None:
    assert changed(quickstart.play("quickstart.yml", "--check", "--diff")) == 0


def test_the_end_says_how_to_log_in_and_shows_no_password(quickstart: Quickstart) -> None:
    output = (quickstart.directory / "first.log").read_text(encoding="utf-8")
    assert f"{quickstart.url}/admin/master/console/#/acme" in output
    secrets = list((quickstart.directory / "secrets").iterdir())
    assert len(secrets) >= 5
    for file in secrets:
        assert file.read_text(encoding="utf-8").strip() not in output
        assert file.stat().st_mode & 0o777 == 0o600
