"""Generators of the project: what a function hands to a streamed response, or goes through itself."""

from __future__ import annotations

import ast

from channels_fix.edits.asynchronous import MakeComprehensionAsync, MakeLoopAsync, SpellOutYieldFrom
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.async_views.regions.naming import unused
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.step import Step, Way
from codemods.facts import table
from codemods.testing import is_test

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)
ITEM = "item"
CONTENT = "streaming_content"
ASKING = "is_async"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if isinstance(node, ast.GeneratorExp) and _is_streamed(node, body):
        # Django goes through it in a thread; only what its first loop is over is worked out here
        eager = set(ast.walk(node.generators[0].iter))
        return Step(
            node, "StreamingHttpResponse", thread=Way(()), covers=frozenset(set(ast.walk(node)) - eager - {node})
        )
    if not isinstance(node, ast.Call):
        return None
    callees = callees_of(node.func, body)
    if not callees or not all(one.is_generator and not one.is_coroutine for one in callees):
        return None
    name, others = callees[0].node.name, callees[1:]
    if _is_streamed(node, body):
        reader = body.project.once("readers of streams", lambda: _reader(body.project))
        if reader:
            reason = f"{reader} reads what is streamed, and would have to do so in an `async for`"
            return Step(node, name, reason=reason, callee=callees[0], others=others)
        return Step(node, name, native=Way((), cancellable=True), thread=Way(()), callee=callees[0], others=others)
    edit = _through(node, body)
    if edit is None:
        return Step(node, name, reason=f"{name} is a generator, and what becomes of it is not known", callee=callees[0])
    return Step(node, name, native=Way((edit,), cancellable=True), callee=callees[0], others=others)


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
        case ast.For(iter=over) as loop if over is node:
            return MakeLoopAsync(body.span(loop))
        case ast.YieldFrom() as inner:
            statement = body.parents[inner]
            return (
                SpellOutYieldFrom(body.span(statement), unused(ITEM, body), asynchronous=True)
                if isinstance(statement, ast.Expr)
                else None
            )
        case ast.comprehension(iter=over) as loop if over is node:
            whole = body.parents[loop]
            if isinstance(whole, COMPREHENSIONS):
                return MakeComprehensionAsync(body.span(whole), whole.generators.index(loop))
    return None
