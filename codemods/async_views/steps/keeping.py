"""Objects that a function uses and has not built: where that is done, and who else has to do with them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import is_none, own_nodes
from channels_fix.project import Project
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called, is_property
from codemods.async_views.steps.stored import assigned, entered, shared
from codemods.async_views.values.value import Kind, Value
from codemods.async_views.values.values import Values
from codemods.routines import Mention, mentions_in, routine_at
from codemods.testing import is_test

MAX_HOPS = 8
"""As often as an object is followed from one name to the one that it got it from."""


@dataclass(frozen=True)
class Kept:
    """An object that is built in one place of the project, and kept under names of a module, function or object.

    Attributes:
        call: What builds it.
        place: Where that is written.
        made_by: The full name of what is called there.
        uses: The other places that have it under one of its names.
        through: The functions that are called to get it.
    """

    call: ast.Call
    place: Place
    made_by: str
    uses: tuple[Mention, ...]
    through: tuple[ast.FunctionDef, ...]


def kept(node: ast.expr, makers: frozenset[str], place: Place) -> Kept | None:
    """Find where the object is built that an expression stands for; None if that is not one place for certain.

    Args:
        node: The expression.
        makers: The full names of what may build it.
        place: Where the expression is written.
    """
    search = _Search(makers, place.project)
    return place.project.once(("kept", node, place.within, makers), lambda: search.kept(node, place))


class _Search:
    """Goes back from an expression to what builds its object, and collects who uses the names on the way."""

    def __init__(self, makers: Collection[str], project: Project) -> None:
        self.makers, self.project = makers, project
        self.way: set[ast.expr] = set()
        self.uses: list[Mention] = []
        self.through: list[ast.FunctionDef] = []

    def kept(self, node: ast.expr, place: Place) -> Kept | None:
        """All that is known in the end."""
        found = self._find(node, place, MAX_HOPS)
        if found is None:
            return None
        call, at = found
        self._follow_copies()
        others = dict.fromkeys(one for one in self.uses if one.node not in self.way)
        return Kept(call, at, called(call, at), tuple(others), tuple(self.through))

    def _find(self, node: ast.expr, place: Place, hops: int) -> tuple[ast.Call, Place] | None:
        self.way.add(node)
        if not hops:
            return None
        match node:
            case ast.Call():
                return (node, place) if called(node, place) in self.makers else self._given(node.func, place, hops)
            case ast.Name(id=name):
                depths = range(len(place.within), 0, -1)
                scopes = {depth: self.project.function_scope(place.within[depth - 1]) for depth in depths}
                depth = next((one for one in depths if name in scopes[one].names), None)
                return self._local(name, depth, place, hops) if depth else self._shared(node, place, hops)
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if place.cls and owner == place.receiver:
                return self._attribute(name, place.cls, hops)
            case ast.Attribute():
                return self._shared(node, place, hops)
        return None

    def _local(self, name: str, depth: int, place: Place, hops: int) -> tuple[ast.Call, Place] | None:
        """What a function gives one of its names, if it does so once."""
        function = place.within[depth - 1]
        bindings = self.project.function_scope(function).names[name]
        if all(one.target is not None for one in bindings):
            return self._shared(ast.Name(name, ast.Load()), place, hops)
        values = [one.value for one in bindings if isinstance(one.value, ast.expr)]
        values += self.project.once(("managed", function), lambda: entered(function)).get(name, [])
        known = len(values) == len(bindings)
        values = [value for value in values if not is_none(value)]
        if not known or len(values) != 1:
            return None
        self.uses += self._of_local(name, function, place.module)
        at = Place(place.module, self.project, place.within[:depth], place.cls, place.receiver)
        return self._find(values[0], at, hops - 1)

    def _of_local(self, name: str, function: Function, module: Module) -> Iterator[Mention]:
        named = mentions_in(name, module, self.project)
        yield from (one for one in named if isinstance(one.node, ast.Name) and function in one.within)

    def _shared(self, node: ast.Name | ast.Attribute, place: Place, hops: int) -> tuple[ast.Call, Place] | None:
        """What a module keeps under a name."""
        symbol = self.project.resolve(node, place.module, place.within)
        if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.expr):
            return None
        module, name = symbol.module, symbol.name.rpartition(".")[2]
        values = shared(name, module)
        if len(values) != 1:
            return None
        for other in dict.fromkeys([module, *self.project.modules_with_all(name, _last(module.name))]):
            for mention in mentions_in(name, other, self.project):
                meant = self.project.resolve(mention.node, other, mention.within)
                self.uses += [mention] if meant is not None and meant.definition is symbol.definition else []
        value, function = values[0]
        return self._find(value, Place.of(function, module, self.project), hops - 1)

    def _attribute(self, name: str, cls: Class, hops: int) -> tuple[ast.Call, Place] | None:
        """What the objects of a class keep under a name, if one method or the class itself gives them that."""
        line = [base for base in self.project.mro(cls) if isinstance(base, Class)]
        family = dict.fromkeys([*line, *(heir for base in line for heir in self.project.descendants(base))])
        values = [
            (value, Place.of(function, one.module, self.project, one))
            for one in family
            for value, function in assigned(name, one, self.project)
            if not is_none(value)
        ]
        getters = [one for one in family if one.method(name) is not None]
        if len(values) + len(getters) != 1 or self._is_set_from_outside(name, frozenset(family)):
            return None
        self.uses += self._of_attribute(name, frozenset(family))
        if values and not values[0][1].within and any(one.node.decorator_list for one in family):
            return None  # who makes an object of a data class may give it another one
        if values:
            return self._find(*values[0], hops - 1)
        node = getters[0].method(name)
        quiet = is_property(node, getters[0], self.project) and not asks(
            routine_at(node, getters[0].module, self.project), self.project
        )
        return self._returned(node, getters[0], getters[0].module, hops) if quiet else None

    def _of_attribute(self, name: str, family: frozenset[Class]) -> Iterator[Mention]:
        """Yield where the project has an attribute of the objects of some classes, or may have it."""
        for module in self._modules(name, family):
            for mention in mentions_in(name, module, self.project):
                if isinstance(mention.node, ast.Attribute) and self._may_be_of(mention, mention.node.value, family):
                    yield mention

    def _modules(self, name: str, family: frozenset[Class]) -> list[Module]:
        """The modules that may have to do with an attribute of the objects of some classes."""
        ordered = sorted(family, key=lambda cls: (cls.module.path, cls.node.lineno))
        naming = (one for cls in ordered for one in self.project.modules_with_all(f".{name}", _last(cls.qualname)))
        return list(dict.fromkeys([*(cls.module for cls in ordered), *naming]))

    def _is_set_from_outside(self, name: str, family: frozenset[Class]) -> bool:
        """Whether somebody else may give the objects another one; what tests do is their own affair."""
        own = {id(node) for cls in family for node in ast.walk(cls.node)}
        return any(
            isinstance(node, ast.Attribute) and node.attr == name and not isinstance(node.ctx, ast.Load)
            for module in self._modules(name, family)
            if not is_test(module)
            for node in ast.walk(module.tree)
            if id(node) not in own and not (isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self")
        )

    def _may_be_of(self, mention: Mention, owner: ast.expr, family: frozenset[Class]) -> bool:
        if mention.cls is not None and isinstance(owner, ast.Name) and owner.id == mention.receiver:
            return mention.cls in family
        value = self._value(mention, owner)
        return value.cls in family if value.kind is Kind.OBJECT else value.kind is Kind.UNKNOWN

    def _value(self, mention: Mention, node: ast.expr) -> Value:
        runner = mention.runner(self.project)
        if runner is not None:
            return Body.of(runner, self.project).values.of(node)
        return Values.of_module(mention.module, self.project).of(node)

    def _given(self, func: ast.expr, place: Place, hops: int) -> tuple[ast.Call, Place] | None:
        """What a function of the project gives, or a method of the same object."""
        match func:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if place.cls and owner == place.receiver:
                bases = (base for base in self.project.mro(place.cls) if isinstance(base, Class))
                cls = next((base for base in bases if name in base.scope.names), None)
                return self._returned(cls.method(name), cls, cls.module, hops) if cls else None
        symbol = self.project.resolve(func, place.module, place.within)
        if symbol is None or symbol.module is None:
            return None
        return self._returned(symbol.definition, None, symbol.module, hops)

    def _returned(self, node: object, cls: Class | None, module: Module, hops: int) -> tuple[ast.Call, Place] | None:
        if not isinstance(node, ast.FunctionDef):
            return None
        values = [one.value for one in own_nodes(node) if isinstance(one, ast.Return) and one.value is not None]
        if len(values) != 1 or any(isinstance(one, ast.Yield | ast.YieldFrom) for one in own_nodes(node)):
            return None
        self.through.append(node)
        return self._find(values[0], Place.of(node, module, self.project, cls), hops - 1)

    def _follow_copies(self) -> None:
        """Add who uses the names that the functions give to what they have under one of the known names."""
        for mention in self.uses:  # grows meanwhile
            match mention.parents[0]:
                case ast.Assign(targets=[ast.Name(id=name)]) if mention.within and mention.node not in self.way:
                    self.way.add(mention.node)
                    self.uses += self._of_local(name, mention.within[-1], mention.module)


def _last(name: str) -> str:
    return name.rpartition(".")[2]
