"""Objects that a function builds for itself and that have to be ended: where it does so, and what ends the twin."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from channels_fix.edits.asynchronous import MakeWithAsync
from channels_fix.edits.enclosing import Enclose
from channels_fix.edits.expressions import AwaitCall, Compose
from channels_fix.edits.marks import mark_after, mark_before
from channels_fix.edits.statements import RemoveStatement
from channels_fix.nodes import all_nodes
from channels_fix.rule import Edit
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.waiting import place_of


class UnfitError(Exception):
    """An object cannot give way to its twin; the message says why."""


@dataclass(frozen=True)
class Built:
    """An object that a function builds: the call and statement that do so, its name, and what is called."""

    call: ast.Call
    statement: ast.Assign | ast.With
    name: str
    made_by: str


def root_of(node: ast.expr) -> ast.expr:
    """What a chain of attributes, items and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def built(name: str, makers: Collection[str], body: Body) -> Built | None:
    """Where a function builds the object of that name by one of some calls, if it does so in one place."""
    scope = body.project.function_scope(body.routine.node)
    if len(scope.names.get(name, ())) != 1:
        return None
    found = body.project.once(("objects", body.routine.node), lambda: _all_built(body)).get(name)
    return found if found is not None and found.made_by in makers else None


def built_by(makers: Collection[str], body: Body) -> list[Built]:
    """The objects that a function builds by some calls, each in one place."""
    names = body.project.function_scope(body.routine.node).names
    return [one for name in sorted(names) if (one := built(name, makers, body)) is not None]


def _all_built(body: Body) -> dict[str, Built]:
    """What a function assigns the result of a call to, or enters with one, by the name."""
    found: dict[str, Built] = {}
    for node in all_nodes(body.routine.node):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call):
                pass
            case ast.With(items=[ast.withitem(ast.Call() as call, ast.Name(id=name))]):
                pass
            case _:
                continue
        made_by = called(call, place_of(body))
        if made_by:
            found.setdefault(name, Built(call, node, name, made_by))
    return found


def held(one: Built, uses: Collection[ast.stmt], ends: Sequence[ast.Call], closing: str, body: Body) -> list[Edit]:
    """Let the twin end where the object did, if that is certain to be reached, or else behind a with statement.

    Args:
        one: The object.
        uses: The statements that use it.
        ends: The calls that end it.
        closing: The method that ends its twin; nothing if only a with statement does.
        body: The function.

    Raises:
        UnfitError: It is not certain where it ends.
    """
    statement = one.statement
    finals = [end for end in ends if _is_final(end, body)]
    is_final = isinstance(statement, ast.Assign) and len(finals) == 1
    edits = [_unended(end, body) for end in ends if not (is_final and end is finals[0])]
    if is_final and not closing:
        raise UnfitError(
            f"`{one.name}` is closed in a `finally`, and its twin only by a with statement: leave that out"
        )
    if is_final:
        return [*edits, AwaitCall(body.span(finals[0]), body.is_primary(finals[0]), closing)]
    if isinstance(statement, ast.With):
        return [*edits, MakeWithAsync(body.span(statement))]
    block = block_of(statement, body)
    using = [each for each in block if any(node in uses for node in all_nodes(each))]
    inside = {node for each in block for node in all_nodes(each)}
    if not using or not all(use in inside for use in uses) or block.index(using[0]) < block.index(statement):
        raise UnfitError(f"`{one.name}` is used outside of the block that builds it: build it in front of that")
    mark = f"{one.name} of line {statement.lineno}"
    first, last = f"{mark} is open from here on", f"{mark} is open up to here"
    marks = [mark_before(body.span(statement), first), mark_after(body.span(using[-1]), last)]
    return [*edits, *marks, Enclose(body.span(body.routine.node), first, last)]


def _unended(end: ast.Call, body: Body) -> Edit:
    """The edit that takes a call away which ends an object: it gives nothing."""
    statement = body.parents[end]
    return RemoveStatement(body.span(statement)) if isinstance(statement, ast.Expr) else Compose(body.span(end), "None")


def _is_final(node: ast.Call, body: Body) -> bool:
    """Whether a call stands in the `finally` of a try statement directly."""
    statement = body.parents[node]
    holder = body.parents[statement]
    return isinstance(holder, ast.Try) and statement in holder.finalbody


def block_of(statement: ast.stmt, body: Body) -> list[ast.stmt]:
    """The block that a statement stands in."""
    parent = body.parents[statement]
    blocks = [getattr(parent, field, None) for field in ("body", "orelse", "finalbody")]
    return next(block for block in blocks if isinstance(block, list) and statement in block)
