"""Who else calls a class-based view, besides its URLconf, and what becomes of that place."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from channels_fix.edits.expressions import AwaitCall, WrapCallee
from channels_fix.imports import reference
from channels_fix.project import Project
from codemods.async_views.decision.changes import Changes
from codemods.async_views.decision.instance_sites import handler_calls
from codemods.async_views.decision.made_requests import doubts_about_requests
from codemods.async_views.steps.body import Body
from codemods.facts import table
from codemods.routines import Mention, Routine, class_mentions
from codemods.testing import is_test
from codemods.views.view import View


class ClassSites:
    """The places that make a view of a class or an object of it, but for its routes.

    Args:
        view: The view.
        project: The index.
    """

    def __init__(self, view: View, project: Project) -> None:
        self.project = project
        self._view = view
        self._routed = view.routed
        self._calls: list[tuple[Mention, ast.Call]] = []
        """The calls of what `as_view()` gives, and of handlers of objects built by hand."""
        self._lost: list[Mention] = []
        """Places that hand it on."""
        for mention in self._made():
            self._follow(mention, mention.parents[1], mention.parents[2:])
        self._calls += handler_calls(view, project)

    def reasons(self) -> Iterator[str]:
        """Yield what keeps the view from being asynchronous."""
        for one in self._lost:
            if not is_test(one.module):
                where = (
                    f"{one.module.path.name} hands on what {self._view.name}.as_view() gives in line {one.node.lineno}"
                )
                yield f"{where}, and what calls it there may not await it: call it by its name"

    def doubts(self, coroutines: Collection[Routine]) -> Iterator[str]:
        """Yield what a person should look at."""
        for one in self._lost:
            if is_test(one.module):
                where = f"{one.module.path.name}:{one.node.lineno}"
                yield f"what {self._view.name}.as_view() gives in {where} has to be awaited, or put into async_to_sync"
        for one, call in self._calls:
            runner = one.runner(self.project)
            is_awaited = runner is not None and (runner.is_coroutine or runner in coroutines)
            if not is_test(one.module) and not is_awaited:
                where = runner.name if runner else f"{one.module.path.name}:{call.lineno}"
                yield f"{where} calls it through async_to_sync, which fails where an event loop runs in the same thread"
        yield from doubts_about_requests(self._view, (one.module for one, _ in self._calls))

    def changes(self, coroutines: Collection[Routine]) -> Iterator[tuple[Path, Changes]]:
        """Yield what changes in the files that call the view."""
        for one, call in self._calls:
            module, runner = one.module, one.runner(self.project)
            if runner is not None and (runner.is_coroutine or runner in coroutines):
                is_primary = Body.of(runner, self.project).is_primary(call)
                yield module.path, Changes((AwaitCall(module.span(call), is_primary),))
                continue
            written, needed = reference(module, self.project, "asgiref.sync", "async_to_sync", one.within)
            edit = WrapCallee(module.span(call), written)
            yield module.path, Changes((edit,), (needed,) if needed else ())

    def _made(self) -> Iterator[Mention]:
        """Yield where `as_view` of the class is called."""
        cls = self._view.cls
        for mention in class_mentions(cls.node.name, self.project) if cls else ():
            match mention.parents[:2]:
                case (ast.Attribute(attr="as_view") as method, ast.Call(func=called)) if called is method:
                    symbol = self.project.resolve(mention.node, mention.module, mention.within)
                    if symbol is not None and symbol.definition is cls and mention.node not in self._routed:
                        yield mention

    def _follow(self, mention: Mention, made: ast.AST, parents: tuple[ast.AST, ...]) -> None:
        """Find what calls the function that a place makes or names."""
        match parents[0]:
            case ast.Call(func=called) as call if called is made:
                self._calls.append((mention, call))
            case ast.Assign(targets=[ast.Name(id=name)]):
                for other in class_mentions(name, self.project):
                    if other.node not in self._routed and self._is_bound(other, made):
                        self._follow(other, other.node, other.parents)
            case ast.Call(func=called):
                symbol = self.project.resolve(called, mention.module, mention.within)
                if symbol is None or symbol.name not in table("views")["urls"]["entries"]:
                    self._lost.append(mention)
            case _:
                self._lost.append(mention)

    def _is_bound(self, mention: Mention, value: ast.AST) -> bool:
        """Whether a place names what a value has been assigned to."""
        functions = [self.project.function_scope(one) for one in mention.within]
        name = mention.node.id if isinstance(mention.node, ast.Name) else ""
        inner = next((scope.names[name] for scope in reversed(functions) if name in scope.names), None)
        if inner is not None:
            return any(one.value is value for one in inner)
        symbol = self.project.resolve(mention.node, mention.module, mention.within)
        return symbol is not None and symbol.definition is value
