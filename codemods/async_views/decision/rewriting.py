"""What becomes of one function that is to be a coroutine function."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from channels_fix.beside import Original, reach_beside
from channels_fix.edits.asynchronous import MakeFunctionAsync, MakeList
from channels_fix.edits.expressions import AwaitCall, AwaitOther
from channels_fix.module import Class
from channels_fix.nodes import start_of
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.catching import asked_for, catch_from, catch_from_view
from codemods.async_views.decision.chosen import Change
from codemods.async_views.decision.generators import generator_step
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.hops import hops_of
from codemods.async_views.decision.operations import returned_by
from codemods.async_views.decision.placing import generators_around, is_inside, obstacle
from codemods.async_views.decision.protecting import Chosen, protect
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.unknown import Unknown
from codemods.async_views.steps.ways import threaded
from codemods.routines import Routine
from codemods.views.answers import answers_in

Naming = Callable[[Routine], str]
"""Gives the name of the coroutine function that takes the place of a function."""


@dataclass(frozen=True)
class Rewriting:
    """How a function becomes a coroutine function, or why not.

    Attributes:
        reason: Why it cannot; nothing if it can.
        gain: Whether a slow step of its own ends at once when the task is cancelled.
        partial: Whether some of it is left to a thread.
        edits: What changes in its module, but for the `async` itself.
        imports: What these need.
        doubts: What a person may see to differ.
        beside: What changes in its module outside of it.
        awaited: The functions of the project that it awaits.
        kept: Functions that it runs in threads, and that these need as they are.
        left: Why it leaves one to a thread that it could await, if it does.
    """

    reason: str = ""
    gain: bool = False
    partial: bool = False
    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    doubts: tuple[str, ...] = ()
    beside: tuple[Edit, ...] = ()
    awaited: frozenset[Routine] = frozenset()
    kept: frozenset[Routine] = frozenset()
    left: str = ""


def rewriting_of(
    routine: Routine, coroutines: Collection[Routine], graph: Graph, naming: Naming, *, answer_writes: bool = False
) -> Rewriting:
    """Work out what a function becomes.

    Args:
        routine: The function.
        coroutines: The functions that are coroutine functions then.
        graph: Who calls whom.
        naming: What those are called.
        answer_writes: Whether the view that it runs, if it does, changes what outlasts the request.
    """

    def changes(one: Routine) -> bool:
        return one in coroutines and naming(one) == one.node.name

    body = Body.of(routine, graph.project)
    answers: list[Step] = []
    if routine.is_coroutine:
        steps: Sequence[Step] = [
            step for step in graph.steps(routine, changes) if any(one in coroutines for one in step.callees)
        ]
    else:
        answers = _answers(routine, body, writes=answer_writes)
        known = {step.node for step in answers}
        others = [step for step in graph.steps(routine, changes) if step.node not in known]
        block = next((step for step in others if step.covers & known), None)
        if block is not None:
            inner = f"{answers[0].name} is called inside of {block.name}"
            return Rewriting(f"{inner}, which has to stay in one thread: call it before or behind that")
        steps = sorted([*others, *answers, *returned_by(routine, body)], key=lambda step: start_of(step.node))
    resolved = [_with_ways(step, coroutines, body, graph, naming) for step in steps]
    chosen: list[Chosen] = []
    handed_on: set[Routine] = set()
    for step in resolved:
        way = step.native or step.thread
        hindrance = obstacle(step, body)
        is_handed_on = bool(hindrance) or (step.callee is not None and not isinstance(step.node, ast.Call))
        hindrance = hindrance or ("" if way else step.reason or f"{step.name} cannot be awaited")
        if hindrance:
            if is_handed_on and any(is_inside(step, other, body) and _is_threaded(other) for other in resolved):
                handed_on.update(step.callees)  # it runs in the thread of what it is handed to
                continue
            return Rewriting(hindrance)
        if way is not None:
            chosen.append(Chosen(step, way))
    protection = protect(body, chosen)
    if protection.reason:
        return Rewriting(protection.reason)
    lost = next((step for step in answers if all(one.step is not step for one in protection.chosen)), None)
    if lost is not None:
        return Rewriting(f"{lost.name} is called among writes that one thread does: call it before or behind them")
    ways = [one.way for one in hops_of(protection.chosen, protection.edits, body)]
    lists = dict.fromkeys(
        MakeList(body.span(generator))
        for one in protection.chosen
        if one.step in resolved
        for generator in generators_around(one.step, body)
    )
    doubts = [doubt for way in ways for doubt in way.doubts]
    if any(way.raises for way in ways):
        doubts += asked_for(graph.project)
    return Rewriting(
        gain=any(one.ends_at_once and not one.step.callees for one in protection.chosen),
        partial=any(one.way is one.step.thread for one in protection.chosen),
        edits=(*(edit for way in ways for edit in way.edits), *lists, *protection.edits),
        imports=(*(name for way in ways for name in way.imports), *protection.imports),
        doubts=tuple(dict.fromkeys([*doubts, *protection.doubts, *_still_waiting(protection.chosen, graph)])),
        beside=tuple(edit for way in ways for edit in way.beside),
        awaited=frozenset(
            callee for one in protection.chosen if one.way is one.step.native for callee in one.step.callees
        ),
        kept=protection.kept.union(
            handed_on, *(one.step.callees for one in protection.chosen if _needs_as_it_is(one.step))
        ),
        left=next((one.step.reason for one in protection.chosen if _needs_as_it_is(one.step)), ""),
    )


def _still_waiting(chosen: Sequence[Chosen], graph: Graph) -> Iterator[str]:
    """Yield what a thread waits for as before."""
    for one in chosen:
        if one.step.slow and one.way is one.step.thread:
            chain = next((chain for callee in one.step.callees for chain in graph.slow(callee)), None)
            yield Unknown.WAITED_FOR.of(chain.step.name if chain else one.step.name)


def made_async(routine: Routine) -> tuple[Edit, ...]:
    """The edit that makes a function a coroutine function, if it is none."""
    return () if routine.is_coroutine else (MakeFunctionAsync(routine.module.span(routine.node)),)


def _answers(routine: Routine, body: Body, *, writes: bool) -> list[Step]:
    """The calls that give a coroutine object as soon as the view is asynchronous."""
    found = []
    for call in answers_in(routine, body.project):
        name = ast.unparse(call.func)
        runs = not isinstance(call.func, ast.Attribute) or call.func.attr == "dispatch"
        way = Way((AwaitCall(body.span(call), body.is_primary(call)),), cancellable=True)
        caught = catch_from_view(call, body)
        native = None if caught.reason else _with(caught, way)
        found.append(Step(call, name, slow=runs, native=native, reason=caught.reason, writes=writes and runs))
    return found


def _with(change: Change, way: Way) -> Way:
    """A way that makes a change, too."""
    return replace(
        way,
        edits=(*way.edits, *change.edits),
        imports=(*way.imports, *change.imports),
        doubts=(*way.doubts, *change.doubts),
    )


def _needs_as_it_is(step: Step) -> bool:
    """Whether a call of a function is left to a thread, although that could be awaited."""
    return bool(step.callees and step.reason and step.native is None and step.thread is not None)


def _is_threaded(step: Step) -> bool:
    return step.native is None and step.thread is not None


def _with_ways(step: Step, coroutines: Collection[Routine], body: Body, graph: Graph, naming: Naming) -> Step:
    """A step with the ways that follow from what becomes of the functions that it calls."""
    if not step.callees:
        return step
    slow = any(graph.is_slow(one) for one in step.callees)
    writes = step.writes or any(graph.writes(one) for one in step.callees)
    if step.reason:
        return replace(step, slow=slow, writes=writes)
    generator = generator_step(step, coroutines, body, naming, slow=slow)
    if generator is not None:
        return generator
    unsure = step.unsure or any(graph.is_unsure(one) for one in step.callees)
    step = replace(step, slow=slow, writes=writes, unsure=unsure)
    assert isinstance(step.node, ast.Call)
    native = step.native or _awaited(step, body, naming) if all(one in coroutines for one in step.callees) else None
    caught = catch_from(step, coroutines, body, graph) if native else Change()
    if native is not None and not caught.reason:
        return replace(step, native=_with(caught, native), thread=None)
    return replace(step, native=None, thread=step.thread or threaded(step.node, body), reason=caught.reason)


def _awaited(step: Step, body: Body, naming: Naming) -> Way | None:
    """The way that awaits a function of the project; None where the file has no sure name for that."""
    assert isinstance(step.node, ast.Call)
    assert step.callee is not None
    name, primary, span = naming(step.callee), body.is_primary(step.node), body.span(step.node)
    called, callee = step.node.func, step.callee
    if name == callee.node.name:
        return Way((AwaitCall(span, primary),), cancellable=True)
    if callee.cls is not None:
        return Way((AwaitCall(span, primary, name),), cancellable=True) if _is_method(called, callee, body) else None
    if callee.around:
        return Way((AwaitOther(span, primary, name),), cancellable=True)
    if not isinstance(called, ast.Name | ast.Attribute):
        return None
    original = Original(called, callee.node, callee.module, body.routine.module, body.routine.within)
    reach = reach_beside(original, name, body.project)
    if reach is None:
        return None
    if isinstance(called, ast.Attribute) and reach.written == f"{ast.unparse(called.value)}.{name}":
        return Way((AwaitCall(span, primary, name),), cancellable=True)
    return Way((AwaitOther(span, primary, reach.written), *reach.edits), reach.imports, cancellable=True)


def _is_method(called: ast.expr, callee: Routine, body: Body) -> bool:
    """Whether an object that has a method has what stands beside that, too."""
    if not isinstance(called, ast.Attribute) or called.attr != callee.node.name:
        return False
    owner = body.project.resolve(called.value, body.routine.module, body.routine.within)
    if owner is None or not isinstance(owner.definition, Class):
        return True
    return callee.cls in body.project.mro(owner.definition)
