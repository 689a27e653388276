# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof of one kind: everything that is tested, as (name, test) pairs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from . import adopted, arguments, changes, life, naming, randomly, secrecy
from .data import Proof, emptied
from .subject import Subject

Check = Callable[[Subject], None]


def checks(proof: Proof) -> Iterator[tuple[str, Check]]:
    """Yield all of a kind's tests, in the order in which failures tell most."""
    yield "every_option_is_proven", arguments.coverage
    yield "missing_arguments", arguments.missing
    yield "wrong_types", arguments.wrong_types
    yield "wrong_choices", arguments.wrong_choices
    yield "unknown_options", arguments.unknown
    for number, row in enumerate(proof.refused):
        yield f"refused[{number}-{_label(row.set)}]", functools.partial(arguments.refused, row=row)
    yield "check_on_nothing", life.check_on_nothing
    yield "create_and_again", life.create_and_again
    yield "adopted", adopted.adopted
    for number, change in enumerate(proof.changes):
        yield f"change[{number}-{_label(change.set)}]", functools.partial(changes.alone, number=number)
    for what, options, touches in emptied(proof):
        if not {what, what.partition(".")[0]} & set(proof.cannot_be_empty):
            test = functools.partial(changes.empty, what=what, options=options, touches=touches)
            yield f"empty[{what}]", test
    for secret in proof.secrets:
        yield f"secret[{secret.at}]", functools.partial(secrecy.once, secret=secret)
        yield f"secret_policies[{secret.at}]", functools.partial(secrecy.policies, secret=secret)
    yield "removed", life.removed
    if proof.names:
        yield "names", naming.names
        yield "names_refused", naming.refused
        yield "names_too_long", naming.too_long
    yield "random_states", randomly.states
    for number, many in enumerate(proof.many):
        yield f"many[{number}-{many.count}]", functools.partial(naming.many, row=many)


def _label(options: dict) -> str:
    return "-".join(options) or "nothing"
