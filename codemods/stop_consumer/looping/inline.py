"""What a consumer runs while it handles a message, and waits for before it takes the next one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.flow.calls import is_generator
from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.consumers import Consumer
from codemods.facts import table

MAX_DEPTH = 8
"""Calls that are followed, one into the next."""

Loop = ast.While | ast.For | ast.AsyncFor


@dataclass(frozen=True)
class Place:
    """A function of the project as a consumer runs it; `cls` is the class that it is a method of."""

    function: Function
    module: Module
    cls: Class | None = None
    within: tuple[Function, ...] = ()

    @property
    def scopes(self) -> tuple[Function, ...]:
        """The functions around its body, itself the last."""
        return (*self.within, self.function)

    @property
    def name(self) -> str:
        """`Class.method`, or the name of the function."""
        return f"{self.cls.node.name}.{self.function.name}" if self.cls else self.function.name

    @property
    def receiver(self) -> str:
        """What the function calls its object, or nothing."""
        positional = [*self.function.args.posonlyargs, *self.function.args.args]
        return positional[0].arg if self.cls and positional else ""


@dataclass(frozen=True)
class Step:
    """A loop or a call in the body of a function, in the order of its text."""

    node: Loop | ast.Call
    targets: tuple[Place, ...] = ()
    """The functions that the call runs and waits for."""


class Inline:
    """Follows the calls of one consumer.

    Args:
        consumer: The consumer.
        project: The index.
    """

    def __init__(self, consumer: Consumer, project: Project) -> None:
        self.consumer = consumer
        self.project = project
        self.facts = table("loops")

    def resolve(self, node: ast.expr, place: Place) -> str:
        """The full name of what `node` stands for, or nothing."""
        symbol = self.project.resolve(node, place.module, place.scopes)
        return symbol.name if symbol else ""

    # What a function runs --------------------------------------------------------------------------------------------

    def method(self, name: str, behind: Class | None = None) -> tuple[Place, ...]:
        """The method that `self.name()` runs, or that `super().name()` runs in the class `behind`.

        Where it is one of Channels itself it is the handler that this one calls.
        """
        line = self.project.mro(self.consumer.cls)
        if behind is not None:
            line = line[line.index(behind) + 1 :] if behind in line else ()
        for cls in line:
            if isinstance(cls, Class) and name in cls.scope.names:
                function = cls.method(name)
                place = Place(function, cls.module, cls, cls.within) if function else None
                return (place,) if place and self.is_plain(place) else ()
        called = self.facts["handlers"]["calls"].get(name)
        return self.method(called) if called else ()

    def is_plain(self, place: Place) -> bool:
        """Whether the decorators of a function leave it to run where it is called."""
        return all(self._is_harmless(node, place) for node in place.function.decorator_list)

    def _is_harmless(self, decorator: ast.expr, place: Place) -> bool:
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        symbol = self.project.resolve(node, place.module, place.within)
        if symbol is None:
            return False
        if isinstance(symbol.definition, ast.FunctionDef):
            return not self.spawns(symbol.definition)
        return symbol.name in {
            *self.facts["runners"]["threads"],
            "builtins.staticmethod",
            "builtins.classmethod",
            "typing.override",
            "typing_extensions.override",
        }

    def spawns(self, function: Function) -> bool:
        """Whether a function may start something for which it does not wait."""
        names = {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(function)}
        return not names.isdisjoint(self.facts["runners"]["spawners"])

    def steps(self, place: Place) -> Iterator[Step]:
        """Yield the loops of a function, and the calls for whose end it waits.

        What a timeout ends is left out.
        """
        for statement in place.function.body:
            yield from self._steps(statement, place, frozenset())

    def _steps(self, node: ast.AST, place: Place, groups: frozenset[str]) -> Iterator[Step]:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() | ast.ClassDef():
                return
            case ast.With(items=items) | ast.AsyncWith(items=items):
                if any(self.is_timeout(item.context_expr, place) for item in items):
                    return
                groups |= {name for item in items if (name := self._group(item, place))}
            case ast.Await(value=ast.Call() as call):
                yield Step(call, tuple(self._awaited(call, place)))
                for child in ast.iter_child_nodes(call):
                    yield from self._steps(child, place, groups)
                return
            case ast.Await(value=ast.Name(id=name)):
                yield from self._awaited_task(name, place)
            case ast.While() | ast.For() | ast.AsyncFor():
                yield Step(node)
            case ast.Call():
                yield Step(node, tuple(self._called(node, place, groups)))
        for child in ast.iter_child_nodes(node):
            yield from self._steps(child, place, groups)

    def is_timeout(self, node: ast.expr, place: Place) -> bool:
        """Whether a call sets a time after which it gives up."""
        if not isinstance(node, ast.Call) or self.resolve(node.func, place) not in self.facts["timeouts"]["functions"]:
            return False
        limits = [*node.args[-1:], *(keyword.value for keyword in node.keywords)]
        return not any(isinstance(limit, ast.Constant) and limit.value is None for limit in limits)

    def _group(self, item: ast.withitem, place: Place) -> str:
        call, name = item.context_expr, item.optional_vars
        if isinstance(call, ast.Call) and isinstance(name, ast.Name):
            return name.id if self.resolve(call.func, place) in self.facts["runners"]["groups"] else ""
        return ""

    def _awaited(self, call: ast.Call, place: Place) -> Iterator[Place]:
        """The functions that `await call` runs to their end."""
        runners = self.facts["runners"]
        name = self.resolve(call.func, place)
        if name in runners["gather"] or name in runners["shields"]:
            for argument in call.args:
                if isinstance(argument, ast.Call):
                    yield from self._awaited(argument, place)
        elif name in runners["threads"] and call.args:
            yield from self.targets(call.args[0], place)
        elif isinstance(call.func, ast.Call) and call.func.args:
            if self.resolve(call.func.func, place) in runners["threads"]:
                yield from self.targets(call.func.args[0], place)
        else:
            yield from self.targets(call.func, place)

    def _awaited_task(self, name: str, place: Place) -> Iterator[Step]:
        """The call in a task that the function starts, gives a name and awaits."""
        bindings = self.project.function_scope(place.function).names.get(name, ())
        match [binding.value for binding in bindings]:
            case [ast.Call(func=called, args=[ast.Call() as inner, *_])]:
                if self.resolve(called, place) in self.facts["runners"]["tasks"]:
                    yield Step(inner, tuple(self._awaited(inner, place)))

    def _called(self, call: ast.Call, place: Place, groups: frozenset[str]) -> Iterator[Place]:
        """The functions that a call which is not awaited runs to their end: plain ones, and those of a task group."""
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="create_task"), args=[ast.Call() as inner]):
                if name in groups:
                    yield from self._awaited(inner, place)
            case _:
                for target in self.targets(call.func, place):
                    if isinstance(target.function, ast.FunctionDef) and not is_generator(target.function):
                        yield target

    def targets(self, node: ast.expr, place: Place) -> tuple[Place, ...]:
        """The function of the project that a call of `node` runs."""
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == place.receiver:
                return self.method(attribute)
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute) if place.cls:
                return self.method(attribute, place.cls)
        symbol = self.project.resolve(node, place.module, place.scopes)
        if symbol is None or symbol.module is None:
            return ()
        if isinstance(symbol.definition, ast.FunctionDef | ast.AsyncFunctionDef):
            owner = self._owner(node, place)
            found = Place(symbol.definition, symbol.module, owner, owner.within if owner else ())
            return (found,) if self.is_plain(found) else ()
        return ()

    def _owner(self, node: ast.expr, place: Place) -> Class | None:
        """The class through which a method is reached by name: `Base.connect(self)`."""
        if not isinstance(node, ast.Attribute):
            return None
        symbol = self.project.resolve(node.value, place.module, place.scopes)
        return symbol.definition if symbol and isinstance(symbol.definition, Class) else None


def reached(inline: Inline, starts: Sequence[Place]) -> list[Place]:
    """The functions of the project that run in `starts`, these among them."""
    found = list(starts)
    seen = {place.function for place in found}
    for place in found:
        for step in inline.steps(place):
            new = [target for target in step.targets if target.function not in seen]
            found += new
            seen |= {target.function for target in new}
    return found
