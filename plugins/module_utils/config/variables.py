# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables of other tools that nobody has put a value for: written as they are, they would become passwords."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..rest.errors import InvalidInput

# keycloak-config-cli's, which are those of Apache's StringSubstitutor
_FOREIGN = re.compile(
    r"\$\((base64Decoder|base64Encoder|const|date|dns|env|file|java|localhost|properties|resourceBundle|script|sys|url"
    r"|urlDecoder|urlEncoder|xml):"
)
# a reference to a variable, as exports have them in the place of secrets
_UNFILLED = re.compile(r"\s*\{\{[^{}]*\}\}\s*")


def refuse_variables(data: Any, where: str, filled: bool) -> None:
    """See that data has no such variable.

    :param filled: whether templates were filled in, so that what looks like one is meant as it is
    :raises InvalidInput: where it has one
    """
    if isinstance(data, Mapping):
        for name, value in data.items():
            refuse_variables(value, f"{where}.{name}", filled)
    elif isinstance(data, list):
        for number, item in enumerate(data):
            refuse_variables(item, f"{where}[{number}]", filled)
    elif isinstance(data, str) and not filled and _UNFILLED.fullmatch(data):
        raise InvalidInput(where, None, "is a template that nothing has filled in: set template")
    elif isinstance(data, str) and "$(" in data:
        found = _FOREIGN.search(data)
        if found:
            kind = found[1]
            raise InvalidInput(
                where,
                None,
                f"has a variable $({kind}:...) in it, which nothing here fills in: write it as a template,"
                " such as {{ lookup('env', 'NAME') }}, and set template",
            )
