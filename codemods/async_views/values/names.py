"""What the names of one function are bound to: every place that gives a name a value."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from channels_fix.module import Class
from channels_fix.nodes import DEFINITIONS, children
from codemods.async_views.values.annotations import better
from codemods.async_views.values.classes import object_of
from codemods.async_views.values.harmless import facts
from codemods.async_views.values.scopes import COMPREHENSIONS, caught_under, scoped
from codemods.async_views.values.value import ERROR, LAZY, PLAIN, UNKNOWN, Kind, Value, container, joined
from codemods.routines import Routine

if TYPE_CHECKING:
    from codemods.async_views.values.values import Values

Source = Callable[["Values"], "Value | None"]
"""Works out one of the values of a name; None while that depends on itself."""


def sources_of(routine: Routine) -> dict[str, list[Source]]:
    """What a function binds its local names to, and those of its lambdas; not its parameters.

    Those of a comprehension are kept apart.
    """
    found: dict[str, list[Source]] = {}
    for node in _own(routine.node):
        for name, source in _bound_by(node):
            found.setdefault(name, []).append(source)
        if isinstance(node, COMPREHENSIONS):
            for part in node.generators:
                for name, source in _targets(part.target, _row_of(part.iter)):
                    found.setdefault(scoped(name, node), []).append(source)
    return found


def fillings_of(routine: Routine) -> dict[str, list[Source]]:
    """What a function puts into the containers that local names stand for."""
    found: dict[str, list[Source]] = {}
    for node in _own(routine.node):
        for name, source in _put_into(node):
            found.setdefault(name, []).append(source)
    return found


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function and of the lambdas in it, without the other functions and classes."""
    stack = [function]
    while stack:
        node = stack.pop()
        yield node
        stack += [one for one in children(node) if isinstance(one, ast.Lambda) or not isinstance(one, DEFINITIONS)]


def _bound_by(node: ast.AST) -> Iterator[tuple[str, Source]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _unpacked(target, value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value, annotation=annotation):
            yield name, _annotated(value, annotation)
        case ast.NamedExpr(target=target, value=value):
            yield from _unpacked(target, value)
        case ast.AugAssign(target=ast.Name() as target, value=value):
            yield target.id, _sum_of(target, node.op, value)
        case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
            yield from _targets(target, _row_of(value))
        case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
            yield from _targets(target, _entered(value))
        case ast.ExceptHandler(name=str(name), type=ast.expr() as caught):
            yield caught_under(name, node), _caught(caught)
        case ast.Match(subject=subject):
            for name in _captured(node):
                yield name, _inside_of(subject)
        case ast.Call():
            for argument in (*node.args, *(word.value for word in node.keywords)):
                if isinstance(argument, ast.Lambda):
                    yield from _given_to(argument, node)


def _caught(types: ast.expr) -> Source:
    """An error is an object of a class that the clause names, and one of another package asks nobody."""
    named = types.elts if isinstance(types, ast.Tuple) else [types]

    def source(values: Values) -> Value | None:
        symbols = (values.symbol_of(one) for one in named)
        classes = [symbol.definition if symbol else None for symbol in symbols]
        return joined(
            object_of(cls, values.project) if isinstance(cls, Class) else Value(Kind.FOREIGN, ERROR) for cls in classes
        )

    return source


def _captured(node: ast.Match) -> Iterator[str]:
    """Yield the names that the patterns of a `match` bind."""
    for pattern in (inner for case in node.cases for inner in ast.walk(case.pattern)):
        match pattern:
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield name


def _inside_of(subject: ast.expr) -> Source:
    """What a pattern takes out of data is data; of all else nobody knows."""

    def source(values: Values) -> Value | None:
        value = values.now(subject)
        return value if value is None else PLAIN if _is_data(value) else UNKNOWN

    return source


def _is_data(value: Value | None) -> bool:
    if value is not None and value.kind is Kind.CONTAINER:
        return _is_data(value.element)
    return value is not None and value.kind is Kind.PLAIN


def _given_to(function: ast.Lambda, call: ast.Call) -> Iterator[tuple[str, Source]]:
    """The parameters of a lambda that is handed on: built-in functions call it with what their others hold."""
    others = [argument for argument in call.args if argument is not function]

    def source(values: Values) -> Value | None:
        called = values.symbol_of(call.func)
        known = called is not None and called.name.startswith(("builtins.", "itertools.", "functools."))
        if isinstance(call.func, ast.Attribute) and call.func.attr == "sort" and not known:
            return values.row(call.func.value)
        return values.rows(others) if known and others else UNKNOWN

    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield argument.arg, source


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, Source]]:
    """Bind a target to the value of an expression, and the parts of both to one another where they are written."""
    match target, value:
        case (ast.Tuple() | ast.List(), ast.Tuple() | ast.List()):
            starred = any(isinstance(one, ast.Starred) for one in (*target.elts, *value.elts))
            if not starred and len(target.elts) == len(value.elts):
                for inner, part in zip(target.elts, value.elts, strict=True):
                    yield from _unpacked(inner, part)
                return
            yield from _targets(target, lambda values: values.now(value))
        case _:
            yield from _targets(target, lambda values: values.now(value))


def _targets(target: ast.expr, source: Source) -> Iterator[tuple[str, Source]]:
    match target:
        case ast.Name(id=name):
            yield name, source
        case ast.Starred(value=inner):
            yield from _targets(inner, lambda values: _held(source(values)))
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            starred = any(isinstance(part, ast.Starred) for part in parts)
            for index, part in enumerate(parts):
                inner = part.value if isinstance(part, ast.Starred) else part
                place = None if starred else (index, len(parts))
                yield from _targets(inner, _part_of(source, place, wrapped=inner is not part))


def _part_of(source: Source, place: tuple[int, int] | None, *, wrapped: bool) -> Source:
    """A part of what is unpacked: that at a place, or any."""

    def part(values: Values) -> Value | None:
        value = source(values)
        if value is not None and place is not None and len(value.parts) == place[1]:
            return value.parts[place[0]]
        row = value.row if value is not None else None
        return container([row]) if wrapped and row is not None else row

    return part


def _held(value: Value | None) -> Value | None:
    return container([value]) if value is not None else None


def _annotated(node: ast.expr, annotation: ast.expr) -> Source:
    return lambda values: better(values.now(node), annotation, values.routine.module, values.project)


def _row_of(node: ast.expr) -> Source:
    return lambda values: values.row(node)


def _entered(node: ast.expr) -> Source:
    from codemods.async_views.values.entered import entered

    return lambda values: entered(node, values)


def _sum_of(target: ast.Name, operator: ast.operator, value: ast.expr) -> Source:
    del target

    def source(values: Values) -> Value | None:
        added = values.now(value)
        if isinstance(operator, ast.Add) and added is not None and added.kind in LAZY:
            return container([added.row])  # a list takes the rows
        return added if isinstance(operator, ast.Add | ast.BitOr | ast.BitAnd | ast.BitXor) else PLAIN

    return source


def _put_into(node: ast.AST) -> Iterator[tuple[str, Source]]:
    """What is put into a container that a name stands for."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method), args=[*_, value]):
            if method in facts()["methods"]["keeping"] and not (method in {"get", "pop"} and len(node.args) < 2):
                yield name, lambda values: _held(values.now(value))
            elif method in {"extend", "update", "union"}:
                yield name, lambda values: _held(values.row(value))
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                    yield target.value.id, lambda values: _held(values.now(value))
