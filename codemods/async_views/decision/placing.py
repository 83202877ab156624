"""Whether an `await` can take the place of a step."""

from __future__ import annotations

import ast

from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step


def obstacle(step: Step, body: Body) -> str:
    """Why no `await` can stand where a step is; nothing if one can."""
    inner: ast.AST = step.node
    below: ast.AST = inner
    for outer in body.around(step.node):
        if outer is body.routine.node:
            break
        match outer:
            case ast.Lambda():
                return f"{step.name} is called in a lambda"
            case ast.GeneratorExp(generators=[first, *_]) if not (inner is first and first.iter is below):
                return f"{step.name} is called in a generator expression"
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return f"{step.name} is called where {outer.name} is defined"
        below, inner = inner, outer
    return ""


def is_inside(step: Step, other: Step, body: Body) -> bool:
    """Whether a step stands inside of another one."""
    return step is not other and any(node is other.node for node in body.around(step.node))
