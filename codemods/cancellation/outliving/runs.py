"""Which functions a consumer runs, those inside of its methods and those that it gives itself to among them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from channels_fix.bindings import Function, all_arguments
from channels_fix.module import Class
from codemods.stop_consumer.looping.inline import Inline, Place

INNER = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Inner(Place):
    """A function that knows the consumer by a name of its own: from the method around it, or as an argument."""

    me: str = ""

    @property
    def receiver(self) -> str:
        """What the function calls the consumer."""
        return self.me


class Runs(Inline):
    """Follows the calls of one consumer, also where somebody else than a method has it."""

    def targets(self, node: ast.expr, place: Place) -> tuple[Place, ...]:
        """The function of the project that a call of `node` runs."""
        match node:
            case ast.Name(id=name):
                inner = self._inner(name, place)
                if inner is not None:
                    return (inner,) if self.is_plain(inner) else ()
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == place.receiver:
                return self.method(attribute)
        return super().targets(node, place)

    def _inner(self, name: str, place: Place) -> Inner | None:
        """The function of that name that stands in one of the functions around."""
        for depth in range(len(place.scopes), 0, -1):
            bindings = self.project.function_scope(place.scopes[depth - 1]).names.get(name)
            if bindings:
                values = [binding.value for binding in bindings]
                if len(values) == 1 and isinstance(values[0], INNER):
                    return inner_place(values[0], at_depth(place, depth))
                return None
        return None

    def _awaited(self, call: ast.Call, place: Place) -> Iterator[Place]:
        for target in super()._awaited(call, place):
            yield self._knowing(target, call, place)

    def _called(self, call: ast.Call, place: Place, groups: frozenset[str]) -> Iterator[Place]:
        for target in super()._called(call, place, groups):
            yield self._knowing(target, call, place)

    def _knowing(self, target: Place, call: ast.Call, place: Place) -> Place:
        """The function as it knows the consumer, where the call gives it that."""
        if target.receiver or isinstance(target, Inner) or not place.receiver:
            return target
        parameters = [argument.arg for argument in (*target.function.args.posonlyargs, *target.function.args.args)]
        given = dict(zip(parameters, call.args, strict=False))
        given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        for name, value in given.items():
            if isinstance(value, ast.Name) and value.id == place.receiver:
                return Inner(target.function, target.module, None, target.within, name)
        return target

    def run_by(self, node: ast.expr, place: Place) -> list[Place]:
        """The functions that a coroutine, or a function which is handed over, runs at once."""
        if isinstance(node, ast.Call):
            return list(self._awaited(node, place))
        return list(self.targets(node, place))

    # What belongs to the consumer ------------------------------------------------------------------------------------

    @cached_property
    def functions(self) -> tuple[Place, ...]:
        """The methods that it may run, what stands inside of them, and helpers that are given the consumer."""
        return tuple(place for place, _ in self._with_methods)

    def owned(self, cls: Class) -> list[tuple[Place, Place]]:
        """The functions of this kind that the methods of one class run, each with its method."""
        return [(place, method) for place, method in self._with_methods if method.cls is cls]

    @cached_property
    def _with_methods(self) -> list[tuple[Place, Place]]:
        found = [(place, place) for cls in self._classes for place in self._methods(cls)]
        seen = {place.function for place, _ in found}
        for place, method in found:
            for one in (*inner_places(place), *self._helpers(place)):
                if one.function not in seen:
                    seen.add(one.function)
                    found.append((one, method))
        return found

    @property
    def _classes(self) -> list[Class]:
        return [cls for cls in self.project.mro(self.consumer.cls) if isinstance(cls, Class)]

    def _methods(self, cls: Class) -> Iterator[Place]:
        for name in cls.scope.names:
            method = cls.method(name)
            if method is None or _has_no_self(method):
                continue
            if self._is_reached(name, cls):
                yield Place(method, cls.module, cls, cls.within)

    def _is_reached(self, name: str, cls: Class) -> bool:
        """Whether no heir takes the place of a method, or all that do call it."""
        for heir in self._classes[: self._classes.index(cls)]:
            if name in heir.scope.names:
                method = heir.method(name)
                if method is not None and not any(
                    isinstance(node, ast.Attribute) and node.attr == name and _is_base(node.value)
                    for node in ast.walk(method)
                ):
                    return False
        return True

    def _helpers(self, place: Place) -> Iterator[Place]:
        """The functions without a class that the function gives the consumer to."""
        for node in own(place.function):
            if isinstance(node, ast.Call) and not isinstance(node.func, ast.Call):
                for target in super().targets(node.func, place):
                    if target.cls is None and isinstance(known := self._knowing(target, node, place), Inner):
                        yield known


def own(function: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function itself, without the functions and classes in it; lambdas belong to it."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, (*INNER, ast.ClassDef)):
            yield child
            yield from own(child)


def inner_place(function: Function, around: Place) -> Inner:
    """A function in another one, which knows the consumer by the same name unless it has that for something else."""
    taken = {argument.arg for argument in all_arguments(function.args)}
    me = "" if around.receiver in taken else around.receiver
    return Inner(function, around.module, None, around.scopes, me)


def inner_places(place: Place) -> Iterator[Inner]:
    """The functions that stand in another one."""
    todo = list(ast.iter_child_nodes(place.function))
    for node in todo:
        if isinstance(node, INNER):
            yield inner_place(node, place)
        elif not isinstance(node, ast.ClassDef):
            todo += ast.iter_child_nodes(node)


def at_depth(place: Place, depth: int) -> Place:
    """The function at some depth around a place, as one that knows the consumer like this one."""
    if depth == len(place.scopes):
        return place
    return Inner(place.scopes[depth - 1], place.module, None, place.scopes[: depth - 1], place.receiver)


def _has_no_self(method: Function) -> bool:
    names = {getattr(node, "id", getattr(node, "attr", "")) for node in method.decorator_list}
    return not names.isdisjoint({"staticmethod", "classmethod"})


def _is_base(node: ast.expr) -> bool:
    """Whether something looks like a base class, or `super()`."""
    match node:
        case ast.Call(func=ast.Name(id="super")):
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name[:1].isupper()
    return False
