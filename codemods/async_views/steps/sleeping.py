"""`time.sleep`."""

from __future__ import annotations

import ast

from channels_fix.edits.expressions import AwaitOther
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.patched import patching
from codemods.async_views.steps.step import Step, Way

NEGATIVE = "`asyncio.sleep` takes a negative number for none, where `time.sleep` raises ValueError"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call) or body.called(node) != "time.sleep" or _is_none(node):
        return None
    written, imports = body.reference("asyncio", "sleep")
    edit = AwaitOther(body.span(node), body.is_primary(node), written)
    doubts = [NEGATIVE] if any(_may_be_negative(argument) for argument in node.args) else []
    test = patching(body.routine.module, body.project)
    doubts += [f"{test} puts something else in the place of `sleep`, which is called no more"] if test else []
    return Step(node, "time.sleep", slow=True, native=Way((edit,), imports, cancellable=True, doubts=tuple(doubts)))


def _is_none(node: ast.Call) -> bool:
    """Whether it sleeps for no time at all, and so only lets other threads run."""
    return len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0


def _may_be_negative(node: ast.expr) -> bool:
    """Whether something is taken away from a number outside of `max()` and `abs()`, or a text says what it is."""
    match node:
        case ast.Call(func=ast.Name(id="max" | "abs")):
            return False
        case ast.Call(func=ast.Name(id="float" | "int"), args=[text]) if not isinstance(text, ast.Constant):
            return True
        case ast.BinOp(op=ast.Sub()) | ast.UnaryOp(op=ast.USub()):
            return True
    return any(_may_be_negative(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
