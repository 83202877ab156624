"""What binds a name in one scope: the facts that name resolution rests on.

Facts are collected for a whole scope before anything is resolved, so that the order of statements and of files never
changes an answer.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.nodes import all_nodes, children

Function = ast.FunctionDef | ast.AsyncFunctionDef


class When(enum.Enum):
    """Under which circumstances a binding takes place."""

    ALWAYS = "always"
    TYPING = "typing"
    """Under `if TYPE_CHECKING:` the name does not exist at run time."""
    FALLBACK = "fallback"
    """In the handler of a failed import: the stand-in for the real thing."""
    SOMETIMES = "sometimes"
    """Under a condition, in a loop or in a handler."""


@dataclass(frozen=True)
class Binding:
    """One place that gives a name its meaning.

    `target` is the dotted thing imported, with `level` leading dots; `value` is the class, function or assigned
    expression. Both are None where the meaning cannot be known: a loop variable, a parameter, an unpacked tuple.
    """

    target: str | None = None
    level: int = 0
    value: ast.expr | ast.ClassDef | Function | None = None
    when: When = When.ALWAYS


@dataclass(frozen=True)
class Scope:
    """The bindings of a module, class or function body."""

    names: dict[str, tuple[Binding, ...]]
    stars: tuple[Binding, ...]
    """`from x import *`: the modules whose names may show up here."""


def scope_of(body: Sequence[ast.stmt], parameters: ast.arguments | None = None) -> Scope:
    """Collect what `body` binds, without entering nested functions and classes."""
    names: dict[str, list[Binding]] = {}
    stars: list[Binding] = []
    outer: set[str] = set()
    if parameters is not None:
        for argument in all_arguments(parameters):
            names.setdefault(argument.arg, []).append(Binding())
    for name, binding in _bindings(body, When.ALWAYS):
        if name == "*":
            stars.append(binding)
        elif binding.target == "<outer>":
            outer.add(name)
        else:
            names.setdefault(name, []).append(binding)
    return Scope({name: tuple(found) for name, found in names.items() if name not in outer}, tuple(stars))


def all_arguments(parameters: ast.arguments) -> list[ast.arg]:
    """Every parameter of a signature, in order."""
    found = [*parameters.posonlyargs, *parameters.args]
    if parameters.vararg:
        found.append(parameters.vararg)
    found += parameters.kwonlyargs
    if parameters.kwarg:
        found.append(parameters.kwarg)
    return found


def binds(node: ast.AST, name: str) -> bool:
    """Whether `node` itself binds `name`, in whatever scope it stands."""
    match node:
        case ast.Name(id=identifier, ctx=ast.Store() | ast.Del()):
            return identifier == name
        case ast.arg(arg=identifier):
            return identifier == name
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return node.name == name
        case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar():
            return node.name == name
        case ast.MatchMapping():
            return node.rest == name
        case ast.alias():
            return (node.asname or node.name.partition(".")[0]) == name
        case ast.Global() | ast.Nonlocal():
            return name in node.names
    return False


def is_bound_anywhere(tree: ast.AST, name: str) -> bool:
    """Whether some scope in `tree` binds `name`."""
    return any(binds(node, name) for node in all_nodes(tree))


def _bindings(body: Sequence[ast.stmt], when: When) -> Iterator[tuple[str, Binding]]:
    for statement in body:
        yield from _statement(statement, when)


def _statement(node: ast.stmt, when: When) -> Iterator[tuple[str, Binding]]:
    match node:
        case ast.Import():
            for alias in node.names:
                source = alias.name if alias.asname else alias.name.partition(".")[0]
                yield alias.asname or source, Binding(source, when=when)
        case ast.ImportFrom():
            prefix = f"{node.module}." if node.module else ""
            for alias in node.names:
                if alias.name == "*":
                    yield "*", Binding(node.module or "", node.level, when=when)
                else:
                    yield alias.asname or alias.name, Binding(prefix + alias.name, node.level, when=when)
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            yield node.name, Binding(value=node, when=when)
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _target(target, value, when)
            yield from _walrus(value, when)
        case ast.AnnAssign(target=target, value=value) if value is not None:
            yield from _target(target, value, when)
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            if isinstance(node, ast.AugAssign):
                yield from _target(target, None, when)
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            for name in names:
                yield name, Binding("<outer>")
        case ast.If(test=test) if _is_type_checking(test):
            yield from _bindings(node.body, When.TYPING)
            yield from _bindings(node.orelse, when)
        case ast.Try() if any(_catches_import_error(handler) for handler in node.handlers):
            yield from _bindings([*node.body, *node.orelse, *node.finalbody], when)
            for handler in node.handlers:
                yield from _bindings(handler.body, When.FALLBACK if when is When.ALWAYS else when)
        case ast.Try() | ast.With() | ast.AsyncWith():
            yield from _compound(node, when)
        case _:
            yield from _compound(node, When.SOMETIMES if when is When.ALWAYS else when)


def _compound(node: ast.stmt | ast.excepthandler | ast.match_case, when: When) -> Iterator[tuple[str, Binding]]:
    if isinstance(node, ast.For | ast.AsyncFor):
        yield from _target(node.target, None, when)
    elif isinstance(node, ast.With | ast.AsyncWith):
        for item in node.items:
            if item.optional_vars is not None:
                yield from _target(item.optional_vars, None, when)
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name, Binding(when=when)
    elif isinstance(node, ast.Delete):
        for target in node.targets:
            yield from _target(target, None, when)
    for child in children(node):
        if isinstance(child, ast.stmt):
            yield from _statement(child, when)
        elif isinstance(child, ast.excepthandler | ast.match_case):
            yield from _compound(child, When.SOMETIMES if when is When.ALWAYS else when)
        elif isinstance(child, ast.pattern):
            yield from _pattern(child, when)
        elif isinstance(child, ast.expr):
            yield from _walrus(child, when)


def _target(node: ast.expr, value: ast.expr | None, when: When) -> Iterator[tuple[str, Binding]]:
    match node:
        case ast.Name(id=name):
            yield name, Binding(value=value, when=when)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for element, part in zip(elements, _parts(elements, value), strict=True):
                yield from _target(element, part, when)
        case ast.Starred(value=inner):
            yield from _target(inner, None, when)


def _parts(elements: Sequence[ast.expr], value: ast.expr | None) -> Sequence[ast.expr | None]:
    """The value for each of the elements that one is unpacked to, if they are written side by side."""
    if not isinstance(value, ast.Tuple | ast.List) or len(value.elts) != len(elements):
        return [None] * len(elements)
    starred = any(isinstance(one, ast.Starred) for one in (*elements, *value.elts))
    return [None] * len(elements) if starred else value.elts


def _walrus(node: ast.expr, when: When) -> Iterator[tuple[str, Binding]]:
    for inner in all_nodes(node):
        if isinstance(inner, ast.NamedExpr):
            yield inner.target.id, Binding(when=when)


def _pattern(node: ast.pattern, when: When) -> Iterator[tuple[str, Binding]]:
    for inner in all_nodes(node):
        name = inner.rest if isinstance(inner, ast.MatchMapping) else getattr(inner, "name", None)
        if isinstance(inner, ast.pattern) and name:
            yield name, Binding(when=when)


def _is_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    return handler.type is not None and any(
        isinstance(node, ast.Name) and node.id in {"ImportError", "ModuleNotFoundError"}
        for node in all_nodes(handler.type)
    )
