"""Calls that no other kind of step knows, and harmless ones that look into what asks the database."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class
from codemods.async_views.steps import texts, ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.standing import Standing, begins, standing_of
from codemods.async_views.steps.step import Step
from codemods.async_views.values.calls import function_facts
from codemods.async_views.values.harmless import facts
from codemods.async_views.values.value import LAZY, Kind, Value

READERS = ("builtins.getattr", "builtins.hasattr")
WRITING = ("delete", "form_valid", "post", "put")
"""Methods of Django's generic views that write to the database."""
BREAKS = ("dispatch", "setup")
"""Methods of Django's views that give a coroutine once the view has asynchronous handlers."""


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    name = body.called(node)
    if function_facts(name) is not None or name.startswith("asgiref.sync."):
        return None
    if name in READERS:
        return _reading(node, body)
    standing = standing_of(node, body)
    written = ast.unparse(node.func)
    text = written if len(written) < 50 else f"{written[:46]} ..."
    if standing is Standing.LOST:
        return Step(node, text, reason=f"what {text} stands for is not known")
    if standing is Standing.UNKNOWN:
        if isinstance(node.func, ast.Attribute) and node.func.attr in BREAKS:
            return Step(node, text, reason=f"what {text}() gives depends on whether the view is asynchronous")
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name and _is_generic(node.func, body):
            return Step(node, text, thread=ways.threaded(node, body), writes=name in WRITING)
        doubt = f"what {text} does is not known: it runs in a thread"
        return Step(node, text, thread=ways.threaded(node, body, [doubt]))
    if _asking_lambda(node, body):
        if standing is not Standing.LOOKING or any(begins(name, one) for one in facts()["looking"]["later"]):
            reason = f"{text} keeps a function that asks the database, and what calls that is not known"
            return Step(node, text, reason=reason)
        return Step(node, text, thread=ways.threaded(node, body))
    return _looking(node, text, body) if standing is Standing.LOOKING else None


def _is_generic(called: ast.expr, body: Body) -> bool:
    """Whether a method of a class-based view is one that this has from Django."""
    cls, owner = body.routine.cls, called.value if isinstance(called, ast.Attribute) else called
    own = isinstance(owner, ast.Name) and owner.id == body.routine.receiver
    above = isinstance(owner, ast.Call) and body.called(owner) == "builtins.super"
    if cls is None or not (own or above):
        return False
    outside = [base for base in body.project.mro(cls) if not isinstance(base, Class)]
    return bool(outside) and all(base is not None and base.name.startswith("django.views.") for base in outside)


def _arguments(call: ast.Call) -> Iterator[ast.expr]:
    yield from call.args
    yield from (word.value for word in call.keywords)


def _reading(call: ast.Call, body: Body) -> Step | None:
    """`getattr(order, "customer", None)`."""
    if len(call.args) < 2:
        return None
    owner, name = call.args[0], call.args[1]
    text = ast.unparse(call.func)
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        reading = body.values.reading(ast.copy_location(ast.Attribute(owner, name.value, ast.Load()), call))
        run = reading.routine is not None and asks(reading.routine, body.project)
        doubts = [] if reading.sure else [f"what {ast.unparse(owner)[:40]} is, is not known: a thread reads it"]
        return Step(call, text, thread=ways.threaded(call, body, doubts)) if reading.asks or run else None
    harmless = {Kind.PLAIN, Kind.FOREIGN, Kind.NAMED, Kind.CONTAINER}
    return None if body.values.of(owner).kind in harmless else Step(call, text, thread=ways.threaded(call, body))


def _asking_lambda(call: ast.Call, body: Body) -> bool:
    """Whether a lambda among the arguments has steps: whatever calls it, calls it in the same thread."""
    from codemods.async_views.steps.reading import step_at

    nodes = (node for one in _arguments(call) if isinstance(one, ast.Lambda) for node in ast.walk(one.body))
    steps = (step for node in nodes if (step := step_at(node, body)) is not None)
    return any(not step.callees or any(asks(one, body.project) for one in step.callees) for step in steps)


def _looking(call: ast.Call, text: str, body: Body) -> Step | None:
    """A call that iterates over its arguments, or makes text of them."""
    rows, unsure = False, ""
    for argument in _arguments(call):
        value = body.values.of(argument)
        if value.kind is Kind.UNKNOWN:
            if not isinstance(argument, ast.Lambda):
                unsure = ast.unparse(argument)[:40]
        elif value.kind in LAZY or _holds_lazy(value) or _asks_for_text(value, call, body):
            rows = True
    if not rows and not unsure:
        return None
    doubts = [] if rows else [f"what {unsure} is, is not known: {text} looks at it in a thread"]
    return Step(call, text, thread=ways.threaded(call, body, doubts))


def _holds_lazy(value: Value) -> bool:
    return value.kind is Kind.CONTAINER and value.element is not None and value.element.kind in LAZY


def _asks_for_text(value: Value, call: ast.Call, body: Body) -> bool:
    """Whether the call makes text of a model instance whose text takes the database."""
    counting = (
        "builtins.len",
        "builtins.list",
        "builtins.tuple",
        "builtins.bool",
        "builtins.any",
        "builtins.all",
        "builtins.iter",
        "builtins.next",
        "builtins.enumerate",
        "builtins.zip",
        "builtins.reversed",
        "builtins.max",
        "builtins.min",
        "builtins.sorted",
        "builtins.sum",
        "builtins.set",
        "builtins.dict",
    )
    if value.kind not in {Kind.MODEL, Kind.OBJECT, Kind.CONTAINER} or body.called(call) in counting:
        return False
    if value.kind is Kind.CONTAINER and (value.element is None or value.element.kind is Kind.UNKNOWN):
        return False
    return texts.asks_for_text(value, body)
