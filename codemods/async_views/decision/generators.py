"""How a generator becomes an asynchronous one, and how those use it who know it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from channels_fix.edits.asynchronous import SpellOutYieldFrom
from channels_fix.edits.copying import CopyHandler
from channels_fix.edits.expressions import Compose
from channels_fix.nodes import own_nodes
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.chosen import Change, Chosen, inside
from codemods.async_views.regions.naming import unused
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.iterating import ITEM
from codemods.async_views.steps.step import Step
from codemods.routines import Routine

ANNOTATIONS = ("collections.abc", "typing")
ANNOTATED = ("Generator", "Iterable", "Iterator")


def unfit_generator(routine: Routine) -> str:
    """Why a generator cannot be an asynchronous one; nothing if it can, or is no generator."""
    if not routine.is_generator:
        return ""
    spelled = {node.value for node in own_nodes(routine.node) if isinstance(node, ast.Expr)}
    for node in own_nodes(routine.node):
        match node:
            case ast.Return(value=ast.expr() as value) if (
                not isinstance(value, ast.Constant) or value.value is not None
            ):
                return f"{routine.name} is a generator that returns a value, which an asynchronous one cannot: yield it"
            case ast.YieldFrom() if node not in spelled:
                return (
                    f"{routine.name} takes what a generator returns, and an asynchronous one cannot: let that yield it"
                )
    return ""


def stays(routine: Routine, why: str = "let it return a list") -> str:
    """What to say of a generator that stays synchronous, so that nobody can go through it; and why it does."""
    return f"{routine.node.name} is a generator that stays synchronous: {why}"


def as_generator(body: Body, chosen: Sequence[Chosen]) -> Change:
    """Find what else changes in a generator that becomes an asynchronous one.

    Args:
        body: The generator, or any other function.
        chosen: What it awaits.

    Returns:
        The changes, or why there are none that would do.
    """
    if body.routine.is_coroutine or not body.routine.is_generator:
        return Change()
    reason = unfit_generator(body.routine)
    spelled = {edit.span for one in chosen for edit in one.way.edits if isinstance(edit, SpellOutYieldFrom)}
    edits: list[Edit] = [
        SpellOutYieldFrom(body.span(node), unused(ITEM, body), asynchronous=False)
        for node in own_nodes(body.routine.node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.YieldFrom) and body.span(node) not in spelled
    ]
    closed = list(_closed(body, chosen))
    caught, imports = body.reference("asyncio", "CancelledError")
    edits += [CopyHandler(body.span(node), index, caught, node.handlers[index].name or "") for node, index in closed]
    annotation, named = _annotation(body)
    return Change((*edits, *annotation), (*(imports if closed else ()), *named), (), reason)


def _annotation(body: Body) -> tuple[tuple[Edit, ...], tuple[ImportedName, ...]]:
    """What makes the annotation of a generator that of an asynchronous one."""
    annotation = body.routine.node.returns
    named = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    symbol = body.project.resolve(named, body.routine.module, body.routine.around) if named is not None else None
    source, _, name = symbol.name.rpartition(".") if symbol is not None else ("", "", "")
    if named is None or annotation is None or source not in ANNOTATIONS or name not in ANNOTATED:
        return (), ()
    written, imports = body.reference(source, f"Async{name}")
    arguments = annotation.slice if isinstance(annotation, ast.Subscript) else None
    if name == "Generator" and isinstance(arguments, ast.Tuple) and len(arguments.elts) == 3:
        # an asynchronous generator returns nothing
        given = [(f"part{number}", one) for number, one in enumerate(arguments.elts[:2])]
        code = f"{written}[{', '.join(part for part, _ in given)}]"
        return (Compose(body.span(annotation), code, tuple((part, body.span(one)) for part, one in given)),), imports
    return (Compose(body.span(named), written),), imports


def _closed(body: Body, chosen: Sequence[Chosen]) -> Iterator[tuple[ast.Try, int]]:
    """Yield the clauses for a client that leaves: at an await that is a cancellation, not a GeneratorExit."""
    for node in own_nodes(body.routine.node):
        if isinstance(node, ast.Try) and inside(node.body, chosen):
            for index, handler in enumerate(node.handlers):
                if handler.type is not None and _is_exit(handler.type, body):
                    yield node, index


def _is_exit(node: ast.expr, body: Body) -> bool:
    symbol = body.project.resolve(node, body.routine.module, body.routine.within)
    return symbol is not None and symbol.name == "builtins.GeneratorExit"


def generator_step(
    step: Step, coroutines: Collection[Routine], body: Body, naming: Callable[[Routine], str], *, slow: bool
) -> Step | None:
    """A step that calls a generator, with the ways that follow from what becomes of that; None for another step.

    Args:
        step: The step.
        coroutines: The functions that are coroutine functions then.
        body: The function with the step.
        naming: What those are called.
        slow: Whether the generator does something slow.

    Returns:
        The step. What the generator writes is written later, where it is gone through.
    """
    if step.callee is None or not step.callee.is_generator:
        return None
    if step.native is None or not all(one in coroutines for one in step.callees):
        return replace(step, slow=slow, native=None, reason=unfit_generator(step.callee) or stays(step.callee))
    edits, imports = _renamed(step, body, naming(step.callee))
    native = replace(step.native, edits=(*step.native.edits, *edits), imports=imports)
    return replace(step, slow=slow, native=native, thread=None)


def _renamed(step: Step, body: Body, name: str) -> tuple[tuple[Edit, ...], tuple[ImportedName, ...]]:
    """What lets a call call the generator by its new name."""
    assert step.callee is not None
    calls = (one for one in ast.walk(step.node) if isinstance(one, ast.Call))
    called = next(one.func for one in calls if callees_of(one.func, body) == step.callees)
    if name == step.callee.node.name:
        return (), ()
    if isinstance(called, ast.Attribute):
        return (Compose(body.span(called), f"owner.{name}", (("owner", body.span(called.value)),)),), ()
    if step.callee.module is body.routine.module:
        return (Compose(body.span(called), name),), ()
    written, imports = body.reference(step.callee.module.name, name)
    return (Compose(body.span(called), written),), imports
