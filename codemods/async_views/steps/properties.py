"""Properties of the project that ask or wait: who reads them calls a function, and cannot await it."""

from __future__ import annotations

import ast

from channels_fix.project import Project
from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step

WORDS = ("property",)


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)):
        return None
    if node.attr not in _names(body.project) or _is_called(node, body):
        return None
    reading = body.values.reading(node)
    if reading.asks or reading.routine is None or not asks(reading.routine, body.project):
        return None
    written = ast.unparse(node)
    text = written if len(written) < 40 else f"... .{node.attr}"
    reason = f"{text} is a property, which cannot be awaited: make it a method"
    return Step(node, text, thread=ways.read_in_thread(node, body), reason=reason, callee=reading.routine)


def _is_called(node: ast.Attribute, body: Body) -> bool:
    parent = body.parents.get(node)
    return isinstance(parent, ast.Call) and parent.func is node


def _names(project: Project) -> frozenset[str]:
    """The names of all properties of the project: few of the attributes that are read have such a name."""

    def collect() -> frozenset[str]:
        modules = project.modules_with("property", WORDS)
        functions = (node for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef))
        return frozenset(
            one.name for one in functions if any("property" in ast.unparse(mark) for mark in one.decorator_list)
        )

    return project.once("names of properties", collect)
