"""What names in a URLconf stand for that loops and comprehensions bind, or that are parameters of a function there."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from channels_fix.bindings import all_arguments
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.listed import Item, Lists
from codemods.routines import class_mentions

Entry: TypeAlias = "Item | tuple[Entry, ...]"
"""One turn of a loop: an expression, or the parts of what stands for several."""


@dataclass(frozen=True)
class Given:
    """A value that a name is given.

    Attributes:
        place: The expression.
        alone: Whether nothing but the URLconf gets the value from there.
    """

    place: Item
    alone: bool


@dataclass(frozen=True)
class _Loop:
    target: ast.expr
    values: ast.expr
    inside: tuple[ast.AST, ...]


def given_to(place: Item, project: Project) -> Iterator[Given]:
    """Yield what the name at `place`, or an element of what it names, is given; nothing where that is not known."""
    match place.node:
        case ast.Name(id=name):
            yield from _looped(name, place, project)
            yield from _passed(name, place, project)
        case ast.Subscript(value=owner, slice=key):
            for pair in _pairs(replace(place, node=owner), project):
                if not isinstance(key, ast.Constant) or _is_key(pair[0].node, key):
                    yield Given(pair[1], alone=False)
            for given in given_to(replace(place, node=owner), project):
                match given.place.node, key:
                    case ast.Tuple(elts=parts) | ast.List(elts=parts), ast.Constant(value=int(index)):
                        yield from (replace(given, place=replace(given.place, node=one)) for one in parts[index:][:1])


def _looped(name: str, place: Item, project: Project) -> Iterator[Given]:
    body = place.within[-1] if place.within else place.module.tree
    for loop in project.once(("loops", body), lambda: list(_loops(body))):
        if place.node in loop.inside:
            alone = _is_alone(loop.values, project) and _count(name, loop.inside) == 1
            for entry in _entries(replace(place, node=loop.values), project):
                for one in _unpacked(loop.target, entry, name):
                    yield Given(one, alone)


def _passed(name: str, place: Item, project: Project) -> Iterator[Given]:
    """Yield what the call that runs the function around a place gives a parameter of it."""
    call = place.made_by.node if place.made_by is not None else None
    if place.made_by is None or not isinstance(call, ast.Call) or not place.within:
        return
    function = place.within[-1]
    positional = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    if name not in {one.arg for one in all_arguments(function.args)} or any(
        isinstance(one, ast.Starred) for one in call.args
    ):
        return
    found = [word.value for word in call.keywords if word.arg == name]
    found += [one for other, one in zip(positional, call.args, strict=False) if other == name]
    for one in found:
        yield Given(replace(place.made_by, node=one), alone=_count(name, ast.walk(function)) == 1)


def _count(name: str, nodes: Iterable[ast.AST]) -> int:
    """How often something is read."""
    return sum(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load) for node in nodes)


def _loops(body: ast.AST) -> Iterator[_Loop]:
    for node in own_nodes(body):
        match node:
            case ast.For(target=target, iter=values):
                yield _Loop(target, values, tuple(ast.walk(node)))
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                yield from (_Loop(one.target, one.iter, tuple(ast.walk(node))) for one in node.generators)


def _entries(place: Item, project: Project) -> Iterator[Entry]:
    """Yield what a loop over an expression goes through."""
    match place.node:
        case ast.Call(func=ast.Attribute(value=owner, attr="items" | "keys" | "values" as part), args=[]):
            for pair in _pairs(replace(place, node=owner), project):
                yield pair if part == "items" else pair[part == "values"]
        case ast.Call(func=ast.Name(id="enumerate"), args=[values, *_]):
            yield from ((place, one) for one in _entries(replace(place, node=values), project))
        case ast.Call(func=ast.Name(id="zip"), args=several):
            yield from zip(*(list(_entries(replace(place, node=one), project)) for one in several), strict=False)
        case _:
            found = Lists.of_project(project).of(place.node, place.module, place.within)
            yield from (one for one in found if not one.spread)


def _unpacked(target: ast.expr, entry: Entry, name: str) -> Iterator[Item]:
    """Yield what `name` is given when `entry` is assigned to `target`."""
    match target:
        case ast.Name(id=bound):
            if bound == name and isinstance(entry, Item):
                yield entry
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            for inner, part in zip(targets, _parts(entry), strict=False):
                yield from _unpacked(inner, part, name)


def _parts(entry: Entry) -> Sequence[Entry]:
    if not isinstance(entry, Item):
        return entry
    parts = entry.node.elts if isinstance(entry.node, ast.Tuple | ast.List) else []
    return [replace(entry, node=one) for one in parts]


def _pairs(place: Item, project: Project) -> Iterator[tuple[Item, Item]]:
    """Yield the keys and values of a dictionary that is written down somewhere."""
    node, owner = place.node, place
    if isinstance(node, ast.Name | ast.Attribute):
        symbol = project.resolve(node, place.module, place.within)
        if symbol is not None and symbol.module is not None and isinstance(symbol.definition, ast.Dict):
            node, owner = symbol.definition, Item(symbol.definition, symbol.module)
    for key, value in zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ():
        if key is not None:
            yield replace(owner, node=key), replace(owner, node=value)


def _is_key(node: ast.expr, key: ast.Constant) -> bool:
    return isinstance(node, ast.Constant) and node.value == key.value


def _is_alone(values: ast.expr, project: Project) -> bool:
    """Whether a loop goes through what is written down for it alone, or has the only name for that."""
    match values:
        case ast.Name(id=name):
            return len(class_mentions(name, project)) == 1
        case ast.Call(func=ast.Attribute(value=owner), args=[]):
            return _is_alone(owner, project)
        case ast.Call(func=ast.Name(id="enumerate" | "zip"), args=several):
            return all(_is_alone(one, project) for one in several)
    return isinstance(values, ast.Dict | ast.List | ast.Set | ast.Tuple)
