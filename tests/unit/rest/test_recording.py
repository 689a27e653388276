# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of requests: kept where the environment asks for it, without queries, by module."""

from __future__ import annotations

import json
import pathlib

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.recording import VARIABLE, recorder


def test_nothing_is_recorded_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert recorder() is None
    Runtime().runs("iamops.keycloak.keycloak_role")


def test_each_request_is_a_line_with_its_module(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "requests.jsonl"
    monkeypatch.setenv(VARIABLE, str(file))
    first, second = Runtime(), Runtime()
    first.runs("iamops.keycloak.keycloak_role")
    second.runs("keycloak_user")
    assert first.recorder and second.recorder
    first.recorder("GET", "/admin/realms/acme/roles/a", 404)
    second.recorder("POST", "/admin/realms/acme/users", None)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines == [
        {"method": "GET", "path": "/admin/realms/acme/roles/a", "status": 404, "module": "keycloak_role"},
        {"method": "POST", "path": "/admin/realms/acme/users", "status": None, "module": "keycloak_user"},
    ]
    assert file.stat().st_mode & 0o077 == 0
