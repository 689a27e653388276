# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where tasks write files."""

from __future__ import annotations

import pathlib

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.destination import presentable, save, writable
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput


@pytest.mark.parametrize(
    ("name", "check", "says"),
    [
        ("@/acme.yml", False, None),
        ("@/to/come/acme.yml", True, None),
        ("@/to/come/acme.yml", False, "must be in a directory that exists"),
        ("@/acme.txt", True, "must end in .yml, .json"),
        ("acme.yml", True, "must be absolute"),
    ],
)
def test_where_a_file_may_go(tmp_path: pathlib.Path, name: str, check: bool, says: str | None) -> None:
    path = name.replace("@", str(tmp_path))
    if says is None:
        assert writable(path, [".yml", ".json"], check) == path
        return
    with pytest.raises(InvalidInput, match=says):
        writable(path, [".yml", ".json"], check)


def test_what_can_not_be_written(tmp_path: pathlib.Path) -> None:
    (tmp_path / "acme.yml").mkdir()
    with pytest.raises(InvalidInput, match="can't be written: Is a directory"):
        save(str(tmp_path / "acme.yml"), "text")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("secret: abcd\nname: x\n", "secret: ********\nname: x\n"),
        ("bindCredential:\n  - abcd\nname: abcd-shop\n", "bindCredential:\n  - ********\nname: ********-shop\n"),
        ("privateKey:\n  - |\n    BEGIN\n    abcd\n", "privateKey:\n  - |\n    ********\n    ********\n"),
        ('{"privateKey":\n ["BEGIN\\nabcd"]}', '{"privateKey":\n ********}'),
        ("secret: '{{ vault_a }}'\nlist: [abcd]\n", "secret: '{{ vault_a }}'\nlist: [abcd]\n"),
        (
            "a: !vault |\n  $ANSIBLE_VAULT\nbindCredential:\n  - abcd\n",
            "a: !vault |\n  $ANSIBLE_VAULT\nbindCredential:\n  - ********\n",
        ),
        ("# secret: abcd\nno: [yaml\npassword: abcd\n", "# secret: ********\nno: [yaml\npassword: ********\n"),
        ("", ""),
    ],
)
def test_what_a_diff_shows_of_a_file(written: str, shown: str) -> None:
    assert presentable(written) == shown
