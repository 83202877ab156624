"""Loops and comprehensions over querysets, and lists of these."""

from __future__ import annotations

import ast

from channels_fix.edits.asynchronous import MakeComprehensionAsync, MakeLoopAsync
from channels_fix.edits.expressions import Compose
from codemods.async_views.steps import ways
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.models import facts
from codemods.async_views.values.value import LAZY, Kind, Value

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)
WHOLE = frozenset(
    f"builtins.{name}" for name in ("dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple")
)
"""What takes all of an iterable at once: a list serves it as well as a generator."""
MEMORY = "all rows are held in memory at the same time"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.For(iter=iterable):
            return _over(node, iterable, _async_loop(node, body), body)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return _comprehension(node, body)
        case ast.Call(func=called, args=[only], keywords=[]) if body.called(node) == "builtins.list":
            del called
            value = body.values.of(only)
            if value.kind is Kind.QUERYSET and not _is_iterator(only):
                return Step(
                    node, "list of a queryset", native=_listed(node, only, body), thread=ways.threaded(node, body)
                )
    return None


def _over(node: ast.For, iterable: ast.expr, loop: Way | None, body: Body) -> Step | None:
    value = body.values.of(iterable)
    if not _asks(value):
        return None
    thread = ways.applied("list", iterable, body, _doubts(iterable, value))
    native = loop if value.kind is Kind.QUERYSET or loop is None or _is_iterator(iterable) else None
    return Step(node, "loop over a queryset" if value.kind in LAZY else "loop", native=native, thread=thread)


def _asks(value: Value) -> bool:
    return value.kind in LAZY or value.kind is Kind.UNKNOWN or value.name == "django.core.paginator.Page"


def _doubts(iterable: ast.expr, value: Value) -> list[str]:
    if _is_iterator(iterable):
        return [MEMORY]
    return (
        []
        if value.kind is not Kind.UNKNOWN
        else [f"what {_written(iterable)} gives is not known: a thread makes a list of it"]
    )


def _written(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) < 40 else f"{text[:36]} ..."


def _async_loop(node: ast.For, body: Body) -> Way | None:
    loop = MakeLoopAsync(body.span(node))
    if not _is_iterator(node.iter):
        return Way((loop,))
    twin = _asynchronous_iterator(node.iter, body)
    return Way((loop, twin)) if twin else None


def _is_iterator(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "iterator"


def _asynchronous_iterator(node: ast.expr, body: Body) -> Compose | None:
    """What calls `aiterator` in the place of `iterator`; None where that fails."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    if node.args or any(word.arg != "chunk_size" for word in node.keywords):
        return None
    prefetching = facts()["queryset"]["prefetching-iterator"]
    names = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    known = body.values.of(node.func.value).fresh and "prefetch_related" not in names
    if not ways.has(body, prefetching) and not known:
        return None
    parts = [("owner", node.func.value), *(("size", word.value) for word in node.keywords)]
    code = "owner.aiterator(chunk_size=size)" if node.keywords else "owner.aiterator()"
    return Compose(body.span(node), code, tuple((name, body.span(part)) for name, part in parts))


def _comprehension(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, body: Body) -> Step | None:
    values = [body.values.of(one.iter) for one in node.generators]
    asking = [index for index, value in enumerate(values) if _asks(value)]
    if not asking:
        return None
    native: Way | None = None
    certain = all(values[index].kind is Kind.QUERYSET for index in asking)
    first = node.generators[0].iter
    if isinstance(node, ast.GeneratorExp) and not _is_taken_whole(node, body):
        if asking != [0]:
            reason = "a generator expression asks the database again and again: make it a list"
            return Step(node, "generator expression over a queryset", reason=reason)
        # the first of its iterables is worked out at once, where the expression stands
        native = _listed(first, first, body) if certain and not _is_iterator(first) else None
        thread = ways.applied("list", first, body, _doubts(first, values[0]))
        return Step(first, "generator expression over a queryset", native=native, thread=thread)
    iterables = [node.generators[index].iter for index in asking]
    edits = [
        ways.applied("list", one, body, _doubts(one, values[index]))
        for index, one in zip(asking, iterables, strict=True)
    ]
    if certain and not any(map(_is_iterator, iterables)) and not _is_nested(node, body):
        native = Way(tuple(MakeComprehensionAsync(body.span(node), index) for index in asking))
    thread = Way(
        tuple(edit for way in edits for edit in way.edits),
        edits[0].imports,
        doubts=tuple(d for way in edits for d in way.doubts),
    )
    return Step(node, "comprehension over a queryset", native=native, thread=thread)


def _is_taken_whole(node: ast.GeneratorExp, body: Body) -> bool:
    call = body.parents[node]
    return isinstance(call, ast.Call) and call.args[:1] == [node] and body.called(call) in WHOLE


def _is_nested(node: ast.expr, body: Body) -> bool:
    """Whether it stands in another comprehension: below Python 3.11 that had to be asynchronous itself."""
    if body.python is not None and not body.python.is_below("3.11"):
        return False
    return any(isinstance(one, (*COMPREHENSIONS, ast.GeneratorExp)) for one in body.around(node))


def _listed(node: ast.expr, iterable: ast.expr, body: Body) -> Way:
    return ways.composed(node, "[item async for item in part]", [("part", iterable)], body)
