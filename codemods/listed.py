"""What the lists of a project hold: those that its modules build up over several statements, such as `urlpatterns`.

All is counted in that such a list may hold, under whatever condition; what is taken out of it again still counts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from channels_fix.bindings import Function
from channels_fix.module import Module
from channels_fix.nodes import inner_nodes, own_nodes
from channels_fix.project import Project

COPIES = frozenset({"builtins.list", "builtins.reversed", "builtins.sorted", "builtins.tuple"})
Body = ast.Module | Function


@dataclass(frozen=True)
class Item:
    """One entry of a list, and where it is written; with `spread` it stands for any number of entries.

    `made_by` is the call that runs the function around it, if it was found by way of that.
    """

    node: ast.expr
    module: Module
    within: tuple[Function, ...] = ()
    spread: bool = False
    made_by: Item | None = None


@dataclass(frozen=True)
class _Write:
    """What a statement puts into a list: a list again or, with `single`, an entry."""

    value: ast.expr
    single: bool = False


@dataclass(frozen=True)
class _Writes:
    """What the statements of one body put into a list, and whether one of them surely begins it anew."""

    values: list[_Write]
    anew: bool


class Lists:
    """Reads the lists of a project.

    Args:
        project: The index.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._open: set[tuple[ast.AST, str]] = set()
        self._writes: dict[ast.AST, dict[str, _Writes]] = {}

    @classmethod
    def of_project(cls, project: Project) -> Lists:
        """The one that answers for a project."""
        return project.once("lists", lambda: cls(project))

    def of(self, node: ast.expr, module: Module, within: tuple[Function, ...] = ()) -> tuple[Item, ...]:
        """What the list `node` holds, in the order of the text; what cannot be read is an item that is `spread`."""
        return tuple(self._entries(node, module, within))

    def named(self, name: str, module: Module) -> tuple[Item, ...]:
        """What the list called `name` at the top level of `module` holds, nothing if there is none."""
        return tuple(self._named(name, module))

    def made(self, place: Item) -> tuple[Item, ...]:
        """What the function of the project gives that the call at `place` runs, nothing if it runs none."""
        symbol = (
            self.project.resolve(place.node.func, place.module, place.within)
            if isinstance(place.node, ast.Call)
            else None
        )
        if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.FunctionDef):
            return ()
        function, module = symbol.definition, symbol.module
        values = [node.value for node in own_nodes(function) if isinstance(node, ast.Return) and node.value is not None]
        return tuple(Item(value, module, (function,), made_by=place) for value in values)

    def is_named(self, name: str, module: Module) -> bool:
        """Whether the statements of `module` itself put something into a list called `name`."""
        return name in self._writes_in(module.tree)

    def _entries(self, node: ast.expr, module: Module, within: tuple[Function, ...]) -> Iterator[Item]:
        match node:
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                for element in elements:
                    if isinstance(element, ast.Starred):
                        yield from self._entries(element.value, module, within)
                    else:
                        yield Item(element, module, within)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                yield from self._all([left, right], module, within)
            case ast.IfExp(body=one, orelse=other):
                yield from self._all([one, other], module, within)
            case ast.BoolOp(values=values):
                yield from self._all(values, module, within)
            case ast.ListComp(elt=element, generators=loops) | ast.GeneratorExp(elt=element, generators=loops):
                same = [loop.iter for loop in loops if _is_same_name(element, loop.target)]
                yield from self._all(same, module, within) if same else [Item(element, module, within)]
            case ast.Subscript(value=value, slice=ast.Slice()):
                yield from self._entries(value, module, within)
            case ast.Name(id=name):
                yield from self._variable(node, name, module, within)
            case ast.Attribute(value=value, attr=name):
                owner = self.project.resolve(value, module, within)
                found = self.named(name, owner.definition) if owner and isinstance(owner.definition, Module) else ()
                yield from found or [Item(node, module, within, spread=True)]
            case ast.Call():
                yield from self._call(node, module, within)
            case _:
                yield Item(node, module, within, spread=True)

    def _all(self, nodes: Iterable[ast.expr], module: Module, within: tuple[Function, ...]) -> Iterator[Item]:
        for node in nodes:
            yield from self._entries(node, module, within)

    def _call(self, node: ast.Call, module: Module, within: tuple[Function, ...]) -> Iterator[Item]:
        symbol = self.project.resolve(node.func, module, within)
        if symbol is not None and symbol.name in COPIES and len(node.args) == 1:
            yield from self._entries(node.args[0], module, within)
        elif symbol is not None and symbol.module and isinstance(symbol.definition, ast.FunctionDef):
            place = Item(node, module, within)
            found = list(self._returned(symbol.definition, symbol.module))
            for item in found:
                is_inside = item.within == (symbol.definition,) and item.made_by is None
                yield replace(item, made_by=place) if is_inside else item
            if any(isinstance(item.node, ast.Name) and item.spread for item in found):
                yield replace(place, spread=True)  # it gives what it is given
        else:
            yield Item(node, module, within, spread=True)

    def _returned(self, function: ast.FunctionDef, module: Module) -> Iterator[Item]:
        key = (function, "")
        if key in self._open:
            return
        self._open.add(key)
        for node in own_nodes(function):
            if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
                single = isinstance(node, ast.Yield)
                yield from self._written(_Write(node.value, single), module, (function,))
        self._open.discard(key)

    def _variable(self, node: ast.Name, name: str, module: Module, within: tuple[Function, ...]) -> Iterator[Item]:
        for depth in range(len(within), 0, -1):
            function = within[depth - 1]
            if name in self.project.function_scope(function).names:
                found = tuple(self._put_in(name, function, module, within[:depth]))
                yield from found or [Item(node, module, within, spread=True)]
                return
        if name in module.scope.names or module.scope.stars:
            found = self.named(name, module)
            is_open = (module.tree, name) in self._open  # `urls = urls + [...]`: its other statements are being read
            yield from found or ([] if is_open else [Item(node, module, within, spread=True)])
        else:
            yield Item(node, module, within, spread=True)

    def _named(self, name: str, module: Module) -> Iterator[Item]:
        written = self._writes_in(module.tree).get(name)
        if written is None or not written.anew:
            yield from self._imported(name, module)
        yield from self._put_in(name, module.tree, module, ())

    def _imported(self, name: str, module: Module) -> Iterator[Item]:
        key = (module.tree, f"import {name}")
        if key in self._open:
            return
        self._open.add(key)
        for binding in module.scope.names.get(name, ()):
            package, _, original = (binding.target or "").rpartition(".")
            source = self.project.module_named(package, binding.level, module) if original else None
            yield from self._named(original, source) if source else ()
        for star in module.scope.stars:
            source = self.project.module_named(star.target or "", star.level, module)
            yield from self._named(name, source) if source else ()
        self._open.discard(key)

    def _put_in(self, name: str, body: Body, module: Module, within: tuple[Function, ...]) -> Iterator[Item]:
        key = (body, name)
        written = self._writes_in(body).get(name)
        if written is None or key in self._open:
            return
        self._open.add(key)
        for write in written.values:
            yield from self._written(write, module, within)
        self._open.discard(key)

    def _written(self, write: _Write, module: Module, within: tuple[Function, ...]) -> Iterator[Item]:
        if write.single:
            yield Item(write.value, module, within)
        else:
            yield from self._entries(write.value, module, within)

    def _writes_in(self, body: Body) -> dict[str, _Writes]:
        if body not in self._writes:
            self._writes[body] = _collect(body)
        return self._writes[body]


def _collect(body: Body) -> dict[str, _Writes]:
    found: dict[str, list[_Write]] = {}
    for node in inner_nodes(body.body):
        for name, write in _write(node):
            found.setdefault(name, []).append(write)
    anew = {name for node in body.body for name in _begun(node)}
    return {name: _Writes(values, name in anew) for name, values in found.items()}


def _write(node: ast.AST) -> Iterator[tuple[str, _Write]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, _Write(value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, _Write(value)
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
            yield name, _Write(value)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="extend"), args=[value])):
            yield name, _Write(value)
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append" | "insert"), args=[*_, value])
        ):
            yield name, _Write(value, single=True)


def _begun(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement gives a value without a look at the one before."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        for name, write in _write(node):
            if not any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(write.value)):
                yield name


def _is_same_name(one: ast.expr, other: ast.expr) -> bool:
    return isinstance(one, ast.Name) and isinstance(other, ast.Name) and one.id == other.id
