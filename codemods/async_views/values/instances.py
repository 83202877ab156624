"""Objects of classes of the project: what their attributes are, and what their methods give."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.annotations import beside, better, field_told
from codemods.async_views.values.classes import is_choice
from codemods.async_views.values.harmless import is_apart
from codemods.async_views.values.value import (
    LAZY,
    MANAGERS,
    NONE,
    PLAIN,
    RUNNING,
    UNKNOWN,
    Kind,
    Value,
    container,
    joined,
)
from codemods.facts import table
from codemods.routines import ANYWHERE, Routine, routine_at, routines_of
from codemods.testing import is_test

if TYPE_CHECKING:
    from codemods.async_views.values.attributes import Reading

PROPERTIES = ("builtins.property", "django.utils.functional.cached_property", "functools.cached_property")
PASSING = (
    "abc.abstractmethod",
    "typing.final",
    "typing.override",
    "typing_extensions.override",
    "builtins.staticmethod",
    "builtins.classmethod",
    "functools.lru_cache",
    "functools.cache",
    "functools.wraps",
    "django.db.transaction.atomic",
)


def of_instance(cls: Class, name: str, project: Project) -> Reading:
    """What reading an attribute of an instance gives."""
    from codemods.async_views.values.attributes import Reading

    view = table("objects")["view"]
    outside = [base for base in project.mro(cls) if not isinstance(base, Class)]
    is_view = any(base is not None and base.name.startswith(tuple(view["bases"])) for base in outside)
    if is_view and name == "request":
        return Reading(Value(Kind.REQUEST))
    if is_view and name in view["plain"]:
        return Reading(PLAIN)
    found = [of_member(base, name, Value(Kind.OBJECT, cls=cls), project) for base in _binding(cls, name, project)]
    routines = tuple(one for reading in found for one in reading.routines)
    told = next((value for one in _family(cls, project) if (value := field_told(one, name, project)) is not None), None)
    values = [*(one.value for one in found), *_assigned(cls, name, project)]
    if any(one.kind in RUNNING for one in (told or UNKNOWN, *values)):
        values += _set_by_others(cls, name, project)
    unsure = next((reading for reading in found if reading.asks), None)
    if unsure is not None:
        return unsure
    if told is not None and (told.kind is not Kind.UNKNOWN or _is_filled_by_its_class(cls, project)):
        besides = (one for value in values for one in value.each if one.kind is Kind.OBJECT)
        return Reading(joined([told, *besides]) or UNKNOWN, routines=routines)
    known = all(base is not None and (is_view or is_apart(base.name)) for base in outside)
    if not values and (caught := _caught(cls, project)) is not None:
        return Reading(result_of(caught, Value(Kind.OBJECT, cls=cls), project), routines=(caught,))
    if not values:
        plain = is_choice(cls, project) and name in {"label", "name", "value"}
        return Reading(PLAIN) if plain else Reading(UNKNOWN, asks=not known, sure=False)
    return Reading(joined(values) or UNKNOWN, routines=routines)


def _caught(cls: Class, project: Project) -> Routine | None:
    """The method that Python calls for an attribute that an object has not."""
    found = (method_of(cls, name, project) for name in ("__getattr__", "__getattribute__"))
    return next((one for one in found if one is not None), None)


def _set_by_others(cls: Class, name: str, project: Project) -> list[Value]:
    """What others than its methods assign to an attribute of an object; tests do not count."""
    busy: set[tuple[Class, str]] = project.once("attributes of others in work", set)
    if (cls, name) in busy:
        return []
    busy.add((cls, name))
    try:
        return project.once(("set by others", cls, name), lambda: list(_given_by_others(cls, name, project)))
    finally:
        busy.discard((cls, name))


def _given_by_others(cls: Class, name: str, project: Project) -> Iterator[Value]:
    from codemods.async_views.values.values import Values

    family = _family(cls, project)
    for module in project.modules_with(f".{name} = ", ANYWHERE):
        for routine, owner, value in _attributes_set(module, project).get(name, ()):
            values = Values.within(routine, project)
            holder = values.asked(owner)
            if not holder.is_known or any(one.cls in family for one in holder.each):
                yield values.asked(value)


def _attributes_set(module: Module, project: Project) -> Mapping[str, list[tuple[Routine, ast.expr, ast.expr]]]:
    """What the functions of a module assign to attributes, by the names of these, each with its owner and its value."""

    def look() -> dict[str, list[tuple[Routine, ast.expr, ast.expr]]]:
        found: dict[str, list[tuple[Routine, ast.expr, ast.expr]]] = {}
        for routine in routines_of(module) if not is_test(module) else ():
            for node in own_nodes(routine.node):
                for target, value in _assignments(node):
                    if isinstance(target, ast.Attribute):
                        found.setdefault(target.attr, []).append((routine, target.value, value))
        return found

    return project.once(("attributes set", module), look)


def _is_filled_by_its_class(cls: Class, project: Project) -> bool:
    """Whether something else than the methods of a class may give its objects what its body only names: dataclasses."""
    line = project.mro(cls)
    return any(not isinstance(base, Class) or base.node.decorator_list for base in line)


def _family(cls: Class, project: Project) -> list[Class]:
    """The classes of the project that an instance may have to do with."""
    line = [base for base in project.mro(cls) if isinstance(base, Class)]
    return [*line, *(heir for heir in project.descendants(cls) if heir not in line)]


def _binding(cls: Class, name: str, project: Project) -> Iterator[Class]:
    """Yield the classes whose bodies bind a name that an instance may see."""
    line = [base for base in project.mro(cls) if isinstance(base, Class) and name in base.scope.names]
    yield from line[:1]
    yield from (heir for heir in project.descendants(cls) if name in heir.scope.names)


def _assigned(cls: Class, name: str, project: Project) -> Iterator[Value]:
    """Yield what the methods of the class assign to an attribute of `self`."""
    from codemods.async_views.values.values import Values

    busy: set[object] = project.once("assigned attributes in work", set)
    if (cls, name) in busy:
        return
    busy.add((cls, name))
    for base in _family(cls, project):
        stored = project.once(("stored", base), lambda base=base: _stored(base, project))  # type: ignore[misc]
        for routine, node in stored.get(name, ()):
            found = Values.within(routine, project).asked(node)
            yield better(found, beside(node, routine.module, project), routine.module, project) or UNKNOWN
    busy.discard((cls, name))


def of_member(cls: Class, name: str, owner: Value, project: Project) -> Reading:
    """What the body of a class binds to a name, as its instances see it."""
    from codemods.async_views.values.attributes import Reading
    from codemods.async_views.values.symbols import value_of

    function = cls.method(name)
    if function is not None:
        routine = routine_at(function, cls.module, project)
        if routine is None or not is_property(routine, project):
            method = Value(Kind.NAMED, f"{cls.name}.{name}", symbol=Symbol(f"{cls.name}.{name}", function, cls.module))
            return Reading(method if routine is not None and owner.kind is Kind.OBJECT else UNKNOWN)
        return Reading(result_of(routine, owner, project), routines=(routine,))
    found = project.member(Symbol(cls.name, cls, cls.module), name)
    if found is None:
        return Reading(UNKNOWN)
    if isinstance(found.definition, ast.Call):
        made_by = project.resolve(found.definition.func, cls.module, cls.within)
        if made_by is not None and made_by.name in PROPERTIES:
            return Reading(UNKNOWN, asks=True, sure=False)
    value = value_of(found, project)
    getters = (method_of(one.cls, "__get__", project) for one in value.each if one.kind is Kind.OBJECT and one.cls)
    return Reading(value, routines=tuple(one for one in getters if one is not None))


def is_property(routine: Routine, project: Project) -> bool:
    """Whether reading an attribute runs a function."""
    names = [_decorator(one, routine, project) for one in routine.node.decorator_list]
    return any(name in PROPERTIES for name in names) and all(name in (*PROPERTIES, *PASSING) for name in names)


def _has(routine: Routine, names: tuple[str, ...], project: Project) -> bool:
    """Whether a function is decorated, and with nothing but these."""
    decorators = routine.node.decorator_list
    return bool(decorators) and all(_decorator(one, routine, project) in names for one in decorators)


def _decorator(node: ast.expr, routine: Routine, project: Project) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    symbol = project.resolve(called, routine.module)
    return symbol.name if symbol else ""


def method_of(cls: Class, name: str, project: Project) -> Routine | None:
    """The method that instances of a class have under a name, if a class of the project has it."""
    for base in project.mro(cls):
        if isinstance(base, Class) and name in base.scope.names:
            return routine_at(base.method(name), base.module, project)
        if base is None:
            return None
    return None


def results_of(owner: Value, name: str, project: Project, *, coroutine: bool = False) -> Value | None:
    """What a method of an object of the project gives, overrides included; None if there is no such method."""
    own = method_of(owner.cls, name, project) if owner.cls else None
    heirs = project.descendants(owner.cls) if owner.cls else ()
    others = [routine_at(heir.method(name), heir.module, project) for heir in heirs]
    found = [one for one in (own, *others) if one is not None]
    return joined(result_of(one, owner, project, coroutine=coroutine) for one in found)


def result_of(routine: Routine, owner: Value, project: Project, *, coroutine: bool = False) -> Value:
    """What a call of a function of the project gives, for an object that it is a method of.

    Args:
        routine: The function.
        owner: The object.
        project: The index.
        coroutine: Whether the call is awaited.
    """
    busy = in_work(project)
    if routine.node in busy or routine.is_coroutine is not coroutine:
        return UNKNOWN
    busy.add(routine.node)
    try:
        value = project.once(("result", routine.node), lambda: _result(routine, project))
    finally:
        busy.discard(routine.node)
    return _specialised(value, owner)


def in_work(project: Project) -> set[Function]:
    """The functions whose results are being worked out: they are not known to those that they call."""
    return project.once("results in work", set)


def _result(routine: Routine, project: Project) -> Value:
    from codemods.async_views.values.values import Values

    decorators = routine.node.decorator_list
    if decorators and not _has(routine, (*PROPERTIES, *PASSING), project):
        return UNKNOWN
    values = Values.within(routine, project)
    if routine.is_generator:
        return container([yielded_by(routine, project)])
    given = [node.value for node in own_nodes(routine.node) if isinstance(node, ast.Return) and node.value is not None]
    value = joined(values.asked(node) for node in given) or NONE
    return better(value, routine.node.returns, routine.module, project) or NONE


def yielded_by(routine: Routine, project: Project) -> Value:
    """What a generator of the project yields."""
    from codemods.async_views.values.values import Values

    values = Values.within(routine, project)
    nodes = list(own_nodes(routine.node))
    found = [node.value for node in nodes if isinstance(node, ast.Yield)]
    others = [values.row(node.value) for node in nodes if isinstance(node, ast.YieldFrom)]
    return joined([*(values.asked(node) if node is not None else PLAIN for node in found), *others]) or UNKNOWN


def _specialised(value: Value, owner: Value) -> Value:
    """A value with the model put in, where a manager's method does not know for which model it works."""
    open_kinds = LAZY | MANAGERS | {Kind.MODEL}
    if value.kind not in open_kinds or value.cls is not None or value.name or owner.kind not in LAZY | MANAGERS:
        return value
    if value.kind is Kind.MODEL:
        return replace(owner.element or value, loaded=frozenset())
    element = owner.element if value.element is None or value.element.kind is Kind.MODEL else value.element
    return replace(value, name=owner.name, cls=owner.cls, element=element, makers=owner.makers)


def _stored(cls: Class, project: Project) -> dict[str, list[tuple[Routine, ast.expr]]]:
    """What the methods of a class assign to attributes of `self`, by the names of these."""
    found: dict[str, list[tuple[Routine, ast.expr]]] = {}
    for name in cls.scope.names:
        routine = routine_at(cls.method(name), cls.module, project)
        for node in own_nodes(routine.node) if routine else ():
            for target, value in _assignments(node):
                match target:
                    case ast.Attribute(value=ast.Name(id=owner), attr=attribute) if routine is not None:
                        if owner == routine.receiver:
                            found.setdefault(attribute, []).append((routine, value))
    return found


def _assignments(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield the targets of an assignment, each with what it gets; a target of unpacking gets what is not known."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                parts = target.elts if isinstance(target, ast.Tuple | ast.List) else []
                yield from [(part, target) for part in parts] if parts else [(target, value)]
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield target, value
