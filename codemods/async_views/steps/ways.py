"""The ways that many kinds of steps share: the asynchronous twin of a method, and a thread."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace

from channels_fix.edits.expressions import AwaitCall, AwaitOther, AwaitWrapped, Compose
from channels_fix.rule import ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.quoting import quote_at
from codemods.async_views.steps.step import Way

THREADS = ("asgiref.sync", "sync_to_async")


def has(body: Body, since: str) -> bool:
    """Whether every Django on which the code may run has what is there since a version; 4.2 is the oldest."""
    if body.django is None:
        return since == "4.2"
    return not body.django.is_below(since)


def twin(call: ast.Call, body: Body, name: str, doubts: Iterable[str] = ()) -> Way:
    """Await another method of the same object."""
    return Way((AwaitCall(body.span(call), body.is_primary(call), name),), doubts=tuple(doubts))


def other(call: ast.Call, body: Body, source: str, name: str) -> Way:
    """Await another function."""
    written, imports = body.reference(source, name)
    return Way((AwaitOther(body.span(call), body.is_primary(call), written),), imports)


def threaded(call: ast.Call, body: Body, doubts: Iterable[str] = ()) -> Way:
    """Let a thread make a call."""
    written, imports = body.reference(*THREADS)
    edits = (AwaitWrapped(body.span(call), body.is_primary(call), written),)
    return Way(edits, imports, doubts=tuple(doubts), hopped=())


def applied(function: str, node: ast.expr, body: Body, doubts: Iterable[str] = (), further: str = "") -> Way:
    """Let a thread call a built-in function with an expression, which gives what takes the place of that.

    `further` is code of more arguments.
    """
    written, imports = body.reference(*THREADS)
    rest = f", {further}" if further else ""
    way = _composed(node, f"await {written}({function})(part{rest})", [("part", node)], body, imports, doubts)
    return replace(way, hopped=(called_with(function, node, body, rest),))


def called_with(function: str, node: ast.expr, body: Body, rest: str = "") -> Compose:
    """The edit that calls a built-in function with an expression, in whatever thread."""
    code, _ = body.with_builtins(f"{function}(part{rest})")
    return Compose(body.span(node), code, (("part", body.span(node)),))


def read_in_thread(node: ast.Attribute, body: Body, doubts: Iterable[str] = ()) -> Way | None:
    """Let a thread read an attribute; None in an f-string that leaves no quotes for its name."""
    quote = quote_at(node, body)
    if quote is None:
        return None
    written, imports = body.reference(*THREADS)
    code = f"await {written}(getattr)(part, {quote}{node.attr}{quote})"
    return replace(_composed(node, code, [("part", node.value)], body, imports, doubts), hopped=())


def composed(
    node: ast.expr, code: str, parts: Iterable[tuple[str, ast.expr]], body: Body, doubts: Iterable[str] = ()
) -> Way:
    """Put other code in the place of an expression; `THREAD` in it is what lets a thread call a function."""
    written, imports = body.reference(*THREADS) if "THREAD" in code else ("", ())
    return _composed(node, code.replace("THREAD", written), parts, body, imports, doubts)


def emulated(
    node: ast.expr, code: str, parts: Iterable[tuple[str, ast.expr]], body: Body, doubts: Iterable[str] = ()
) -> Way:
    """The same where `code` lets a thread do what the expression itself does there."""
    return replace(composed(node, code, parts, body, doubts), hopped=())


def _composed(
    node: ast.expr,
    code: str,
    parts: Iterable[tuple[str, ast.expr]],
    body: Body,
    imports: tuple[ImportedName, ...],
    doubts: Iterable[str],
) -> Way:
    named = tuple((name, body.span(part)) for name, part in parts)
    code, others = body.with_builtins(code)
    whole = f"({code})" if body.is_primary(node) else code
    return Way((Compose(body.span(node), whole, named),), (*imports, *others), doubts=tuple(doubts))
