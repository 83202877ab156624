"""Who else names a view that becomes asynchronous, besides its URLconf, and what becomes of that place."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from channels_fix.edits.expressions import AwaitCall, WrapCallee
from channels_fix.imports import reference
from channels_fix.project import Project
from codemods.async_views.decision.by_name import picked_from
from codemods.async_views.decision.callers import Caller, Use, callers_of
from codemods.async_views.decision.changes import Changes
from codemods.async_views.steps.body import Body
from codemods.facts import table
from codemods.routines import Routine
from codemods.testing import is_test
from codemods.views.view import View


class CallSites:
    """The places that name a function view, but for its routes.

    Args:
        view: The view.
        project: The index.
    """

    def __init__(self, view: View, project: Project) -> None:
        self.project = project
        self.view = view
        found = callers_of(view.routine, project) if view.routine is not None else ()
        routes = {id(node) for route in view.routes for node in ast.walk(route.node)}
        routes |= {id(node) for layer in view.layers for node in ast.walk(layer.written)}
        self._callers = [one for one in found if one.use is not Use.UNSURE and id(one.mention.node) not in routes]

    def reasons(self) -> Iterator[str]:
        """Yield what keeps the view from being asynchronous."""
        for caller in self._callers:
            module, line = caller.mention.module, caller.mention.node.lineno
            if caller.use is Use.HANDED_ON and not is_test(module) and not self._is_harmless(caller):
                yield f"{module.path.name} hands it on in line {line}, and what calls it there may not await it"

    def doubts(self, coroutines: Collection[Routine]) -> Iterator[str]:
        """Yield what a person should look at."""
        for caller in self._sync_callers(coroutines):
            module = caller.mention.module
            if not is_test(module):
                where = caller.runner.name if caller.runner else f"{module.path.name}:{caller.mention.node.lineno}"
                yield f"{where} calls it through async_to_sync, which fails where an event loop runs in the same thread"
        place = picked_from(self.view.module, self.project)
        if place:
            yield f"{place} picks functions of its module by a name that is not known, and would get a coroutine"

    def changes(self, coroutines: Collection[Routine]) -> Iterator[tuple[Path, Changes]]:
        """Yield what changes in the files that call the view."""
        for caller in self._callers:
            runner = caller.runner
            if caller.use is Use.CALLED and runner is not None and runner.is_coroutine and runner not in coroutines:
                body = Body.of(runner, self.project)
                edit = AwaitCall(body.span(caller.call), body.is_primary(caller.call))
                yield runner.module.path, Changes((edit,))
        for caller in self._sync_callers(coroutines):
            module = caller.mention.module
            within = caller.mention.within
            written, needed = reference(module, self.project, "asgiref.sync", "async_to_sync", within)
            call = WrapCallee(module.span(caller.call), written)
            yield module.path, Changes((call,), (needed,) if needed else ())

    def _sync_callers(self, coroutines: Collection[Routine]) -> Iterator[Caller]:
        for caller in self._callers:
            runner = caller.runner
            if caller.use is Use.CALLED and (runner is None or not (runner.is_coroutine or runner in coroutines)):
                yield caller

    def _is_harmless(self, caller: Caller) -> bool:
        """Whether a place only looks at the view, or asks for its address."""
        parent = caller.mention.parents[0]
        if isinstance(parent, ast.Compare):
            return True
        called = parent.func if isinstance(parent, ast.Call) else None
        symbol = self.project.resolve(called, caller.mention.module, caller.mention.within) if called else None
        return symbol is not None and symbol.name in table("async_views")["naming"]["calls"]
