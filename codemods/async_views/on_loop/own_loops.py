"""Which coroutine functions synchronous code runs on event loops of its own."""

from __future__ import annotations

import ast

from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.async_views.serving import serves
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place
from codemods.async_views.steps.callers import Caller, Use, callers_of
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.loops import starts_loop
from codemods.routines import Routine


def starter_of(coroutine: Routine, project: Project) -> Routine | None:
    """The synchronous function of a server that starts an event loop for a coroutine function, if there may be one.

    `sync_to_async` runs there what it is given in the thread of the request: that is the one which runs the loop.

    Args:
        coroutine: The function; what awaits it counts as well.
        project: The index.
    """
    reached = [coroutine]
    for one in reached:
        for caller in callers_of(one, project):
            runner = caller.runner
            if runner is None or caller.use is Use.UNSURE or not serves(runner.module, project):
                continue
            if not runner.is_coroutine and _hands_to_loop(caller, runner, project):
                return runner
            if runner.is_coroutine and runner not in reached:
                reached.append(runner)
    return None


def _hands_to_loop(caller: Caller, runner: Routine, project: Project) -> bool:
    """Whether a synchronous function that names a coroutine function starts a loop, or calls with it what does."""
    if _starts_loop(runner, project):
        return True
    body = Body.of(runner, project)
    calls = [one for one in caller.mention.parents if isinstance(one, ast.Call) and one.func is not caller.mention.node]
    return any(_starts_loop(callee, project) for call in calls for callee in callees_of(call.func, body))


def _starts_loop(routine: Routine, project: Project) -> bool:
    place = Place.inside(routine, project)
    return any(isinstance(node, ast.Call) and starts_loop(node, place) for node in own_nodes(routine.node))
