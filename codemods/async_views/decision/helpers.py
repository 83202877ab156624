"""Which functions could become coroutine functions at all, whatever they do."""

from __future__ import annotations

import ast

from channels_fix.module import Class
from channels_fix.project import Project, Symbol
from codemods.async_views.decision.generators import unfit_generator
from codemods.facts import table
from codemods.routines import Routine, routine_at


def unfitness(routine: Routine, project: Project) -> str:
    """Why a function of the project that a view calls cannot become a coroutine function; nothing if it can."""
    name = routine.node.name
    if name.startswith("__") and name.endswith("__"):
        return f"Python itself calls {routine.name}"
    if reason := unfit_generator(routine):
        return reason
    decorator = next((one for one in routine.node.decorator_list if not _is_plain(one, routine, project)), None)
    if decorator is not None:
        return f"{routine.name} is decorated with {ast.unparse(decorator)}, which may not fit a coroutine function"
    if routine.cls is not None:
        return _hook(routine, routine.cls, project)
    return ""


def is_named_elsewhere(routine: Routine, project: Project) -> bool:
    """Whether templates, the admin site or a serializer may call a function by its name, as a method of a model.

    They give it no arguments.
    """
    if routine.cls is None:
        return False
    bases = table("async_views")["classes"]["models"]["bases"]
    arguments = routine.node.args
    needed = (
        len([*arguments.posonlyargs, *arguments.args]) - len(arguments.defaults) + arguments.kw_defaults.count(None)
    )
    is_of_model = any(not isinstance(one, Class) and one and one.name in bases for one in project.mro(routine.cls))
    return is_of_model and needed <= 1


def kin(routine: Routine, project: Project) -> tuple[Routine, ...]:
    """The methods that take the place of one another in a family of classes, the given one among them."""
    if routine.cls is None:
        return (routine,)
    line = [one for one in project.mro(routine.cls) if isinstance(one, Class)]
    family = dict.fromkeys([*line, *(heir for base in line for heir in project.descendants(base))])
    found = [routine_at(cls.method(routine.node.name), cls.module, project) for cls in family]
    return tuple(one for one in found if one is not None)


def _is_plain(decorator: ast.expr, routine: Routine, project: Project) -> bool:
    symbol = project.resolve(decorator, routine.module, routine.around)
    return symbol is not None and symbol.name in table("async_views")["decorators"]["plain"]


def _hook(routine: Routine, cls: Class, project: Project) -> str:
    """Why a base class outside of the project may call the method itself."""
    facts = table("async_views")["classes"]
    for base in project.mro(cls):
        if isinstance(base, Class):
            continue
        if base is not None and base.name in facts["models"]["bases"]:
            if routine.node.name in facts["models"]["hooks"] or routine.node.name.startswith("_check_"):
                return f"{routine.name} is called by {base.name}, which does not await it"
            continue
        known = isinstance(base, Symbol) and base.name.startswith(tuple(facts["known"]))
        if not known:
            whom = base.name if isinstance(base, Symbol) else "a base class that is not known"
            return f"{routine.name} may be called by {whom}"
        if routine.node.name in facts["hooks"]:
            return f"{routine.name} is called by {base.name if base else 'its base class'}, which does not await it"
    return ""
