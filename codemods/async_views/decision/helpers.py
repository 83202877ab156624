"""Which functions could become coroutine functions at all, whatever they do."""

from __future__ import annotations

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from channels_fix.suppression import is_suppressed
from codemods.async_views.decision.decorated import misfit
from codemods.async_views.decision.generators import unfit_generator
from codemods.async_views.decision.hooks import is_hook
from codemods.async_views.decision.replacing import replaced
from codemods.facts import table
from codemods.routines import Routine, routine_at

RENAMED = "do the slow work in a method of another name"
KEPT = "{} has a thread run {} as it is, too: let both call another function"


def unfitness(routine: Routine, project: Project) -> str:
    """Why a function of the project that a view calls cannot become a coroutine function; nothing if it can."""
    name = routine.node.name
    if name.startswith("__") and name.endswith("__"):
        return f"Python itself calls {routine.name}: do the slow work in a function that is called by its name"
    if is_suppressed("AV001", routine.node.lineno, routine.module.text):
        return f"a comment says to leave {routine.name} as it is"
    if reason := unfit_generator(routine):
        return reason
    if reason := misfit(routine, project):
        return reason
    if routine.cls is not None and (reason := _hook(routine, routine.cls, project)):
        return reason
    family = _family(routine.cls, project) if routine.cls is not None else {}
    return replaced(routine, family, project)


def is_named_elsewhere(routine: Routine, project: Project) -> bool:
    """Whether templates, the admin site or a serializer may call a function by its name: as a method of a model.

    The same goes for managers, which instances have for their relations, and querysets. They give it no arguments.
    """
    if routine.cls is None:
        return False
    classes = table("orm")["classes"]
    bases = (*table("async_views")["classes"]["models"]["bases"], *classes["managers"], *classes["querysets"])
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
    family = _family(routine.cls, project)
    found = [routine_at(cls.method(routine.node.name), cls.module, project) for cls in family]
    return tuple(one for one in found if one is not None)


def _family(cls: Class, project: Project) -> dict[Class, None]:
    """The classes of the project that share methods with a class, itself among them."""
    line = [one for one in project.mro(cls) if isinstance(one, Class)]
    return dict.fromkeys([*line, *(heir for base in line for heir in project.descendants(base))])


def _hook(routine: Routine, cls: Class, project: Project) -> str:
    """Why a base class outside of the project may call the method itself."""
    facts = table("async_views")["classes"]
    for base in project.mro(cls):
        if isinstance(base, Class):
            continue
        if base is not None and base.name in facts["models"]["bases"]:
            if routine.node.name in facts["models"]["hooks"] or routine.node.name.startswith("_check_"):
                return f"{routine.name} is called by {base.name}, which does not await it: {RENAMED}"
            continue
        if not isinstance(base, Symbol) or not base.name.startswith(tuple(facts["known"])):
            whom = base.name if isinstance(base, Symbol) else "a base class that is not known"
            return f"{routine.name} may be called by {whom}, which does not await it: {RENAMED}"
        if is_hook(base.name, routine.node.name):
            return f"{routine.name} is called by {base.name}, which does not await it: {RENAMED}"
    return ""
