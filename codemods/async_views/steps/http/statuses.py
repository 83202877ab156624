"""What the status of a response says: whether all went well, and for which ones an error is raised."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from channels_fix.edits.expressions import Compose
from channels_fix.edits.wrapping import PutUnder
from channels_fix.nodes import all_nodes
from channels_fix.rule import Edit
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.http.remade import responses_named
from codemods.facts import table

TIGHT = (ast.Attribute, ast.Await, ast.BinOp, ast.Compare, ast.Starred, ast.Subscript, ast.UnaryOp)
"""What holds an expression so closely that a `not` needs parentheses there."""
RAISING = "raise_for_status"
REDIRECTS = (
    "`raise_for_status()` of httpx raises for redirects and 304, too: "
    "call it where the request is made, on a name and in a statement of its own"
)


@dataclass(frozen=True)
class Raised:
    """How a response is made to raise errors for the same statuses, what may be seen to differ, or why it cannot be."""

    edits: tuple[Edit, ...] = ()
    doubts: tuple[str, ...] = ()
    reason: str = ""


def raised(read: Iterable[ast.Attribute], body: Body, *, follows: bool) -> Raised:
    """Look at where a response of requests is asked to raise an error: one of httpx does so below 400, too.

    Args:
        read: The attributes of the response that are used.
        body: The function that makes the call.
        follows: Whether it follows redirects.
    """
    asked = [node for node in read if node.attr == RAISING]
    if not asked:
        return Raised()
    if follows and not _is_conditional(body):
        return Raised(doubts=(table("http")["differences"][RAISING],))
    edits: list[Edit] = []
    for node in asked:
        statement = body.parents.get(body.parents.get(node, node))
        if not isinstance(node.value, ast.Name) or not isinstance(statement, ast.Expr):
            return Raised(reason=REDIRECTS)
        edits.append(PutUnder(body.span(statement), f"if {_fails(node.value.id)}"))
    return Raised(tuple(edits))


def _is_conditional(body: Body) -> bool:
    """Whether a function writes headers for which services answer with 304."""
    names = table("http")["methods"]["conditional"]
    words = (node.value for node in all_nodes(body.routine.node) if isinstance(node, ast.Constant))
    return any(isinstance(word, str) and word.lower() in names for word in words)


def opposite(node: ast.Attribute, body: Body) -> Edit:
    """Ask a response of httpx for the opposite of an attribute that only one of requests has."""
    name = table("http")["response"]["opposite"][node.attr]
    outer = _negation(node, body)
    code = f"response.{name}" if outer else f"not response.{name}"
    if not outer and isinstance(body.parents[node], TIGHT):
        code = f"({code})"
    return Compose(body.span(outer or node), code, (("response", body.span(node.value)),))


def truth(node: ast.Name, body: Body) -> Edit:
    """Ask a response of httpx what the truth of one of requests says: whether all went well."""
    fails = _fails(node.id)
    outer = _negation(node, body)
    code = fails if outer else f"not {fails}"
    if any(isinstance(one, ast.Constant) for one in responses_named(node.id, body)):
        code = f"{node.id} is None or {code}" if outer else f"{node.id} is not None and {code}"
        code = code if isinstance(body.parents[outer or node], ast.If | ast.While) else f"({code})"
    return Compose(body.span(outer or node), code)


def _fails(name: str) -> str:
    """What asks a response of httpx whether its status is that of an error."""
    return f"{name}.{table('http')['response']['opposite']['ok']}"


def _negation(node: ast.expr, body: Body) -> ast.UnaryOp | None:
    """The `not` around an expression."""
    match body.parents[node]:
        case ast.UnaryOp(op=ast.Not()) as outer:
            return outer
    return None
