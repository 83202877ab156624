"""Whether a function of the project does anything that the event loop's thread must not do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.objects import known
from codemods.async_views.values.value import Kind, Value
from codemods.routines import Routine

INSIDE = ("__bool__", "__contains__", "__getitem__", "__iter__", "__len__", "__missing__", "__next__")
ELSEWHERE = frozenset(
    {
        *("__call__", "__class_getitem__", "__del__", "__delattr__", "__delete__", "__dir__", "__enter__", "__exit__"),
        *("__format__", "__get__", "__getattr__", "__getattribute__", "__init__", "__init_subclass__", "__new__"),
        *("__post_init__", "__repr__", "__set__", "__set_name__", "__setattr__", "__str__"),
    }
)
"""What makes objects, calls or enters them, reads their attributes or makes text of them: others know of that."""
COMPARED = frozenset({"__eq__", "__ge__", "__gt__", "__hash__", "__le__", "__lt__", "__ne__"})
"""What Python calls of an object to compare it, to sort it or to find it, also of one that a container holds."""


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
    return _any_asks(classes_of(value), INSIDE, project)


def asks_by_itself(value: Value, project: Project) -> bool:
    """Whether an object, or one that a container holds, asks by a method that Python calls for what is done to it.

    What a class does to make objects, to be called or entered and to give text is asked for elsewhere.
    """
    return any(_asks_by_itself(cls, project) for cls in classes_compared(value))


def _asks_by_itself(cls: Class, project: Project) -> bool:
    def look() -> bool:
        names = {name for base in project.mro(cls) if isinstance(base, Class) for name in base.scope.names}
        special = {name for name in names if name.startswith("__") and name.endswith("__")}
        return _any_asks([cls], special - ELSEWHERE, project)

    return project.once(("asks by itself", cls), look)


def classes_of(value: Value) -> list[Class]:
    """The classes of the project whose methods Python calls for what is done to a value."""
    return [one.cls for one in value.each if one.kind in {Kind.MODEL, Kind.OBJECT} and one.cls is not None]


def classes_compared(value: Value) -> list[Class]:
    """The same if it is compared."""
    held = [one.element for one in value.each if one.kind is Kind.CONTAINER and one.element is not None]
    return [*classes_of(value), *(cls for element in held for cls in classes_compared(element))]


def _any_asks(classes: Iterable[Class], names: Collection[str], project: Project) -> bool:
    found = (method_of(cls, name, project) for cls in classes for name in names)
    return any(one is not None and asks(one, project) for one in found)


def _asks(routine: Routine, project: Project) -> bool:
    from codemods.async_views.steps.reading import steps_of

    steps = steps_of(routine, project)
    return any(not step.callees or any(asks(one, project) for one in step.callees) for step in steps)
