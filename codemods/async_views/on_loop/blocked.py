"""Finds what a coroutine function waits for without awaiting it, itself or in the functions that it calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.nodes import all_nodes, last_name
from channels_fix.project import Project
from codemods.async_views.decision.chosen import enclosing
from codemods.async_views.decision.graph import Chain
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.iterating import gone_through
from codemods.async_views.steps.loops import LAST_NAMES, runs_loop
from codemods.async_views.steps.reading import leads_of, steps_of
from codemods.async_views.steps.step import Step
from codemods.async_views.values.blocking import objects
from codemods.facts import table
from codemods.routines import Routine


@dataclass(frozen=True)
class Blocked:
    """A place in a coroutine function that blocks the event loop.

    Attributes:
        step: What the coroutine function does there.
        chain: The calls that lead from there to what waits; of one that waits itself only that.
    """

    step: Step
    chain: Chain


def blocked_in(routine: Routine, project: Project) -> Iterator[Blocked]:
    """Yield the places where a coroutine function blocks the event loop."""
    if not _may_wait(routine, project):
        return
    body = Body.of(routine, project)
    for step in _run_here(routine, project):
        if isinstance(body.parents[step.node], ast.Await):
            continue
        if step.callee is None:
            if _blocks(step):
                yield Blocked(step, Chain((), step))
        elif (chain := _chain(step, body)) is not None:
            yield Blocked(step, chain)


def _may_wait(start: Routine, project: Project) -> bool:
    """Whether there is anything slow in a function, or in those that it may call: a quick look before the real one."""
    routines, seen = [start], {start}
    for routine in routines:
        leads = [step for _, step in leads_of(routine, project).values()]
        if any(step.slow or step.waits for step in leads) or _says_run(routine):
            return True
        callees = dict.fromkeys(callee for step in leads for callee in step.callees if callee not in seen)
        routines += callees
        seen.update(callees)
    return False


def _says_run(routine: Routine) -> bool:
    """Whether a function calls something that is called like what runs event loops."""
    return any(isinstance(node, ast.Call) and last_name(node.func) in LAST_NAMES for node in all_nodes(routine.node))


def _blocks(step: Step) -> bool:
    """Whether a step lets the event loop wait; to hold a lock for what does not wait itself hardly does."""
    if not isinstance(step.node, ast.With) or step.name.removeprefix("with ") not in objects("locks"):
        return step.slow or step.waits or runs_loop(step)
    inside = (node for statement in step.node.body for node in all_nodes(statement))
    return any(isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith | ast.Yield) for node in inside)


def _run_here(routine: Routine, project: Project) -> Iterator[Step]:
    """Yield the steps that a function does itself: not those of a lambda, nor functions that it only hands on."""
    body = Body.of(routine, project)
    for step in steps_of(routine, project):
        is_read = isinstance(step.node, ast.Attribute) and step.thread is not None
        if _runs_with(step, body) and (step.callee is None or isinstance(step.node, ast.Call) or is_read):
            yield step


def _runs_with(step: Step, body: Body) -> bool:
    """Whether a step runs when the function itself does: also one in a default or decorator of an inner function."""
    for outer, inner in enclosing(step.node, body):
        match outer:
            case ast.Lambda():
                if inner is outer.body:
                    return False
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                if inner in outer.body:
                    return outer is body.routine.node
    return False


def _goes_through(step: Step, body: Body) -> bool:
    """Whether a step that calls a generator of the project is a place that goes through it as well."""
    if not isinstance(step.node, ast.Call):
        return False
    takes_all = step.thread is not None and bool(step.covers)
    return takes_all or isinstance(body.parents[step.node], ast.YieldFrom) or gone_through(step.node, body) is not None


def _chain(step: Step, body: Body) -> Chain | None:
    """The shortest way from a call to something slow."""
    project = body.project
    if not all(_is_run(one, step, body) for one in step.callees):
        return None
    known = set(step.callees)
    ways: list[tuple[Routine, ...]] = [(one,) for one in step.callees]
    for way in ways:
        at = Body.of(way[-1], project)
        for inner in _run_here(way[-1], project):
            if inner.callee is None:
                if _blocks(inner):
                    return Chain(way, inner)
                continue
            for callee in inner.callees:
                if callee not in known and _is_run(callee, inner, at):
                    known.add(callee)
                    ways.append((*way, callee))
    return None


def _is_run(routine: Routine, step: Step, body: Body) -> bool:
    """Whether a step runs the body of a function: what is around that does no other thing, a generator is read."""
    project = body.project
    if routine.is_coroutine or (routine.is_generator and not _goes_through(step, body)):
        return False
    decorators = (one.func if isinstance(one, ast.Call) else one for one in routine.node.decorator_list)
    symbols = [project.resolve(one, routine.module, routine.around) for one in decorators]
    facts = table("async_views")["decorators"]
    return all(symbol is not None and symbol.name in (*facts["plain"], *facts["running"]) for symbol in symbols)
