# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a file with a realm's data: YAML or JSON, with templates for secrets and for nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ...rest.errors import MissingLibrary

try:
    import yaml

    HAS_YAML = True
except ImportError:
    HAS_YAML = False

JSON = ".json"
ENDS = (".yml", ".yaml", JSON)
# what begins a template
_TEMPLATE = re.compile(r"\{[{%#]")
# what a template makes something else of
_ALTERED = re.compile(r"\{[{%#]|\r")
_WRITTEN = {"\r": "\\r"}
# ends of lines that PyYAML writes, but doesn't read again
_UNREADABLE = re.compile("[\x85\u2028\u2029]")
WIDTH = 120


def text(data: Any, references: Mapping[str, str], dest: str, heading: str) -> str:
    """Return what is written to a file.

    :param references: where each secret is, by the variable that is to hold it
    :param dest: the file, whose name's end says how it is written
    :param heading: the first line of a comment, in YAML
    :raises MissingLibrary: where YAML can't be written
    """
    own = {f"{{{{ {name} }}}}" for name in references}
    literal = _literally(data, own)
    if dest.endswith(JSON):
        return json.dumps(literal, indent=2, ensure_ascii=False) + "\n"
    if not HAS_YAML:
        raise MissingLibrary("PyYAML", "Writing YAML")
    names = [f"#   {name}: {where}" for name, where in references.items()]
    filled = ["# Fill in, in a vault:", *names] if names else []
    body = yaml.dump(
        literal, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )
    return "\n".join([f"# {heading}", *filled, "---", body])


def _literally(value: Any, own: set[str]) -> Any:
    """Return data whose texts stay what they are when they are templated."""
    if isinstance(value, Mapping):
        return {name: _literally(item, own) for name, item in value.items()}
    if isinstance(value, list):
        return [_literally(item, own) for item in value]
    if isinstance(value, str) and value not in own and _TEMPLATE.search(value):
        return _ALTERED.sub(lambda found: "{{ '" + _WRITTEN.get(found[0], found[0]) + "' }}", value)
    return value


def _dumper() -> Any:
    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as such, lists indented, and no anchors."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
            return super().increase_indent(flow, False)

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def of_lines(dumper: Any, value: str) -> Any:
        style = '"' if _UNREADABLE.search(value) else "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, of_lines)
    return Dumper
