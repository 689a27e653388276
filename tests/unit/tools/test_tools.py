# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools behind ``make``: what they find, copy, skip and report."""

from __future__ import annotations

import importlib
import pathlib

import pytest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch):
    """Return a function that imports one of the tools."""
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module


def program(path: pathlib.Path, text: str) -> pathlib.Path:
    """Write a shell script that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("echo 4.7", True),
        ("echo 4.6", False),
        ("echo 'python4.7: command not found' >&2; exit 127", False),
    ],
    ids=["runs", "is another version", "a shim of nothing"],
)
def test_an_interpreter_counts_when_it_runs(tool, tmp_path, monkeypatch, text, found):
    interpreters = tool("interpreters")
    interpreters.find_one.cache_clear()
    path = program(tmp_path / "bin/python4.7", text)
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "nowhere"))
    assert interpreters.find(["4.8", "4.7"]) == (("4.7", path) if found else None)


def test_an_interpreter_is_looked_for_among_pyenvs(tool, tmp_path, monkeypatch):
    interpreters = tool("interpreters")
    interpreters.find_one.cache_clear()
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    path = program(tmp_path / "versions/4.7.1/bin/python", "echo 4.7")
    assert interpreters.find(["4.7"]) == ("4.7", path)


def test_a_copy_follows_its_source(tool, tmp_path, monkeypatch):
    layout, tree = tool("layout"), tool("tree")
    source, target = tmp_path / "source", tmp_path / "target"
    monkeypatch.setattr(layout, "ROOT", source)
    for name in ("a.txt", "folder/b.txt", "build/c.txt"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name, encoding="utf-8")
    tree.sync(target)
    (source / "folder/b.txt").unlink()
    (source / "a.txt").write_text("changed", encoding="utf-8")
    (target / "tests/output").mkdir(parents=True)
    (target / "tests/output/kept").touch()
    tree.sync(target)
    files = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert {name for name in files if not name.startswith(".git/")} == {"a.txt", "tests/output/kept"}
    assert (target / "a.txt").read_text("utf-8") == "changed"


def fails(log):
    """A check whose command fails."""
    log.run(["sh", "-c", "echo '=== 1 failed in 0.1s ==='; exit 3"])


def passes(log):
    """A check whose command passes."""
    log.run(["sh", "-c", "echo noise; echo '=== 2 passed in 0.1s ==='"])


@pytest.mark.parametrize("ci", ["true", ""])
def test_a_run_fails_by_its_gates(tool, tmp_path, monkeypatch, capsys, ci):
    layout, console = tool("layout"), tool("console")
    monkeypatch.setattr(layout, "LOGS", tmp_path)
    monkeypatch.setattr(layout, "ROOT", tmp_path)
    monkeypatch.setenv("CI", ci)

    def skips(_log):
        raise console.GateSkipped("no Python")

    assert console.run_gates([console.Gate("a", passes), console.Gate("b", skips)], 2) == (1 if ci else 0)
    assert console.run_gates([console.Gate("a", passes), console.Gate("c", fails)], 2) == 1
    shown = capsys.readouterr().out
    assert "=== 2 passed in 0.1s ===" in shown
    assert "noise" not in shown
    assert ("failed: no Python" if ci else "skipped: no Python") in shown
    assert "failed: sh ended with status 3" in shown


def test_every_list_of_requirements_is_pinned():
    folder = TOOLS.parent / "requirements"
    lists = sorted(path.stem for path in folder.glob("*.in"))
    assert lists == sorted(path.stem for path in folder.glob("*.txt"))
    for path in folder.glob("*.txt"):
        assert [line for line in path.read_text("utf-8").splitlines() if "==" not in line] == []
