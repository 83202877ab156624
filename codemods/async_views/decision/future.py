"""The function as it will be, for those who ask what a cancellation at its awaits would do."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TypeVar

from codemods.async_views.decision.chosen import Chosen
from codemods.async_views.steps.body import Body
from codemods.cancellation.resources.kinds import Sight, given_by
from codemods.cancellation.resources.leaks import is_release

Node = TypeVar("Node", bound=ast.AST)


def future_of(body: Body, chosen: Sequence[Chosen]) -> ast.AsyncFunctionDef:
    """Make a copy of a function with its awaits; what it has in common with the function stands at the same places.

    Args:
        body: The function.
        chosen: What it will await.

    Returns:
        The coroutine function.
    """
    old = body.routine.node
    steps: dict[ast.AST, Chosen] = {one.step.node: one for one in chosen}
    plain: set[ast.AST] = {one.step.node for one in chosen if _acquires_or_releases(one.step.node, body)}
    return _changed(_Awaiting(steps, plain).copied(old), ast.AsyncFunctionDef)


def _acquires_or_releases(node: ast.AST, body: Body) -> bool:
    """Whether a call is known as it is written to those who look for resources."""
    routine = body.routine
    if not isinstance(node, ast.Call):
        return False
    sight = Sight(routine.module, routine.within, routine.cls, body.project)
    return bool(given_by(node, sight)) or is_release(node, body.project, routine.module, routine.within)


class _Awaiting:
    """Copies nodes, with awaits where the steps are; a region that a thread runs has one in front and one behind."""

    def __init__(self, steps: Mapping[ast.AST, Chosen], plain: set[ast.AST]) -> None:
        self.steps = steps
        self.plain = plain

    def _made(self, node: ast.AST) -> list[ast.AST]:
        """What takes the place of a node."""
        inner = self.copied(node)
        if node not in self.steps:
            return [inner]
        if isinstance(inner, ast.expr):
            return [inner if node in self.plain else ast.copy_location(ast.Await(inner), inner)]
        native = self.steps[node].way is self.steps[node].step.native
        if native and isinstance(inner, ast.For | ast.With):
            return [_changed(inner, ast.AsyncFor if isinstance(inner, ast.For) else ast.AsyncWith)]
        return [_pause(inner), inner, _pause(inner)]

    def copied(self, node: ast.AST) -> ast.AST:
        """A copy of a node itself, with what takes the place of those in it."""
        return _built(type(node), {name: self._value(getattr(node, name, None)) for name in node._fields}, node)

    def _value(self, value: object) -> object:
        if isinstance(value, list):
            return [made for one in value for made in (self._made(one) if isinstance(one, ast.AST) else [one])]
        return self._made(value)[0] if isinstance(value, ast.AST) else value


def _changed(node: ast.AST, kind: type[Node]) -> Node:
    """A node of another kind with the same fields."""
    return _built(kind, {name: getattr(node, name) for name in node._fields}, node)


def _built(kind: type[Node], fields: Mapping[str, object], place: ast.AST) -> Node:
    return ast.copy_location(kind(**fields), place)


def _pause(node: ast.AST) -> ast.stmt:
    return ast.copy_location(ast.Expr(ast.copy_location(ast.Await(ast.Constant(None)), node)), node)
