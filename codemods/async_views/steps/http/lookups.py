"""What a function does with the headers and cookies of a response.

httpx writes the names of headers in small letters, and its cookies have only their names: what looks one of them up
finds the same, what goes through them all does not.
"""

from __future__ import annotations

import ast
from itertools import islice

from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.http.remade import responses_named
from codemods.async_views.steps.waiting import place_of
from codemods.async_views.values.value import Kind
from codemods.facts import table

FOLDS = frozenset({"casefold", "lower"})
"""Methods of a text that give the same for the name of a header, however it is written."""


def is_looked_up(node: ast.expr, mapping: str, body: Body) -> bool:
    """Whether nothing is done with a mapping of a response but what gives the same with one of httpx.

    Args:
        node: What stands for it.
        mapping: Which one it is, `headers` or `cookies`.
        body: The function.
    """
    match list(islice(body.around(node), 3)):
        case [ast.Subscript(ctx=ast.Load()), *_] | [ast.Compare(ops=[ast.In() | ast.NotIn()]), *_]:
            return True
        case [ast.Attribute(attr="get"), ast.Call(args=[_] | [_, _], keywords=[]), *_]:
            return True
        case [ast.keyword(arg=word), ast.Call() as call, *_]:
            return word == mapping and called(call, place_of(body)).startswith(
                tuple(table("http")["mappings"]["given"])
            )
        case [ast.Attribute(attr="items"), ast.Call(), ast.For(target=ast.Tuple(elts=[ast.Name(id=name), _]))]:
            return mapping == "headers" and all(_is_folded(one, body) for one in _uses(name, body))
        case [ast.Assign(targets=[ast.Name(id=name)]), *_] if len(responses_named(name, body)) == 1:
            return all(is_looked_up(one, mapping, body) for one in _uses(name, body))
    return False


def _uses(name: str, body: Body) -> list[ast.Name]:
    nodes = (node for node in ast.walk(body.routine.node) if isinstance(node, ast.Name) and node.id == name)
    return [node for node in nodes if isinstance(node.ctx, ast.Load)]


def _is_folded(name: ast.Name, body: Body) -> bool:
    """Whether it does not matter how the name of a header is written: Django's responses do not look at that."""
    match body.parents[name]:
        case ast.Attribute(attr=method):
            return method in FOLDS
        case ast.Subscript(value=ast.Attribute(value=owner, attr="headers") | owner, ctx=ast.Store()):
            return body.values.of(owner).kind is Kind.RESPONSE
    return False
