"""What a function does with the response of a call of requests."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from channels_fix.edits.expressions import Compose
from channels_fix.rule import Edit
from codemods.async_views.steps.body import Body
from codemods.facts import table

PASSED_ON = "its response is passed on, and may be used there in a way that is not that of httpx"


@dataclass
class Uses:
    """How the uses of a response are written with httpx, what may differ, or why they cannot be."""

    edits: list[Edit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """The attributes that are used."""
    reason: str = ""


def uses_of(call: ast.Call, body: Body) -> Uses:
    """Look at all that is done with the response of a call."""
    found = Uses()
    parent = body.parents[call]
    match parent:
        case ast.Expr():
            pass
        case ast.Attribute():
            _attribute(parent, found, body)
        case ast.Assign(targets=[ast.Name(id=name)]):
            _named(name, found, body)
        case _:
            found.reason = PASSED_ON
    return found


def raised_by(client: str, *several: Uses) -> frozenset[str]:
    """The packages of the errors that come of calls of a client, and of what is done with their responses."""
    return frozenset({client, *(["json"] if any("json" in uses.names for uses in several) else [])})


def responses_named(name: str, body: Body) -> list[ast.expr | None]:
    """What a function binds a name to; None stands for what is not an expression."""
    bindings = body.project.function_scope(body.routine.node).names.get(name, ())
    return [one.value if isinstance(one.value, ast.expr) else None for one in bindings]


def _named(name: str, found: Uses, body: Body) -> None:
    for node in ast.walk(body.routine.node):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            parent = body.parents[node]
            if isinstance(parent, ast.Attribute):
                _attribute(parent, found, body)
            elif not _is_compared_with_none(node, parent):
                found.reason = PASSED_ON
        elif isinstance(node, ast.Global | ast.Nonlocal) and name in node.names:
            found.reason = PASSED_ON


def _is_compared_with_none(node: ast.Name, parent: ast.AST) -> bool:
    match parent:
        case ast.Compare(left=left, ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(value=None)]):
            return left is node
    return False


def _attribute(node: ast.Attribute, found: Uses, body: Body) -> None:
    facts = table("http")
    found.names.add(node.attr)
    if not isinstance(node.ctx, ast.Load):
        found.reason = PASSED_ON
    elif node.attr in facts["response"]["other"]:
        if not isinstance(node.value, ast.Name):
            found.reason = f"`{node.attr}` has another name in httpx: give the response a name"
            return
        code = facts["response"]["other"][node.attr].format("response")
        if "<" in code and not _is_alone(node, body):
            code = f"({code})"
        found.edits.append(Compose(body.span(node), code, (("response", body.span(node.value)),)))
    elif node.attr not in facts["response"]["same"]:
        found.reason = f"a response of httpx has no `{node.attr}` that is the same"
    elif node.attr in facts["differences"] and node.attr != "json":
        found.doubts.append(facts["differences"][node.attr])


def _is_alone(node: ast.Attribute, body: Body) -> bool:
    """Whether a comparison needs no parentheses in the place of a node."""
    return isinstance(body.parents[node], ast.If | ast.While | ast.IfExp | ast.Assign | ast.Return | ast.BoolOp)
