"""Whether a function of the project does anything that the event loop's thread must not do."""

from __future__ import annotations

from channels_fix.bindings import Function
from channels_fix.project import Project
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.objects import known
from codemods.async_views.values.value import Kind, Value
from codemods.routines import Routine

INSIDE = ("__bool__", "__contains__", "__getitem__", "__iter__", "__len__", "__next__")


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


def asks_inside(value: Value, project: Project) -> bool:
    """Whether to look into an object, or to test it, asks: by the methods that Python calls for it."""
    if any(one.kind is Kind.INSTANCE and (known(one.name) or {}).get("inside") for one in value.each):
        return True
    classes = [one.cls for one in value.each if one.kind in {Kind.MODEL, Kind.OBJECT} and one.cls is not None]
    found = (method_of(cls, name, project) for cls in classes for name in INSIDE)
    return any(one is not None and asks(one, project) for one in found)


def _asks(routine: Routine, project: Project) -> bool:
    from codemods.async_views.steps.reading import steps_of

    steps = steps_of(routine, project)
    return any(not step.callees or any(asks(one, project) for one in step.callees) for step in steps)
