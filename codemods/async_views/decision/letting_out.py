"""Lets the cancellation of a function out of the statements that would stop it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.edits.clauses import InsertHandler
from channels_fix.edits.copying import CopyHandler
from channels_fix.module import Class
from channels_fix.nodes import inner_nodes
from codemods.async_views.decision.chosen import Change, Chosen, inside
from codemods.async_views.steps.body import Body
from codemods.async_views.values.value import Kind
from codemods.cancelled import CANCELLED_CLASS
from codemods.facts import table
from codemods.stop_consumer.effects import has_effects

CAUGHT = frozenset({CANCELLED_CLASS, "asyncio.exceptions.CancelledError", "builtins.BaseException"})
LOOPS = (ast.While, ast.For, ast.AsyncFor)
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
            if any(_suppresses(item.context_expr, body) for item in items):
                return Change(
                    reason="contextlib.suppress of BaseException would stop the cancellation, too: name errors"
                )
        case ast.Try(handlers=handlers):
            covered = [*node.body, *node.orelse, *handlers]
            if _leaves(node.finalbody) and inside(covered, chosen):
                return Change(
                    reason="`finally` is left by a return or a raise, which would stop the cancellation, too: "
                    "let the function end behind it"
                )
            index = next((index for index, one in enumerate(handlers) if catches(one.type, body)), None)
            if index is not None and inside(node.body, chosen):
                return _clause(node, index, body, chosen)
        case _ if type(node).__name__ == "TryStar" and inside([node], chosen):
            return Change(reason="an `except*` would get the cancellation in a group: catch single errors")
    return Change()


def catches(node: ast.expr | None, body: Body) -> bool:
    """Whether an except clause of this type is known to catch a cancellation."""
    if node is None:
        return True
    if isinstance(node, ast.Tuple):
        return any(catches(one, body) for one in node.elts)
    symbol = body.project.resolve(node, body.routine.module, body.routine.within)
    if symbol is None or isinstance(symbol.definition, Class):
        return False
    if isinstance(symbol.definition, ast.Tuple) and symbol.module is not None:
        several = (body.project.resolve(one, symbol.module) for one in symbol.definition.elts)
        return any(one is not None and one.name in CAUGHT for one in several)
    return symbol.name in CAUGHT


def _suppresses(node: ast.expr, body: Body) -> bool:
    if not isinstance(node, ast.Call) or body.called(node) != "contextlib.suppress":
        return False
    return any(catches(one, body) for one in node.args)


def _leaves(block: Sequence[ast.stmt]) -> bool:
    """Whether a `finally` is left in another way than by its end."""
    loops = {inner for node in inner_nodes(block) if isinstance(node, LOOPS) for inner in inner_nodes(node.body)}
    return any(
        isinstance(node, ast.Return | ast.Raise) or (isinstance(node, ast.Break | ast.Continue) and node not in loops)
        for node in inner_nodes(block)
    )


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
    dropped = {id(inner) for number, left in enumerate(returns) if number not in kept for inner in ast.walk(left)}
    names = {one.id for one in ast.walk(handler) if isinstance(one, ast.Name) and id(one) not in dropped}
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
        isinstance(node, ast.Try) and any(inner is left for inner in ast.walk(node))
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
    calls = [node for node in ast.walk(value) if isinstance(node, ast.Call)]
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
