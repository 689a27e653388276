# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facets: what can be asked about one object beside its own document, each by a request of its own, each by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from .reading import Source, argument

_Params = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Facet:
    """One thing that can be asked about an object.

    :param template: path; its variables are the task's options and those of the object
    :param many: whether it is a list, of which all pages are read
    :param paged: whether the list can be asked for by pages; else it is asked for once
    :param params: gives the query parameters from the task's options
    :param narrow: gives what is returned from the answer; by default the answer itself
    """

    template: str
    many: bool = False
    paged: bool = False
    params: _Params = field(default=lambda options: {})
    narrow: Optional[Callable[[Any], Any]] = None

    def read(self, source: Source, variables: Mapping[str, str]) -> Any:
        """Return what the server says; an empty list, or None, where there is nothing."""
        params = {name: value for name, value in self.params(source.options).items() if value is not None}
        if self.many and self.paged:
            answer: Any = source.list(self.template, params, **variables)
        else:
            answer = source.get(self.template, params, **variables)
            answer = [] if answer is None and self.many else answer
        return self.narrow(answer) if self.narrow else answer


def include(facets: Mapping[str, Facet], default: Sequence[str] = ()) -> dict[str, Any]:
    """Return the argument spec's entry for the option that names the facets to read."""
    return argument("list", elements="str", choices=sorted(facets), default=list(default))


def gather(source: Source, facets: Mapping[str, Facet], names: Sequence[str], **variables: str) -> dict[str, Any]:
    """Return what is asked for, by the facets' names; each is one request, or one a page."""
    return {name: facets[name].read(source, variables) for name in names}
