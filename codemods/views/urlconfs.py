"""Goes through the URLconfs of a project: every entry that names a view, wherever it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from channels_fix.bindings import Function
from channels_fix.module import Module
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.facts import table
from codemods.listed import Item, Lists
from codemods.routines import ANYWHERE, Routine, routines_of
from codemods.views.given import given_to
from codemods.views.layers import layer_of
from codemods.views.view import Layer, Role, Route

PATTERNS = "urlpatterns"
MAX_DEPTH = 12
"""Lists inside of lists."""


@dataclass(frozen=True)
class Entry:
    """What is given as a view at one place.

    Attributes:
        view: The expression.
        route: Where it stands.
        layers: What the lists around it wrap around their views.
        role: Why it is a view.
        prefix: What stands before dotted names of views; None where these are not understood.
    """

    view: Item
    route: Route
    layers: tuple[Layer, ...] = ()
    role: Role = Role.ROUTED
    prefix: str | None = None


def entries_of(project: Project) -> Iterator[Entry]:
    """Yield the entries of all URLconfs, in order of the files."""
    walk = _Walk(project)
    for module in project.modules_with(PATTERNS, ANYWHERE):
        if walk.lists.is_named(PATTERNS, module):
            for item in walk.lists.named(PATTERNS, module):
                yield from walk.run(item, (), "")
            yield from _error_handlers(module)
    for word in table("views")["urls"]["modules"]:
        for module in project.modules_with(word, ("path(", "url(")):
            for routine in routines_of(module):
                if routine.cls is not None or routine.node.decorator_list:
                    yield from walk.calls_in(routine)


def _error_handlers(module: Module) -> Iterator[Entry]:
    for name in table("views")["urls"]["handlers"]:
        for binding in module.scope.names.get(name, ()):
            if isinstance(binding.value, ast.expr):
                route = Route(module, binding.value, name)
                yield Entry(Item(binding.value, module), route, role=Role.ERROR_HANDLER, prefix="")
            elif binding.target is not None or isinstance(binding.value, Function):
                node = ast.Name(name, ast.Load())
                yield Entry(Item(node, module), Route(module, module.tree, name), role=Role.ERROR_HANDLER)


class _Walk:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.lists = Lists.of_project(project)
        self._open: list[ast.AST] = []

    def calls_in(self, routine: Routine) -> Iterator[Entry]:
        """Yield the entries that a function writes down, wherever in it, for others to call it: they may wrap them."""
        made = [
            layer_of(one, routine.module, routine.around, self.project, "urls") for one in routine.node.decorator_list
        ]
        layers = tuple(one for one in made if one.name not in table("views")["urls"]["readers"])
        for node in own_nodes(routine.node):
            if isinstance(node, ast.Call):
                item = Item(node, routine.module, routine.within)
                if self._name(node, item.module, item.within) in table("views")["urls"]["entries"]:
                    yield from self.run(item, layers, "")

    def run(self, item: Item, layers: tuple[Layer, ...], prefix: str) -> Iterator[Entry]:
        """Yield the entries in what stands at one place of a URLconf."""
        if item.node in self._open or len(self._open) > MAX_DEPTH:
            return
        self._open.append(item.node)
        match item.node:
            case ast.Call():
                yield from self._call(item.node, item, layers, prefix)
            case ast.Tuple(elts=[ast.Constant(value=str(text)), view, *_]):  # an entry of Django below 1.10
                yield Entry(replace(item, node=view), Route(item.module, view, text), layers, prefix=prefix)
            case ast.List() | ast.Tuple() | ast.BinOp():
                yield from self._list(item.node, item, layers, prefix)
            case ast.Name() | ast.Attribute():
                yield from self._named(item, layers, prefix)
        self._open.pop()

    def _list(self, node: ast.expr, place: Item, layers: tuple[Layer, ...], prefix: str) -> Iterator[Entry]:
        for item in self.lists.of(node, place.module, place.within):
            yield from self.run(item, layers, prefix)

    def _named(self, place: Item, layers: tuple[Layer, ...], prefix: str) -> Iterator[Entry]:
        given = [one.place for one in given_to(place, self.project) if one.alone]
        for one in given:
            yield from self._included(one, layers, prefix)
        if given:
            return
        symbol = self.project.resolve(place.node, place.module, place.within)
        if symbol is not None and symbol.module and isinstance(symbol.definition, ast.Call | ast.List | ast.Tuple):
            yield from self.run(Item(symbol.definition, symbol.module), layers, prefix)
        elif symbol is not None and isinstance(symbol.definition, Module):
            yield from self._module(symbol.definition, layers)
        elif not place.spread:
            yield from self._list(place.node, place, layers, prefix)

    def _module(self, module: Module, layers: tuple[Layer, ...]) -> Iterator[Entry]:
        """Yield the entries of a URLconf that is included; without layers it was read for itself."""
        if layers or not self.lists.is_named(PATTERNS, module):
            for item in self.lists.named(PATTERNS, module):
                yield from self.run(item, layers, "")

    def _call(self, call: ast.Call, place: Item, layers: tuple[Layer, ...], prefix: str) -> Iterator[Entry]:
        urls = table("views")["urls"]
        name = self._name(call, place.module, place.within)
        if name in urls["entries"]:
            yield from self._entry(call, place, layers, prefix, strings=name.startswith("django.conf."))
        elif name in urls["plain"]:
            for given in call.args:
                yield from self._list(given, place, layers, prefix)
        elif name in urls["prefixed"]:
            first = call.args[0] if call.args else None
            before = str(first.value) if isinstance(first, ast.Constant) else ""
            for given in call.args[1:]:
                yield from self.run(replace(place, node=given), layers, before)
        else:
            made = [entry for item in self.lists.made(place) for entry in self.run(item, layers, prefix)]
            yield from made or self._unknown(call, place, layers)

    def _entry(
        self, call: ast.Call, place: Item, layers: tuple[Layer, ...], prefix: str, *, strings: bool
    ) -> Iterator[Entry]:
        view = _argument(call, 1, "view")
        if view is None:
            return
        text = _argument(call, 0, "route") or _argument(call, 0, "regex")
        route = Route(place.module, view, _text(text))
        inner = replace(place, node=view)
        if (
            isinstance(view, ast.Call)
            and self._name(view, place.module, place.within) in table("views")["urls"]["includes"]
        ):
            for given in view.args[:1] or [keyword.value for keyword in view.keywords if keyword.arg == "arg"]:
                yield from self._included(replace(place, node=given), layers, prefix)
        elif isinstance(view, ast.Call) and self._holds_urls(view, place):
            yield from self._unknown(view, place, layers)
        elif isinstance(view, ast.List | ast.Tuple):
            yield from self._included(inner, layers, prefix)
        else:
            yield Entry(inner, route, layers, prefix=prefix if strings else None)

    def _included(self, place: Item, layers: tuple[Layer, ...], prefix: str) -> Iterator[Entry]:
        match place.node:
            case ast.Constant(value=str(dotted)):
                symbol = self.project.imported(dotted, place.module)
                if symbol is not None and isinstance(symbol.definition, Module):
                    yield from self._module(symbol.definition, layers)
            case ast.Tuple(elts=[patterns, *_]):  # with the names of an application and an instance
                yield from self._included(replace(place, node=patterns), layers, prefix)
            case _:
                yield from self.run(place, layers, prefix)

    def _unknown(self, call: ast.Call, place: Item, layers: tuple[Layer, ...]) -> Iterator[Entry]:
        """Yield the entries that an unknown call is given: it may do anything to their views."""
        layer = layer_of(call.func, place.module, place.within, self.project, "urls", call)
        if layer.symbol is not None and layer.symbol.module is not None:
            layer = replace(layer, symbol=None)  # what it does with a view does not tell what it does with entries
        for given in call.args:
            yield from self._included(replace(place, node=given), (*layers, layer), "")

    def _holds_urls(self, call: ast.Call, place: Item) -> bool:
        """Whether a call that is given as a view is about a whole URLconf."""
        for given in call.args:
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                symbol = self.project.imported(given.value, place.module)
            else:
                symbol = self.project.resolve(given, place.module, place.within)
            if symbol is not None and isinstance(symbol.definition, Module):
                return bool(self.lists.named(PATTERNS, symbol.definition))
        return False

    def _name(self, call: ast.Call, module: Module, within: tuple[Function, ...]) -> str:
        symbol = self.project.resolve(call.func, module, within)
        return symbol.name if symbol is not None else ""


def _argument(call: ast.Call, number: int, name: str) -> ast.expr | None:
    given = call.args[number] if len(call.args) > number else None
    return given or next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _text(node: ast.expr | None) -> str:
    if isinstance(node, ast.Call) and len(node.args) == 1:  # `_("about/")`: translated
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
