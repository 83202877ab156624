"""What coroutines do that synchronous code runs to their ends: whether they wait, block the event loop, and write."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from channels_fix.nodes import brief, own_nodes
from channels_fix.project import Project
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.waiting import place_of
from codemods.async_views.values.blocking import call_of
from codemods.facts import table
from codemods.routines import Routine

REPEATING = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Course:
    """What a coroutine does until it ends.

    Attributes:
        waits: Whether it waits for what is outside of the process.
        blocks: What blocks the event loop that runs it.
        writes: How often it changes something that outlasts the request: never, once, or more than once.
        unknown: What it awaits and is not known.
    """

    waits: bool = False
    blocks: str = ""
    writes: int = 0
    unknown: str = ""

    def __add__(self, other: Course) -> Course:
        """The course of one who does both."""
        writes = min(self.writes + other.writes, 2)
        return Course(self.waits or other.waits, self.blocks or other.blocks, writes, self.unknown or other.unknown)


def course_of_functions(callees: Iterable[Routine], project: Project) -> Course:
    """The course of a call that runs one of some functions."""
    return _joined(_of_routine(one, project) for one in callees)


def course_of(function: ast.expr, call: ast.Call, body: Body) -> Course:
    """The course of the coroutine that calling `function` gives, in the place of `call`."""
    callees = callees_of(function, body)
    if callees:
        return course_of_functions(callees, body.project)
    name = called(ast.copy_location(ast.Call(function, call.args, call.keywords), call), place_of(body))
    return _of_name(name) or Course(unknown=brief(function))


def _joined(several: Iterable[Course]) -> Course:
    """The course of one of several."""
    found = [*several]
    texts = (next(filter(None, (getattr(one, text) for one in found)), "") for text in ("blocks", "unknown"))
    blocks, unknown = texts
    return Course(any(one.waits for one in found), blocks, max(one.writes for one in found), unknown)


def _of_routine(routine: Routine, project: Project) -> Course:
    """The course of a function; one that it is part of itself adds nothing."""
    known: dict[ast.AST, Course] = project.once("courses", dict)
    if routine.node not in known:
        known[routine.node] = Course()
        known[routine.node] = sum(_parts(routine, project), Course())
    return known[routine.node]


def _parts(routine: Routine, project: Project) -> Iterator[Course]:
    from codemods.async_views.steps.reading import steps_of

    body = Body.of(routine, project)
    steps = {step.node: step for step in steps_of(routine, project)}
    for node in own_nodes(routine.node):
        part = _of_step(steps[node], body) if node in steps else _of_node(node, body)
        if part is not None:
            yield part
            if part.writes and any(isinstance(outer, REPEATING) for outer in body.around(node)):
                yield part


def _of_step(step: Step, body: Body) -> Course | None:
    """What a step of a coroutine adds; a function that is handed on runs in a thread."""
    parent = body.parents[step.node]
    if step.callees:
        part = course_of_functions(step.callees, body.project)
        if all(one.is_coroutine for one in step.callees):
            return part
        is_called = isinstance(step.node, ast.Call) and not isinstance(parent, ast.Await)
        return Course(part.waits, step.name if is_called and part.waits else "", min(part.writes, 1), part.unknown)
    if isinstance(parent, ast.Await | ast.withitem) and isinstance(step.node, ast.Call):
        return _of_node(step.node, body)
    return Course(step.slow, step.name if step.slow and body.routine.is_coroutine else "", int(step.writes))


def _of_node(node: ast.AST, body: Body) -> Course | None:
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) if name in _twins_that_write():
            return Course(writes=1)
        case ast.Call():
            found = _of_name(called(node, place_of(body)))
            is_awaited = isinstance(body.parents[node], ast.Await)
            return found or (Course(unknown=brief(node.func)) if is_awaited and not _is_known(node, body) else None)
        case ast.Name(ctx=ast.Load()) | ast.Attribute(ctx=ast.Load()) if _is_handed_on(node, body):
            symbol = body.values.symbol_of(node)
            return _of_name(symbol.name) if symbol is not None and symbol.definition is None else None
    return None


def _is_handed_on(node: ast.AST, body: Body) -> bool:
    parent = body.parents[node]
    return isinstance(parent, ast.Call) and node in parent.args


def _is_known(call: ast.Call, body: Body) -> bool:
    """Whether it is known of an awaited call what it does: it asks the database, or awaits functions of the project."""
    if callees_of(call.func, body):
        return True
    twins = table("orm")["queryset"]["twins"]
    if isinstance(call.func, ast.Attribute) and call.func.attr.removeprefix("a") in twins:
        return True
    return isinstance(call.func, ast.Call) and bool(_of_name(called(call.func, place_of(body))))


@cache
def _of_name(name: str) -> Course | None:
    """The course of what calling something with a full name gives; None for what is not known."""
    facts = table("coroutines")
    fits = {what: any(fnmatchcase(name, pattern) for pattern in facts[what]) for what in ("waits", "writes", "quick")}
    exactly = name in facts["quick"]
    if fits["waits"] and not exactly:
        return Course(waits=True, writes=int(fits["writes"]))
    if fits["quick"]:
        return Course()
    known = call_of(_of_twin(name))
    return Course(waits=known.is_slow, writes=int(known.writes)) if known is not None else None


def _of_twin(name: str) -> str:
    """The name of the method of a client of whose twin a method has the given name, which may be one of a client."""
    pairs = [pair for entry in table("clients")["client"] for pair in entry["calls"].items()]
    for client, twin in sorted(pairs, key=lambda pair: (-len(pair[1]), -len(pair[0]))):
        if name.startswith(f"{twin}."):
            return f"{client.removesuffix('.from_url')}{name[len(twin) :]}"
    return name


@cache
def _twins_that_write() -> frozenset[str]:
    return frozenset(f"a{name}" for name in (*table("orm")["queryset"]["writes"], "save"))
