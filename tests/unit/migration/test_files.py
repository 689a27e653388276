# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A directory of playbooks and roles: what is rewritten, what is left, and what is said of it."""

from __future__ import annotations

import os
import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.migrating import Migrates
from ansible_collections.iamops.keycloak.plugins.module_utils.migration.files import without_secrets

TASKS = "- name: One  # comment\n  community.general.keycloak_client: {client_id: a}\n"
DONE = "- name: One  # comment\n  iamops.keycloak.keycloak_client: {client_id: a}\n"
REWRITTEN = (
    "site.yml",
    "tasks/more.yaml",
    "roles/sso/tasks/main.yml",
    "roles/sso/handlers/main.yml",
    "molecule/default/converge.yml",
)
LEFT = (
    "roles/sso/vars/main.yml",
    "roles/sso/defaults/main.yml",
    "roles/sso/files/play.yml",
    "roles/sso/templates/play.yml",
    "roles/sso/meta/main.yml",
    "group_vars/all.yml",
    "host_vars/one/x.yml",
    ".github/site.yml",
    "notes.md",
    "collections/ansible_collections/community/general/tests/main.yml",
)


@pytest.fixture
def project(tmp_path: pathlib.Path) -> pathlib.Path:
    """A project with names of theirs in every file."""
    for name in (*REWRITTEN, *LEFT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TASKS, "utf-8")
    return tmp_path


def run(path: Any, check: bool = False) -> dict[str, Any]:
    return Migrates().run({"path": str(path)}, check_mode=check, diff=True)


def test_a_project(project: pathlib.Path) -> None:
    check = run(project, check=True)
    assert [path for path in (*REWRITTEN, *LEFT) if (project / path).read_text("utf-8") != TASKS] == []
    ran = run(project)
    assert check["changed"]
    assert {**check, "msg": ""} == {**ran, "msg": ""}
    assert check["msg"] == "5 files would be rewritten, 7 mentions left to look at"
    assert ran["msg"] == "5 files rewritten, 7 mentions left to look at"
    assert sorted(ran["files"]) == sorted(str(project / path) for path in REWRITTEN)
    assert [path for path in REWRITTEN if (project / path).read_text("utf-8") != DONE] == []
    assert [path for path in LEFT if (project / path).read_text("utf-8") != TASKS] == []
    again = run(project)
    assert (again["changed"], again["files"], again["diff"]) == (False, [], [])


def test_where_the_project_is_does_not_matter(tmp_path: pathlib.Path) -> None:
    place = tmp_path / "files" / ".hidden" / "ansible_collections"
    place.mkdir(parents=True)
    (place / "play.yml").write_text(TASKS, "utf-8")
    assert run(place)["files"] == [str(place / "play.yml")]
    assert run(f"{place}/./play.yml")["files"] == []


def test_the_difference_is_a_unified_diff(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "play.yml"
    file.write_text(f"# a\n{TASKS}# b\n", "utf-8")
    assert run(file, check=True)["diff"] == [
        {
            "prepared": f"--- {file}\n+++ {file}\n@@ -3 +3 @@\n"
            "-  community.general.keycloak_client: {client_id: a}\n"
            "+  iamops.keycloak.keycloak_client: {client_id: a}\n"
        }
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("username=a auth_password=swordfish realm=r", "username=a auth_password=******** realm=r"),
        ("x: {auth_password: 'sword fish', realm: r}", "x: {auth_password: ********, realm: r}"),
        ('x: {"auth_password": "sword fish", "realm": "r"}', 'x: {"auth_password": ********, "realm": "r"}'),
        ("x: {auth_password: '{{ vault_password }}'}", "x: {auth_password: '{{ vault_password }}'}"),
        ("{auth_password: !vault x, update_password: always}", "{auth_password: !vault x, update_password: always}"),
    ],
)
def test_secrets_in_a_line_are_not_shown(line: str, shown: str) -> None:
    assert without_secrets(line) == shown


def test_hints_and_mentions(tmp_path: pathlib.Path) -> None:
    (tmp_path / "requirements.yml").write_text("collections:\n  - community.general\n", "utf-8")
    assert run(tmp_path)["hints"] == []
    (tmp_path / "play.yml").write_text(TASKS + "# community.general.keycloak_role\n", "utf-8")
    ran = run(tmp_path)
    assert ran["hints"] == [
        f"{tmp_path}/requirements.yml: name the collection iamops.keycloak here",
        f"{tmp_path}/requirements.yml: names community.general, which may not be needed any more",
    ]
    assert ran["left"] == [f"{tmp_path}/play.yml:3: # community.general.keycloak_role"]


def test_modules_of_the_project_itself_keep_their_bare_names(tmp_path: pathlib.Path) -> None:
    (tmp_path / "library").mkdir()
    for name in ("keycloak_role.py", "other.py"):
        (tmp_path / "library" / name).touch()
    text = "- keycloak_role:\n- action: keycloak_role a=b\n- module_defaults: {keycloak_role: {}}\n- keycloak_user:\n"
    (tmp_path / "play.yml").write_text(text + "- community.general.keycloak_role:\n", "utf-8")
    ran = run(tmp_path)
    assert (tmp_path / "play.yml").read_text("utf-8") == (
        text.replace("keycloak_user", "iamops.keycloak.keycloak_user") + "- iamops.keycloak.keycloak_role:\n"
    )
    own = f"{tmp_path}/library/keycloak_role.py"
    assert ran["hints"] == [f"{own}: is a module of your own, so the bare name keycloak_role was left"]


def test_what_can_not_be_read_is_told_and_left(tmp_path: pathlib.Path) -> None:
    (tmp_path / "jinja.yml").write_text("{% if x %}\n" + TASKS, "utf-8")
    (tmp_path / "latin.yml").write_bytes(TASKS.encode() + b"# \xfc\n")
    (tmp_path / "other.yml").write_text("{% if x %}", "utf-8")
    ran = run(tmp_path)
    assert not ran["changed"]
    assert not ran.get("failed")
    assert [problem.partition(": ")[0] for problem in ran["problems"]] == [
        f"{tmp_path}/{n}.yml" for n in ("jinja", "latin")
    ]
    assert ran["problems"][1].endswith("is not UTF-8")


def test_what_is_no_file_is_not_read(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "gone.yml").symlink_to("nowhere")
    assert run(tmp_path)["problems"] == []


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: pathlib.Path) -> None:
    (tmp_path / "play.yml").write_text(TASKS, "utf-8")
    (tmp_path / "play.yml").chmod(0o750)
    (tmp_path / "link.yml").symlink_to("play.yml")
    run(tmp_path / "link.yml")
    assert (tmp_path / "link.yml").is_symlink()
    assert (tmp_path / "play.yml").read_text("utf-8") == DONE
    assert (tmp_path / "play.yml").stat().st_mode & 0o777 == 0o750
    assert sorted(os.listdir(tmp_path)) == ["link.yml", "play.yml"]


def test_bytes_stay(tmp_path: pathlib.Path) -> None:
    data = "\ufeff# ü\r\n- keycloak_role:   {name: '\u2028'}\r\n\r\n# end".encode()
    (tmp_path / "play.yml").write_bytes(data)
    run(tmp_path)
    assert (tmp_path / "play.yml").read_bytes() == data.replace(b"keycloak_role", b"iamops.keycloak.keycloak_role")


@pytest.mark.parametrize(
    ("path", "says"),
    [("/no/such/place", "path: must be a file or a directory"), (".", "path: must be absolute"), (None, "path")],
)
def test_refused(path: Any, says: str) -> None:
    ran = Migrates().run({} if path is None else {"path": path})
    assert ran["failed"]
    assert says in ran["msg"]
