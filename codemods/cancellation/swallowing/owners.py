"""Of which class an object is, as far as assignments and annotations tell."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from channels_fix.bindings import Function, all_arguments
from channels_fix.module import Class, Module
from channels_fix.nodes import is_none
from channels_fix.project import Project
from channels_fix.resolution import Symbol

MAX_STEPS = 4
"""Names that are followed, one to the next."""


class Owners:
    """Knows the objects at one place.

    Args:
        module: The file.
        within: The functions around the place, outermost first.
        cls: The class whose method it stands in, if it stands in one.
        receiver: What that method calls its object.
        project: The index.
    """

    def __init__(
        self, module: Module, within: Sequence[Function], cls: Class | None, receiver: str, project: Project
    ) -> None:
        self.module = module
        self.within = tuple(within)
        self.cls = cls
        self.receiver = receiver
        self.project = project

    def class_of(self, node: ast.expr, steps: int = MAX_STEPS) -> Class | Symbol | None:
        """The class of what an expression gives, a symbol for one outside of the project; None if it is not known."""
        if not steps:
            return None
        match node:
            case ast.Name(id=name) if self.cls and name == self.receiver:
                return self.cls
            case ast.Call(func=called):
                return self._class(called)
            case ast.Name(id=name):
                return self._variable(node, name, steps)
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if self.cls and owner == self.receiver:
                return _agreed(self._kept_in(name, steps))
            case ast.Attribute():
                symbol = self.project.resolve(node, self.module, self.within)
                return self._elsewhere(symbol, steps)
        return None

    def _class(self, node: ast.expr) -> Class | Symbol | None:
        symbol = self.project.resolve(node, self.module, self.within)
        if symbol is None:
            return None
        if isinstance(symbol.definition, Class):
            return symbol.definition
        return symbol if symbol.definition is None and symbol.name.rpartition(".")[2][:1].isupper() else None

    def _variable(self, node: ast.Name, name: str, steps: int) -> Class | Symbol | None:
        for depth in range(len(self.within), 0, -1):
            function = self.within[depth - 1]
            bindings = self.project.function_scope(function).names.get(name)
            if not bindings:
                continue
            given = next((one.annotation for one in all_arguments(function.args) if one.arg == name), None)
            if given is not None:
                return self._annotated(given)
            outer = Owners(self.module, self.within[:depth], self.cls, self.receiver, self.project)
            return _agreed(
                outer.class_of(one.value, steps - 1) if isinstance(one.value, ast.expr) else None for one in bindings
            )
        return self._elsewhere(self.project.resolve(node, self.module, self.within), steps)

    def _elsewhere(self, symbol: Symbol | None, steps: int) -> Class | Symbol | None:
        if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.Call):
            return None
        return Owners(symbol.module, (), None, "", self.project).class_of(symbol.definition, steps - 1)

    def _annotated(self, node: ast.expr) -> Class | Symbol | None:
        match node:
            case ast.Constant(value=str(text)):
                try:
                    return self._annotated(ast.parse(text, mode="eval").body)
                except SyntaxError:
                    return None
            case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
                return self._annotated(left)
            case ast.Subscript(value=ast.Name(id="Optional") | ast.Attribute(attr="Optional"), slice=inner):
                return self._annotated(inner)
            case ast.Name() | ast.Attribute():
                return self._class(node)
        return None

    def _kept_in(self, name: str, steps: int) -> Iterator[Class | Symbol | None]:
        """What each assignment to an attribute of the object says; to None it may be set in between."""
        assert self.cls is not None
        for base in self.project.mro(self.cls):
            if not isinstance(base, Class):
                continue
            for method in base.node.body:
                if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield from self._assigned(base, method, name, steps)
                elif isinstance(method, ast.AnnAssign) and _is_called(method.target, name):
                    yield Owners(base.module, base.within, None, "", self.project)._annotated(method.annotation)
                elif isinstance(method, ast.Assign) and any(_is_called(target, name) for target in method.targets):
                    yield Owners(base.module, base.within, None, "", self.project).class_of(method.value, steps - 1)

    def _assigned(self, base: Class, method: Function, name: str, steps: int) -> Iterator[Class | Symbol | None]:
        positional = [*method.args.posonlyargs, *method.args.args]
        receiver = positional[0].arg if positional else ""
        inside = Owners(base.module, (*base.within, method), base, receiver, self.project)
        for node in ast.walk(method):
            match node:
                case ast.AnnAssign(target=ast.Attribute(value=ast.Name(id=owner), attr=kept), annotation=given) if (
                    owner == receiver and kept == name
                ):
                    yield inside._annotated(given)
                case ast.Assign(targets=targets, value=value) if not is_none(value):
                    if any(
                        isinstance(one, ast.Attribute)
                        and one.attr == name
                        and isinstance(one.value, ast.Name)
                        and one.value.id == receiver
                        for one in targets
                    ):
                        yield inside.class_of(value, steps - 1)


def _agreed(found: Iterable[Class | Symbol | None]) -> Class | Symbol | None:
    """The one class that all say, None if they do not agree."""
    classes = list(found)
    return classes[0] if classes and all(one == classes[0] for one in classes) else None


def _is_called(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
