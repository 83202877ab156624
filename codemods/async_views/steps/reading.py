"""Reads the steps of a function."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from channels_fix.project import Project
from codemods.async_views.steps import calls, loops, processes, sleeping, streaming, transactions, waiting
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.routines import Routine

FAMILIES: tuple[Callable[[ast.AST, Body], Step | None], ...] = (
    transactions.step_of,
    sleeping.step_of,
    loops.step_of,
    processes.step_of,
    waiting.step_of,
    streaming.step_of,
    calls.step_of,
)
"""Each says of a node whether it is a step of its kind; the first answer counts."""


def steps_of(routine: Routine, project: Project) -> tuple[Step, ...]:
    """The steps of a function, in the order of the text; it is read once."""
    return project.once(("steps", routine.node), lambda: _read(Body.of(routine, project)))


def _read(body: Body) -> tuple[Step, ...]:
    found: list[Step] = []
    covered: set[ast.AST] = set()
    for node in _run_with(body.routine.node.body):
        if node in covered:
            continue
        step = next((step for family in FAMILIES if (step := family(node, body))), None)
        if step is not None:
            found.append(step)
            covered |= step.covers
    return tuple(found)


def _run_with(nodes: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes that run when a function does, and what is in its lambdas: these run on the same thread."""
    stack = [*nodes][::-1]
    while stack:
        node = stack.pop()
        yield node
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                defaults = [one for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None]
                stack += [*node.decorator_list, *defaults][::-1]
            case ast.ClassDef():
                stack += [*node.decorator_list, *node.bases][::-1]
            case _:
                stack += [*ast.iter_child_nodes(node)][::-1]
