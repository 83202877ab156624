"""Attributes that ask the database when they are read: relations, deferred fields, what Django's objects work out."""

from __future__ import annotations

import ast

from channels_fix.nodes import brief
from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.unknown import Unknown
from codemods.async_views.values.attributes import Reading


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)) or body.is_called(node):
        return None
    reading = body.values.reading(node)
    if not reading.asks and not any(asks(one, body.project) for one in reading.routines):
        return None
    written = f"{brief(node.value)}.{node.attr}"
    text = written if len(written) < 40 else f"... .{node.attr}"
    thread = ways.read_in_thread(node, body, _doubts(node, reading))
    if thread is None:
        reason = f"{written} is read in an f-string with both kinds of quotes: read it before"
        return Step(node, text, reason=reason)
    return Step(node, text, thread=thread)


def _doubts(node: ast.Attribute, reading: Reading) -> list[str]:
    if reading.sure:
        return []
    return [Unknown.READ.of(node.attr, brief(node.value))]
