"""Says in words what was decided."""

from __future__ import annotations

import os

from channels_fix.module import Module
from channels_fix.project import Project
from codemods.async_views.decision.decisions import Decision, Verdict
from codemods.async_views.steps.unknown import joined

MOST = 4
"""Reasons that are said of one view."""


def message_of(decision: Decision, project: Project) -> str:
    """What blocks a view, and by which calls it gets there."""
    chain, view = decision.chain, decision.view
    names = [routine.name for routine in chain.calls]
    where = f"{_relative(chain.calls[-1].module, project)}:{chain.line}"
    return f"{view.name}: holds a thread while it waits: {' -> '.join([*names, chain.step.name])}, {where}"


def what_of(decision: Decision) -> str:
    """What the fix does."""
    beside = len(decision.changes) - 1
    files = f", with {beside} other file{'s' * (beside > 1)}" if beside else ""
    if decision.verdict is Verdict.PART:
        return f"make it asynchronous; what cannot be awaited runs in a thread{files}"
    return f"make it asynchronous{files}"


def reasons_of(decision: Decision) -> str:
    """Why a view stays as it is: the first reasons, for one of them is enough."""
    more = len(decision.reasons) - MOST
    return "; ".join(decision.reasons[:MOST]) + (f"; and {more} more" if more > 0 else "")


def doubts_of(decision: Decision) -> str:
    """What a person should look at."""
    return "; ".join(joined(decision.doubts))


def _relative(module: Module, project: Project) -> str:
    roots = [root for root in project.layout.roots if root in module.path.parents]
    top = min(roots, key=lambda root: len(root.parts), default=module.path.parent)
    return os.path.relpath(module.path, top).replace(os.sep, "/")
