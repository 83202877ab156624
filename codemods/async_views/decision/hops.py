"""Lets a thread do in one go what several steps of one expression would each go to it for."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from channels_fix.edits.expressions import Compose
from channels_fix.edits.statements import InsertBefore
from channels_fix.nodes import all_nodes
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.chosen import Chosen
from codemods.async_views.regions.outlining import bound_to_its_place
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.ways import THREADS

SELDOM = (ast.NamedExpr, ast.GeneratorExp)
"""What a lambda would bind for itself, and what may run behind its end."""


def hops_of(chosen: Sequence[Chosen], others: Sequence[Edit], body: Body) -> list[Chosen]:
    """Put a lambda around the expressions that hold several steps for threads and nothing to await.

    Args:
        chosen: How the function is to do its steps.
        others: What else changes in it.
        body: The function.

    Returns:
        The same steps; the way of one of each such expression does it as a whole, those of the others nothing.
    """
    found: dict[int, Chosen] = {}
    for one in sorted(chosen, key=_size, reverse=True):
        inner = [] if id(one) in found else _joined(one, chosen, others, body)
        if inner:
            found |= {id(one): _whole(one, body), **{id(each): _bare(each) for each in inner}}
    return [found.get(id(one), one) for one in chosen]


def _joined(one: Chosen, chosen: Sequence[Chosen], others: Sequence[Edit], body: Body) -> list[Chosen]:
    """The steps inside of an expression that its thread can do, too; none if it cannot do all that is in there."""
    if not _goes_to_thread(one) or not isinstance(one.step.node, ast.expr):
        return []
    inner = [each for each in chosen if _is_inside(each, one, body)]
    awaited = [each for each in inner if not _stands_before(each)]
    if not awaited or not all(map(_goes_to_thread, awaited)):
        return []
    kinds = {type(node) for node in all_nodes(one.step.node)}
    slow = [each for each in (one, *awaited) if each.step.slow]
    if len(slow) > 1 or (slow and ast.comprehension in kinds):
        return []  # between two of them a client that leaves ends it
    if not kinds.isdisjoint(SELDOM) or bound_to_its_place([one.step.node], body):
        return []
    outside = (edit for each in chosen if each is not one and each not in awaited for edit in each.way.edits)
    if any(_is_within(edit, one.step.node, body) for edit in (*outside, *others)):
        return []
    return awaited


def _is_inside(inner: Chosen, outer: Chosen, body: Body) -> bool:
    if inner.step.node is outer.step.node:  # such as a call, and the text that is made of what it gives
        return bool(outer.way.hopped) and not inner.way.hopped
    return outer.step.node in body.around(inner.step.node)


def _goes_to_thread(one: Chosen) -> bool:
    return one.way is one.step.thread and one.way.hopped is not None


def _stands_before(one: Chosen) -> bool:
    """Whether all that is done for a step is done in a statement of its own."""
    return bool(one.way.edits) and all(isinstance(edit, InsertBefore) for edit in one.way.edits)


def _is_within(edit: Edit, node: ast.expr, body: Body) -> bool:
    span = body.span(node)
    return span.start <= edit.span.start and edit.span.end <= span.end


def _whole(one: Chosen, body: Body) -> Chosen:
    node = one.step.node
    assert isinstance(node, ast.expr)
    wrapper, imports = body.reference(*THREADS)
    hopped = one.way.hopped or ()
    composed = (edit for edit in hopped if isinstance(edit, Compose))
    left = next(composed, Compose(body.span(node), "part", (("part", body.span(node)),)))
    code = f"await {wrapper}(lambda: {left.code})()"
    whole = replace(left, code=f"({code})" if body.is_primary(node) else code)
    others = (edit for edit in hopped if not isinstance(edit, Compose))
    return Chosen(one.step, replace(one.way, edits=(whole, *others), imports=(*imports, *_builtins(one))))


def _bare(one: Chosen) -> Chosen:
    return Chosen(one.step, replace(one.way, edits=one.way.hopped or (), imports=_builtins(one)))


def _builtins(one: Chosen) -> tuple[ImportedName, ...]:
    """The imports that built-in functions need which something hides: these are called in the thread, too."""
    return tuple(needed for needed in one.way.imports if needed.module == "builtins")


def _size(one: Chosen) -> tuple[int, int]:
    return sum(1 for _ in all_nodes(one.step.node)), len(one.way.hopped or ())
