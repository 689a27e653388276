# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans: what is read and what is desired -> which writes, in which order, with which diff."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.canonical import MapOf
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.children import Children
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.links import Call, Links, Named
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.lookup import InList
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Observed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ITEM = "/things/{id}"
TAGS = Named("tag", InList("/tags", {"name": "target"}))


def tags(option: str, other: str) -> Links:
    return Links(
        option,
        of=TAGS,
        add=Call("PUT", f"{ITEM}/{option}/{{target}}"),
        remove=Call("DELETE", f"{ITEM}/{option}/{{target}}"),
        embed=True,
        behavior=f"{option}_behavior",
        displaces=other,
        displace=Call("DELETE", f"{ITEM}/{other}/{{target}}"),
    )


THING = Resource(
    name="thing",
    title="thing",
    homes=(Home("/things", ITEM, InList("/things", {"name": "name"})),),
    key=("name",),
    parts=(
        Field("name", max_length=5),
        Field("description"),
        Field("colours", type="list", elements="str"),
        Field("attributes", type="dict", shape=MapOf()),
        Field("flavour", create_only=True),
        Field("size", type="int"),
        Field("on", type="bool"),
        Children("knobs", fields=(Field("name"), Field("turns", type="int")), at=f"{ITEM}/knobs",
                 child=f"{ITEM}/knobs/{{child}}", embed=True, behavior="knobs_behavior"),
        tags("reds", "blues"),
        tags("blues", "reds"),
    ),
)  # fmt: skip
NOW = {"id": "1", "name": "a", "description": "x", "colours": ["b", "a"], "attributes": {"k": "v"}, "extra": 5}
FOUND = {api: {name: {"id": f"id-{name}", "name": name} for name in "pqr"} for api in ("reds", "blues")}


def made(options: dict[str, Any], *state: Optional[dict[str, Any]]) -> Plan:
    now = state[0] if state else NOW
    desired = read(THING, {"name": "a", **options})
    address = {"name": "a", **({"id": "1"} if now else {})}
    values = {} if now is None else {api: part.observe(None, address, now) for api, part in desired.parts.items()}
    return plan(THING, Observed(address, now, values, FOUND), desired)


@pytest.mark.parametrize(
    ("now", "options", "actions"),
    [
        (None, {}, ["POST /things"]),
        (None, {"reds": ["p"], "knobs": [{"name": "n"}]}, ["POST /things"]),
        (NOW, {}, []),
        (NOW, {"description": "x"}, []),
        (NOW, {"description": ""}, ["PUT /things/1"]),
        (NOW, {"colours": ["a", "b"]}, []),
        (NOW, {"colours": []}, ["PUT /things/1"]),
        (NOW, {"attributes": {"k": "v"}}, []),
        (NOW, {"attributes": {"k": None}}, ["PUT /things/1"]),
        (NOW, {"raw": {"extra": 5}}, []),
        (NOW, {"raw": {"extra": 6}}, ["PUT /things/1"]),
        (NOW, {"raw": {"description": "x"}}, []),
        (NOW, {"state": "absent"}, ["DELETE /things/1"]),
        (None, {"state": "absent"}, []),
        (NOW, {"knobs": [{"name": "n", "turns": 1}]}, ["POST /things/1/knobs"]),
        ({**NOW, "knobs": [{"id": "k", "name": "n"}]}, {"knobs": [{"name": "n"}]}, []),
        ({**NOW, "knobs": [{"id": "k", "name": "n"}]}, {"knobs": [{"name": "n", "turns": 2}]},
         ["PUT /things/1/knobs/k"]),
        ({**NOW, "knobs": [{"id": "k", "name": "n"}]}, {"knobs": []}, ["DELETE /things/1/knobs/k"]),
        ({**NOW, "knobs": [{"id": "k", "name": "n"}]}, {"knobs": [{"name": "m"}]},
         ["DELETE /things/1/knobs/k", "POST /things/1/knobs"]),
        ({**NOW, "knobs": [{"id": "k", "name": "n"}]}, {"knobs": [], "knobs_behavior": "subset"}, []),
        (NOW, {"reds": ["p"]}, ["PUT /things/1/reds/id-p"]),
        ({**NOW, "reds": ["p", "q"]}, {"reds": ["q"]}, ["DELETE /things/1/reds/id-p"]),
        ({**NOW, "reds": ["p", "q"]}, {"reds": ["q"], "reds_behavior": "subset"}, []),
        ({**NOW, "blues": ["p"]}, {"reds": ["p"]}, ["DELETE /things/1/blues/id-p", "PUT /things/1/reds/id-p"]),
        ({**NOW, "blues": ["p"]}, {"reds": ["p"], "blues": []},
         ["DELETE /things/1/blues/id-p", "PUT /things/1/reds/id-p"]),
    ],
)  # fmt: skip
def test_steps(now: Optional[dict[str, Any]], options: dict[str, Any], actions: list[str]) -> None:
    assert made(options, now).actions == actions


def test_what_is_not_named_is_sent_back_as_it_was() -> None:
    assert made({"description": "y"}).steps[0].body == {**NOW, "description": "y"}


def test_the_diff_holds_what_changes_and_nothing_else() -> None:
    planned = made({"description": "y", "attributes": {"k": None}})
    assert planned.before == {
        "name": "a",
        "description": "x",
        "colours": ["a", "b"],
        "attributes": {"k": "v"},
        "extra": 5,
    }
    assert planned.after == {"name": "a", "description": "y", "colours": ["a", "b"], "extra": 5}


def test_an_unchanged_object_has_no_diff() -> None:
    planned = made({"description": "x", "colours": ["a", "b"]})
    assert planned.before == planned.after


def test_what_is_displaced_is_in_the_diff() -> None:
    planned = made({"reds": ["p"]}, {**NOW, "blues": ["p", "q"]})
    assert (planned.after["reds"], planned.after["blues"]) == (["p"], ["q"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"raw": {"description": "y"}, "description": "z"}, "raw.description: is already given as description"),
        ({"raw": {"knobs": []}}, "raw.knobs: has an option of its own: knobs"),
        ({"raw": {"id": "2"}}, "raw.id: can't be written with a thing"),
        ({"raw": {"attributes": None}}, "raw.attributes: can't be null: its keys can be null"),
        ({"raw": {"size": "abc"}}, "raw.size: must be a whole number, not 'abc'"),
        ({"raw": {"size": [1]}}, "raw.size: must be a whole number, not [1]"),
        ({"raw": {"size": None}}, "raw.size: can't be null: it always has a value"),
        ({"raw": {"on": "maybe"}}, "raw.on: must be true or false, not 'maybe'"),
        ({"raw": {"description": {"a": 1}}}, "raw.description: must be a text, not {'a': 1}"),
        ({"name": "abcdef"}, "name: must have at most 5 characters, has 6"),
        ({"colours": "red"}, "colours: must be a list, not 'red'"),
        ({"flavour": "new"}, "flavour: can't be changed once it is made"),
        ({"knobs": [{"name": "n"}, {"name": "n"}]}, "knobs[1].name: must be unique in the list"),
        ({"knobs": [{"turns": 1}]}, "knobs[0]: needs name"),
        ({"knobs": ["n"]}, "knobs[0]: must be a dictionary"),
        ({"reds": "p"}, "reds: must be a list"),
    ],
)
def test_what_can_not_be_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        made(options)
    assert raised.value.message.startswith(message)


@pytest.mark.parametrize(
    ("raw", "field", "value"),
    [
        ({"description": None}, "description", ""),
        ({"colours": None}, "colours", []),
        ({"size": "5"}, "size", 5),
        ({"on": "True"}, "on", True),
        ({"extra": None}, "extra", None),
    ],
)
def test_a_field_by_its_api_name_means_what_its_option_means(raw: dict[str, Any], field: str, value: Any) -> None:
    assert made({"raw": raw}).steps[0].body[field] == value


def test_an_error_about_a_secret_does_not_show_it() -> None:
    with pytest.raises(InvalidInput) as raised:
        Field("secret", secret=True).read({"inner": "geheim"}, "raw.secret")
    assert "geheim" not in raised.value.message


def test_a_new_object_needs_its_key() -> None:
    desired = read(THING, {"description": "x"})
    with pytest.raises(InvalidInput, match="name: is needed to make a thing"):
        plan(THING, Observed({}, None), desired)
