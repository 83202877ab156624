"""Synchronous code that runs a coroutine to its end: a coroutine awaits it, and must not start another loop."""

from __future__ import annotations

import ast

from channels_fix.edits.expressions import AwaitOther, Compose
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called, made
from codemods.async_views.steps.step import Step, Way

WRAPPERS = frozenset({"asgiref.sync.async_to_sync", "asgiref.sync.AsyncToSync"})
STARTERS = frozenset({"asyncio.run", "asyncio.runners.run"})
LOOPS = frozenset({"asyncio.get_event_loop", "asyncio.new_event_loop", "asyncio.get_running_loop"})


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    place = Place.inside(body.routine, body.project)
    if isinstance(node.func, ast.Call):
        return _wrapped(node, node.func, body) if called(node.func, place) in WRAPPERS else None
    name = called(node, place)
    if name in STARTERS or _runs_loop(node, place):
        return _started(node, body)
    return None


def runs_loop(step: Step) -> bool:
    """Whether a step is one of this kind: a running event loop refuses it."""
    return step.name in {"async_to_sync", "asyncio.run"}


def _runs_loop(node: ast.Call, place: Place) -> bool:
    func = node.func
    return isinstance(func, ast.Attribute) and func.attr == "run_until_complete" and made(func.value, place) in LOOPS


def _wrapped(node: ast.Call, wrapper: ast.Call, body: Body) -> Step | None:
    """`async_to_sync(f)(x)`."""
    if len(wrapper.args) != 1 or wrapper.keywords or not isinstance(wrapper.args[0], ast.Name | ast.Attribute):
        return Step(node, "async_to_sync", reason="it starts an event loop for a coroutine function: await that")
    function = wrapper.args[0]
    edit = AwaitOther(body.span(node), body.is_primary(node), ast.unparse(function))
    covers = frozenset({wrapper, function})
    return Step(node, "async_to_sync", native=Way((edit,), cancellable=True), covers=covers)


def _started(node: ast.Call, body: Body) -> Step:
    """`asyncio.run(f(x))`."""
    if len(node.args) != 1 or node.keywords or isinstance(node.args[0], ast.Starred):
        return Step(node, "asyncio.run", reason="it starts an event loop of its own: await the coroutine")
    code = "(await coroutine)" if body.is_primary(node) else "await coroutine"
    edit = Compose(body.span(node), code, (("coroutine", body.span(node.args[0])),))
    return Step(node, "asyncio.run", native=Way((edit,), cancellable=True))
