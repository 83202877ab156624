"""Properties of the project that ask or wait: who reads them calls a function, and cannot await it."""

from __future__ import annotations

import ast
import re

from channels_fix.project import Project
from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step

PROPERTY = re.compile(rb"property.*?[\r\n][ \t\f]*(?:async[ \t]+)?def[ \t]+([\w\x80-\xff]+)", re.DOTALL)
"""A decorator of such a name, and the next function; so is any other word before one, which does no harm."""


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)):
        return None
    if node.attr not in _names(body.project) or body.is_called(node):
        return None
    reading = body.values.reading(node)
    asking = [one for one in reading.routines if asks(one, body.project)]
    if reading.asks or not asking:
        return None
    written = ast.unparse(node)
    text = written if len(written) < 40 else f"... .{node.attr}"
    reason = f"{text} is a property, which cannot be awaited: make it a method"
    return Step(
        node, text, thread=ways.read_in_thread(node, body), reason=reason, callee=asking[0], others=tuple(asking[1:])
    )


def _names(project: Project) -> frozenset[str]:
    """The names of all properties of the project, and few others: no file is parsed for it."""
    return project.once("names of properties", lambda: project.names_found(PROPERTY))
