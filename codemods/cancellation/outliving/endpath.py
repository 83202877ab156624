"""What runs when a consumer's client has left, and what that may end."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cached_property

from channels_fix.flow.calls import LOGGING
from channels_fix.module import Class
from channels_fix.resolution import Symbol
from codemods.cancellation.outliving.runs import Inner, Runs
from codemods.cancellation.outliving.whereabouts import LOOKED_AT, How, Kept, parents_in
from codemods.consumers import library_bases
from codemods.facts import table
from codemods.stop_consumer.looping.inline import Place

ENDINGS = {"websocket": ("websocket_disconnect",), "http": ("http_disconnect", "http_request")}
"""For each protocol the handlers that call `disconnect()` unless they are overridden."""

AROUND = ("__call__", "dispatch")
"""Overrides of these run around every message, and before and behind all of them."""

LOOKERS = frozenset({"getattr", "hasattr", "isinstance", "super", "id", "str", "repr", "print", "type", "setattr"})


class EndPath:
    """The end of one consumer.

    Args:
        runs: What the consumer runs.
    """

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.project = runs.project
        self.line = self.project.mro(runs.consumer.cls)
        self.facts = table("tasks")
        self.ends_all = False
        """Whether it goes through all tasks that there are."""
        self.is_unknown = False
        """Whether something runs of which is not known what it ends."""
        self.places: list[Place] = []
        self._walk()

    # What runs -------------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        names = [name for protocol in self.runs.consumer.protocols for name in ENDINGS.get(protocol, ())]
        todo = list({place.function: place for name in names for place in self._method(name)}.values())
        around = [place for name in AROUND for place in self._all(name)]
        self._around = {place.function for place in around}
        seen = {place.function for place in (*todo, *around)}
        self.places = [*todo, *around]
        for place in self.places:
            quiet = place in around
            if not quiet and not self._is_plain(place):
                self.is_unknown = True
            for target in self._reached(place, quiet=quiet):
                if target.function not in seen:
                    seen.add(target.function)
                    self.places.append(target)

    def _is_plain(self, place: Place) -> bool:
        """Whether no decorator runs code of its own around a function."""
        decorators = [node.func if isinstance(node, ast.Call) else node for node in place.function.decorator_list]
        symbols = [self.project.resolve(node, place.module, place.within) for node in decorators]
        return self.runs.is_plain(place) and all(symbol is not None and symbol.definition is None for symbol in symbols)

    def _method(self, name: str, behind: Class | None = None) -> list[Place]:
        """The method of that name, decorated or not, or that of a base class of `behind`."""
        line = self.line[self.line.index(behind) + 1 :] if behind in self.line else self.line
        for cls in line:
            if isinstance(cls, Class) and name in cls.scope.names:
                function = cls.method(name)
                if function is None:
                    self.is_unknown = True
                    return []
                return [Place(function, cls.module, cls, cls.within)]
            if cls is None or (isinstance(cls, Symbol) and not _is_library(cls)):
                self.is_unknown = True
        return self._method("disconnect") if any(name in names for names in ENDINGS.values()) else []

    def _all(self, name: str) -> list[Place]:
        """Every override of a method."""
        classes = [cls for cls in self.line if isinstance(cls, Class) and name in cls.scope.names]
        return [
            Place(function, cls.module, cls, cls.within)
            for cls in classes
            if (function := cls.method(name)) is not None
        ]

    def _reached(self, place: Place, *, quiet: bool) -> Iterator[Place]:
        """The functions that a function names: what it calls, and what it has called."""
        me = place.receiver
        handlers = table("loops")["handlers"]
        messages = {*handlers["calls"], *handlers["calls"].values()}
        for node in ast.walk(place.function):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr="__dict__") if name == me:
                    self.is_unknown |= not quiet
                case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == me != "":
                    if not (quiet and attribute in messages):
                        yield from self._known(attribute)
                case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute):
                    if not quiet:
                        yield from self._method(attribute, place.cls)
                case ast.Attribute(attr="all_tasks") | ast.Name(id="all_tasks"):
                    self.ends_all = True
                case ast.Call():
                    yield from self._helpers(node, place, quiet=quiet)

    def _known(self, name: str) -> list[Place]:
        """The method of the project that an attribute of the consumer is, if it is one."""
        if any(isinstance(cls, Class) and name in cls.scope.names and cls.method(name) for cls in self.line):
            return self._method(name)
        return []

    def _helpers(self, call: ast.Call, place: Place, *, quiet: bool) -> Iterator[Place]:
        """Functions that get the consumer; one that is not known may do anything with it."""
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        me = place.receiver
        if not me or not any(isinstance(value, ast.Name) and value.id == me for value in given):
            return
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name == "getattr" and len(call.args) > 1 and not isinstance(call.args[1], ast.Constant):
            self.is_unknown |= not quiet
        if name in LOOKERS:
            return
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == me:
            return  # a method of its own
        symbol = self.project.resolve(call.func, place.module, place.scopes)
        definition = symbol.definition if symbol else None
        if (
            symbol is None
            or symbol.module is None
            or not isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef)
        ):
            self.is_unknown |= not quiet
            return
        parameters = [argument.arg for argument in (*definition.args.posonlyargs, *definition.args.args)]
        for parameter, value in zip(parameters, call.args, strict=False):
            if isinstance(value, ast.Name) and value.id == me:
                yield Inner(definition, symbol.module, None, (), parameter)
                return
        self.is_unknown |= not quiet

    def holds(self, method: Place) -> bool:
        """Whether a method is part of the end itself."""
        return method.function not in self._around and any(method.function is place.function for place in self.places)

    # What it ends ----------------------------------------------------------------------------------------------------

    def may_end(self, kept: Kept) -> bool:
        """Whether what is kept there may be ended."""
        if kept.how is How.ELSEWHERE:
            return True
        if kept.how is How.SHARED:
            return kept.name in self._names
        return self.is_unknown or kept.name in self._used or kept.name in self._words

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(
            node.id for place in self.places for node in ast.walk(place.function) if isinstance(node, ast.Name)
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        """The strings, by which an attribute may be named."""
        return frozenset(
            node.value
            for place in self.places
            for node in ast.walk(place.function)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )

    @cached_property
    def _used(self) -> frozenset[str]:
        """The attributes of the consumer with whose values something is done."""
        harmless = self.facts["handles"]["harmless"]
        found: set[str] = set()
        for node, parent, _ in self._attributes():
            match parent:
                case ast.Attribute(attr=attr) if attr in harmless:
                    continue
                case ast.Call(func=ast.Attribute(attr=attr)) if attr in LOGGING:
                    continue
                case ast.Call(func=ast.Name(id=name)) if name in self.facts["handles"]["lookers"]:
                    continue
                case _ if isinstance(parent, LOOKED_AT) or not isinstance(node.ctx, ast.Load):
                    continue
            found.add(node.attr)
        return frozenset(found)

    @cached_property
    def closed(self) -> frozenset[str]:
        """The attributes whose values are told to end, or handed to somebody who may do that."""
        words = self.facts["closing"]["words"]
        found: set[str] = set()
        for node, parent, grandparent in self._attributes():
            match parent:
                case ast.Attribute(attr=attr) if isinstance(grandparent, ast.Call) and _is_closing(attr, words):
                    found.add(node.attr)
                case ast.Call(func=called) if node is not called:
                    found.add(node.attr)
                case ast.For() | ast.AsyncFor() | ast.withitem() | ast.Starred() | ast.Assign():
                    if isinstance(node.ctx, ast.Load):
                        found.add(node.attr)
        return frozenset(found) - set(self.facts["consumers"]["own"])

    @cached_property
    def changed(self) -> frozenset[str]:
        """The attributes that get another value."""
        return frozenset(node.attr for node, _, _ in self._attributes() if not isinstance(node.ctx, ast.Load))

    def _attributes(self) -> Sequence[tuple[ast.Attribute, ast.AST | None, ast.AST | None]]:
        """The attributes of the consumer on the way, each with what it stands in and what that stands in."""
        found = []
        for place in self.places:
            parents = parents_in(place.function, self.project)
            for node in parents:
                if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == place.receiver != "":
                    parent = parents.get(node)
                    found.append((node, parent, parents.get(parent) if parent else None))
        return found


def _is_closing(method: str, words: Sequence[str]) -> bool:
    """Whether the name of a method has one of the words, maybe behind the letter of an async or pattern variant."""
    parts = method.split("_")
    return any(part in words or (part[:1] in {"a", "p"} and part[1:] in words) for part in parts)


def _is_library(base: Symbol) -> bool:
    return base.name in library_bases() or base.name.startswith(("channels.", "builtins.", "typing.", "abc."))
