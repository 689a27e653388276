# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that are items of a document: it is written whole, and the others in it stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.inquiry import Inquiry, inquire
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.resource import Home, Resource
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.within import Within
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

DOCUMENT = {"rules": [{"name": "a", "x": [3, 1]}, {"name": "b", "text": "B"}, {"name": "c"}], "own": [{"name": "z"}]}
RULES = Within("/realms/{realm}/rules", "rules", params={"all": "true"}, fixed="own", what="rule")
RULE = Resource(
    name="rule",
    title="rule",
    homes=(Home(RULES.at, RULES.at, RULES),),
    key=("name",),
    parts=(Field("name", required=True), Field("text")),
    within=RULES,
)


class Server:
    """A server with one document."""

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        assert (path, params) == ("/realms/acme/rules", {"all": "true"})
        return DOCUMENT

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        raise AssertionError(path)

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


def planned(**options: Any) -> Any:
    desired = read(RULE, {"realm": "acme", **options})
    return plan(RULE, observe(RULE, Server(), desired, Certain()), desired)


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ({"name": "b", "text": "new"}, [0, {"name": "b", "text": "new"}, 2]),
        ({"name": "d", "text": "D"}, [0, 1, 2, {"name": "d", "text": "D"}]),
        ({"name": "b", "state": "absent"}, [0, 2]),
        ({"name": "b", "text": "B"}, None),
        ({"name": "d", "state": "absent"}, None),
        ({"name": "z"}, None),
    ],
)
def test_the_document_is_written_with_the_others_as_they_were(options: dict[str, Any], rules: Any) -> None:
    steps = planned(**options).steps
    if rules is None:
        assert not steps
        return
    assert [(step.method, step.path) for step in steps] == [("PUT", "/realms/acme/rules")]
    assert steps[0].body == {"rules": [DOCUMENT["rules"][one] if isinstance(one, int) else one for one in rules]}


@pytest.mark.parametrize("options", [{"text": "mine"}, {"state": "absent"}])
def test_what_the_server_has_by_itself_is_protected(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="name: 'z' is a rule that the server has by itself"):
        planned(name="z", **options)


def test_they_can_be_read() -> None:
    def names(**asked: Any) -> list[str]:
        return [one["name"] for one in inquire(RULE, Server(), Inquiry(**asked), Certain())]

    assert names(options={"realm": "acme"}) == ["a", "b", "c"]
    assert names(options={"realm": "acme"}, search="B") == ["b"]
    assert names(options={"realm": "acme", "name": "z"}) == ["z"]
    with pytest.raises(InvalidInput, match="params: can't be given"):
        names(options={"realm": "acme"}, params={"max": 1})
