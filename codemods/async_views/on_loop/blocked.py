"""Finds what a coroutine function waits for without awaiting it, itself or in the functions that it calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.async_views.decision.graph import Chain
from codemods.async_views.steps.blocking import objects
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.loops import runs_loop
from codemods.async_views.steps.reading import steps_of
from codemods.async_views.steps.step import Step
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
    body = Body.of(routine, project)
    for step in _run_here(routine, project):
        if isinstance(body.parents[step.node], ast.Await):
            continue
        if step.callee is None:
            if _blocks(step):
                yield Blocked(step, Chain((), step))
        elif (chain := _chain(step, project)) is not None:
            yield Blocked(step, chain)


def _blocks(step: Step) -> bool:
    """Whether a step lets the event loop wait; to hold a lock for what does not wait itself hardly does."""
    if not isinstance(step.node, ast.With) or step.name.removeprefix("with ") not in objects("locks"):
        return step.slow or runs_loop(step)
    inside = (node for statement in step.node.body for node in ast.walk(statement))
    return any(isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith | ast.Yield) for node in inside)


def _run_here(routine: Routine, project: Project) -> Iterator[Step]:
    """Yield the steps that a function does itself: not those of a lambda, nor functions that it only hands on."""
    body = Body.of(routine, project)
    for step in steps_of(routine, project):
        around = list(body.around(step.node))
        own = next(one for one in around if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))
        if own is routine.node and (step.callee is None or isinstance(step.node, ast.Call)):
            yield step


def _chain(step: Step, project: Project) -> Chain | None:
    """The shortest way from a call to something slow."""
    if not all(_is_run_by_call(one, project) for one in step.callees):
        return None
    known = set(step.callees)
    ways: list[tuple[Routine, ...]] = [(one,) for one in step.callees]
    for way in ways:
        for inner in _run_here(way[-1], project):
            if inner.callee is None:
                if _blocks(inner):
                    return Chain(way, inner)
                continue
            for callee in inner.callees:
                if callee not in known and _is_run_by_call(callee, project):
                    known.add(callee)
                    ways.append((*way, callee))
    return None


def _is_run_by_call(routine: Routine, project: Project) -> bool:
    """Whether to call a function is to run its body: it is no generator, and nothing is wrapped around it."""
    if routine.is_coroutine or any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(routine.node)):
        return False
    symbols = [project.resolve(one, routine.module, routine.around) for one in routine.node.decorator_list]
    plain = table("async_views")["decorators"]["plain"]
    return all(symbol is not None and symbol.name in plain for symbol in symbols)
