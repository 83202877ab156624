"""Database transactions: a block of one stays in one thread as a whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.nodes import inner_nodes
from codemods.async_views.regions.outlining import plan_within
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.facts import table

BY_HAND = "the transaction is begun and ended by hand: put what belongs together under transaction.atomic()"
APART = "it is inside of {}, which must stay in one thread: do it before or behind that"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    facts = table("regions")["transactions"]
    match node:
        case ast.With(items=items):
            managers = [_name(item.context_expr, body) for item in items]
            name = next((one for one in managers if one in facts["managers"]), "")
            return _block(node, _short(name), body) if name else None
        case ast.Call() if body.called(node) in facts["by_hand"]:
            return Step(node, _short(body.called(node)), reason=BY_HAND, writes=True)
    return None


def _name(node: ast.expr, body: Body) -> str:
    """The full name of what is called, or named without a call."""
    if isinstance(node, ast.Call):
        return body.called(node)
    symbol = body.project.resolve(node, body.routine.module, body.routine.within)
    return symbol.name if symbol else ""


def _block(node: ast.With, name: str, body: Body) -> Step:
    inside = list(steps_among([node], body))
    writes = [step.node for step in inside if step.writes]

    def accepts(run: Sequence[ast.stmt]) -> bool:
        # what stands in front of the block was read as steps of its own
        return run[0] is node and not _would_wait(run, node, body)

    found = plan_within([node], body, writes or _calls(node), accepts)
    if isinstance(found, str):
        return Step(node, name, reason=f"the block of {name} must stay in one thread, but {found}", writes=True)
    run, way = found
    slow = next((step for step in steps_among(run, body) if step.slow), None)
    reason = APART.format(name) if slow else ""
    covers = frozenset(inner for one in run for inner in ast.walk(one)) - {node}
    called = slow.name if slow else name
    return Step(node, called, slow=slow is not None, thread=way, reason=reason, writes=True, covers=covers)


def _calls(node: ast.With) -> Sequence[ast.expr]:
    """The calls that a block is there for: those that stand alone, or else those whose results it keeps."""
    alone = [one.value for one in node.body if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call)]
    kept = [one.value for one in node.body if isinstance(one, ast.Assign) and isinstance(one.value, ast.Call)]
    return alone or kept


def steps_among(run: Sequence[ast.stmt], body: Body) -> Iterator[Step]:
    """Yield the steps inside of some statements, as if these did not stand together."""
    from codemods.async_views.steps.reading import step_at  # which asks this module, too

    covered: set[ast.AST] = set()
    for node in inner_nodes(run):
        step = None if isinstance(node, ast.With) or node in covered else step_at(node, body)
        if step is not None:
            covered |= step.covers
            yield step


def _would_wait(run: Sequence[ast.stmt], node: ast.With, body: Body) -> bool:
    """Whether something slow would come into the thread beside what is in the transaction."""
    inside = set(ast.walk(node))
    return any(step.node not in inside and (step.slow or step.callee) for step in steps_among(run, body))


def _short(name: str) -> str:
    return ".".join(name.split(".")[-2:])
