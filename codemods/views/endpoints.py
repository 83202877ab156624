"""What the expression that a URLconf gives as a view stands for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.facts import table
from codemods.listed import Item, Lists
from codemods.routines import Routine, class_mentions, routine_at
from codemods.views.given import given_to
from codemods.views.layers import layer_of
from codemods.views.view import Layer, Role

MAX_STEPS = 12
"""Calls, assignments and names that are followed, one to the next."""
GIVEN = frozenset({"func", "function", "view", "view_func"})
"""What decorators call the view that they are given by keyword."""


@dataclass(frozen=True)
class Endpoint:
    """A function or class at the end of a route, and what the route wraps around it.

    `actions` are the methods that the route itself names: `as_view({"get": "list"})`; `places` are others from which it
    takes the view, such as a list that a loop goes through.
    """

    routine: Routine | None = None
    cls: Class | None = None
    layers: tuple[Layer, ...] = ()
    roles: frozenset[Role] = frozenset()
    actions: tuple[str, ...] = ()
    places: tuple[Item, ...] = ()


def endpoints_of(place: Item, project: Project, *, prefix: str | None = None) -> Iterator[Endpoint]:
    """Yield the views of the project that the expression at `place` stands for; most often one.

    Args:
        place: The expression that is given as a view.
        project: The index.
        prefix: What stands before the dotted name of a view; None where such names are not understood.
    """
    yield from _Search(project, prefix).run(place, MAX_STEPS)


class _Search:
    def __init__(self, project: Project, prefix: str | None) -> None:
        self.project = project
        self.prefix = prefix

    def run(self, place: Item, steps: int) -> Iterator[Endpoint]:
        if steps <= 0:
            return
        given = list(given_to(place, self.project))
        for source in given:
            for found in self.run(source.place, steps - 1):
                yield replace(found, places=(*found.places, source.place)) if source.alone else found
        match place.node:
            case _ if given:
                return
            case ast.Name() | ast.Attribute():
                yield from self._named(place, steps)
            case ast.Constant(value=str(dotted)) if self.prefix is not None and steps == MAX_STEPS:
                name = f"{self.prefix}.{dotted}" if self.prefix else dotted
                yield from self._meant(self.project.imported(name, place.module), steps)
            case ast.IfExp(body=one, orelse=other):
                for node in (one, other):
                    yield from self.run(replace(place, node=node), steps - 1)
            case ast.Lambda(args=ast.arguments(args=[ast.arg(arg=request), *_]), body=ast.Call(func=called) as call):
                if call.args and isinstance(call.args[0], ast.Name) and call.args[0].id == request:
                    yield from self._behind(place, called, steps)
            case ast.Call():
                yield from self._made(place, place.node, steps)

    def _behind(
        self, place: Item, inner: ast.expr, steps: int, decorator: ast.expr | None = None
    ) -> Iterator[Endpoint]:
        """Yield the views in `inner`, with what `place` wraps around them."""
        node = decorator or place.node
        layer = layer_of(node, place.module, place.within, self.project, "urls", place.node)
        is_admin = isinstance(node, ast.Attribute) and node.attr in table("views")["urls"]["admin-view"]
        roles = frozenset({Role.ADMIN}) if is_admin else frozenset[Role]()
        for found in self.run(replace(place, node=inner), steps - 1):
            around = replace(layer, of_class=found.cls is not None)
            yield replace(found, layers=(around, *found.layers), roles=found.roles | roles)

    def _named(self, place: Item, steps: int) -> Iterator[Endpoint]:
        owner = self._owner_of(place.node.value, place) if isinstance(place.node, ast.Attribute) else None
        if owner is not None and isinstance(place.node, ast.Attribute):
            routine = _method(owner, place.node.attr, self.project)
            if routine is not None:
                yield Endpoint(routine)
            return
        symbol = self.project.resolve(place.node, place.module, place.within)
        yield from self._meant(symbol, steps)

    def _meant(self, symbol: Symbol | None, steps: int) -> Iterator[Endpoint]:
        if symbol is None or symbol.module is None:
            return
        if isinstance(symbol.definition, Function):
            routine = routine_at(symbol.definition, symbol.module, self.project)
            if routine is not None:
                yield Endpoint(routine, layers=self._bound_again(routine))
        elif isinstance(symbol.definition, ast.expr):
            yield from self.run(Item(symbol.definition, symbol.module), steps - 1)

    def _bound_again(self, routine: Routine) -> tuple[Layer, ...]:
        """What `index = login_required(index)` behind `def index(...)` wraps around it."""
        if routine.around or routine.cls:
            return ()
        values = [binding.value for binding in routine.module.scope.names.get(routine.node.name, ())]
        later = values[values.index(routine.node) + 1 :] if routine.node in values else []
        layers: tuple[Layer, ...] = ()
        for value in later:
            node = value if isinstance(value, ast.expr) else ast.Name(routine.node.name, ast.Load())
            calls = []
            while isinstance(node, ast.Call) and node.args:
                calls.append(node)
                node = node.args[0]
            made = [layer_of(call.func, routine.module, (), self.project, "urls", call) for call in calls]
            layers = (*made, *layers)
        return layers

    def _made(self, place: Item, call: ast.Call, steps: int) -> Iterator[Endpoint]:
        """Yield the views that a call gives: of a class, of a decorator, of a function that makes them."""
        if isinstance(call.func, ast.Attribute) and call.func.attr == "as_view":
            actions = _actions(call)
            for cls in self._classes(call.func.value, place):
                yield Endpoint(cls=cls, actions=actions)
            return
        symbol = self.project.resolve(call.func, place.module, place.within)
        match symbol.name if symbol else "", call.args:
            case "builtins.getattr", [owner, ast.Constant(value=str(name)), *_]:
                yield from self._named(replace(place, node=ast.Attribute(owner, name, ast.Load())), steps)
                return
            case name, [ast.Constant(value=str(dotted))] if name in table("views")["urls"]["importing"]:
                yield from self._meant(self.project.imported(dotted, place.module), steps)
                return
        given = call.args[:1] or [one.value for one in call.keywords if one.arg in GIVEN]
        found = [one for inner in given for one in self._behind(place, inner, steps, call.func)]
        if found:
            yield from found
        elif symbol is not None and isinstance(symbol.definition, Class):  # an object that is called itself
            called = _method(symbol.definition, "__call__", self.project)
            yield from [Endpoint(called)] if called is not None else []
        else:
            for one in Lists.of_project(self.project).made(place):
                for made in self.run(one, steps - 1):
                    yield replace(made, places=(*made.places, one)) if self._is_only_routed(one) else made

    def _is_only_routed(self, returned: Item) -> bool:
        """Whether only entries of URLconfs call the function that returns something."""
        entries = table("views")["urls"]["entries"]
        for mention in class_mentions(returned.within[-1].name, self.project):
            outer = mention.parents[1] if isinstance(mention.parents[0], ast.Call) else None
            called = outer.func if isinstance(outer, ast.Call) else None
            symbol = self.project.resolve(called, mention.module, mention.within) if called else None
            if symbol is None or symbol.name not in entries:
                return False
        return True

    def _classes(self, node: ast.expr, place: Item) -> Iterator[Class]:
        owner = self._receiver_of(node, place)
        if owner is not None:
            yield owner
            yield from self.project.descendants(owner)
            return
        given = list(given_to(replace(place, node=node), self.project))
        for one in given:
            yield from self._classes(one.place.node, one.place)
        symbol = self.project.resolve(node, place.module, place.within)
        if not given and symbol is not None and isinstance(symbol.definition, Class):
            yield symbol.definition

    def _owner_of(self, node: ast.expr, place: Item) -> Class | None:
        """The class of the object whose method is given as a view."""
        receiver = self._receiver_of(node, place)
        if receiver is not None:
            return receiver
        symbol = self.project.resolve(node, place.module, place.within)
        made, module = (symbol.definition, symbol.module) if symbol else (node, place.module)
        within = () if symbol else place.within
        cls = self.project.resolve(made.func, module, within) if isinstance(made, ast.Call) and module else None
        return cls.definition if cls is not None and isinstance(cls.definition, Class) else None

    def _receiver_of(self, node: ast.expr, place: Item) -> Class | None:
        """The class whose object, or the class itself, the method around the place calls so."""
        for function in place.within if isinstance(node, ast.Name) else ():
            routine = routine_at(function, place.module, self.project)
            if routine is not None and routine.cls and isinstance(node, ast.Name) and routine.receiver == node.id:
                return routine.cls
        return None


def _method(owner: Class, name: str, project: Project) -> Routine | None:
    for cls in project.mro(owner):
        if isinstance(cls, Class) and name in cls.scope.names:
            return routine_at(cls.method(name), cls.module, project)
    return None


def _actions(call: ast.Call) -> tuple[str, ...]:
    given = call.args[0] if call.args else next((one.value for one in call.keywords if one.arg == "actions"), None)
    values = given.values if isinstance(given, ast.Dict) else []
    return tuple(value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str))
