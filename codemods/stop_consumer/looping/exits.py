"""The ways out of a loop, and the conditions on them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """A condition under which an exit is reached: a test and its value, or an except clause."""

    node: ast.expr | ast.ExceptHandler
    value: bool = True


def exits(body: Sequence[ast.stmt], guards: tuple[Guard, ...], *, inner: bool) -> Iterator[tuple[Guard, ...]]:
    """Yield the conditions on the way to each statement that leaves the loop; `inner`: inside of another loop in it."""
    for statement in body:
        match statement:
            case ast.Return() | ast.Raise():
                yield guards
            case ast.Break() if not inner:
                yield guards
            case ast.If(test=test):
                yield from exits(statement.body, (*guards, Guard(test)), inner=inner)
                yield from exits(statement.orelse, (*guards, Guard(test, value=False)), inner=inner)
                leaves = statement.body and isinstance(statement.body[-1], ast.Continue) and not statement.orelse
                if leaves and not inner:
                    guards = (*guards, Guard(test, value=False))
            case ast.While() | ast.For() | ast.AsyncFor():
                yield from exits(statement.body, guards, inner=True)
                yield from exits(statement.orelse, guards, inner=inner)
            case ast.With() | ast.AsyncWith():
                yield from exits(statement.body, guards, inner=inner)
            case ast.Try():
                yield from exits([*statement.body, *statement.orelse], guards, inner=inner)
                for handler in statement.handlers:
                    yield from exits(handler.body, (*guards, Guard(handler)), inner=inner)
                yield from exits(statement.finalbody, guards, inner=inner)
            case ast.Match(subject=subject, cases=cases):
                for case in cases:
                    yield from exits(case.body, (*guards, Guard(subject)), inner=inner)
