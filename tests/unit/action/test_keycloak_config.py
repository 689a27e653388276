# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the action of keycloak_config hands on, and what it leaves behind."""

from __future__ import annotations

import json
import pathlib
from types import SimpleNamespace
from typing import Any

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible_collections.iamops.keycloak.plugins.action import keycloak_config


@pytest.mark.parametrize("fails", [False, True])
def test_what_files_hold_is_not_sent_back(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    path = tmp_path / "realm.json"
    path.write_text(json.dumps({"realm": "acme"}))
    given = {"files": [str(path)], "parallel": 3}
    task: Any = SimpleNamespace(args=given)
    ran: list[dict[str, Any]] = []

    def run(self: Any, tmp: Any = None, task_vars: Any = None) -> dict[str, Any]:
        ran.append(dict(task.args))
        if fails:
            raise ValueError
        return {}

    monkeypatch.setattr(keycloak_config.InProcess, "run", run)
    action = keycloak_config.ActionModule(task, None, None, DataLoader(), None, None)
    monkeypatch.setattr(action, "_find_needle", lambda directory, name: name)
    try:
        action.run(None, {})
    except ValueError:
        assert fails
    assert ran == [{"config": {"realm": "acme"}, "parallel": 3}]
    assert task.args is given
