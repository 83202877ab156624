"""Where objects of Django lead: to methods and properties that the project gives models, managers and forms."""

from __future__ import annotations

import ast
from collections.abc import Callable

from codemods.async_views.steps import calls, methods, queries, relations
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step


def lead_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if that is to run such a method."""
    families: tuple[Callable[[ast.AST, Body], Step | None], ...]
    match node:
        case ast.Call(func=ast.Attribute() as read):
            families = (queries.step_of, methods.step_of)
        case ast.Attribute(ctx=ast.Load()) as read:
            families = (relations.step_of,)
        case _:
            return None
    if read.attr not in body.project.function_names or calls.is_from_parameter(read, body.routine):
        return None
    found = (family(node, body) for family in families)
    return next((step for step in found if step is not None and step.callee is not None), None)
