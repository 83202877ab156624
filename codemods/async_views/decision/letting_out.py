"""Lets the cancellation of a function out of the statements that would stop it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.edits.clauses import InsertHandler
from channels_fix.edits.copying import CopyHandler
from channels_fix.nodes import all_nodes, inner_nodes
from codemods.async_views.decision.chosen import Change, Chosen, inside
from codemods.async_views.decision.stopping import LOOPS, catches, leaving, stopped_by
from codemods.async_views.steps.body import Body
from codemods.async_views.values.value import Kind
from codemods.facts import table
from codemods.stop_consumer.effects import has_effects

DONE_TOO = "what a clause does for any error is done, too, when the client leaves"


def let_out(body: Body, chosen: Sequence[Chosen]) -> Change:
    """Find the changes that let a cancellation at the awaits of a function out of it.

    Args:
        body: The function.
        chosen: What it awaits.

    Returns:
        The changes, or why there are none that would do.
    """
    found = Change()
    for node in inner_nodes(body.routine.node.body):
        change = _at(node, body, chosen)
        if change.reason:
            return change
        found = Change(
            (*found.edits, *change.edits), (*found.imports, *change.imports), (*found.doubts, *change.doubts)
        )
    return found


def _at(node: ast.AST, body: Body, chosen: Sequence[Chosen]) -> Change:
    match node:
        case ast.With(items=items) if inside(node.body, chosen):
            return Change(reason=next(filter(None, (stopped_by(item.context_expr, body) for item in items)), ""))
        case ast.Call(func=ast.Attribute(attr="enter_context"), args=[manager]) if chosen:
            return Change(reason=stopped_by(manager, body))
        case ast.Try(handlers=handlers):
            covered = [*node.body, *node.orelse, *handlers]
            left = next(leaving(node.finalbody), None)
            if left is not None and inside(covered, chosen):
                how = type(left).__name__.lower()
                return Change(
                    reason=f"`finally` is left by the `{how}` of line {left.lineno}, which would stop the "
                    "cancellation, too: move that behind the `try`"
                )
            index = next((index for index, one in enumerate(handlers) if catches(one.type, body)), None)
            if index is not None and inside(node.body, chosen):
                return _clause(node, index, body, chosen)
        case _ if type(node).__name__ == "TryStar" and inside([node], chosen):
            if any(catches(handler.type, body) for handler in getattr(node, "handlers", [])):
                return Change(reason="an `except*` for all errors would stop the cancellation, too: name the errors")
    return Change()


# A clause -------------------------------------------------------------------------------------------------------------


def _clause(node: ast.Try, index: int, body: Body, chosen: Sequence[Chosen]) -> Change:
    """What lets the cancellation out of the clause that catches it."""
    handler = node.handlers[index]
    exits = list(_exits(handler))
    if _raises_again(handler.body[-1]) and not exits:
        return Change()
    if any(_is_in_a_try(left, handler) for left in exits):
        return Change(reason="a clause for all errors leaves an inner `try`: let it catch Exception only")
    caught, imports = body.reference("asyncio", "CancelledError")
    span = body.span(node)
    if _is_idle(handler, exits, body, chosen):
        return Change((InsertHandler(span, index, f"except {caught}:\n    raise\n"),), imports)
    returns = [left for left in inner_nodes(handler.body) if isinstance(left, ast.Return)]
    kept = tuple(
        number for number, left in enumerate(returns) if left.value is not None and _is_missed(left.value, body, chosen)
    )
    dropped = {id(inner) for number, left in enumerate(returns) if number not in kept for inner in all_nodes(left)}
    names = {one.id for one in all_nodes(handler) if isinstance(one, ast.Name) and id(one) not in dropped}
    name = handler.name if handler.name in names else ""
    return Change((CopyHandler(span, index, caught, name or "", kept),), imports, (DONE_TOO,))


def _exits(handler: ast.ExceptHandler) -> Iterator[ast.stmt]:
    """Yield the statements by which control leaves a clause without raising what it caught."""
    loops = {inner for node in inner_nodes(handler.body) if isinstance(node, LOOPS) for inner in inner_nodes(node.body)}
    for node in inner_nodes(handler.body):
        match node:
            case ast.Break() | ast.Continue() if node not in loops:
                yield node
            case ast.Return():
                yield node
            case ast.Raise(exc=ast.expr() as raised) if not (
                isinstance(raised, ast.Name) and raised.id == handler.name
            ):
                yield node


def _raises_again(node: ast.stmt) -> bool:
    return isinstance(node, ast.Raise) and node.exc is None


def _is_in_a_try(left: ast.stmt, handler: ast.ExceptHandler) -> bool:
    """Whether a bare raise in the place of an exit would raise another error, or might be caught at once."""
    return any(
        isinstance(node, ast.Try) and any(inner is left for inner in all_nodes(node))
        for node in inner_nodes(handler.body)
    )


def _is_idle(handler: ast.ExceptHandler, exits: Sequence[ast.stmt], body: Body, chosen: Sequence[Chosen]) -> bool:
    """Whether nothing that a clause does would be missed when the function ends there."""
    for statement in handler.body:
        match statement:
            case ast.Return(value=value) if value is None or not _is_missed(value, body, chosen):
                continue
            case ast.Pass() | ast.Break() | ast.Continue() | ast.Expr(value=ast.Constant()):
                continue
            case ast.Expr(value=ast.Call() as call) if body.called(call) in table("cleaning")["pauses"]:
                continue
            case ast.Raise() if statement in exits or statement.exc is None:
                continue
            case ast.Assign(targets=targets) if all(isinstance(target, ast.Name) for target in targets):
                if not has_effects(statement) and not inside([statement], chosen) and not _is_finished(handler, body):
                    continue
        return False
    return True


def _is_finished(handler: ast.ExceptHandler, body: Body) -> bool:
    """Whether a `finally` may read what a clause assigns."""
    return any(isinstance(node, ast.Try) and bool(node.finalbody) for node in body.around(handler))


def _is_missed(value: ast.expr, body: Body, chosen: Sequence[Chosen]) -> bool:
    """Whether working out an answer does something besides that a client who leaves should not prevent."""
    if any(one.step.writes for one in inside([value], chosen)):
        return True
    calls = [node for node in all_nodes(value) if isinstance(node, ast.Call)]
    steps = {id(one.step.node) for one in inside([value], chosen) if one.step.callee is None}
    return any(
        id(call) not in steps
        and body.values.of(call).kind not in {Kind.RESPONSE, Kind.PLAIN}
        and has_effects(ast.Expr(call))
        and not _makes_a_response(call, body)
        for call in calls
    )


def _makes_a_response(call: ast.Call, body: Body) -> bool:
    """Whether a call makes an object of a class of Django's responses."""
    name = body.called(call)
    return name.startswith("django.") and name.rpartition(".")[2][:1].isupper()
