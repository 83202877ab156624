"""Files that a function changes: what is written on the event loop is whole only as far as no await comes between."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from channels_fix.bindings import Function
from channels_fix.nodes import all_nodes, own_nodes, start_of
from channels_fix.project import Project
from codemods.async_views.decision.chosen import Change, Chosen, inside
from codemods.async_views.decision.holding import is_final
from codemods.async_views.decision.managing import managers_of, yields_of
from codemods.async_views.regions.writing import Writing
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.picked import may_run
from codemods.facts import table
from codemods.routines import Routine

WRITING = frozenset("wax+")
LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.comprehension)


def written_whole(body: Body, chosen: Sequence[Chosen]) -> Change:
    """Say no to a function that would leave a file half written, or without the row that belongs to it.

    Args:
        body: The function.
        chosen: What it awaits.

    Returns:
        Nothing to change, or the reason.
    """
    torn = next((one for one in managers_of(body, chosen) if _is_torn(one)), None)
    if torn is not None:
        return Change(
            reason=f"{torn.routine.name} changes files behind its yield, where it may not come when the client leaves: "
            "do that in a `finally`"
        )
    covered = {node for one in chosen for node in (one.step.node, *one.step.covers)}
    files = [node for node in changes_of(body) if node not in covered]
    if not files or not chosen:
        return Change()
    rows = [one.step.node for one in chosen if one.step.writes]
    for run in Writing({*files, *rows}).runs(body.routine.node.body):
        nodes = {inner for statement in run for inner in all_nodes(statement)}
        here = [node for node in files if node in nodes]
        between = next((one for one in inside(run, chosen) if _is_between(one, here, [*here, *rows], body)), None)
        if between is not None:
            return Change(
                reason=f"files are written before and after {between.step.name}: a client that leaves would let only "
                "the first happen; do all of it before, or all behind it"
            )
    return Change()


def _is_between(one: Chosen, files: Sequence[ast.expr], writes: Sequence[ast.AST], body: Body) -> bool:
    """Whether a cancellation at an await would leave a file written, or a row, without what belongs to it."""
    if not files:
        return False
    place = start_of(one.step.node)
    before = [node for node in writes if start_of(node) <= place]
    behind = [node for node in writes if start_of(node) > place]
    if before and behind and any(node in files for node in (*before, *behind)):
        return True
    around = [outer for outer in body.around(one.step.node) if isinstance(outer, LOOPS)]
    return any(outer in body.around(node) for outer in around for node in files)


def _is_torn(manager: Body) -> bool:
    """Whether a generator changes files, and others behind a yield where it may never come."""
    files = changes_of(manager)
    behind = [node.lineno for node in files if not is_final(node, manager)]
    return any(
        any(node.lineno < row for node in files) and any(row < other for other in behind) for row in yields_of(manager)
    )


# What is changed ------------------------------------------------------------------------------------------------------


def changes_files(routine: Routine, project: Project) -> bool:
    """Whether a function, or one that it calls, changes a file that outlasts it."""
    busy: set[Function] = project.once("changing files", set)
    if routine.node in busy:
        return False
    busy.add(routine.node)
    try:
        return project.once(("changes files", routine.node), lambda: bool(changes_of(Body.of(routine, project))))
    finally:
        busy.discard(routine.node)


def changes_of(body: Body) -> list[ast.expr]:
    """The calls of a function that change files, but for temporary ones."""
    calls = [node for node in own_nodes(body.routine.node) if isinstance(node, ast.Call)]
    package = table("files")["temporary"]["package"]
    temporary = derived(body, [call for call in calls if body.called(call).startswith(f"{package}.")])
    opened = derived(body, [call for call in calls if _opens(call, body)])
    return [call for call in calls if not names_in(call) & temporary and _changes(call, opened, body)]


def _changes(call: ast.Call, opened: frozenset[str], body: Body) -> bool:
    facts: dict[str, Any] = table("files")["changes"]
    name = body.called(call)
    if name in facts["names"] or _opens(call, body):
        return True
    if isinstance(call.func, ast.Attribute):
        owner = call.func.value
        if call.func.attr in facts["paths"] and _of_path(call, body):
            return True
        if isinstance(owner, ast.Name) and owner.id in opened:
            return call.func.attr not in facts["looking"]
    given = (*call.args, *(word.value for word in call.keywords))
    if any(isinstance(one, ast.Name) and one.id in opened for one in given):
        return True
    run = (*callees_of(call.func, body), *may_run(call.func, body))
    return any(changes_files(one, body.project) for one in run if not one.is_coroutine)


def _opens(call: ast.Call, body: Body) -> bool:
    """Whether a call opens a file to write into it."""
    known = table("files")["opens"].get(body.called(call) or _of_path(call, body))
    if known is None:
        return False
    place, word = known
    given = [one.value for one in call.keywords if one.arg == word] or call.args[place : place + 1]
    if not given:
        return False
    mode = given[0]
    return not isinstance(mode, ast.Constant) or bool(WRITING & set(str(mode.value)))


def _of_path(call: ast.Call, body: Body) -> str:
    """The name of a method of a path; nothing if the call is of something else."""
    if not isinstance(call.func, ast.Attribute):
        return ""
    owner = body.values.of(call.func.value)
    return f"pathlib.Path.{call.func.attr}" if owner.name.startswith("pathlib.") else ""


def derived(body: Body, made: Sequence[ast.Call]) -> frozenset[str]:
    """The names of what some calls made, and of what was made of that."""
    bindings = list(_bindings(body.routine.node))
    names: frozenset[str] = frozenset()
    while True:
        found = names
        for target, value in bindings:
            if names_in(value) & names or any(node in made for node in all_nodes(value)):
                found |= names_in(target)
        if found == names:
            return names
        names = found


def _bindings(function: Function) -> Iterator[tuple[ast.AST, ast.AST]]:
    for node in own_nodes(function):
        match node:
            case ast.Assign(targets=targets, value=value):
                yield from ((target, value) for target in targets)
            case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
                yield target, value
            case ast.NamedExpr(target=target, value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
                yield target, value


def names_in(node: ast.AST) -> frozenset[str]:
    """The names that a node reads or binds."""
    return frozenset(one.id for one in all_nodes(node) if isinstance(one, ast.Name))
