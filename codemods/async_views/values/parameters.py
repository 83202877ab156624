"""What the parameters of a function stand for: by its place, by its annotations, by all calls of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from channels_fix.bindings import Function, all_arguments
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.annotations import told
from codemods.async_views.values.building import buildings_of
from codemods.async_views.values.classes import object_of
from codemods.async_views.values.value import NONE, PLAIN, UNKNOWN, Kind, Value, container, joined
from codemods.facts import table
from codemods.routines import Mention, Routine, each_mention
from codemods.testing import is_test_file
from codemods.views.answers import is_given_views

if TYPE_CHECKING:
    from codemods.async_views.values.values import Values

MANY_CALLS = 40
"""Of a function that is called from more places nothing is worked out from these."""


def parameter_of(parameter: ast.arg, values: Values) -> Value | None:
    """What a parameter stands for; None while that depends on itself."""
    routine, project = values.routine, values.project
    arguments = routine.node.args
    if parameter is arguments.vararg or parameter is arguments.kwarg:
        return container([PLAIN if _is_handler(routine, project) else UNKNOWN])
    if routine.cls is not None and parameter.arg == routine.receiver and not _is_static(routine, project):
        return _receiver(routine.cls, routine, project)
    if is_given_views(routine.node, parameter.arg, project):
        return Value(Kind.FOREIGN)
    by_annotation = told(parameter.annotation, routine.module, project, routine.around)
    if _is_view(routine, project) and parameter is _first(routine):
        return Value(Kind.REQUEST)
    if by_annotation.kind not in {Kind.CONTAINER, Kind.ROWS, Kind.UNKNOWN} and not by_annotation.is_none:
        return _besides(by_annotation, parameter, routine, project)
    if _is_view(routine, project):
        return PLAIN
    if _is_handler(routine, project):
        return Value(Kind.REQUEST) if parameter.arg == "request" else PLAIN
    if parameter.arg == "form" and routine.node.name in {"form_valid", "form_invalid"} and routine.cls is not None:
        return _form_of(routine.cls, project)
    found = _from_calls(parameter, values)
    if found is None or found.is_known:
        return found
    return Value(Kind.REQUEST) if parameter.arg == "request" else by_annotation if by_annotation.is_known else found


def _receiver(cls: Class, routine: Routine, project: Project) -> Value:
    if any(_named(one, routine, project) == "builtins.classmethod" for one in routine.node.decorator_list):
        return Value(Kind.NAMED, cls.name, symbol=Symbol(cls.name, cls, cls.module))
    return object_of(cls, project)


def _form_of(cls: Class, project: Project) -> Value:
    """The form that a class-based view works with."""
    from codemods.async_views.values.symbols import member_of

    made = member_of(Symbol(cls.name, cls, cls.module), "form_class", project)
    known = made.symbol.definition if made.symbol else None
    return Value(Kind.FORM, cls=known if isinstance(known, Class) else None)


def _is_static(routine: Routine, project: Project) -> bool:
    return any(_named(one, routine, project) == "builtins.staticmethod" for one in routine.node.decorator_list)


def _named(node: ast.expr, routine: Routine, project: Project) -> str:
    symbol = project.resolve(node, routine.module)
    return symbol.name if symbol else ""


def _first(routine: Routine) -> ast.arg | None:
    return next(iter(all_arguments(routine.node.args)), None)


def _is_view(routine: Routine, project: Project) -> bool:
    """Whether a URLconf names the function."""
    return routine.cls is None and not routine.around and routine.node in _routed(project)


def _routed(project: Project) -> frozenset[Function]:
    from codemods.views.finding import views_of

    def collect() -> frozenset[Function]:
        views = views_of(project)
        functions = [view.routine.node for view in views if view.routine is not None]
        return frozenset([*functions, *(handler.node for view in views for handler in view.handlers)])

    return project.once("routed functions", collect)


def _is_handler(routine: Routine, project: Project) -> bool:
    """Whether it answers requests as a method of a class-based view, or as a view that a URLconf names."""
    if routine.cls is None or routine.node in _routed(project):
        return routine.node in _routed(project)
    handlers = ("delete", "dispatch", "get", "head", "options", "patch", "post", "put", "setup", "trace")
    bases = tuple(table("objects")["view"]["bases"])
    outside = [base for base in project.mro(routine.cls) if isinstance(base, Symbol)]
    return routine.node.name in handlers and any(base.name.startswith(bases) for base in outside)


def _from_calls(parameter: ast.arg, values: Values) -> Value | None:
    """What all calls of the function give for a parameter; None while only those in the function itself say so."""
    routine, project = values.routine, values.project
    others = _from_others(parameter, routine, project)
    if not others.is_known:
        return UNKNOWN
    again = [_at(one, parameter, routine, project) for one in _mentions(routine, project) if _is_inside(one, routine)]
    return joined([others, *again])


def _from_others(parameter: ast.arg, routine: Routine, project: Project) -> Value:
    """What all calls give that stand in other functions."""
    return project.once(("arguments", parameter), lambda: _asked_of_calls(parameter, routine, project))


def _besides(annotated: Value, parameter: ast.arg, routine: Routine, project: Project) -> Value:
    """What an annotation tells, with the objects that calls give all the same: whoever has such methods will do."""
    if annotated.kind is not Kind.OBJECT:
        return annotated
    given = (one for one in _from_others(parameter, routine, project).each if one.kind is Kind.OBJECT)
    others = (one for one in given if one.cls is not None and annotated.cls not in project.mro(one.cls))
    return joined([annotated, *others]) or annotated


def _is_inside(mention: Mention, routine: Routine) -> bool:
    """Whether a function calls itself at a place."""
    return mention.within[-1:] == (routine.node,)


def _asked_of_calls(parameter: ast.arg, routine: Routine, project: Project) -> Value:
    """What all others give."""
    busy: set[ast.arg] = project.once("parameters in work", set)
    if parameter in busy or _is_known_to_others(routine, project):
        return UNKNOWN
    busy.add(parameter)
    mentions = _mentions(routine, project)
    others = [one for one in mentions if not _is_inside(one, routine)] if len(mentions) <= MANY_CALLS else []
    try:
        found = [_at(one, parameter, routine, project) for one in others]
    finally:
        busy.discard(parameter)
    if not found:
        return UNKNOWN
    default = _default(parameter, routine)
    if default is not None:
        found.append(_constant(default))
    return joined(found) or UNKNOWN


def _is_known_to_others(routine: Routine, project: Project) -> bool:
    """Whether a decorator gives the function to somebody who may call it."""
    harmless = table("async_views")["decorators"]["plain"]
    return any(_named(one, routine, project) not in harmless for one in routine.node.decorator_list)


def _mentions(routine: Routine, project: Project) -> list[Mention]:
    """The places that name the function, or may do so, but for those in tests: one too many if there are many."""
    return project.once(("calls outside of tests", routine.node), lambda: _some_mentions(routine, project))


def _some_mentions(routine: Routine, project: Project) -> list[Mention]:
    def apart(path: Path) -> bool:
        return is_test_file(path, project)

    if routine.node.name == "__init__":
        found: Iterator[Mention] = (one for one in buildings_of(routine, project) or () if not apart(one.module.path))
    else:
        found = each_mention(routine, project, apart)
    return list(islice(found, MANY_CALLS + 1))


def _at(mention: Mention, parameter: ast.arg, routine: Routine, project: Project) -> Value | None:
    """What one place gives for the parameter; None if the place means something else, or gives nothing."""
    from codemods.async_views.values.values import Values

    runner = mention.runner(project)
    values = Values.within(runner, project) if runner else Values.of_module(mention.module, project)
    if not _may_mean(mention, routine, values):
        return None
    call = mention.parents[0]
    if not isinstance(call, ast.Call) or call.func is not mention.node:
        # the building of a class without arguments, as in `raise NotFound`
        return None if routine.node.name == "__init__" else UNKNOWN
    argument = _argument(call, parameter, routine, project)
    if argument is None or isinstance(argument, ast.Starred):
        return None if argument is None else UNKNOWN
    return values.now(argument) if _is_inside(mention, routine) else values.asked(argument)


def _may_mean(mention: Mention, routine: Routine, values: Values) -> bool:
    """Whether a place may name the function."""
    project = values.project
    symbol = project.resolve(mention.node, mention.module, mention.within)
    if symbol is not None and isinstance(symbol.definition, Function):
        return symbol.definition is routine.node
    if symbol is not None and isinstance(symbol.definition, Class) and routine.node.name == "__init__":
        return True
    if routine.cls is None:
        return symbol is None and isinstance(mention.node, ast.Name)
    if not isinstance(mention.node, ast.Attribute):
        return False
    owner = values.of(mention.node.value)
    if not owner.is_known:
        return True
    line = project.mro(routine.cls)
    classes = [one.cls for one in owner.each if one.cls is not None]
    return any(routine.cls in project.mro(cls) or cls in line for cls in classes)


def _argument(call: ast.Call, parameter: ast.arg, routine: Routine, project: Project) -> ast.expr | None:
    """What a call gives for the parameter; a starred expression where that cannot be told, None for its default."""
    unclear = next((one for one in call.args if isinstance(one, ast.Starred)), None)
    if unclear is None and any(word.arg is None for word in call.keywords):
        unclear = ast.Starred(call.func, ast.Load())
    if unclear is not None:
        return unclear
    named = next((word.value for word in call.keywords if word.arg == parameter.arg), None)
    if named is not None:
        return named
    positional = [*routine.node.args.posonlyargs, *routine.node.args.args]
    bound = isinstance(call.func, ast.Attribute) or routine.node.name == "__init__"
    if routine.cls is not None and not _is_static(routine, project) and bound:
        positional = positional[1:]
    index = positional.index(parameter) if parameter in positional else len(call.args)
    return call.args[index] if index < len(call.args) else None


def _default(parameter: ast.arg, routine: Routine) -> ast.expr | None:
    arguments = routine.node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    behind = positional[len(positional) - len(arguments.defaults) :]
    given = dict(zip((one.arg for one in behind), arguments.defaults, strict=True))
    named = zip((one.arg for one in arguments.kwonlyargs), arguments.kw_defaults, strict=True)
    given |= {name: value for name, value in named if value is not None}
    return given.get(parameter.arg)


def _constant(node: ast.expr) -> Value:
    if not isinstance(node, ast.Constant):
        return UNKNOWN
    return NONE if node.value is None else PLAIN
