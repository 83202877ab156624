"""Generators of the project: what a function hands to a streamed response, or goes through itself."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.edits.asynchronous import SpellOutYieldFrom
from channels_fix.nodes import inner_nodes, own_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.async_views.regions.naming import unused
from codemods.async_views.steps import ways
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of, takes_whole
from codemods.async_views.steps.iterating import ITEM, eager, gone_through, is_iterator
from codemods.async_views.steps.step import Step, Way
from codemods.facts import table
from codemods.routines import Routine
from codemods.testing import is_test

CONTENT = "streaming_content"
ASKING = "is_async"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if isinstance(node, ast.GeneratorExp) and _is_streamed(node, body):
        # Django goes through it in a thread; only what its first loop is over is worked out here
        first = node.generators[0].iter
        step = None if is_iterator(first) else eager(node, body)
        step = step or Step(node, "StreamingHttpResponse", thread=Way(()))
        return replace(step, covers=frozenset(set(ast.walk(node)) - set(ast.walk(first)) - {node}))
    if not isinstance(node, ast.Call):
        return None
    callees = callees_of(node.func, body)
    if not callees or not all(one.is_generator and not one.is_coroutine for one in callees):
        return None
    name, others = callees[0].node.name, callees[1:]
    if _is_streamed(node, body):
        reader = body.project.once("readers of streams", lambda: _reader(body.project))
        if reader:
            reason = f"{reader} reads what is streamed, for which it would need `async for`: let it ask `is_async`"
            return Step(node, name, reason=reason, callee=callees[0], others=others)
        return Step(node, name, native=Way((), cancellable=True), thread=Way(()), callee=callees[0], others=others)
    edit = _through(node, body)
    if edit is None:
        reason = f"{name} is a generator, and what becomes of it is not known: go through it in a loop, or stream it"
        return Step(node, name, reason=reason, callee=callees[0])
    if _is_left(body.parents[node]) and any(_cleans_up(one, body.project, ()) for one in callees):
        reason = f"{name} cleans up when its loop is left, as an asynchronous one only later: let it come to its end"
        return Step(node, name, reason=reason, callee=callees[0])
    return Step(node, name, native=Way((edit,), cancellable=True), callee=callees[0], others=others)


def taken_of(node: ast.AST, body: Body) -> Step | None:
    """The step of a call that takes at once all that a generator of the project yields: one thread may do both."""
    inner = node.args[0] if isinstance(node, ast.Call) and len(node.args) == 1 else None
    if not isinstance(node, ast.Call) or not isinstance(inner, ast.Call) or not takes_whole(node, body):
        return None
    callees = callees_of(inner.func, body)
    if not any(one.is_generator for one in callees):
        return None
    edit = gone_through(inner, body) if all(one.is_generator and not one.is_coroutine for one in callees) else None
    return Step(
        node,
        callees[0].node.name,
        native=Way((edit,), cancellable=True) if edit else None,
        thread=ways.threaded(node, body),
        callee=callees[0],
        others=callees[1:],
        covers=frozenset({inner, inner.func}),
    )


def _is_streamed(node: ast.expr, body: Body) -> bool:
    """Whether an expression is handed to a streamed response and to nothing else, by a name of its own maybe."""
    parent = body.parents[node]
    match parent:
        case ast.Call() | ast.keyword():
            call = body.parents[parent] if isinstance(parent, ast.keyword) else parent
            assert isinstance(call, ast.Call)
            given = call.args[:1] == [node] or (isinstance(parent, ast.keyword) and parent.arg == "streaming_content")
            return given and body.called(call) in table("regions")["streaming"]["responses"]
        case ast.Assign(targets=[ast.Name(id=name)]):
            uses = [one for one in own_nodes(body.routine.node) if isinstance(one, ast.Name) and one.id == name]
            read = [one for one in uses if isinstance(one.ctx, ast.Load)]
            return len(uses) == 2 and len(read) == 1 and _is_streamed(read[0], body)
    return False


def _reader(project: Project) -> str:
    """Where the project reads what some response streams; nothing if it does not, or looks which kind that is."""
    for module in project.modules_with(CONTENT, (CONTENT,)):
        if is_test(module) or ASKING in module.text:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr == CONTENT and isinstance(node.ctx, ast.Load):
                return f"line {node.lineno} of {module.path.name}"
    return ""


def _through(node: ast.Call, body: Body) -> Edit | None:
    """What goes through an asynchronous generator in the place where a function goes through this one."""
    match body.parents[node]:
        case ast.YieldFrom() as inner:
            statement = body.parents[inner]
            return (
                SpellOutYieldFrom(body.span(statement), unused(ITEM, body), asynchronous=True)
                if isinstance(statement, ast.Expr)
                else None
            )
    return gone_through(node, body)


def _is_left(loop: ast.AST) -> bool:
    """Whether a loop says itself that it may be left before its end."""
    if not isinstance(loop, ast.For):
        return False
    loops = [node for node in inner_nodes(loop.body) if isinstance(node, ast.For | ast.While)]
    inner = {node for one in loops for node in inner_nodes(one.body)}
    return any(
        isinstance(node, ast.Return | ast.Raise) or (isinstance(node, ast.Break) and node not in inner)
        for node in inner_nodes(loop.body)
    )


def _cleans_up(generator: Routine, project: Project, outer: tuple[Routine, ...]) -> bool:
    """Whether a generator that nobody goes on with has something left to do, or one that it goes through."""
    if generator in outer or not generator.is_generator:
        return False
    nodes = list(own_nodes(generator.node))
    blocks = [one.body for one in nodes if isinstance(one, ast.With) or (isinstance(one, ast.Try) and one.finalbody)]
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for block in blocks for node in inner_nodes(block)):
        return True
    body = Body.of(generator, project)
    called = (callees_of(node.func, body) for node in nodes if isinstance(node, ast.Call))
    return any(_cleans_up(one, project, (*outer, generator)) for several in called for one in several)
