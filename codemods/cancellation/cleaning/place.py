"""Where a clause for CancelledError is written."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from channels_fix.bindings import Function, binds
from channels_fix.module import Class, Module
from codemods.consumers import Consumer


@dataclass(frozen=True)
class Place:
    """A try statement that has, or is to get, a clause for CancelledError.

    Attributes:
        module: The file.
        within: The functions around the statement, outermost first.
        cls: The class whose method it stands in, if it stands in one.
        node: The try statement.
        handler: The clause that catches CancelledError now, None if none does.
        consumer: Set where the clause has to release what the consumer holds.
    """

    module: Module
    within: tuple[Function, ...]
    cls: Class | None
    node: ast.Try
    handler: ast.ExceptHandler | None
    consumer: Consumer | None

    @property
    def function(self) -> Function | None:
        """The function that the statement stands in."""
        return self.within[-1] if self.within else None

    @property
    def method(self) -> Function | None:
        """The method of `cls` that the statement stands in, itself or in a function inside of it."""
        if self.cls is None:
            return None
        values = {id(binding.value) for bindings in self.cls.scope.names.values() for binding in bindings}
        return next((function for function in reversed(self.within) if id(function) in values), None)

    @property
    def indent(self) -> str:
        """By how much the file indents a block at the statement."""
        lines = self.module.lines
        outer, inner = (_margin(lines[one.lineno - 1]) for one in (self.node, self.node.body[0]))
        return inner.removeprefix(outer) or "    "

    @property
    def receiver(self) -> str:
        """The name that the instance of `cls` has at the statement, empty if there is none."""
        method = self.method
        name = receiver_of(method) if method else ""
        inner = [node for node in ast.walk(method) if binds(node, name)] if method and name else []
        return name if len(inner) == 1 else ""  # the parameter itself


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def receiver_of(method: Function) -> str:
    """The name of the parameter for the instance, empty for a method that has none."""
    decorators = {node.id for node in method.decorator_list if isinstance(node, ast.Name)}
    given = [*method.args.posonlyargs, *method.args.args]
    return given[0].arg if given and not decorators & {"staticmethod", "classmethod"} else ""
