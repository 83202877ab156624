"""Calls that no other kind of step knows, and harmless ones that look into what asks the database."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class
from channels_fix.nodes import brief
from codemods.async_views.steps import getters, piecewise, texts, ways
from codemods.async_views.steps.asking import asks, asks_by_itself, asks_inside
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.iterating import MEMORY, is_iterator
from codemods.async_views.steps.standing import Standing, begins, standing_of
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.unknown import Unknown
from codemods.async_views.values.calls import function_facts
from codemods.async_views.values.harmless import facts
from codemods.async_views.values.value import LAZY, Kind, Value

DISPLAYS = (ast.Dict, ast.List, ast.Set, ast.Tuple)
READERS = ("builtins.getattr", "builtins.hasattr")
WRITING = ("delete", "form_valid", "post", "put")
"""Methods of Django's generic views that write to the database."""
KEEPING = ("delete", "perform_create", "perform_destroy", "perform_update", "save")
"""Methods that write whatever the object is that has them."""
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
    text = brief(node.func, 50)
    if standing is Standing.LOST:
        return Step(node, text, reason=f"what {text} stands for is not known: import it by its name")
    if standing is Standing.UNKNOWN:
        if isinstance(node.func, ast.Attribute) and node.func.attr in BREAKS:
            reason = f"what {text}() gives depends on whether the view is asynchronous: call a function that both use"
            return Step(node, text, reason=reason)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name and _is_generic(node.func, body):
            return Step(node, text, thread=ways.threaded(node, body), writes=name in WRITING)
        thread = ways.threaded(node, body, [Unknown.CALLED.of(text)])
        return Step(node, text, thread=thread, writes=name in KEEPING, unsure=True)
    if _asking_lambda(node, body):
        if name in facts()["looking"]["piecewise"]:
            return piecewise.step_of(node, body)
        if standing is not Standing.LOOKING or any(begins(name, one) for one in facts()["looking"]["later"]):
            reason = f"{text} keeps a function that waits or asks, and what calls that is not known: call it here"
            return Step(node, text, reason=reason)
        return Step(node, text, thread=ways.threaded(node, body))
    if standing is Standing.LOOKING and (step := _looking(node, text, body)) is not None:
        return step
    return Step(node, text, thread=ways.threaded(node, body)) if _runs_methods(node, body) else None


def _runs_methods(call: ast.Call, body: Body) -> bool:
    """Whether a function or container of Python calls methods of the objects that it is given, and these ask."""
    values = [body.values.of(one) for one in _arguments(call)]
    if isinstance(call.func, ast.Attribute):
        owner = body.values.of(call.func.value)
        if owner.kind is not Kind.CONTAINER or call.func.attr not in facts()["looking"]["finding"]:
            return False
        values.append(owner)
    elif not body.called(call).startswith("builtins.") or body.called(call) in facts()["looking"]["apart"]:
        return False
    return any(asks_by_itself(one, body.project) for one in values)


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
        run = any(asks(one, body.project) for one in reading.routines)
        doubts = [] if reading.sure else [Unknown.READ.of(name.value, brief(owner))]
        return Step(call, text, thread=ways.threaded(call, body, doubts)) if reading.asks or run else None
    harmless = {Kind.PLAIN, Kind.FOREIGN, Kind.NAMED, Kind.CONTAINER}
    return None if body.values.of(owner).kind in harmless else Step(call, text, thread=ways.threaded(call, body))


def _parts(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what is written inside of the lists and dictionaries that a call is given."""
    stack = [one for one in _arguments(call) if isinstance(one, DISPLAYS)]
    while stack:
        part = stack.pop()
        inner = [one for one in ast.iter_child_nodes(part) if isinstance(one, ast.expr)]
        yield from (one for one in inner if not isinstance(one, DISPLAYS))
        stack += [one for one in inner if isinstance(one, DISPLAYS)]


def _asking_lambda(call: ast.Call, body: Body) -> bool:
    """Whether a lambda among the arguments has steps: whatever calls it, calls it in the same thread."""
    return any(piecewise.asks_in(one.body, body) for one in _arguments(call) if isinstance(one, ast.Lambda))


def _looking(call: ast.Call, text: str, body: Body) -> Step | None:
    """A call that iterates over its arguments, or makes text of them."""
    rows, unsure = any(_asks_for_text(body.values.of(part), call, body) for part in _parts(call)), ""
    rows = rows or getters.ask(call, body)
    for argument in _arguments(call):
        value = body.values.of(argument)
        if not value.is_known:
            if not isinstance(argument, ast.Lambda):
                unsure = brief(argument)
        elif (
            value.kind in LAZY
            or asks_inside(value, body.project)
            or asks_by_itself(value, body.project)
            or _holds_lazy(value)
            or _asks_for_text(value, call, body)
        ):
            rows = True
    if not rows and not unsure:
        return None
    if piecewise.asks_later(call, body):
        return piecewise.step_of(call, body)
    doubts = [] if rows else [Unknown.LOOKED_AT_BY.of(unsure, text)]
    looking, name = facts()["looking"], body.called(call)
    if (name in looking["lazy"] or (unsure and name in looking["piecewise"])) and piecewise.is_gone_through(call, body):
        doubts += [MEMORY] * any(map(is_iterator, _arguments(call)))
        return Step(call, text, thread=ways.applied("list", call, body, doubts))
    if name in looking["lazy"]:
        reason = f"{text} asks for rows when somebody goes through what it gives: make a list of it"
        return Step(call, text, reason=reason)
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
    if (
        value.kind not in {Kind.MODEL, Kind.OBJECT, Kind.ONE_OF, Kind.CONTAINER, Kind.FOREIGN}
        or body.called(call) in counting
    ):
        return False
    if value.kind is Kind.CONTAINER and (value.element is None or not value.element.is_known):
        return False
    return texts.asks_for_text(value, body)
