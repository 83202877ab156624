"""Whether an `await` can take the place of a step."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import CONSUMERS
from codemods.async_views.steps.step import Step


def obstacle(step: Step, body: Body) -> str:
    """Why no `await` can stand where a step is; nothing if one can."""
    for outer in body.around(step.node):
        if outer is body.routine.node:
            break
        match outer:
            case ast.Lambda():
                return f"{step.name} is called in a lambda"
            case ast.GeneratorExp() if not (_begins(step.node, outer, body) or _is_consumed(outer, body)):
                return f"{step.name} is called in a generator expression"
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return f"{step.name} is called where {outer.name} is defined"
    return ""


def generators_around(step: Step, body: Body) -> Iterator[ast.GeneratorExp]:
    """Yield the generator expressions that an `await` in the place of a step makes asynchronous."""
    for outer in body.around(step.node):
        if isinstance(outer, ast.GeneratorExp) and not _begins(step.node, outer, body):
            yield outer


def _begins(node: ast.AST, generator: ast.GeneratorExp, body: Body) -> bool:
    """Whether a node is of the one part of a generator expression that is worked out at once."""
    first = generator.generators[0].iter
    return node is first or first in body.around(node)


def _is_consumed(generator: ast.GeneratorExp, body: Body) -> bool:
    call = body.parents[generator]
    if not isinstance(call, ast.Call):
        return False
    joins = (
        isinstance(call.func, ast.Attribute) and call.func.attr == "join" and isinstance(call.func.value, ast.Constant)
    )
    return joins or body.called(call) in CONSUMERS


def is_inside(step: Step, other: Step, body: Body) -> bool:
    """Whether a step stands inside of another one."""
    return step is not other and any(node is other.node for node in body.around(step.node))
