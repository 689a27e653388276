# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm is compared with its data: nothing is written, and each difference is told once, in all forms of a report."""

from __future__ import annotations

import copy
import json
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.harness import chromium
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_drift"
HERE = pathlib.Path(__file__).parent
RICH = yaml.safe_load((HERE.parent / "keycloak_config/rich.yml").read_text("utf-8"))
SECRETS = ("a-mailing-phrase", "a-binding-phrase", "a-partner-phrase", "a-shopping-phrase", "another-phrase")
# what is to be seen of a page
SEEN = """
({
  title: document.title, scripts: document.scripts.length,
  sums: [...document.querySelectorAll(".sums li")].map(one => one.innerText.split("\\n")),
  kinds: [...document.querySelectorAll("#picture tbody tr")].map(row => ({
    kind: row.querySelector("th").innerText,
    said: row.querySelector("svg").getAttribute("aria-label"),
    figures: [...row.querySelectorAll("td.figure")].map(cell => Number(cell.innerText)),
    bars: [...row.querySelectorAll("rect")].map(bar => [bar.className.baseVal,
      bar.getBoundingClientRect().width, getComputedStyle(bar).fill]),
  })),
  text: document.body.innerText, wide: document.documentElement.scrollWidth > innerWidth,
})
"""
SCRIPT = "<script>alert('drift')</script>"

pytestmark = pytest.mark.since("26")


def compare(world: World, realm: str, config: Any, **options: Any) -> Ran:
    """Compare, for real and in check mode, which must tell the same, and write nothing."""
    given = {"realm": realm, "config": config, **options}
    ran = world.run(MODULE, given)
    assert not ran.failed, ran
    assert (ran.changed, ran.writes) == (False, [])
    assert world.run(MODULE, {**given, "dest": None}, check=True).result["differences"] == ran.result["differences"]
    assert not [secret for secret in SECRETS if secret in str(ran.result)]
    return ran


def told(ran: Ran) -> list[tuple[str, str, str]]:
    """Return difference, kind and name of all that differs."""
    return [(one["difference"], one["kind"], one["name"]) for one in ran.result["differences"]]


def fields(ran: Ran) -> dict[str, tuple[Any, Any]]:
    """Return the values of the fields that differ: the data's, and the server's."""
    found = [(one["name"], each) for one in ran.result["differences"] for each in one["fields"]]
    return {f"{name}: {each['field']}": (each["data"], each["server"]) for name, each in found}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """The rich realm, all of which was missing."""
    name = f"drift-{secrets.token_hex(3)}"
    before = compare(world, name, RICH)
    assert before.result["drift"]
    assert "does not exist" in before.result["msg"]
    assert {one["difference"] for one in before.result["differences"]} == {"missing"}
    world.admin.make_realm(name)
    made = world.run("keycloak_config", {"realm": name, "config": RICH})
    assert not made.failed, made
    yield name
    world.admin.remove_realm(name)


def drifted() -> dict[str, Any]:
    """Return data that the rich realm has drifted from."""
    data = copy.deepcopy(RICH)
    data["displayName"] = f"Other & {SCRIPT}"
    data["localizationTexts"]["de"]["welcome"] = "Hallo"
    data["clients"][0].update(secret="another-phrase", redirectUris=["https://other.example.com/*"])
    data["clients"].append({"clientId": SCRIPT})
    data["groups"][0]["attributes"] = {"site": ["south"]}
    return data


def test_no_drift(world: World, realm: str) -> None:
    """With what the server lists, and with what is read one by one; it reads no more than keycloak_config does."""
    wire = world.proxy.wire
    began = len(wire.requests)
    world.run("keycloak_config", {"realm": realm, "config": RICH}, check=True)
    middle = len(wire.requests)
    ran = world.run(MODULE, {"realm": realm, "config": RICH, "extra": False})
    assert len(wire.requests) - middle <= middle - began
    assert (ran.result["drift"], ran.result["differences"], ran.result["table"]) == (False, [], "")
    ran = compare(world, realm, RICH)
    assert (ran.result["drift"], told(ran)) == (False, [])
    assert ran.result["warnings"] == []


@pytest.mark.parametrize("users", [False, True])
def test_what_is_exported_has_not_drifted(world: World, realm: str, users: bool) -> None:
    exported = world.run("keycloak_export", {"realm": realm, "users": users, "secrets": "omit"})
    assert not exported.failed, exported
    assert told(compare(world, realm, exported.result["config"])) == []


def test_missing_and_changed(world: World, realm: str) -> None:
    ran = compare(world, realm, drifted())
    assert ran.result["drift"]
    assert told(ran) == [
        ("changed", "realm", realm),
        ("changed", "client", "shop"),
        ("missing", "client", SCRIPT),
        ("changed", "group", "/staff"),
    ]
    assert fields(ran) == {
        f"{realm}: displayName": (f"Other & {SCRIPT}", "A rich realm"),
        f"{realm}: localizationTexts.de.welcome": ("Hallo", "Willkommen"),
        "shop: redirectUris": (["https://other.example.com/*"], ["https://shop.example.com/*"]),
        "shop: secret": ("******** (changed)", "********"),
        "/staff: attributes.site": (["south"], ["north"]),
    }
    assert ran.result["kinds"]["client"] == {"missing": 1, "changed": 1, "extra": 0, "unchanged": 0}
    assert "Willkommen" in ran.result["table"]


def test_secrets_need_not_be_compared(world: World, realm: str) -> None:
    data = copy.deepcopy(RICH)
    data["clients"][0]["secret"] = "another-phrase"
    assert told(compare(world, realm, data)) == [("changed", "client", "shop")]
    assert told(compare(world, realm, data, compare_secrets=False)) == []


MORE = {
    "clients": [{"clientId": "more"}],
    "roles": {"client": {"more": [{"name": "gone with it"}], "shop": [{"name": "more"}]}},
    "groups": [
        {"name": "more", "subGroups": [{"name": "gone with it"}]},
        {"name": "staff", "subGroups": [{"name": "x"}]},
    ],
    "users": [{"username": "zoe"}],
    "identityProviders": [{"alias": "more", "providerId": "oidc", "config": {}}],
}
OF_MORE = {
    "identity_providers": ("extra", "identity_provider", "more"),
    "clients": ("extra", "client", "more"),
    "client_roles": ("extra", "role", "shop/more"),
    "groups": [("extra", "group", "/more"), ("extra", "group", "/staff/x")],
    "users": ("extra", "user", "zoe"),
}


@pytest.fixture
def more(world: World, realm: str) -> Iterator[None]:
    """What the data hasn't."""
    assert not world.run("keycloak_config", {"realm": realm, "config": MORE}).failed
    yield
    gone = {"purge": list(OF_MORE), "max_deletes": 20}
    assert world.run("keycloak_config", {"realm": realm, "config": RICH, **gone}).changed


def test_extra(world: World, realm: str, more: None) -> None:
    """Built-ins aren't; of people it is told where the data has some, or where the task asks."""
    everything = [one for told in OF_MORE.values() for one in (told if isinstance(told, list) else [told])]
    assert told(compare(world, realm, RICH)) == everything
    assert told(compare(world, realm, RICH, extra=False)) == []
    assert told(compare(world, realm, RICH, extra=["clients", "client_roles"])) == everything[1:3]
    nobody = {name: value for name, value in RICH.items() if name != "users"}
    assert told(compare(world, realm, nobody)) == everything[:-1]
    assert ("extra", "user", "ann") in told(compare(world, realm, nobody, extra=["users"]))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"config": {"clients": {}}}, "clients: must be a list"),
        ({"config": None}, "config"),
        (
            {"config": {}, "extra": ["nonsense"]},
            "extra: must be true, false, or a list of some of authentication_flows",
        ),
        ({"config": {}, "extra": 3}, "extra"),
        ({"config": {}, "dest": ["report.html"]}, "dest: must be absolute"),
        ({"config": {}, "dest": ["/tmp/report.pdf"]}, "dest: must end in .json, .html, .md, .txt"),
        ({"config": {}, "dest": ["/nowhere/at/all/report.json"]}, "dest: must be in a directory that exists"),
        ({"config": {"enabled": True}, "parallel": 0}, "parallel"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_reports(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """The same in every form; none of them is written in check mode, and none has a secret."""
    dest = [str(tmp_path / f"report{ending}") for ending in (".json", ".md", ".txt", ".html")]
    options = {"realm": realm, "config": drifted(), "dest": dest}
    assert world.run(MODULE, options, check=True).result["reports"] == dest
    assert list(tmp_path.iterdir()) == []
    ran = compare(world, realm, drifted(), dest=dest)
    texts = {path.suffix: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert not [secret for secret in SECRETS if secret in str(texts)]
    machine = json.loads(texts[".json"])
    assert machine["differences"] == ran.result["differences"]
    assert (machine["drift"], machine["kinds"], machine["realm"]) == (True, ran.result["kinds"], realm)
    assert ran.result["table"] in texts[".txt"]
    assert "| changed | group | /staff | attributes.site |" in texts[".md"]
    assert "<script" not in texts[".md"] + texts[".html"]


@pytest.mark.skipif(not chromium.found(), reason="there is no Chromium here")
def test_the_page_in_a_browser(world: World, realm: str, more: None, tmp_path: pathlib.Path) -> None:
    """It asks for nothing, complains of nothing, and its picture shows the figures, light and dark."""
    page = tmp_path / "report.html"
    ran = compare(world, realm, drifted(), dest=[str(page)])
    browser = chromium.Chromium(str(chromium.found()))
    try:
        backs = {}
        for scheme in ("light", "dark"):
            browser.media(prefers_color_scheme=scheme)
            browser.open(page.as_uri())
            assert browser.requests() == [page.as_uri()]
            assert browser.complaints() == []
            backs[scheme] = browser.evaluate("getComputedStyle(document.body).backgroundColor")
            browser.picture(tmp_path / f"{scheme}.png")
        assert backs["light"] != backs["dark"]
        seen = browser.evaluate(SEEN)
    finally:
        browser.close()
    states = ("missing", "changed", "extra", "unchanged")
    sums = {state: sum(of[state] for of in ran.result["kinds"].values()) for state in states}
    assert (seen["title"], seen["scripts"], seen["wide"]) == (f"Drift of realm {realm}", 0, False)
    assert seen["sums"] == [[str(sums[state]), state] for state in states]
    assert {row["kind"]: row["figures"] for row in seen["kinds"]} == {
        kind: [of[state] for state in states] for kind, of in ran.result["kinds"].items()
    }
    for row in seen["kinds"]:
        of = ran.result["kinds"][row["kind"]]
        assert [one[0] for one in row["bars"]] == [state for state in states if of[state]]
        assert all(one[1] >= 2 for one in row["bars"])
        assert len({one[2] for one in row["bars"]}) == len(row["bars"])
        assert row["said"].startswith(f"{row['kind']}: ")
    for shown in (SCRIPT, "localizationTexts.de.welcome", "Willkommen", "Hallo", "/staff/x", "zoe"):
        assert shown in seen["text"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """In the worker and as a process, files or not, and no secret in anything that is printed."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "realm.json").write_text(json.dumps(drifted()), "utf-8")
    steps = {
        "drifted": {"realm": realm, "files": ["realm.json"]},
        "check_unchanged": {"realm": realm, "config": "{{ rich }}"},
        "refuse": {"realm": realm, "config": {"clients": 1}},
    }
    played, results = both(world, tmp_path, MODULE, steps, {"rich": RICH})
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert results["drifted"][0]["drift"]
    assert not results["check_unchanged"][0]["drift"]
    assert not [secret for secret in SECRETS if secret in played.printed]
