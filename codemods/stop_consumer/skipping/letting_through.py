"""The changes that let the disconnect message through: one where it returns, one where a function ends."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from channels_fix.bindings import Function
from channels_fix.edits.functions import AppendToFunction
from channels_fix.edits.statements import InsertAfter, InsertBefore, NarrowCondition, ReplaceStatement
from channels_fix.excerpts import returned
from channels_fix.flow.question import Mends
from channels_fix.module import Module
from channels_fix.nodes import inner_nodes
from channels_fix.rule import Edit
from codemods.stop_consumer.effects import has_effects
from codemods.stop_consumer.mends import Build
from codemods.stop_consumer.paths import around
from codemods.stop_consumer.skipping.branch_ends import Ending
from codemods.stop_consumer.skipping.changed import Changes

PASSES = "the disconnect message will pass this condition: see that its handlers can cope with that"


ENDS_HERE = "the disconnect message will be dispatched here: see that its handlers can cope with that"


@dataclass(frozen=True)
class Remedy:
    """A way to let the message through: its effect on the paths, and the edits."""

    mends: Mends
    changes: Changes
    build: Build
    doubt: str = ""


def ways_at_return(
    place: ast.stmt, function: Function, ending: Ending, seen: set[ast.AST], others: frozenset[ast.AST] | None
) -> Iterator[Remedy]:
    """Yield the ways to let the message through where it returns, the best first."""
    del seen
    assert isinstance(place, ast.Return)
    outer = around(place, function.body)
    if any(isinstance(one, ast.Try) and place in inner_nodes(one.finalbody) for one in outer):
        return
    if others is not None and place not in others:
        branch = _branch_of(place, function, others)
        code = ending.code(branch)
        if code:
            yield _handing(place, code, _replacing(place, f"{_returned(code)}\n"))
        return
    if ending.test and (condition := _condition(place, outer)):
        negated = ending.test.replace("==", "!=")
        yield Remedy(
            Mends(),
            Changes(narrowed=frozenset({condition})),
            lambda module, stop: [NarrowCondition(module.span(condition), negated)],
            PASSES,
        )
    code = ending.code(())
    if ending.test and code:
        guard = f"if {ending.test}:\n    {_returned(code)}\n"
        yield _handing(
            place,
            code,
            lambda module, stop: [InsertBefore(module.span(place), guard.format(stop=stop))],
            ENDS_HERE,
        )


def ways_at_end(
    place: ast.stmt, function: Function, ending: Ending, seen: set[ast.AST], others: frozenset[ast.AST] | None
) -> Iterator[Remedy]:
    """Yield the ways to let the message through where it reaches the end of a function, the best first."""
    del place
    branch = _last_branch(function.body, seen, others)
    if branch and (code := ending.code(branch)):
        last = branch[-1]

        def append(module: Module, stop: str) -> list[Edit]:
            return [InsertAfter(module.span(last), f"{code}\n".format(stop=stop))]

        build = _replacing(last, f"{code}\n") if isinstance(last, ast.Pass) else append
        yield Remedy(Mends(), Changes(closed=(branch,)), build)
    code = ending.code(())
    if ending.test and code:
        guard = f"if {ending.test}:\n    {code}\n"
        yield Remedy(
            Mends(),
            Changes(closed=(function.body,)),
            lambda module, stop: [AppendToFunction(module.span(function), guard.format(stop=stop))],
            ENDS_HERE,
        )


def _handing(place: ast.stmt, code: str, build: Build, doubt: str = "") -> Remedy:
    """The remedy that ends the consumer in the place of a statement."""
    at = frozenset({place})
    if code.startswith("raise "):
        return Remedy(Mends(raises=at), Changes(), build, doubt)
    return Remedy(Mends(), Changes(handed=at), build, doubt)


def _returned(code: str) -> str:
    return code if code.startswith("raise ") else f"return {code}"


def _replacing(place: ast.stmt, code: str) -> Build:
    def build(module: Module, stop: str) -> list[Edit]:
        kept = returned(place, module) if isinstance(place, ast.Return) and has_effects(place) else ""
        return [ReplaceStatement(module.span(place), kept + code.format(stop=stop))]

    return build


def _condition(place: ast.stmt, outer: Sequence[ast.AST]) -> ast.If | None:
    """The innermost `if` in whose body a statement stands."""
    found = [one for one in outer if isinstance(one, ast.If) and place in inner_nodes(one.body)]
    return found[-1] if found else None


def _branch_of(place: ast.stmt, function: Function, others: frozenset[ast.AST]) -> Sequence[ast.stmt]:
    """The outermost suite around `place` that no other message enters."""
    for outer in [function, *around(place, function.body)]:
        for _, suite in ast.iter_fields(outer):
            is_suite = isinstance(suite, list) and suite and isinstance(suite[0], ast.stmt)
            if is_suite and place in inner_nodes(suite) and suite[0] not in others:
                return cast("Sequence[ast.stmt]", suite)
    return (place,)


def _last_branch(body: Sequence[ast.stmt], seen: set[ast.AST], others: frozenset[ast.AST] | None) -> Sequence[ast.stmt]:
    """The suite at the end of `body` that the disconnect message runs off and no other message enters, if there is."""
    suites: list[Sequence[ast.stmt]] = []
    match body[-1]:
        case ast.If(body=taken, orelse=orelse):
            suites = [taken, orelse]
        case ast.Match(cases=cases):
            suites = [case.body for case in cases]
    for suite in suites if others is not None else ():
        if suite and suite[-1] in seen:
            if others is not None and suite[0] not in others:
                return suite
            if inner := _last_branch(suite, seen, others):
                return inner
    return ()
