# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks: options are the same data in the worker as in a module process."""

from __future__ import annotations

import datetime
import importlib
import json
import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.task import plain
from ansible_collections.iamops.keycloak.plugins.modules.keycloak_client import BINDING

MODULES = sorted(path.stem for path in (pathlib.Path(__file__).parents[3] / "plugins/modules").glob("keycloak_*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_defaults_of_the_group_fit_every_module(module: str) -> None:
    binding = importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").BINDING
    assert {"auth_keycloak_url", "auth_username", "auth_password", "realm"} <= set(binding.spec())


@pytest.mark.parametrize("key", [5, 1.5, True, None, "text"])
def test_keys_are_those_of_json(key: Any) -> None:
    given = {"raw": {key: [1, None, {key: "x"}]}}
    assert plain(given) == json.loads(json.dumps(given))


def test_dates_are_texts() -> None:
    assert plain({datetime.date(2024, 2, 1): datetime.date(2024, 2, 1)}) == {"2024-02-01": "2024-02-01"}


@pytest.mark.parametrize("name", ["auth_pasword", "authpassword", "secrett", "client_secret", "refresh_tokn"])
def test_a_secret_under_a_misspelled_name_is_not_shown(name: str) -> None:
    result = BINDING.run({"auth_keycloak_url": "http://x", "client_id": "c", name: "Canary-4711", "descripton": "text"})
    assert result["failed"] and name in result["msg"]
    assert "Canary" not in json.dumps(result)
    assert result["invocation"]["module_args"]["descripton"] == "text"
