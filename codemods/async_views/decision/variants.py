"""Gives decorators of the project that only fit plain functions a second wrapper, for views that are coroutines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from channels_fix.bindings import all_arguments
from channels_fix.edits.variants import AddVariant
from channels_fix.imports import reference
from channels_fix.nodes import inner_nodes
from codemods.async_views.decision.changes import Changes
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.rewriting import made_async, rewriting_of
from codemods.async_views.steps.body import Body
from codemods.async_views.values.value import Kind
from codemods.routines import Routine
from codemods.views.wrappers import Doing, Wrapping

MENDED = frozenset({Doing.LEADS, Doing.PASSES, Doing.TOUCHES})


@dataclass(frozen=True)
class Variant:
    """The second wrapper of a decorator, or the reason why it gets none."""

    wrapping: Wrapping
    changes: Changes = field(default_factory=Changes)
    doubts: tuple[str, ...] = ()
    reason: str = ""


def variant_of(wrapping: Wrapping, graph: Graph, *, writes: bool) -> Variant | None:
    """Work out a wrapper that awaits the view.

    Args:
        wrapping: What a decorator of the project does with a view.
        graph: Who calls whom.
        writes: Whether the view changes what outlasts the request.

    Returns:
        The wrapper, or why there can be none; None where what the decorator does is not even known.
    """
    wrapper = wrapping.wrapper
    if wrapping.doing not in MENDED or wrapper is None:
        return None
    name = wrapping.decorator.around[0].name if wrapping.decorator.around else wrapping.decorator.node.name
    reason = next(_hindrances(wrapping, wrapper, graph), "")
    made = rewriting_of(wrapper, (), graph, lambda one: one.node.name, answer_writes=writes)
    if reason or made.reason:
        return Variant(wrapping, reason=f"its wrapper cannot await the view: {reason or made.reason}")
    decorator, module = wrapping.decorator, wrapper.module
    asked, needed = reference(module, graph.project, "asgiref.sync", "iscoroutinefunction", decorator.within)
    edits = (*made_async(wrapper), *made.edits)
    outer, inner = module.span(decorator.node), module.span(wrapper.node)
    edit = AddVariant(outer, inner, f"{asked}({wrapping.view})", edits)
    changes = Changes((edit, *made.beside), (*made.imports, *((needed,) if needed else ())))
    doubt = f"{name} gets a second wrapper, for coroutine functions: see whether it does the same as the first"
    return Variant(wrapping, changes, (doubt, *made.doubts))


def _hindrances(wrapping: Wrapping, wrapper: Routine, graph: Graph) -> Iterator[str]:
    """Yield what keeps a wrapper from being copied into a branch of its own."""
    block, project = wrapping.decorator.node.body, graph.project
    if wrapper.node not in block:
        yield "it is made under a condition: put the condition into it"
    elif not isinstance(block[-1], ast.Return):
        yield "it is returned under a condition: put the condition into it"
    body = Body.of(wrapper, project)
    for node in inner_nodes(wrapper.node.body):
        if isinstance(node, ast.Yield | ast.YieldFrom):
            yield "it is a generator: do in the view what it does"
    yield from _handed_over(wrapping, wrapper, body)


def _handed_over(wrapping: Wrapping, wrapper: Routine, body: Body) -> Iterator[str]:
    """Yield what a view is given that it is not known to get: it may ask the database, which is not seen there."""
    own = {one.arg for one in all_arguments(wrapper.node.args)}
    for node in inner_nodes(wrapper.node.body):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name == wrapping.view:
                given = [*node.args, *(word.value for word in node.keywords)]
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="setdefault" | "update")) if name in own:
                given = [*node.args, *(word.value for word in node.keywords)]
            case ast.Assign(targets=targets, value=value) if any(_changes_one(one, own) for one in targets):
                given = [value]
            case _:
                continue
        for one in given:
            inner = one.value if isinstance(one, ast.Starred) else one
            is_own = isinstance(inner, ast.Name) and inner.id in own
            if not is_own and body.values.of(inner).kind not in {Kind.PLAIN, Kind.REQUEST}:
                what = f"what it gives the view, `{ast.unparse(inner)}`"
                yield f"{what}, may ask the database there: let the view get that itself"


def _changes_one(target: ast.expr, names: set[str]) -> bool:
    """Whether a target is one of some names, or an element of it."""
    owner = target.value if isinstance(target, ast.Subscript) else target
    return isinstance(owner, ast.Name) and owner.id in names
