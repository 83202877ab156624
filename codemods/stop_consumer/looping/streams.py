"""What comes from outside: streams that end when somebody else wants it, and calls that wait for somebody else."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.nodes import own_nodes
from codemods.stop_consumer.looping.inline import Inline, Place

WRAPPERS = frozenset({"aiter", "iter", "enumerate", "aclosing", "closing"})
"""What gives the items of its first argument."""

MAX_HOPS = 8


class Streams:
    """Recognises streams and polls in one function.

    Args:
        inline: What the consumer runs.
        place: The function.
        is_endless: Whether a generator of the project never ends by itself.
    """

    def __init__(self, inline: Inline, place: Place, is_endless: Callable[[Place], bool]) -> None:
        self.inline = inline
        self.place = place
        self.facts = inline.facts
        self.is_endless = is_endless

    def is_poll(self, call: ast.Call) -> bool:
        """Whether a call waits until somebody outside says something, or tells whether he has."""
        polls = self.facts["polls"]
        match call.func:
            case ast.Attribute(attr=method) if method in polls["methods"]:
                return not self._is_projects_own(call.func)
            case ast.Attribute(value=ast.Attribute(attr=reader), attr=method) if reader in polls["readers"]:
                return method in polls["reading"]
        return False

    def _is_projects_own(self, node: ast.expr) -> bool:
        """Whether a method of the project has the name of a known one: then its own body counts."""
        return bool(self.inline.targets(node, self.place))

    def is_stream(self, node: ast.expr, hops: int = MAX_HOPS) -> bool:
        """Whether iterating over `node` goes on until somebody outside ends it."""
        if hops <= 0:
            return False
        streams = self.facts["streams"]
        match node:
            case ast.Await(value=value):
                return self.is_stream(value, hops - 1)
            case ast.Call(func=ast.Name(id=wrapper), args=[first, *_]) if wrapper in WRAPPERS:
                return self._is_repeated_poll(node) or self.is_stream(first, hops - 1)
            case ast.Call():
                return self._is_stream_call(node)
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == self.place.receiver:
                return self._all_streams(self._attribute_values(attribute), hops)
            case ast.Attribute(attr=attribute):
                return attribute in streams["attributes"]
            case ast.Name(id=name):
                return self._all_streams(self._values(name), hops)
        return False

    def _is_repeated_poll(self, node: ast.Call) -> bool:
        """`iter(process.stdout.readline, b"")`."""
        return len(node.args) == 2 and self.is_poll(ast.Call(node.args[0], [], []))

    def _is_stream_call(self, node: ast.Call) -> bool:
        streams = self.facts["streams"]
        own = self.inline.targets(node.func, self.place)
        if own:
            return any(self.is_endless(place) for place in own)
        for keyword in node.keywords:
            if keyword.arg == streams["keyword"] and isinstance(keyword.value, ast.Constant):
                return keyword.value.value is True
        name = self.inline.resolve(node.func, self.place)
        if name in streams["functions"] or name in streams["objects"]:
            return True
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        return method in streams["methods"] or method in streams["object_methods"]

    def _all_streams(self, values: list[ast.expr | None], hops: int) -> bool:
        return bool(values) and all(value is not None and self.is_stream(value, hops - 1) for value in values)

    def _values(self, name: str) -> list[ast.expr | None]:
        """What the function gives a local name; None where that is not known."""
        if name not in self.inline.project.function_scope(self.place.function).names:
            return [None]
        return list(_given(self.place.function, name, ""))

    def _attribute_values(self, name: str) -> list[ast.expr | None]:
        """What the consumer's classes give an attribute, apart from None."""
        line = self.inline.project.mro(self.inline.consumer.cls)
        methods = [cls.method(key) for cls in line if isinstance(cls, Class) for key in cls.scope.names]
        found = [value for method in methods if method for value in self._given(method, name)]
        return [value for value in found if not (isinstance(value, ast.Constant) and value.value is None)]

    def _given(self, method: Function, name: str) -> tuple[ast.expr | None, ...]:
        owner = self.place.receiver
        return self.inline.project.once(("given", method, name, owner), lambda: tuple(_given(method, name, owner)))


def _given(root: ast.AST, name: str, owner: str) -> Iterator[ast.expr | None]:
    """Yield what is assigned to a name, or to an attribute of `owner`, and what a with statement gives it."""

    def is_it(target: ast.AST | None) -> bool:
        match target:
            case ast.Name(id=local):
                return not owner and local == name
            case ast.Attribute(value=ast.Name(id=local), attr=attribute):
                return local == owner and attribute == name
        return False

    for node in own_nodes(root):
        match node:
            case ast.arg(arg=argument) if argument == name and not owner:
                yield None
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if is_it(target):
                        yield value
                    elif any(is_it(inner) for inner in ast.walk(target)):
                        yield None
            case ast.AnnAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value) if is_it(target):
                yield value
            case ast.AugAssign(target=target) | ast.For(target=target) | ast.AsyncFor(target=target):
                if any(is_it(inner) for inner in ast.walk(target)):
                    yield None
            case ast.withitem(context_expr=value, optional_vars=target) if target is not None:
                if is_it(target):
                    yield value
