# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house, which every file keeps: what may import what, how long things are, what is never written."""

from __future__ import annotations

import ast
import pathlib
import re
import textwrap
from collections.abc import Iterator

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
UTILS = ROOT / "plugins/module_utils"
ROOMS_WITHOUT_ANSIBLE = ("rest", "engine", "config", "keycloak", "authress", "user_clients", "migration")
OPTIONAL_LIBRARIES = ("requests", "urllib3", "cryptography", "yaml")
FUNCTION_LINES = 40
MODULE_LINES = 40
FILE_LINES = 300
HEADER = (
    "# Copyright: Contributors to the iamops.keycloak collection",
    "# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)",
    "# SPDX-License-Identifier: GPL-3.0-or-later",
)


def python_files(*folders: str) -> list[pathlib.Path]:
    """Return the collection's Python files below some folders, those without a line left out."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if path.read_text("utf-8").strip() and "output" not in path.parts]


def every(paths: list[pathlib.Path]) -> pytest.MarkDecorator:
    """Run a test for each path, under its name."""
    return pytest.mark.parametrize("path", paths, ids=[str(path.relative_to(ROOT)) for path in paths])


def parse(path: pathlib.Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the names that are imported absolutely."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def length(node: ast.AST) -> int:
    """Return how many lines a node has, its documentation not counted."""
    lines = node.end_lineno - node.lineno + 1
    body = getattr(node, "body", [])
    if body and isinstance(body[0], ast.Expr) and isinstance(getattr(body[0].value, "value", None), str):
        lines -= body[0].end_lineno - body[0].lineno + 1
    return lines


ALL = python_files("plugins", "tests", "roles", "extensions")
MODULES = python_files("plugins/modules")


@every(python_files(*(f"plugins/module_utils/{room}" for room in ROOMS_WITHOUT_ANSIBLE)))
def test_only_binding_knows_ansible(path: pathlib.Path) -> None:
    packages = {name.partition(".")[0] for name in imports(parse(path))}
    assert not packages & {"ansible", "ansible_collections"}


@every(python_files(*(f"plugins/module_utils/{room}" for room in ("rest", "engine", "config"))))
def test_what_serves_all_systems_knows_no_server(path: pathlib.Path) -> None:
    relative = [node for node in ast.walk(parse(path)) if isinstance(node, ast.ImportFrom) and node.level > 1]
    assert {node.module.partition(".")[0] for node in relative if node.module} <= {"rest", "engine"}


@every(python_files("plugins"))
def test_libraries_that_may_be_missing_are_tried(path: pathlib.Path) -> None:
    tree = parse(path)
    guarded = {
        inner
        for outer in ast.walk(tree)
        if isinstance(outer, ast.Try) or (isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.dump(outer.test))
        for inner in ast.walk(outer)
    }
    bare = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)) and node not in guarded]
    packages = {name.partition(".")[0] for node in bare for name in imports(node)}
    assert not packages & set(OPTIONAL_LIBRARIES)


@every(ALL)
def test_no_handler_catches_everything(path: pathlib.Path) -> None:
    handlers = [node for node in ast.walk(parse(path)) if isinstance(node, ast.ExceptHandler) and not _reraises(node)]
    caught = [name for handler in handlers for name in (_names(handler.type) if handler.type else ["everything"])]
    assert not {"everything", "Exception", "BaseException"} & set(caught)


def _reraises(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _names(expression: ast.expr) -> list[str]:
    return [node.id for node in ast.walk(expression) if isinstance(node, ast.Name)]


@every(ALL)
def test_functions_are_short(path: pathlib.Path) -> None:
    functions = [node for node in ast.walk(parse(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert [f"{node.name}: {length(node)} lines" for node in functions if length(node) > FUNCTION_LINES] == []


@every(ALL)
def test_files_are_short(path: pathlib.Path) -> None:
    """Tables of data, and the documentation of modules and fragments, may be longer: assigned values don't count."""
    tree = parse(path)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    statements = [*tree.body, *(statement for node in classes for statement in node.body)]
    tables = [node for node in statements if isinstance(node, (ast.Assign, ast.AnnAssign))]
    lines = len(path.read_text("utf-8").splitlines()) - sum(length(node) - 1 for node in tables)
    assert lines <= FILE_LINES


@every(MODULES)
def test_modules_are_documentation_and_one_call(path: pathlib.Path) -> None:
    tree = parse(path)
    texts = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    documentation = [node for node in texts if isinstance(node.value.value, str)]
    after = max(node.end_lineno for node in documentation)
    assert len(path.read_text("utf-8").splitlines()) - after <= MODULE_LINES
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.Try, ast.For, ast.While))]
    conditions = [ast.unparse(node.test) for node in ast.walk(tree) if isinstance(node, ast.If)]
    assert conditions == ["__name__ == '__main__'"]


@every(ALL)
def test_files_say_their_licence(path: pathlib.Path) -> None:
    head = path.read_text("utf-8").splitlines()[:8]
    assert [line for line in HEADER if line not in head] == []


@pytest.mark.parametrize("path", sorted((ROOT / "plugins").rglob("__init__.py")), ids=str)
def test_init_files_are_empty(path: pathlib.Path) -> None:
    assert path.read_text("utf-8") == ""


def test_sanity_ignores_nothing() -> None:
    assert list((ROOT / "tests").rglob("ignore*.txt")) == []


def runtime() -> dict:
    """Return meta/runtime.yml."""
    return yaml.safe_load((ROOT / "meta/runtime.yml").read_text("utf-8"))


@every(MODULES)
def test_every_module_has_an_action_of_its_name(path: pathlib.Path) -> None:
    assert (ROOT / "plugins/action" / path.name).is_file()


def group_of(path: pathlib.Path) -> str:
    """Return the group of modules that a module says it is in, empty where it logs in nowhere."""
    return "".join(re.findall(r"- iamops\.keycloak\.(\w+)\.action_group$", path.read_text("utf-8"), re.MULTILINE))


@every([path for path in MODULES if path.stem != "migrate"])
def test_every_module_that_logs_in_is_in_the_group_of_its_system(path: pathlib.Path) -> None:
    group = group_of(path)
    assert [name for name, modules in runtime()["action_groups"].items() if path.stem in modules] == [group]
    assert f"  - iamops.keycloak.{group}\n" in path.read_text("utf-8")


def test_runtime_names_nothing_that_is_not_there() -> None:
    names = {path.stem for path in MODULES}
    routes = runtime().get("plugin_routing", {}).get("modules", {})
    redirects = {name for name, route in routes.items() if "redirect" in route}
    assert {name for modules in runtime()["action_groups"].values() for name in modules} - redirects <= names
    assert {routes[name]["redirect"].rpartition(".")[2] for name in redirects} <= names


def test_runtime_is_in_order() -> None:
    assert {name: sorted(modules) for name, modules in runtime()["action_groups"].items()} == runtime()["action_groups"]


def test_no_action_plugin_is_a_symlink() -> None:
    assert [path for path in (ROOT / "plugins").rglob("*") if path.is_symlink()] == []


def test_every_role_declares_its_arguments() -> None:
    roles = [path for path in (ROOT / "roles").glob("*") if path.is_dir()]
    missing = [path.name for path in roles if not (path / "meta/argument_specs.yml").is_file()]
    assert missing == []
    assert [path.name for path in roles if not (path / "README.md").is_file()] == []


@every(MODULES)
def test_the_readme_names_every_module(path: pathlib.Path) -> None:
    assert f"| `{path.stem}` |" in (ROOT / "README.md").read_text("utf-8")


def quotations() -> list[tuple[str, str]]:
    """Return name and text of what CONTRIBUTING.md quotes: blocks that begin with a file's name."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    blocks = re.findall(r"^( *)```\w+\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    quoted = [textwrap.dedent(block) for _indent, block in blocks if block.lstrip().startswith("# ")]
    return [(block.partition("\n")[0][2:], block.partition("\n")[2]) for block in quoted]


def test_contributing_quotes_what_is_there() -> None:
    assert len(quotations()) >= 2
    for name, text in quotations():
        assert text in (ROOT / name).read_text("utf-8")
