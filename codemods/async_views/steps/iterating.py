"""Loops and comprehensions over querysets, and lists of these."""

from __future__ import annotations

import ast

from channels_fix.edits.asynchronous import MakeComprehensionAsync, MakeLoopAsync, SpellOutYieldFrom
from channels_fix.edits.expressions import Compose
from channels_fix.nodes import brief
from channels_fix.rule import Edit
from codemods.async_views.regions.naming import unused
from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks_inside
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import takes_whole
from codemods.async_views.steps.nesting import ADVICE, Comprehension, begins, may_not_await
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.unknown import Unknown
from codemods.async_views.values.models import facts
from codemods.async_views.values.value import LAZY, Kind, Value

ITEM = "item"
"""What a loop calls that which it takes in the place of a `yield from`."""
MEMORY = "all rows are held in memory at the same time"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.For(iter=iterable):
            return _over(node, iterable, MakeLoopAsync(body.span(node)), body)
        case ast.Expr(value=ast.YieldFrom(value=iterable)):
            return _yielded(node, iterable, body)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return _comprehension(node, body)
        case ast.Call(func=called, args=[only], keywords=[]) if body.called(node) == "builtins.list":
            del called
            value = body.values.of(only)
            if value.kind is Kind.QUERYSET and not is_iterator(only):
                native = None if _is_nested(node, body) else Way((_listed(node, only, body),))
                return Step(node, "list of a queryset", native=native, thread=ways.threaded(node, body))
    return None


def _over(node: ast.stmt, iterable: ast.expr, edit: Edit, body: Body) -> Step | None:
    value = body.values.of(iterable)
    if not _asks(value, body):
        return None
    loop = _async_loop(edit, iterable, body)
    thread = ways.applied("list", iterable, body, _doubts(iterable, value))
    native = loop if value.kind is Kind.QUERYSET or loop is None or is_iterator(iterable) else None
    return Step(node, "loop over a queryset" if value.kind in LAZY else "loop", native=native, thread=thread)


def _asks(value: Value, body: Body) -> bool:
    return value.kind in LAZY or not value.is_known or asks_inside(value, body.project)


def _doubts(iterable: ast.expr, value: Value) -> list[str]:
    if is_iterator(iterable):
        return [MEMORY]
    return [] if value.is_known else [Unknown.LISTED.of(brief(iterable))]


def _yielded(node: ast.Expr, iterable: ast.expr, body: Body) -> Step | None:
    """What a generator hands on: a list of it would come too late if it is no queryset."""
    step = _over(node, iterable, SpellOutYieldFrom(body.span(node), unused(ITEM, body), asynchronous=True), body)
    if step is None or body.values.of(iterable).is_known:
        return step
    reason = f"what {body.routine.name} yields from is not known: go through it in a loop"
    return Step(node, "yield from", reason=reason)


def _async_loop(edit: Edit, iterable: ast.expr, body: Body) -> Way | None:
    if not is_iterator(iterable):
        return Way((edit,))
    twin = _asynchronous_iterator(iterable, body)
    return Way((edit, twin)) if twin else None


def is_iterator(node: ast.expr) -> bool:
    """Whether an expression asks a queryset for an iterator, which asks the database for nothing before it is used."""
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


def _comprehension(node: Comprehension, body: Body) -> Step | None:
    values = [body.values.of(one.iter) for one in node.generators]
    asking = [index for index, value in enumerate(values) if _asks(value, body)]
    if not asking:
        return None
    native: Way | None = None
    certain = all(values[index].kind is Kind.QUERYSET for index in asking)
    if isinstance(node, ast.GeneratorExp) and not _is_taken_whole(node, body):
        if asking != [0]:
            reason = "a generator expression asks the database again and again: make it a list"
            return Step(node, "generator expression over a queryset", reason=reason)
        return eager(node, body)
    is_nested = _is_nested(node, body)
    if is_nested and asking != [0]:
        return Step(node, "comprehension over a queryset", reason=f"a comprehension inside of another one {ADVICE}")
    iterables = [node.generators[index].iter for index in asking]
    edits = [
        ways.applied("list", one, body, _doubts(one, values[index]))
        for index, one in zip(asking, iterables, strict=True)
    ]
    if certain and not any(map(is_iterator, iterables)) and not is_nested:
        native = Way(tuple(MakeComprehensionAsync(body.span(node), index) for index in asking))
    thread = Way(
        tuple(edit for way in edits for edit in way.edits),
        edits[0].imports,
        doubts=tuple(d for way in edits for d in way.doubts),
    )
    return Step(node, "comprehension over a queryset", native=native, thread=thread)


def eager(node: ast.GeneratorExp, body: Body) -> Step | None:
    """The step that a generator expression takes at once, where it stands: to work out the first of its iterables."""
    first = node.generators[0].iter
    value = body.values.of(first)
    if not _asks(value, body):
        return None
    at_once = value.kind is Kind.QUERYSET and not is_iterator(first) and not _is_nested(first, body)
    native = Way((_listed(first, first, body),)) if at_once else None
    thread = ways.applied("list", first, body, _doubts(first, value))
    return Step(first, "generator expression over a queryset", native=native, thread=thread)


def _is_taken_whole(node: ast.GeneratorExp, body: Body) -> bool:
    """Whether a generator expression is read to its end at once: a list serves as well."""
    call = body.parents[node]
    return isinstance(call, ast.Call) and call.args[:1] == [node] and takes_whole(call, body)


def _is_nested(node: ast.expr, body: Body) -> bool:
    """Whether no comprehension in the place of a node may be asynchronous."""
    return may_not_await(node, body, further=1)


def is_lazy(node: ast.AST, generator: ast.GeneratorExp, body: Body) -> bool:
    """Whether a node of a generator expression runs when somebody reads that, and nobody knows when."""
    return not (begins(node, generator, body) or _is_taken_whole(generator, body))


def gone_through(node: ast.expr, body: Body) -> Edit | None:
    """The edit that goes through an asynchronous iterable where a function reads `node` to its end; None elsewhere."""
    parent = body.parents[node]
    match parent:
        case ast.For(iter=iterable) if iterable is node:
            return MakeLoopAsync(body.span(parent))
        case ast.comprehension(iter=iterable) if iterable is node:
            whole = body.parents[parent]
            assert isinstance(whole, Comprehension)
            is_whole = not isinstance(whole, ast.GeneratorExp) or _is_taken_whole(whole, body)
            if is_whole and not _is_nested(whole, body):
                return MakeComprehensionAsync(body.span(whole), whole.generators.index(parent))
        case ast.Call(args=[only]) if only is node and takes_whole(parent, body) and not _is_nested(node, body):
            is_list = body.called(parent) == "builtins.list"
            return _listed(parent if is_list else node, node, body)
    return None


def _listed(node: ast.expr, iterable: ast.expr, body: Body) -> Compose:
    """The edit that puts a list of all that is read in an `async for` in the place of an expression."""
    return Compose(body.span(node), "[item async for item in part]", (("part", body.span(iterable)),))
