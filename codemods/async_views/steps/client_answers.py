"""What the asynchronous twin of a client answers: most of it is awaited, some is read in an `async for`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from fnmatch import fnmatchcase

from channels_fix.edits.expressions import AwaitCall
from channels_fix.nodes import brief
from channels_fix.rule import Edit
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import UnfitError
from codemods.async_views.steps.called import made
from codemods.async_views.steps.iterating import gone_through
from codemods.async_views.steps.waiting import place_of
from codemods.async_views.values.blocking import Call
from codemods.facts import table


def answered(node: ast.Call, name: str, body: Body) -> tuple[list[Edit], list[ast.Name]]:
    """The edits that await a call, and the names that read a stream which it gives.

    Args:
        node: The call.
        name: The full name of what is called.
        body: The function.

    Raises:
        UnfitError: The function reads the answer in a way that the twin does not have.
    """
    edits: list[Edit] = [AwaitCall(body.span(node), body.is_primary(node))]
    if belongs(name, "paged") and not _is_read_once(node, body):
        raise UnfitError(f"`{ast.unparse(node.func)}` fetches more while it is read: read its `data`")
    stream = next((keyword.value for keyword in node.keywords if keyword.arg == "stream"), None)
    if stream is None or (isinstance(stream, ast.Constant) and not stream.value):
        return edits, []
    if not isinstance(stream, ast.Constant) or not belongs(name, "streamed"):
        raise UnfitError("whether the answer is a stream is not known: write `stream=True`, or leave it out")
    readers: list[ast.Name] = []
    match body.parents[node]:
        case ast.Assign(targets=[ast.Name(id=given)]):
            if len(body.project.function_scope(body.routine.node).names[given]) > 1:
                raise UnfitError(f"`{given}` is not always the same stream: give each a name of its own")
            readers = _readers(given, body)
            edits += [iterated(one, body) for one in readers]
        case _:
            edits.append(iterated(node, body))
    return edits, readers


def cursor(node: ast.Call, name: str, body: Body) -> tuple[list[Edit], list[ast.Name]] | None:
    """The edits that read what a call gives in an `async for`, and the names that do; None for another call.

    Args:
        node: The call.
        name: The full name of what is called.
        body: The function.

    Raises:
        UnfitError: The function does something else with it.
    """
    is_fetched = belongs(name, "fetched")
    if not is_fetched and not belongs(name, "iterated"):
        return None
    edits: list[Edit] = [AwaitCall(body.span(node), body.is_primary(node))] if is_fetched else []
    end = _end_of_chain(node, body)
    match body.parents[end]:
        case ast.Assign(targets=[ast.Name(id=given)]) if len(_bindings(given, body)) == 1:
            readers = _readers(given, body)
            ends = [_end_of_chain(one, body) for one in readers]
            alone = [one for one, last in zip(readers, ends, strict=True) if not _is_statement(one, last, body)]
            return [*edits, *(iterated(_end_of_chain(one, body), body) for one in alone)], readers
    reading = iterated(end, body)
    if is_fetched and reading.span == body.span(end):
        raise UnfitError(f"`{brief(end)}` is awaited, and then read: make a list of it, or go through it in a loop")
    return [*edits, reading], []


def _end_of_chain(node: ast.expr, body: Body) -> ast.expr:
    """What the methods give that are called one after the other on what is read, and that give it again."""
    match body.parents[node]:
        case ast.Attribute(attr=name) as method if name in table("clients")["uses"]["chained"]:
            call = body.parents[method]
            if isinstance(call, ast.Call) and call.func is method:
                return _end_of_chain(call, body)
    return node


def _is_statement(node: ast.expr, end: ast.expr, body: Body) -> bool:
    """Whether a statement does no more than to call such methods."""
    return end is not node and isinstance(body.parents[end], ast.Expr)


def _bindings(name: str, body: Body) -> Sequence[object]:
    return body.project.function_scope(body.routine.node).names[name]


def iterated(node: ast.expr, body: Body) -> Edit:
    """The edit that lets a function read something in an `async for`.

    Raises:
        UnfitError: It is read elsewhere.
    """
    edit = gone_through(node, body)
    if edit is None:
        raise UnfitError(f"`{brief(node)}` is read elsewhere than in a loop: go through it in a `for` statement")
    return edit


def belongs(name: str, what: str) -> bool:
    """Whether a full name is among those with a property."""
    return any(fnmatchcase(name, pattern) for pattern in table("clients")["uses"][what])


def has_parts(known: Call) -> bool:
    """Whether what a call answers holds something that comes while it is read."""
    return known.waits and known.gives in table("clients")["uses"]["parts"]


def is_other(known: Call) -> bool:
    """Whether a call gives an object whose methods wait in their turn, and it is not known how its twin does that."""
    return known.waits and bool(known.gives) and not has_parts(known)


def is_data(node: ast.Subscript, body: Body) -> bool:
    """Whether an item of an answer is data, and not what comes while it is read."""
    keys = table("clients")["uses"]["parts"].get(made(node.value, place_of(body)))
    return keys is not None and isinstance(node.slice, ast.Constant) and node.slice.value not in keys


def _is_read_once(node: ast.Call, body: Body) -> bool:
    """Whether all that a function reads of an answer is its data."""
    match body.parents[node]:
        case ast.Attribute(attr="data"):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            reads = [body.parents[one] for one in _readers(name, body)]
            return all(isinstance(one, ast.Attribute) and one.attr == "data" for one in reads)
    return False


def _readers(name: str, body: Body) -> list[ast.Name]:
    nodes = (one for one in ast.walk(body.routine.node) if isinstance(one, ast.Name) and one.id == name)
    return [one for one in nodes if isinstance(one.ctx, ast.Load)]
