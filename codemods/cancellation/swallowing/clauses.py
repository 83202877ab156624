"""The changes that let a cancellation out of the place that stops it, once everything is cleaned up."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from channels_fix.edits.blocks import DropHandler
from channels_fix.edits.clauses import AppendToClause, HoistHandler, InsertHandler, RetypeHandler
from channels_fix.edits.statements import ReplaceStatement
from channels_fix.excerpts import returned
from channels_fix.flow.handlers import is_try_star
from channels_fix.flow.states import How
from channels_fix.imports import reference
from channels_fix.module import split_lines
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.cancellation.cleaning.answering import Answers
from codemods.cancellation.cleaning.callees import Callee
from codemods.cancellation.cleaning.cleanup import Cleanup, Place, cleanup_at
from codemods.cancellation.resources.managed import managers_at
from codemods.cancellation.swallowing.elsewhere import NAME, SOURCE, SUPPRESSED, Change, leave_finally, suppress_less
from codemods.cancellation.swallowing.holders import consumer_at
from codemods.cancellation.swallowing.swallows import Swallow, swallows_of
from codemods.cancelled import CANCELLED, CANCELLED_CLASS
from codemods.stop_consumer.mends import classes_of, is_placeholder, tuple_of

BY_HAND = {
    How.EXIT: "its exit method answers for every exception: let it return a false value for CancelledError",
    How.SUPPRESS: SUPPRESSED,
}
FOREIGN = "cancellations of anyio and trio are caught by their own classes: end the clause with `raise`"
INNER = "the clause leaves an inner `try`: keep the exception by a name and raise that at the end of the clause"
CONVERTED = "who called it got another exception for the cancellation, and may rely on that"


def change_for(swallow: Swallow, project: Project) -> Change:
    """Plan the change that lets a cancellation out.

    Args:
        swallow: Where it is stopped.
        project: The index.
    """
    stop = swallow.stop
    if swallow.cancelled != CANCELLED or _is_foreign(swallow, project):
        return Change(reason=FOREIGN)
    if stop.how is How.HANDLER and isinstance(stop.node, ast.Try):
        return _Clause(swallow, project).change()
    if stop.how is How.FINALLY:
        return leave_finally(swallow)
    if stop.how is How.SUPPRESS:
        return suppress_less(swallow, project)
    if is_try_star(stop.node):
        return Change(
            reason="an `except*` gets CancelledError in a group: catch it in a try inside, and raise it again"
        )
    return Change(reason=BY_HAND.get(stop.how, BY_HAND[How.SUPPRESS]))


def _is_foreign(swallow: Swallow, project: Project) -> bool:
    """Whether a clause names the class of cancellations as anyio gives it."""
    handler = swallow.stop.handler
    return handler is not None and any(isinstance(kind, ast.Call) for kind in classes_of(handler))


class _Clause:
    """An except clause that stops the cancellation.

    Args:
        swallow: Where.
        project: The index.
    """

    def __init__(self, swallow: Swallow, project: Project) -> None:
        stop = swallow.stop
        assert isinstance(stop.node, ast.Try)
        assert stop.handler is not None
        self.swallow = swallow
        self.project = project
        self.function = swallow.function
        self.module = swallow.function.module
        self.node, self.handler = stop.node, stop.handler
        self.name, self.needed = reference(self.module, project, SOURCE, NAME, self.function.within)
        written = next((ast.unparse(kind) for kind in classes_of(self.handler) if self._is_cancelled(kind)), "")
        if self.needed and written:
            self.name, self.needed = written, None

    def change(self) -> Change:
        """Plan the change."""
        consumer = consumer_at(self.swallow, self.project)
        place = Place(self.module, self.function.within, self.function.cls, self.node, self.handler, consumer)
        managers = managers_at(place, self.project) if self._is_alone() else []
        cleanup = cleanup_at(place, self.project, [one.key for one in managers])
        if cleanup.reason:
            return Change(reason=cleanup.reason)
        names = classes_of(self.handler)
        others = [kind for kind in names if not self._is_cancelled(kind)]
        later = self._later()
        if names and not others:
            change = self._raise_again(cleanup)
            if change.reason:
                return change
        elif later is not None:
            change = Change(
                "move the clause for CancelledError in front of the one that hides it", (self._hoist(later),)
            )
        else:
            change = self._insert(cleanup, others if len(others) < len(names) else [])
        doubt = change.doubt or cleanup.doubt or self.swallow.doubt
        edits = dict.fromkeys((*change.edits, *(edit for one in managers for edit in one.edits)))
        return replace(change, edits=tuple(edits), imports=(*change.imports, *cleanup.imports), doubt=doubt)

    def _is_alone(self) -> bool:
        """Whether no other change of the function may be about the same resources."""
        found = swallows_of(self.module, self.project)
        return sum(one.function.node is self.function.node for one in found) == 1

    def _is_cancelled(self, kind: ast.expr) -> bool:
        symbol = self.project.resolve(kind, self.module, self.function.within)
        return symbol is not None and symbol.name == CANCELLED_CLASS

    @property
    def _index(self) -> int:
        """Where the clause stands; the others in front keep what they catch."""
        return self.node.handlers.index(self.handler)

    def _later(self) -> ast.ExceptHandler | None:
        """A clause for cancellations that never gets one, and raises it again."""
        hidden = self.node.handlers[self._index + 1 :]
        return next(
            (
                one
                for one in hidden
                if one.type is not None and self._is_cancelled(one.type) and _raises_again(one.body[-1])
            ),
            None,
        )

    def _hoist(self, later: ast.ExceptHandler) -> Edit:
        return HoistHandler(self.module.span(self.node), self.node.handlers.index(later), self._index)

    def _insert(self, cleanup: Cleanup, others: Sequence[ast.expr]) -> Change:
        """Put a clause in front; of a tuple that names the class the other classes are left."""
        caught = f"{self.name} as {cleanup.name}" if cleanup.name else self.name
        clause = InsertHandler(self.module.span(self.node), self._index, f"except {caught}:\n    raise\n", cleanup.code)
        edits: list[Edit] = [*cleanup.edits, clause]
        if others:
            edits.append(RetypeHandler(self.module.span(self.handler), tuple_of(others)))
        what = "clean up, then raise CancelledError again" if cleanup.code else "raise CancelledError again"
        return Change(what, tuple(edits), (self.needed,) if self.needed else ())

    def _raise_again(self, cleanup: Cleanup) -> Change:
        """Let a clause for cancellations alone end with a raise, wherever it is left."""
        edits: list[Edit] = [*cleanup.edits]
        code = f"{cleanup.code}raise\n"
        only = self.handler.body[0] if len(self.handler.body) == 1 else None
        exits = exits_of(self.handler)
        if only and not cleanup.code and (is_placeholder(only) or (only in exits and not self._effects_of(only))):
            dropped = self._drop()
            if dropped:
                return Change("let CancelledError leave", dropped, doubt=_doubt(exits))
        if any(_is_inside_a_try(left, self.handler) for left in exits):
            return Change(reason=INNER)
        if only is not None and is_placeholder(only):
            edits.append(ReplaceStatement(self.module.span(only), code))
        else:
            edits += [ReplaceStatement(self.module.span(left), self._effects_of(left) + code) for left in exits]
            if self.handler.body[-1] not in exits:
                edits.append(AppendToClause(self.module.span(self.handler), code))
        return Change("raise CancelledError again", tuple(edits), doubt=_doubt(exits))

    def _drop(self) -> tuple[Edit, ...]:
        """Take out a clause that would only raise again and stands alone; none where comments would go with it."""
        asked = self.project.options.get("cancel-clause") == "always"
        if asked or self.handler.type is None or len(self.node.handlers) > 1 or self.node.orelse:
            return ()
        first, end = self.node.body[-1].end_lineno or 0, self.handler.end_lineno or 0
        lines = split_lines(self.module.text)
        for line in lines[end:]:
            deeper = len(line) - len(line.lstrip()) > self.node.col_offset
            if line.strip() and not (deeper and line.lstrip().startswith("#")):
                break
            end += 1
        if any("#" in line for line in lines[first:end]):
            return ()
        return (DropHandler(self.module.span(self.node), ast.unparse(self.handler.type)),)

    def _effects_of(self, left: ast.stmt) -> str:
        """The value that a clause returned, where working it out does something that would be missed."""
        if not isinstance(left, ast.Return):
            return ""
        value = left.value
        function = self.function
        caller = Callee(function.node, self.module, function.within, function.cls, function.receiver, function.cls)
        if value is None or not Answers(caller, self.project).is_missed(value):
            return ""
        return returned(left, self.module)


def exits_of(handler: ast.ExceptHandler) -> list[ast.stmt]:
    """The statements by which control leaves a clause without raising what it caught."""
    loops: set[ast.AST] = set()
    found: list[ast.stmt] = []
    for node in own_nodes(handler):
        match node:
            case ast.For() | ast.AsyncFor() | ast.While():
                loops |= set(ast.walk(node)) - {node}
            case ast.Break() | ast.Continue() if node not in loops:
                found.append(node)
            case ast.Return():
                found.append(node)
            case ast.Raise(exc=ast.expr() as raised) if not _is_name(raised, handler.name):
                found.append(node)
    return found


def _doubt(exits: Sequence[ast.stmt]) -> str:
    return CONVERTED if any(isinstance(left, ast.Raise) for left in exits) else ""


def _is_inside_a_try(left: ast.stmt, handler: ast.ExceptHandler) -> bool:
    """Whether a raise in the place of an exit might raise an error of an inner `try`, or be caught by its clauses."""
    return any(
        inner is left
        for outer in own_nodes(handler)
        if isinstance(outer, ast.Try)
        for part in (outer.handlers, outer.finalbody, outer.body if outer.handlers else [])
        for statement in part
        for inner in ast.walk(statement)
    )


def _is_name(node: ast.expr, name: str | None) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _raises_again(node: ast.stmt) -> bool:
    return isinstance(node, ast.Raise) and node.exc is None
