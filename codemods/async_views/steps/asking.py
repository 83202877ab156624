"""Whether a function of the project does anything that the event loop's thread must not do."""

from __future__ import annotations

from channels_fix.bindings import Function
from channels_fix.project import Project
from codemods.routines import Routine


def asks(routine: Routine | None, project: Project) -> bool:
    """Whether a function, or one that it calls, has a step; one that is not known, or calls itself, may have."""
    if routine is None or routine.is_coroutine:
        return True
    busy: set[Function] = project.once("asking", set)
    if routine.node in busy:
        return True
    busy.add(routine.node)
    try:
        return project.once(("asks", routine.node), lambda: _asks(routine, project))
    finally:
        busy.discard(routine.node)


def _asks(routine: Routine, project: Project) -> bool:
    from codemods.async_views.steps.reading import steps_of

    steps = steps_of(routine, project)
    return any(not step.callees or any(asks(one, project) for one in step.callees) for step in steps)
