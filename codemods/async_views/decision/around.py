"""Whether what stands around a view, decorators and mixins, works when the view is a coroutine function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.bindings import Function
from codemods.async_views.decision.graph import Graph
from codemods.deployment.settings import settings_of
from codemods.routines import routine_at
from codemods.views.decorators import Fate, Verdict, mixin_survives, survives_async
from codemods.views.view import Layer, View

DATABASE_CACHE = "django.core.cache.backends.db.DatabaseCache"


class Around:
    """What the layers and mixins of a view say to its conversion.

    Args:
        view: The view.
        graph: Who calls whom.
    """

    def __init__(self, view: View, graph: Graph) -> None:
        self.view = view
        self.graph = graph
        self.project = graph.project
        django = self.project.version_of("django", view.module)
        self._verdicts = [(layer, survives_async(layer, django, self.project)) for layer in view.layers]

    def reasons(self) -> Iterator[str]:
        """Yield what forbids it."""
        for layer, verdict in self._verdicts:
            name = f"`{ast.unparse(layer.node)}`"
            if not verdict.survives:
                yield f"{name}: {verdict.reason}"
            elif verdict.setting and self._fails_with(verdict):
                yield f"{name}: {verdict.reason}, as {verdict.setting} is set"
            elif verdict.fate is Fate.BLOCKS and (blocking := self._blocking_argument(layer)):
                yield f"{name}: it would run {blocking} on the event loop"
        for base in self.view.outside:
            mixin = mixin_survives(base)
            if mixin is not None and not mixin.survives:
                yield f"{base.rpartition('.')[2]}: {mixin.reason}"

    def doubts(self) -> Iterator[str]:
        """Yield what a person should look at."""
        for layer, verdict in self._verdicts:
            if verdict.fate is Fate.BLOCKS and verdict.survives:
                yield f"`{ast.unparse(layer.node)}`: {verdict.reason}"

    def _fails_with(self, verdict: Verdict) -> bool:
        settings = settings_of(self.project, self.view.module)
        if verdict.setting == "CACHES":
            backends = [name for names in settings.cache_backends.values() for name in names]
            return any(name in {"", DATABASE_CACHE} for name in backends)
        return settings.may_be_true(verdict.setting)

    def _blocking_argument(self, layer: Layer) -> str:
        """A function that a decorator is given and runs itself, if that must not run on the event loop."""
        for node in ast.walk(layer.node):
            if not isinstance(node, ast.Name | ast.Attribute):
                continue
            symbol = self.project.resolve(node, layer.module, layer.within)
            if symbol and symbol.module and isinstance(symbol.definition, Function):
                routine = routine_at(symbol.definition, symbol.module, self.project)
                if routine is not None and routine is not self.view.routine and not self.graph.is_harmless(routine):
                    is_decorator = symbol.name == layer.name
                    if not is_decorator:
                        return routine.node.name
        return ""
