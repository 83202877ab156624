"""Tells who changes the attributes of a consumer."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property

from channels_fix.module import Class
from codemods.stop_consumer.looping.inline import Inline, Place, reached
from codemods.stop_consumer.looping.messages import entries

MUTATORS = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "put", "put_nowait", "remove", "set", "update"}
)
"""Methods by which what an attribute holds is changed."""


class Attributes:
    """The attributes of one consumer, as a loop in one of its functions sees them.

    Args:
        inline: What the consumer runs.
        place: The function.
    """

    def __init__(self, inline: Inline, place: Place) -> None:
        self.inline = inline
        self.place = place

    def is_outside(self, name: str, nodes: Sequence[ast.AST]) -> bool:
        """Whether nothing but a message changes an attribute of the consumer, and nothing in `nodes`, a loop's body."""
        inline, receiver = self.inline, self.place.receiver
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        if any(_changes(node, name, receiver) for node in nodes):
            return False
        if any(isinstance(given, ast.Name) and given.id == receiver for call in calls for given in call.args):
            return False  # whoever gets the consumer may change it
        line = inline.project.mro(inline.consumer.cls)
        run_by_loop = {
            place.function for call in calls for place in reached(inline, inline.targets(call.func, self.place))
        }
        setters = [
            method
            for cls in line
            if isinstance(cls, Class)
            for key in cls.scope.names
            if (method := cls.method(key)) is not None
            and key != "__init__"
            and any(_changes(node, name, _receiver(method)) for node in ast.walk(method))
        ]
        nested = [
            inner
            for method in setters
            for inner in ast.walk(method)
            if inner is not method
            and isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            and any(_changes(node, name, _receiver(method)) for node in ast.walk(inner))
        ]
        if nested or run_by_loop & set(setters):
            return False
        if not setters:
            return self._is_flag(name, line)
        return set(setters) <= self._run_by_messages

    def _is_flag(self, name: str, line: Sequence[object]) -> bool:
        """Whether an attribute that nothing changes is known at all: set in `__init__` or in the class."""
        for cls in line:
            if isinstance(cls, Class):
                start = cls.method("__init__")
                if name in cls.scope.names or (
                    start is not None and any(_changes(node, name, _receiver(start)) for node in ast.walk(start))
                ):
                    return None not in line
        return False

    @cached_property
    def _run_by_messages(self) -> frozenset[ast.AST]:
        """The functions that messages run, and wait for."""
        inline = self.inline
        starts = list(entries(inline))
        starts += [place for name in inline.facts["handlers"]["ending"] for place in inline.method(name)]
        return frozenset(place.function for place in reached(inline, starts))


def _receiver(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    positional = [*function.args.posonlyargs, *function.args.args]
    return positional[0].arg if positional else ""


def _changes(node: ast.AST, name: str, receiver: str) -> bool:
    """Whether a node gives the attribute `name` another value, or changes the one it has."""
    match node:
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute, ctx=ast.Store() | ast.Del()):
            return owner == receiver and attribute == name
        case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(id=owner), attr=attribute), attr=method)):
            return owner == receiver and attribute == name and (method in MUTATORS or method.startswith(("pop", "get")))
    return False
