"""Reads the steps of a function."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence

from channels_fix.nodes import children
from channels_fix.project import Project
from codemods.async_views.steps import (
    calls,
    clients,
    entering,
    evaluating,
    functions,
    futures,
    iterating,
    leading,
    loops,
    mailing,
    methods,
    of_threads,
    operators,
    patterns,
    picked,
    processes,
    programs,
    properties,
    queries,
    relations,
    remaining,
    sessions,
    sleeping,
    streaming,
    transactions,
    users,
    waiting,
)
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.http import calls as http
from codemods.async_views.steps.http import of_httpx
from codemods.async_views.steps.http import sessions as http_sessions
from codemods.async_views.steps.step import Step
from codemods.routines import Routine

Family = Callable[[ast.AST, Body], "Step | None"]

FAMILIES: tuple[Family, ...] = (
    transactions.step_of,
    of_threads.step_of,
    sleeping.step_of,
    loops.step_of,
    processes.step_of,
    programs.step_of,
    http_sessions.step_of,
    http.step_of,
    of_httpx.step_of,
    clients.step_of,
    futures.step_of,
    waiting.step_of,
    streaming.taken_of,
    streaming.step_of,
    users.step_of,
    sessions.step_of,
    queries.step_of,
    mailing.step_of,
    functions.step_of,
    methods.step_of,
    iterating.step_of,
    calls.step_of,
    picked.step_of,
    properties.step_of,
    relations.step_of,
    evaluating.step_of,
    operators.step_of,
    patterns.step_of,
    entering.step_of,
    remaining.step_of,
)
"""Each says of a node whether it is a step of its kind; the first answer counts, so `remaining` comes last."""

QUIET = frozenset[Family](
    {
        transactions.step_of,
        of_threads.step_of,
        users.step_of,
        sessions.step_of,
        functions.step_of,
        iterating.step_of,
        relations.step_of,
        evaluating.step_of,
        operators.step_of,
        patterns.step_of,
        entering.step_of,
        remaining.step_of,
    }
)
"""Those whose steps neither wait nor call a function of the project, but for what others find inside of them."""
LOUD = tuple(family for family in FAMILIES if family not in QUIET)
WAITING: tuple[Family, ...] = (
    sleeping.step_of,
    loops.step_of,
    processes.step_of,
    programs.step_of,
    http_sessions.step_of,
    http.step_of,
    clients.step_of,
    waiting.step_of,
    mailing.step_of,
    leading.lead_of,
    streaming.taken_of,
    calls.step_of,
    picked.lead_of,
    properties.step_of,
)
"""Those whose steps may be slow, and the calls that lead to such; most functions of a project have none of them."""
NEVER = (ast.Constant, ast.boolop, ast.cmpop, ast.expr_context, ast.operator, ast.unaryop)
"""Nodes that are no step of any kind."""


def steps_of(routine: Routine, project: Project) -> tuple[Step, ...]:
    """The steps of a function, in the order of the text; it is read once."""

    def read() -> tuple[Step, ...]:
        body, leads = Body.of(routine, project), leads_of(routine, project)

        def of_node(node: ast.AST) -> Iterator[Step | None]:
            step = _step_with(node, body, leads.get(node))
            yield step
            yield evaluating.truth_of(node, step, body)

        return _read(body, of_node)

    return project.once(("steps", routine.node), read)


def leads_of(routine: Routine, project: Project) -> dict[ast.AST, tuple[Family, Step]]:
    """By their nodes the steps that may wait or call functions of the project, and who knows them.

    They are all that a function has of these, and may be more: no node is left out for what another step covers.
    """

    def look() -> dict[ast.AST, tuple[Family, Step]]:
        body = Body.of(routine, project)
        nodes = (node for node in _run_with(routine.node.body) if not isinstance(node, NEVER))
        return {node: found for node in nodes if (found := _loud(node, body)) is not None}

    return project.once(("leads", routine.node), look)


def waits_of(routine: Routine, project: Project) -> tuple[Step, ...]:
    """Of the steps of a function those that may be slow, and the calls that may lead to such: a quicker look."""

    def read() -> tuple[Step, ...]:
        body = Body.of(routine, project)
        return _read(body, lambda node: [_step(node, body, WAITING)])

    return project.once(("waits", routine.node), read)


def step_at(node: ast.AST, body: Body) -> Step | None:
    """The step that a node of a function is, if it is one."""
    return _step(node, body, FAMILIES)


def _step(node: ast.AST, body: Body, families: Sequence[Family]) -> Step | None:
    return next((step for family in families if (step := family(node, body))), None)


def _loud(node: ast.AST, body: Body) -> tuple[Family, Step] | None:
    """The step that a node is to those that are not quiet, and to which of them."""
    return next(((family, step) for family in LOUD if (step := family(node, body)) is not None), None)


def _step_with(node: ast.AST, body: Body, lead: tuple[Family, Step] | None) -> Step | None:
    """The step that a node is, where it is known what it is to those that are not quiet."""
    for family in FAMILIES:
        if lead is not None and family is lead[0]:
            return lead[1]
        if family in QUIET and (step := family(node, body)) is not None:
            return step
    return None


def _read(body: Body, steps_of: Callable[[ast.AST], Iterable[Step | None]]) -> tuple[Step, ...]:
    found: list[Step] = []
    covered: set[ast.AST] = set()
    for node in _run_with(body.routine.node.body):
        if node in covered or isinstance(node, NEVER):
            continue
        for step in steps_of(node):
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
            case _:
                stack += children(node)[::-1]
