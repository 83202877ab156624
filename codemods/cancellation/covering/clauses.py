"""Writes the clean-up into a try statement that a cancellation passes."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from channels_fix.edits.clauses import InsertHandler, RetypeHandler
from channels_fix.edits.statements import InsertBefore
from channels_fix.flow import conditions
from channels_fix.flow.values import Named
from channels_fix.imports import reference
from channels_fix.project import Project
from channels_fix.rule import Edit, Fix
from codemods.cancellation.cleaning.cleanup import Cleanup, Place, cleanup_at
from codemods.cancellation.covering.passing import Guard, Passage, is_cancellation, names_cancellation
from codemods.consumers import STOP_CLASS, Consumer
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.mends import classes_of, tuple_of


def cleanup_in(guard: Guard, passage: Passage, consumer: Consumer, project: Project) -> Cleanup:
    """What has to be cleaned up for `consumer` when a cancellation passes a try statement."""
    cls, method = passage.cls, passage.method
    return cleanup_at(Place(cls.module, (*cls.within, method), cls, guard.node, guard.handler, consumer), project)


def covered(guard: Guard, passage: Passage, cleanup: Cleanup, project: Project) -> Fix | str:
    """Give the fix that makes a try statement clean up, or why it cannot be written."""
    cls, method = passage.cls, passage.method
    handler = guard.handler
    split: list[Edit] = []
    if handler is not None and names_cancellation(handler, cls, method, project):
        others = [one for one in classes_of(handler) if not is_cancellation(one, cls, method, project)]
        if not others:
            return _in_clause(handler, passage, cleanup)
        if not _raises_own(handler):
            return STRANGE
        split.append(RetypeHandler(cls.module.span(handler), tuple_of(others)))
    name, needed = reference(cls.module, project, "asyncio", "CancelledError", (*cls.within, method))
    named = f" as {cleanup.name}" if cleanup.name else ""
    place = _place(guard.node, passage, project)
    insert = InsertHandler(cls.module.span(guard.node), place, f"except {name}{named}:\n    raise\n", cleanup.code)
    imports = (*cleanup.imports, *([needed] if needed else []))
    return Fix(WHAT, (insert, *split, *cleanup.edits), imports)


WHAT = "clean up when the consumer is cancelled"
STRANGE = "the clause for CancelledError raises in a way of its own: clean up there by hand"


def _in_clause(handler: ast.ExceptHandler, passage: Passage, cleanup: Cleanup) -> Fix | str:
    """Clean up in front of each `raise` of a clause that is there."""
    nodes = [node for statement in handler.body for node in ast.walk(statement)]
    exits = [node for node in nodes if isinstance(node, ast.Raise)]
    tangled = any(isinstance(node, ast.Try | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) for node in nodes)
    if not _raises_own(handler) or tangled or not cleanup.kept:
        return STRANGE
    module = passage.cls.module
    edits: list[Edit] = [InsertBefore(module.span(node), cleanup.code) for node in exits]
    return Fix(WHAT, (*edits, *cleanup.edits), cleanup.imports)


def _raises_own(handler: ast.ExceptHandler) -> bool:
    """Whether all that a clause raises is what it caught."""
    exits = (node for statement in handler.body for node in ast.walk(statement) if isinstance(node, ast.Raise))
    return all(node.exc is None or (isinstance(node.exc, ast.Name) and node.exc.id == handler.name) for node in exits)


def _place(node: ast.Try, passage: Passage, project: Project) -> int:
    """The clause in front of which the new one goes: behind StopConsumer's, also where that is yet to be written."""
    within = (*passage.cls.within, passage.method)
    for index, handler in enumerate(node.handlers):
        symbols = [project.resolve(name, passage.cls.module, within) for name in classes_of(handler)]
        if any(symbol is not None and symbol.name == STOP_CLASS for symbol in symbols) and _leaves_alone(handler):
            return index + 1
        caught = [not one or conditions.catches(Named(one), STOP, project) is not False for one in symbols]
        if handler.type is None or any(caught):
            return index
    return 0


def _leaves_alone(handler: ast.ExceptHandler) -> bool:
    """Whether no clause is put in front of one that names StopConsumer: it names nothing else, or raises it again."""
    last = handler.body[-1]
    return len(classes_of(handler)) == 1 or (isinstance(last, ast.Raise) and last.exc is None)


def joined(fixes: list[Fix]) -> Fix:
    """One fix that does all that `fixes` do."""
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    return replace(fixes[0], edits=edits, imports=tuple(one for fix in fixes for one in fix.imports))


def refused(cleanups: Sequence[Cleanup], consumers: Sequence[Consumer]) -> str:
    """Why no clean-up is written that is right for all."""
    reason = next((one.reason for one in cleanups if one.reason), "")
    if reason:
        return reason
    if any(one != cleanups[0] for one in cleanups):
        return f"{names_of(consumers)} need different clean-up: give each its own"
    return "" if cleanups[0].code else "what is to be cleaned up cannot be known: do so by hand"


def names_of(consumers: Sequence[Consumer]) -> str:
    """The names of consumers, for a reader."""
    return ", ".join(one.cls.node.name for one in consumers)
