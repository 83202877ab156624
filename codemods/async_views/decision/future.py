"""The function as it will be, for those who ask what a cancellation at its awaits would do."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping, Sequence

from codemods.async_views.decision.chosen import Chosen
from codemods.async_views.steps.body import Body
from codemods.cancellation.resources.kinds import Sight, given_by
from codemods.cancellation.resources.leaks import is_release


def future_of(body: Body, chosen: Sequence[Chosen]) -> ast.AsyncFunctionDef:
    """Make a copy of a function with its awaits; what it has in common with the function stands at the same places.

    Args:
        body: The function.
        chosen: What it will await.

    Returns:
        The coroutine function.
    """
    old = body.routine.node
    known: dict[int, object] = {}
    new = copy.deepcopy(old, known)
    steps = {id(known[id(one.step.node)]): one for one in chosen if id(one.step.node) in known}
    plain = {id(known[id(one.step.node)]) for one in chosen if _acquires_or_releases(one.step.node, body)}
    changed = _Awaiting(steps, plain).visit(new)
    made = ast.AsyncFunctionDef(**{name: getattr(changed, name) for name in changed._fields})
    return ast.copy_location(made, old)


def _acquires_or_releases(node: ast.AST, body: Body) -> bool:
    """Whether a call is known as it is written to those who look for resources."""
    routine = body.routine
    if not isinstance(node, ast.Call):
        return False
    sight = Sight(routine.module, routine.within, routine.cls, body.project)
    return bool(given_by(node, sight)) or is_release(node, body.project, routine.module, routine.within)


class _Awaiting(ast.NodeTransformer):
    """Puts awaits where the steps are; a region that a thread runs has one in front and one behind."""

    def __init__(self, steps: Mapping[int, Chosen], plain: set[int]) -> None:
        self.steps = steps
        self.plain = plain

    def visit(self, node: ast.AST) -> ast.AST:
        """Return what takes the place of a node."""
        inner = self.generic_visit(node)
        if id(node) not in self.steps:
            return inner
        if isinstance(inner, ast.expr):
            return inner if id(node) in self.plain else ast.copy_location(ast.Await(inner), inner)
        native = self.steps[id(node)].way is self.steps[id(node)].step.native
        if native and isinstance(inner, ast.For | ast.With):
            kind = ast.AsyncFor if isinstance(inner, ast.For) else ast.AsyncWith
            return ast.copy_location(kind(**{name: getattr(inner, name) for name in inner._fields}), inner)
        return [_pause(inner), inner, _pause(inner)]  # type: ignore[return-value]


def _pause(node: ast.AST) -> ast.stmt:
    return ast.copy_location(ast.Expr(ast.copy_location(ast.Await(ast.Constant(None)), node)), node)
