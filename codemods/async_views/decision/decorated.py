"""Decorators of functions: whether these may become coroutine functions under them, or run on the event loop."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function
from channels_fix.project import Project
from codemods.async_views.steps.reading import steps_of
from codemods.facts import table
from codemods.routines import Routine, routine_at
from codemods.views.wrappers import Doing, Wrapping, wrappings_of


def misfit(routine: Routine, project: Project) -> str:
    """Why a function cannot become a coroutine function under its decorators; nothing if it can."""
    decorator = next((one for one in routine.node.decorator_list if not _is_plain(one, routine, project)), None)
    if decorator is None:
        return ""
    return (
        f"{routine.name} is decorated with {ast.unparse(decorator)}, which may not fit a coroutine function: "
        "do the slow work in a function without it"
    )


def decoration(routine: Routine, project: Project) -> str:
    """The decorator of a function that may do more than to run it when it is called; nothing if there is none."""
    found = (one for one in routine.node.decorator_list if not _is_silent(one, routine, project))
    return next((ast.unparse(one) for one in found), "")


def _is_plain(decorator: ast.expr, routine: Routine, project: Project) -> bool:
    symbol = project.resolve(decorator, routine.module, routine.around)
    return symbol is not None and symbol.name in table("async_views")["decorators"]["plain"]


def _is_silent(decorator: ast.expr, routine: Routine, project: Project) -> bool:
    call = decorator if isinstance(decorator, ast.Call) else None
    symbol = project.resolve(call.func if call else decorator, routine.module, routine.around)
    if symbol is None or not isinstance(symbol.definition, Function):
        facts = table("async_views")["decorators"]
        return symbol is not None and symbol.name in (*facts["plain"], *facts["silent"])
    made = routine_at(symbol.definition, symbol.module, project) if symbol.module else None
    return made is not None and all(
        _adds_nothing(one, project) for one in wrappings_of(made, project, call, coroutine=False)
    )


def _adds_nothing(wrapping: Wrapping, project: Project) -> bool:
    """Whether a decorator of the project does harmless things around a function."""
    if wrapping.others or wrapping.doing is Doing.UNKNOWN:
        return False
    steps = steps_of(wrapping.wrapper, project) if wrapping.wrapper else ()
    called = [step.node.func for step in steps if isinstance(step.node, ast.Call)]
    return len(called) == len(steps) and all(isinstance(one, ast.Name) and one.id == wrapping.view for one in called)
