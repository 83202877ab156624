"""Finds where a clause that only raises the cancellation again is asked for by `cancel-clause = "always"`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Module
from channels_fix.project import Project
from codemods.cancellation.covering.consumers import cover, held_by
from codemods.cancellation.covering.passing import Passage, names_cancellation
from codemods.consumers import consumers_of
from codemods.stop_consumer.roots import hook, runs


def lone_clauses(module: Module, project: Project) -> Iterator[Passage]:
    """Yield each `dispatch` of `module` with a try statement but no clause for cancellations, and nothing to clean up.

    Linters call such a clause useless; some teams want every `dispatch` to say what it does with a cancellation.
    """
    if project.options.get("cancel-clause") != "always":
        return
    for cls in module.classes.values():
        method = hook(cls, "dispatch")
        if method is None or not any(isinstance(node, ast.Try) for node in ast.walk(method)):
            continue
        running = [one for one in consumers_of(cls, project) if runs(one, cls, "dispatch", project)]
        if any(held_by(one.cls, project) for one in running):
            continue
        guarded = next((found for one in running if (found := cover(one, project).guarded)), None)
        if guarded is None or guarded.cls is not cls:
            continue
        named = (
            names_cancellation(one, cls, method, project) for guard in guarded.tries for one in guard.node.handlers
        )
        if not any(named):
            yield guarded
