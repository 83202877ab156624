"""`request.session`: its data are loaded when somebody first asks for them."""

from __future__ import annotations

import ast

from channels_fix.nodes import inner_nodes
from codemods.async_views.steps import ways
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.priming import before, loading
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.value import Kind
from codemods.facts import table

EARLY = "the session is loaded before it is known whether the view needs it"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if _is_session(owner, body):
            return _method(node, name, owner, body)
        case ast.Subscript(value=owner) if _is_session(owner, body):
            return _loaded(node, owner, body)
        case ast.Compare(comparators=owners, ops=operators):
            for operator, owner in zip(operators, owners, strict=True):
                if isinstance(operator, ast.In | ast.NotIn) and _is_session(owner, body):
                    return _loaded(node, owner, body)
    return None


def _is_session(node: ast.expr, body: Body) -> bool:
    return body.values.of(node).kind is Kind.SESSION


def _method(call: ast.Call, name: str, owner: ast.expr, body: Body) -> Step | None:
    facts = table("sessions")
    if name in table("objects")["session"]["free"]:
        return None
    native = None
    if name in (*facts["data"], *facts["store"]) and ways.has(body, facts["since"]):
        native = ways.twin(call, body, f"a{name}")
    thread = ways.threaded(call, body)
    return Step(call, f"{ast.unparse(owner)}.{name}", native=native, thread=thread, writes=name in facts["writes"])


def _loaded(node: ast.expr, owner: ast.expr, body: Body) -> Step:
    """The data are there once a thread has asked for some; all else is done in memory."""
    uses = [one for one in inner_nodes(body.routine.node.body) if _is_use(one, body)]
    written = ast.unparse(owner)
    wrapper, imports = body.reference(*ways.THREADS)
    native = ways.has(body, table("sessions")["since"])
    load = f"await {written}.akeys()" if native else f"await {wrapper}({written}.keys)()"
    edit, reached = before(_bound(uses, owner, body), loading("session", load), body)
    way = Way((edit,), () if native else imports, doubts=() if reached else (EARLY,))
    return Step(node, written, native=way if native else None, thread=None if native else way)


def _is_use(node: ast.AST, body: Body) -> bool:
    match node:
        case ast.Subscript(value=owner):
            return _is_session(owner, body)
        case ast.Compare(comparators=owners):
            return any(_is_session(owner, body) for owner in owners)
    return False


def _bound(uses: list[ast.AST], owner: ast.expr, body: Body) -> list[ast.AST]:
    """The uses of the session by the same name."""
    text = ast.unparse(owner)
    del body
    return [
        use
        for use in uses
        if any(isinstance(one, ast.expr) and ast.unparse(one) == text for one in ast.iter_child_nodes(use))
    ]
