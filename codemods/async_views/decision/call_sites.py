"""Who else names a view that becomes asynchronous, besides its URLconf, and what becomes of that place."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from channels_fix.edits.expressions import AwaitCall, WrapCallee
from channels_fix.imports import reference
from channels_fix.project import Project
from codemods.async_views.decision.by_name import picked_by
from codemods.async_views.decision.changes import Changes
from codemods.async_views.decision.helpers import KEPT
from codemods.async_views.decision.made_requests import doubts_about_requests
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.callers import Caller, Use, callers_of
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
        routed = view.routed
        self._callers = [one for one in found if one.use is not Use.UNSURE and one.mention.node not in routed]

    def reasons(self) -> Iterator[str]:
        """Yield what keeps the view from being asynchronous."""
        for caller in self._callers:
            module, line = caller.mention.module, caller.mention.node.lineno
            if caller.use is Use.HANDED_ON and not is_test(module) and not self._is_harmless(caller):
                yield (
                    f"{module.path.name} hands it on in line {line}, and what calls it there may not await it: "
                    "call it by its name"
                )
        for caller in self._sync_callers(()):
            around = caller.runner.around if caller.runner is not None else ()
            if self.view.routine is not None and any(isinstance(one, ast.AsyncFunctionDef) for one in around):
                yield KEPT.format(around[0].name, self.view.routine.node.name)

    def doubts(self, coroutines: Collection[Routine]) -> Iterator[str]:
        """Yield what a person should look at."""
        for caller in self._sync_callers(coroutines):
            module = caller.mention.module
            if not is_test(module):
                where = caller.runner.name if caller.runner else f"{module.path.name}:{caller.mention.node.lineno}"
                yield f"{where} calls it through async_to_sync, which fails where an event loop runs in the same thread"
        called = (one.mention.module for one in self._callers if one.use is Use.CALLED)
        yield from doubts_about_requests(self.view, called)
        place = picked_by(self.view.routine, self.project) if self.view.routine is not None else ""
        if place:
            yield f"{place} picks functions by a name that is not known, and would get a coroutine"

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
