"""Whether an `await` can take the place of a step."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from codemods.async_views.decision.chosen import enclosing
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.iterating import is_lazy
from codemods.async_views.steps.nesting import ADVICE, begins, may_not_await
from codemods.async_views.steps.step import Step

NOWHERE = "where nothing can be awaited"


def obstacle(step: Step, body: Body) -> str:
    """Why no `await` can stand where a step is; nothing if one can."""
    for outer, inner in enclosing(step.node, body):
        if outer is body.routine.node:
            break
        match outer:
            case ast.Lambda() if inner is outer.body:
                return f"{step.name} is called in a lambda, {NOWHERE}: call it before"
            case ast.GeneratorExp() if is_lazy(step.node, outer, body):
                return f"{step.name} is called in a generator expression, {NOWHERE}: write it as a loop"
            case ast.ClassDef() if inner in outer.body:
                return f"{step.name} is called where {outer.name} is defined, {NOWHERE}: call it before"
    if may_not_await(step.node, body, further=0):
        return f"{step.name} is called in a comprehension inside of another one, which {ADVICE}"
    return ""


def generators_around(step: Step, body: Body) -> Iterator[ast.GeneratorExp]:
    """Yield the generator expressions that an `await` in the place of a step makes asynchronous."""
    for outer in body.around(step.node):
        if isinstance(outer, ast.GeneratorExp) and not begins(step.node, outer, body):
            yield outer


def is_inside(step: Step, other: Step, body: Body) -> bool:
    """Whether a step stands inside of another one."""
    return step is not other and any(node is other.node for node in body.around(step.node))
