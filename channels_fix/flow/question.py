"""What is asked of a function, and what is taken as known."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from channels_fix.flow.states import Frame
from channels_fix.flow.thrown import Thrown
from channels_fix.flow.values import Value

MAX_PATHS = 200
"""More ways than these at one place are too many."""


class UndecidableError(Exception):
    """The function is too tangled to be followed within bounds."""


class Domain(Protocol):
    """What a rule knows beyond Python. Every method answers None for what is not its business."""

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        """The value of `owner.name`."""
        ...

    def item(self, owner: Value, key: Value) -> Value | None:
        """The value of `owner[key]`."""
        ...

    def call(self, function: Value, arguments: Sequence[Value]) -> Value | None:
        """What the call returns."""
        ...

    @property
    def sources(self) -> frozenset[str]:
        """The names of attributes that may give a `Source`; functions without one are not followed."""
        ...


@dataclass(frozen=True)
class Question:
    """What is asked of a function.

    `thrown` is raised by every `Source` that the domain finds. `mends` are the changes that are taken as made, so
    that a chain of faults can be followed to its end; what they raise is `mended`. With `anything` every call
    that is not followed may raise `thrown` too: the way to learn what can be reached at all. `suspect` tells of a call
    that is not followed whether too little is known of it to be certain of anything behind it. `interrupts` says of
    an await of the function itself, or a `yield` of it, whether `thrown` may come up there: once on each path.
    """

    thrown: Thrown
    domain: Domain
    mends: Mends
    mended: Thrown
    anything: bool = False
    suspect: Callable[[Value, Sequence[Value]], bool] | None = None
    interrupts: Callable[[ast.AST, Frame], bool] | None = None


@dataclass(frozen=True)
class Mends:
    """Changes of the source that the interpreter takes as made.

    Attributes:
        reraise: Try statements with a clause in front that raises the exception again.
        hoisted: For a try statement the handler that is moved in front.
        raises: Statements which are replaced by a raise of the exception.
        ends: Handlers and functions with such a raise at the end of their body.
        dropped: Statements that are removed.
        passed: Exits of an `__exit__` in front of which it lets the exception pass.
        resumed: Statements behind which the exception goes on that they kept as a result.
        carried: Exception-group statements around which the exception is carried.
    """

    reraise: frozenset[ast.Try] = frozenset()
    hoisted: frozenset[tuple[ast.Try, ast.ExceptHandler]] = frozenset()
    raises: frozenset[ast.stmt] = frozenset()
    ends: frozenset[ast.AST] = frozenset()
    dropped: frozenset[ast.stmt] = frozenset()
    passed: frozenset[ast.stmt] = frozenset()
    resumed: frozenset[ast.stmt] = frozenset()
    carried: frozenset[ast.stmt] = frozenset()

    def __or__(self, other: Mends) -> Mends:
        """Both together."""
        return Mends(*(getattr(self, part.name) | getattr(other, part.name) for part in fields(Mends)))
