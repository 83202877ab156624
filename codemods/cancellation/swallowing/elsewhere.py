"""What lets a cancellation out that no except clause stops: a `contextlib.suppress`, an exit from `finally`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from channels_fix.edits.blocks import SuppressToTry
from channels_fix.edits.suppress import SuppressLess
from channels_fix.imports import reference
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.cancellation.swallowing.swallows import Swallow
from codemods.cancelled import CANCELLED_CLASS
from codemods.stop_consumer.keepers import SUPPRESS
from codemods.stop_consumer.mends import move_exit

SOURCE, _, NAME = CANCELLED_CLASS.rpartition(".")

SUPPRESSED = "this context manager suppresses CancelledError: catch the errors that you expect instead"
REPLACED = "an exception raised in `finally` takes the place of the cancellation: raise it behind the `try`"


@dataclass(frozen=True)
class Change:
    """What is done about a swallowed cancellation; without edits `reason` says what to do by hand."""

    what: str = ""
    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    doubt: str = ""
    reason: str = ""


def suppress_less(swallow: Swallow, project: Project) -> Change:
    """Let a `contextlib.suppress` suppress no cancellation."""
    stop, function = swallow.stop, swallow.function
    assert isinstance(stop.node, ast.With | ast.AsyncWith)

    def resolved(node: ast.expr) -> str:
        symbol = project.resolve(node, function.module, function.within)
        return symbol.name if symbol else ""

    calls = [item.context_expr for item in stop.node.items]
    found = [
        (index, call)
        for index, call in enumerate(calls)
        if isinstance(call, ast.Call) and resolved(call.func) == SUPPRESS
    ]
    named = [(index, [resolved(kind) for kind in call.args]) for index, call in found]
    catching = [(index, kinds) for index, kinds in named if {CANCELLED_CLASS, "builtins.BaseException"} & set(kinds)]
    if len(catching) != 1 or any(kind == "" for _, kinds in catching for kind in kinds):
        return Change(reason=SUPPRESSED)
    ((index, kinds),) = catching
    span = function.module.span(stop.node)
    if "builtins.BaseException" not in kinds:
        dropped = frozenset(position for position, kind in enumerate(kinds) if kind == CANCELLED_CLASS)
        return Change("suppress no cancellation", (SuppressLess(span, index, dropped),), doubt=swallow.doubt)
    name, needed = reference(function.module, project, SOURCE, NAME, function.within)
    edit = SuppressToTry(span, index, name, "BaseException")
    return Change("raise CancelledError again, suppress the rest", (edit,), (needed,) if needed else (), swallow.doubt)


def leave_finally(swallow: Swallow) -> Change:
    """Take the exit out of a `finally`."""
    stop = swallow.stop
    assert isinstance(stop.node, ast.Try)
    if isinstance(stop.exit, ast.Raise):
        return Change(reason=REPLACED)
    mend = move_exit(stop.node, stop.exit, swallow.function.node)
    if isinstance(mend, str):
        return Change(reason=mend)
    edits = tuple(mend.build(swallow.function.module, ""))
    return Change("leave `finally` at its end", edits, doubt=mend.doubt or swallow.doubt)
