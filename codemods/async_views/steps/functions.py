"""Functions of Django that ask the database, render, send, read or write."""

from __future__ import annotations

import ast
from typing import Any

from channels_fix.module import Class
from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.backends import has_own_backends
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.calls import function_facts
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.managers import overrides
from codemods.async_views.values.value import MANAGERS, Kind
from codemods.facts import table


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    name = body.called(node)
    known = function_facts(name) if name.startswith("django.") else None
    if known is None:
        return _redirect(node, body) if name in table("django")["responses"]["urls"] else None
    text = name.rpartition(".")[2]
    native = _twin(node, known, body)
    return Step(node, text, native=native, thread=ways.threaded(node, body), writes=known.get("writes", False))


def _twin(call: ast.Call, known: dict[str, Any], body: Body) -> Way | None:
    if "twin" not in known or not ways.has(body, known["since"]):
        return None
    if known.get("unless") == "backends" and has_own_backends(body):
        return None
    source = body.values.of(call.args[0]) if call.args and "first" in known else None
    if source is not None and source.kind in MANAGERS and overrides(source, "get", body.project):
        return None
    return ways.other(call, body, *known["twin"])


def _redirect(call: ast.Call, body: Body) -> Step | None:
    """A redirect to a model instance asks it for its URL."""
    value = body.values.of(call.args[0]) if call.args else None
    if value is None or (value.kind is not Kind.MODEL and value.is_known):
        return None
    own = method_of(value.cls, "get_absolute_url", body.project) if isinstance(value.cls, Class) else None
    if own is not None and not asks(own, body.project) and value.whole:
        return None
    return Step(call, "redirect", thread=ways.threaded(call, body))
