"""Data that each thread has of its own: all requests share that of the event loop's thread."""

from __future__ import annotations

import ast

from channels_fix.module import Class
from channels_fix.nodes import all_nodes, last_name
from channels_fix.project import Project
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import made
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.waiting import place_of
from codemods.async_views.values.value import Kind

LOCAL = frozenset({"threading.local", "_thread._local"})


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Name | ast.Attribute) or not body.project.once("locals", lambda: _any(body.project)):
        return None
    if not isinstance(node.ctx, ast.Load) or not _is_local(node, body):
        return None
    text = ast.unparse(node)
    return Step(
        node, text, reason=f"`{text}` is of one thread, which all requests on the event loop share: use contextvars"
    )


def _any(project: Project) -> bool:
    """Whether a file says the name at all: many say `local` of something else, in words or as a part of other names."""
    modules = project.modules_with("local", ("threading",))
    return any(_says(node) for module in modules for node in all_nodes(module.tree))


def _says(node: ast.AST) -> bool:
    names = {"local", "_local"}
    return last_name(node) in names or (isinstance(node, ast.alias) and node.name in names)


def _is_local(node: ast.expr, body: Body) -> bool:
    if made(node, place_of(body)) in LOCAL:
        return True
    lines = [body.project.mro(one.cls) for one in body.values.of(node).each if one.kind is Kind.OBJECT and one.cls]
    outside = [base for line in lines for base in line if not isinstance(base, Class)]
    return any(base is not None and base.name in LOCAL for base in outside)
