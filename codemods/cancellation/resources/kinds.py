"""Tells which kind of resource, or way to one, an expression stands for. What is not known for certain is None."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from channels_fix.bindings import Function, all_arguments
from channels_fix.flow.calls import is_generator
from channels_fix.module import Class, Module
from channels_fix.nodes import is_none
from channels_fix.project import Project
from codemods.cancellation.cleaning.place import receiver_of
from codemods.cancellation.resources.scopes import own_nodes
from codemods.cancellation.resources.table import (
    Kind,
    given_by_function,
    given_by_method,
    methods,
    of_attribute,
    of_type,
)

MAX_STEPS = 6
"""Names that are followed, one to the next."""


@dataclass(frozen=True)
class Sight:
    """A place from which names are seen: in `function` of `within`, the innermost, a method of `cls` or none."""

    module: Module
    within: tuple[Function, ...]
    cls: Class | None
    project: Project

    @property
    def receiver(self) -> str:
        """The name of the object of the method around the place, "" if there is none."""
        body = self.cls.node.body if self.cls else []
        method = next((function for function in reversed(self.within) if function in body), None)
        return receiver_of(method) if method else ""

    def name_of(self, node: ast.expr) -> str:
        """The full dotted name of a function or class outside of the project, "" if it is none or not known."""
        symbol = self.project.resolve(node, self.module, self.within)
        return symbol.name if symbol is not None and symbol.definition is None else ""


def given_by(call: ast.Call, sight: Sight, steps: int = MAX_STEPS) -> tuple[Kind, ...]:
    """What a call gives: more than one only where it gives a tuple.

    Args:
        call: The call.
        sight: Where it is written.
        steps: How many names may be followed.

    Returns:
        The kinds; whether the call must be awaited stands there.
    """
    found = given_by_function(sight.name_of(call.func)) if isinstance(call.func, ast.Name | ast.Attribute) else ()
    if not found and isinstance(call.func, ast.Attribute) and call.func.attr in methods():
        owner = kind_of(call.func.value, sight, steps - 1)
        found = given_by_method(owner.name, call.func.attr) if owner else ()
    if not found and isinstance(call.func, ast.Name | ast.Attribute):
        maker = kind_of(call.func, sight, steps - 1)
        found = given_by_method(maker.name, "__call__") if maker else _given_by_helper(call.func, sight, steps - 1)
    return tuple(kind for kind in found if not kind.keyword or _is_true(call, kind.keyword))


def _given_by_helper(node: ast.expr, sight: Sight, steps: int) -> tuple[Kind, ...]:
    """What a function of the project gives that does nothing but make it, or make it ready."""
    symbol = sight.project.resolve(node, sight.module, sight.within)
    if symbol is None or symbol.module is None or steps <= 0:
        return ()
    function = symbol.definition
    if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) or function.decorator_list:
        return ()
    if function not in symbol.module.tree.body or is_generator(function):
        return ()
    match [one for one in own_nodes(function) if isinstance(one, ast.Return)]:
        case [ast.Return(value=ast.Call() | ast.Await(value=ast.Call()) as value)] if value is not None:
            kind = kind_of(value, Sight(symbol.module, (function,), None, sight.project), steps)
        case _:
            return ()
    if kind is None or not kind.is_resource:
        return ()
    if isinstance(function, ast.AsyncFunctionDef):
        return (
            replace(kind, awaited=True, keyword="", manager="" if kind.awaited else kind.manager, manager_awaits=True),
        )
    return (kind,) if not kind.awaited else ()


def kind_of(node: ast.expr, sight: Sight, steps: int = MAX_STEPS) -> Kind | None:
    """The kind of the object that an expression gives.

    Args:
        node: The expression.
        sight: Where it is written.
        steps: How many names may be followed.

    Returns:
        The kind, or None when it is none of the table or cannot be known.
    """
    if steps <= 0:
        return None
    match node:
        case ast.Await(value=ast.Call() as call):
            return _single(given_by(call, sight, steps), awaited=True)
        case ast.Call():
            return _single(given_by(node, sight, steps), awaited=False)
        case ast.BinOp(left=left, op=ast.Div()):
            kind = kind_of(left, sight, steps - 1)
            return kind if kind is not None and kind.name == "path" else None
        case ast.Name(id=name):
            return _of_name(name, node, sight, steps)
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute) if owner and owner == sight.receiver:
            question = ("kind of an attribute", sight.cls, attribute, steps)
            return sight.project.once(question, lambda: _of_attribute(attribute, sight, steps))
        case ast.Attribute():
            return _of_global(node, sight, steps)
    return None


def _single(found: Sequence[Kind], *, awaited: bool) -> Kind | None:
    return found[0] if len(found) == 1 and found[0].awaited is awaited and found[0].index is None else None


def _is_true(call: ast.Call, keyword: str) -> bool:
    return any(
        one.arg == keyword and isinstance(one.value, ast.Constant) and one.value.value is True for one in call.keywords
    )


def _of_name(name: str, node: ast.Name, sight: Sight, steps: int) -> Kind | None:
    for depth in range(len(sight.within), 0, -1):
        function = sight.within[depth - 1]
        if name in sight.project.function_scope(function).names:
            inner = Sight(sight.module, sight.within[:depth], sight.cls, sight.project)
            return _agreed(list(_bound_in(function, name, inner, steps)))
    return _of_global(node, sight, steps)


def _of_global(node: ast.expr, sight: Sight, steps: int) -> Kind | None:
    """The kind of what the top level of a module keeps under a name."""
    symbol = sight.project.resolve(node, sight.module, sight.within)
    if symbol is None or not isinstance(symbol.definition, ast.expr) or symbol.module is None:
        return None
    return kind_of(symbol.definition, Sight(symbol.module, (), None, sight.project), steps - 1)


def _bound_in(function: Function, name: str, sight: Sight, steps: int) -> Iterator[Kind | None]:
    """Yield the kinds that the bindings of a name in a function give it; to be bound to None is no binding."""
    for argument in all_arguments(function.args):
        if argument.arg == name:
            yield of_type(sight.name_of(argument.annotation)) if argument.annotation is not None else None
    known: set[ast.AST] = set()
    for node in own_nodes(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=target) as bound], value=value) if target == name:
                known.add(bound)
            case ast.AnnAssign(target=ast.Name(id=target) as bound, value=ast.expr() as value) if target == name:
                known.add(bound)
            case ast.withitem(context_expr=value, optional_vars=ast.Name(id=target) as bound) if target == name:
                known.add(bound)
                yield _entered(value, sight, steps)
                continue
            case _:
                continue
        if not (isinstance(value, ast.Constant) and value.value is None):
            yield kind_of(value, sight, steps - 1)
    for node in own_nodes(function):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) and node not in known:
            yield None


def _entered(value: ast.expr, sight: Sight, steps: int) -> Kind | None:
    """What a with statement gives to `as`."""
    if isinstance(value, ast.Call):
        found = given_by(value, sight, steps - 1)
        if len(found) == 1 and found[0].manager and not found[0].manager_awaits:
            return found[0]
    kind = kind_of(value, sight, steps - 1)
    return kind if kind is not None and kind.manager else None


def _of_attribute(attribute: str, sight: Sight, steps: int) -> Kind | None:
    """The kind of what the object of a method has in an attribute, as all who set it agree."""
    assert sight.cls is not None
    if sight.cls.method(attribute) is not None:
        return None
    line = sight.project.mro(sight.cls)
    found: list[Kind | None] = []
    for cls in line:
        if not isinstance(cls, Class):
            continue
        if attribute in cls.scope.names:
            found += [
                None if not isinstance(one.value, ast.expr) else kind_of(one.value, _in(cls, (), sight), steps - 1)
                for one in cls.scope.names[attribute]
                if not is_none(one.value)
            ]
        for method in cls.node.body:
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                found += list(_set_in(method, attribute, _in(cls, (method,), sight), steps))
    if not found:
        names = [base.name for base in line if base is not None and not isinstance(base, Class)]
        found += [kind for name in names if (kind := of_attribute(name, attribute)) is not None][:1]
    return _agreed(found)


def _in(cls: Class, within: tuple[Function, ...], sight: Sight) -> Sight:
    return Sight(cls.module, (*cls.within, *within), cls, sight.project)


def _set_in(method: Function, attribute: str, sight: Sight, steps: int) -> Iterator[Kind | None]:
    stored = sight.project.once(("stores", method), lambda: _stores(method))
    for is_plain, given in stored.get(attribute, ()):
        if not is_plain:
            yield None
        elif given is not None and not is_none(given):
            yield kind_of(given, sight, steps - 1)


def _stores(method: Function) -> dict[str, list[tuple[bool, ast.expr | None]]]:
    """What a method sets attributes to, by their names, each with whether it does so by a plain assignment."""
    values: dict[ast.AST, ast.expr | None] = {}
    found: dict[str, list[tuple[bool, ast.expr | None]]] = {}
    nodes = list(ast.walk(method))
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Attribute() as target], value=value):
                values[target] = value
            case ast.AnnAssign(target=ast.Attribute() as target):
                values[target] = node.value
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            found.setdefault(node.attr, []).append((node in values, values.get(node)))
    return found


def _agreed(found: Sequence[Kind | None]) -> Kind | None:
    return (
        found[0]
        if found and all(kind is not None and found[0] is not None and kind.name == found[0].name for kind in found)
        else None
    )
