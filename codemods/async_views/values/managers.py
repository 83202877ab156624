"""The managers of models, and the querysets that they give."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.models import facts
from codemods.async_views.values.value import MANAGERS, PLAIN, Kind, Value, tuple_of
from codemods.routines import Routine, routine_at

MAKER = "get_queryset"
DEFAULT = ("objects", "_default_manager", "_base_manager")


def manager_of(model: Value, name: str, project: Project) -> Value | None:
    """The manager that a model has under a name, if it has one."""
    for base in project.mro(model.cls) if model.cls else ():
        if isinstance(base, Class):
            if name in base.scope.names:
                made = _made(base, name, project)
                return None if made is None else _manager(model, made)
            if name in DEFAULT[1:]:
                found = [made for one in base.scope.names if (made := _made(base, one, project)) is not None]
                if found:
                    return _manager(model, found[0])
    return _manager(model, ()) if name in DEFAULT else None


def _manager(model: Value, makers: tuple[Class, ...]) -> Value:
    return Value(Kind.MANAGER, model.name, model.cls, _instance(model), makers=makers)


def _instance(model: Value) -> Value:
    return replace(model, kind=Kind.MODEL, element=None, symbol=None)


def related(model: Value, project: Project) -> Value:
    """The manager of the instances at the other end of a relation."""
    manager = manager_of(model, "_default_manager", project)
    makers = manager.makers if manager else ()
    return Value(Kind.RELATED, model.name, model.cls, _instance(model), makers=makers)


def queryset_of(owner: Value) -> Value:
    """A new queryset of a manager, or of another queryset."""
    fresh = owner.kind is not Kind.RELATED
    return replace(owner, kind=Kind.QUERYSET, fresh=fresh, element=owner.element or Value(Kind.MODEL))


def _made(cls: Class, name: str, project: Project) -> tuple[Class, ...] | None:
    """The classes behind a manager that the body of a class makes; None if that is no manager."""
    bindings = cls.scope.names.get(name, ())
    value = bindings[-1].value if bindings else None
    if not isinstance(value, ast.Call):
        return None
    return _makers(value, cls.module, cls.within, project)


def _makers(call: ast.Call, module: Module, within: tuple[Function, ...], project: Project) -> tuple[Class, ...] | None:
    match call.func:
        case ast.Attribute(value=owner, attr="as_manager"):
            symbol = project.resolve(owner, module, within)
            cls = symbol.definition if symbol else None
            return (cls,) if isinstance(cls, Class) else ()
        case ast.Call() as maker:
            return _mixed(maker, module, within, project)
    symbol = project.resolve(call.func, module, within)
    if symbol is None:
        return None
    if isinstance(symbol.definition, Class):
        is_one = _is_manager(symbol.definition, project)
        return makers_of(symbol.definition, project) if is_one else None
    if isinstance(symbol.definition, ast.Call) and symbol.module is not None:
        return _mixed(symbol.definition, symbol.module, (), project)
    return () if symbol.name.endswith("Manager") else None


def _mixed(call: ast.Call, module: Module, within: tuple[Function, ...], project: Project) -> tuple[Class, ...] | None:
    """The classes of `Manager.from_queryset(QuerySet)`."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "from_queryset"):
        return None
    symbols = [project.resolve(one, module, within) for one in (call.func.value, *call.args[:1])]
    return tuple(one.definition for one in symbols if one is not None and isinstance(one.definition, Class))


def makers_of(cls: Class, project: Project) -> tuple[Class, ...]:
    """A class of managers, and the classes of querysets that it takes its methods from or makes."""
    return (cls, *project.once(("querysets", cls), lambda: tuple(_querysets_of(cls, project))))


def _querysets_of(cls: Class, project: Project) -> Iterator[Class]:
    line = [base for base in project.mro(cls) if isinstance(base, Class)]
    for base in line:
        for node in base.node.bases:
            if isinstance(node, ast.Call):
                yield from _mixed(node, base.module, base.within, project) or ()
    for base in line:
        method = base.method(MAKER) if MAKER in base.scope.names else None
        if method is None:
            continue
        made = (_first_call(one.value) for one in own_nodes(method) if isinstance(one, ast.Return))
        within = (*base.within, method)
        found = [project.resolve(call.func, base.module, within) for call in made if call is not None]
        classes = (symbol.definition for symbol in found if symbol is not None)
        yield from (one for one in classes if isinstance(one, Class) and is_queryset(one, project))
        if all(symbol is None or symbol.name != "builtins.super" for symbol in found):
            return


def _first_call(node: ast.expr | None) -> ast.Call | None:
    """The call with which a chain of calls begins."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
        node = node.func.value
    return node if isinstance(node, ast.Call) else None


def _is_manager(cls: Class, project: Project) -> bool:
    calls = any(isinstance(node, ast.Call) for node in cls.node.bases)
    names = [base.name for base in project.mro(cls) if isinstance(base, Symbol)]
    return calls or any(name.endswith("Manager") for name in names)


def is_queryset(cls: Class, project: Project) -> bool:
    """Whether a class of the project makes querysets."""
    names = [base.name for base in project.mro(cls) if isinstance(base, Symbol)]
    return any(name.endswith("QuerySet") for name in names)


def own_method(owner: Value, name: str, project: Project) -> Routine | None:
    """The method of the project that a manager or queryset has under a name."""
    for maker in owner.makers:
        if owner.kind in MANAGERS or is_queryset(maker, project):
            for base in project.mro(maker):
                if isinstance(base, Class) and name in base.scope.names:
                    return routine_at(base.method(name), base.module, project)
    return None


def overrides(owner: Value, name: str, project: Project) -> bool:
    """Whether a manager class of the project has a method of its own that the twin of `name` does not call."""
    found = own_method(owner, name, project) if owner.kind in MANAGERS else None
    return found is not None and found.cls is not None and not is_queryset(found.cls, project)


def given_by(owner: Value, method: str, call: ast.Call) -> Value | None:
    """What a method of Django's managers and querysets gives; None if they have no such method."""
    names = facts()["queryset"]
    row = owner.element or Value(Kind.MODEL)
    if method in names["lazy"]:
        return _derived(queryset_of(owner), method, call)
    if method in names["row"]:
        return row
    if method in names["made"]:
        return replace(row, loaded=frozenset()) if row.kind is Kind.MODEL else row
    if method in names["pairs"]:
        return tuple_of([replace(row, loaded=frozenset()), PLAIN])
    if method in names["rows"]:
        return Value(Kind.CONTAINER, element=replace(row, loaded=frozenset()))
    if method == "iterator":
        return Value(Kind.ROWS, owner.name, owner.cls, row)
    return PLAIN if method in names["results"] or method in names["writes"] else None


def _derived(made: Value, method: str, call: ast.Call) -> Value:
    names = facts()["queryset"]
    row = made.element or Value(Kind.MODEL)
    if method in names["plain"]:
        return replace(made, element=PLAIN)
    if row.kind is not Kind.MODEL:
        return replace(made, fresh=True) if method != "all" else made
    if method in names["partial"]:
        row = replace(row, whole=False, loaded=frozenset())
    if method == "select_related":
        row = replace(row, loaded=_paths(call, row.loaded))
    if method in {"union", "difference", "intersection", "raw"}:
        row = replace(row, loaded=frozenset())
    return replace(made, element=row, fresh=made.fresh or method != "all")


def _paths(call: ast.Call, loaded: frozenset[str]) -> frozenset[str]:
    """The relations that a call of `select_related` adds, with those on the way to them."""
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if len(texts) != len(call.args) or call.keywords:
        return frozenset()
    steps = [text.split("__") for text in texts]
    return loaded | {"__".join(parts[:count]) for parts in steps for count in range(1, len(parts) + 1)}
