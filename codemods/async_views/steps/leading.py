"""Where objects of Django lead: to methods that the project gives models, managers and forms."""

from __future__ import annotations

import ast

from codemods.async_views.steps import calls, methods, queries
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.facts import table


def lead_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if that is to run such a method."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    known = node.func.attr in body.project.defined_names or node.func.attr in table("objects")["form"]["checking"]
    if not known or calls.is_from_parameter(node.func, body.routine):
        return None
    found = (family(node, body) for family in (queries.step_of, methods.step_of))
    return next((step for step in found if step is not None and step.callee is not None), None)
