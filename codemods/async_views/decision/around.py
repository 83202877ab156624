"""Whether what stands around a view, decorators and mixins, works when the view is a coroutine function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from codemods.async_views.decision.changes import Changes
from codemods.async_views.decision.entrances import Entrances, entrances_of, given_dispatch
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.handed import unfit_for_loop
from codemods.async_views.decision.lambdas import without_lambda
from codemods.async_views.decision.rest import is_adopted
from codemods.async_views.decision.variants import Variant, variant_of
from codemods.deployment.settings import settings_of
from codemods.routines import Routine
from codemods.views.decorators import Fate, Verdict, mixin_survives, survives_async
from codemods.views.view import Layer, View
from codemods.views.wrappers import Wrapping

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
        self.django = self.project.version_of("django", view.module)
        self.variants: list[Variant] = []
        """The second wrappers of decorators around the view, and why some have none."""
        self.lambdas: list[tuple[Path, Changes]] = []
        """What takes their place."""
        self.entrances = self._entrances()
        self._verdicts = [(layer, self._verdict(layer)) for layer in view.layers]

    def reasons(self) -> Iterator[str]:
        """Yield what forbids it."""
        for layer, verdict in self._verdicts:
            name = f"`{ast.unparse(layer.node)}`"
            if not verdict.survives:
                yield f"{name}: {self._why(verdict)}"
            elif verdict.own and any(layer.written not in _class_decorators(one) for one in self.view.handlers):
                yield f"{name}: it puts plain functions around the handlers that the class inherits"
            elif verdict.setting and self._fails_with(verdict):
                yield f"{name}: {verdict.reason}, as {verdict.setting} is set: do that in the view itself"
            elif verdict.runs is not None and (unfit := unfit_for_loop(verdict.runs, self.graph)):
                yield f"{name}: {unfit}: do that in the view"
        for base in self.view.outside:
            mixin = mixin_survives(base)
            if mixin is not None and not mixin.survives:
                yield f"{base.rpartition('.')[2]}: {mixin.reason}"

    def doubts(self) -> Iterator[str]:
        """Yield what a person should look at."""
        for layer, verdict in self._verdicts:
            if verdict.fate is Fate.BLOCKS and verdict.survives:
                yield f"`{ast.unparse(layer.node)}`: {verdict.reason}"
        for variant in self.variants:
            yield from variant.doubts
        for method in self.entrances.changed:
            yield f"{method.name} becomes a coroutine function: whatever calls it has to await it"
        for cls in self.entrances.given:
            yield f"{cls.qualname} gets a dispatch() of its own, for its decorators to see that it is asynchronous"

    def changes(self) -> Iterator[tuple[Path, Changes]]:
        """Yield what changes around the view."""
        for variant in self.variants:
            yield variant.wrapping.decorator.module.path, variant.changes
        yield from self.lambdas
        for cls in self.entrances.given:
            yield cls.module.path, Changes((given_dispatch(cls),))

    def _entrances(self) -> Entrances:
        around = [layer for layer in self.view.layers if layer.place == "dispatch"]
        broken = [one for one in around if not survives_async(one, self.django, self.project).survives]
        return entrances_of(self.view, broken, self.graph)

    def _verdict(self, layer: Layer) -> Verdict:
        plain = survives_async(layer, self.django, self.project)
        if plain.survives:
            return plain
        if is_adopted(layer, self.view, self.project):
            return Verdict(Fate.WORKS)
        if isinstance(layer.node, ast.Lambda) and (change := without_lambda(layer, self.view, self.project)):
            self.lambdas.append((layer.module.path, change))
            return Verdict(Fate.WORKS)
        if layer.place == "dispatch":
            layer = replace(layer, place="definition" if layer.written is layer.node else "method")
        elif layer.place == "class":
            return plain
        return survives_async(layer, self.django, self.project, self._mend)

    def _mend(self, wrapping: Wrapping) -> bool:
        variant = variant_of(wrapping, self.graph, writes=self._writes)
        if variant is not None:
            self.variants.append(variant)
        return variant is not None and not variant.reason

    @cached_property
    def _writes(self) -> bool:
        return any(self.graph.writes(handler) for handler in self.view.handlers)

    def _why(self, verdict: Verdict) -> str:
        """Why a decorator does not work; of one that was to get a second wrapper why that cannot be."""
        found = (one.reason for one in self.variants if one.reason and one.wrapping is verdict.wrapping)
        return next(found, "") or verdict.reason

    def _fails_with(self, verdict: Verdict) -> bool:
        settings = settings_of(self.project, self.view.module)
        if verdict.setting == "CACHES":
            backends = [name for names in settings.cache_backends.values() for name in names]
            return any(name in {"", DATABASE_CACHE} for name in backends)
        return settings.may_be_true(verdict.setting)


def _class_decorators(handler: Routine) -> list[ast.expr]:
    """The decorators of the class that a handler stands in."""
    return handler.cls.node.decorator_list if handler.cls is not None else []
