"""Attributes that ask the database when they are read: relations, deferred fields, what Django's objects work out."""

from __future__ import annotations

import ast

from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.async_views.values.attributes import Reading


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)) or _is_called(node, body):
        return None
    reading = body.values.reading(node)
    if not reading.asks and (reading.routine is None or not asks(reading.routine, body.project)):
        return None
    written = ast.unparse(node)
    text = written if len(written) < 40 else f"... .{node.attr}"
    thread = ways.read_in_thread(node, body, _doubts(node, reading))
    if thread is None:
        reason = f"{written} is read in an f-string with both kinds of quotes: read it before"
        return Step(node, text, reason=reason)
    return Step(node, text, thread=thread)


def _is_called(node: ast.Attribute, body: Body) -> bool:
    parent = body.parents.get(node)
    return isinstance(parent, ast.Call) and parent.func is node


def _doubts(node: ast.Attribute, reading: Reading) -> list[str]:
    if reading.sure:
        return []
    owner = ast.unparse(node.value)
    return [f"what {owner[:40]} is, is not known: a thread reads its attribute {node.attr}"]
