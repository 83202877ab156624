"""Objects of classes of the project: what their attributes are, and what their methods give."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project, Symbol
from codemods.async_views.values.harmless import is_apart
from codemods.async_views.values.value import LAZY, MANAGERS, PLAIN, UNKNOWN, Kind, Value, container, joined
from codemods.facts import table
from codemods.routines import Routine, routine_at

if TYPE_CHECKING:
    from codemods.async_views.values.attributes import Reading

PROPERTIES = ("builtins.property", "django.utils.functional.cached_property", "functools.cached_property")
PASSING = (
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
    routine = next((one.routine for one in found if one.routine is not None), None)
    values = [*(one.value for one in found), *_assigned(cls, name, project)]
    known = all(base is not None and (is_view or is_apart(base.name)) for base in outside)
    if not values:
        return Reading(UNKNOWN, asks=not known, sure=False)
    return Reading(joined(values) or UNKNOWN, routine=routine)


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
            yield Values.within(routine, project).asked(node)
    busy.discard((cls, name))


def of_member(cls: Class, name: str, owner: Value, project: Project) -> Reading:
    """What the body of a class binds to a name, as its instances see it."""
    from codemods.async_views.values.attributes import Reading
    from codemods.async_views.values.symbols import value_of

    function = cls.method(name)
    if function is not None:
        routine = routine_at(function, cls.module, project)
        if routine is None or not _has(routine, PROPERTIES, project):
            return Reading(UNKNOWN)
        return Reading(result_of(routine, owner, project), routine=routine)
    found = project.member(Symbol(cls.name, cls, cls.module), name)
    return Reading(value_of(found, project) if found is not None else UNKNOWN)


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


def result_of(routine: Routine, owner: Value, project: Project) -> Value:
    """What a call of a function of the project gives, for an object that it is a method of."""
    busy: set[Function] = project.once("results in work", set)
    if routine.node in busy:
        return UNKNOWN
    busy.add(routine.node)
    try:
        value = project.once(("result", routine.node), lambda: _result(routine, project))
    finally:
        busy.discard(routine.node)
    return _specialised(value, owner)


def _result(routine: Routine, project: Project) -> Value:
    from codemods.async_views.values.values import Values

    decorators = routine.node.decorator_list
    if routine.is_coroutine or (decorators and not _has(routine, (*PROPERTIES, *PASSING), project)):
        return UNKNOWN
    values = Values.within(routine, project)
    nodes = list(_own(routine.node))
    yielded = [node.value for node in nodes if isinstance(node, ast.Yield)]
    if yielded or any(isinstance(node, ast.YieldFrom) for node in nodes):
        found = [values.asked(node) if node is not None else PLAIN for node in yielded]
        return container([*found, *(values.row(node.value) for node in nodes if isinstance(node, ast.YieldFrom))])
    given = [node.value for node in nodes if isinstance(node, ast.Return) and node.value is not None]
    return joined(values.asked(node) for node in given) or PLAIN


def _own(function: Function) -> Iterator[ast.AST]:
    from channels_fix.nodes import own_nodes

    return own_nodes(function)


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
        for node in _own(routine.node) if routine else ():
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
