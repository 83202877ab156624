"""What the consumers that run the methods of a class hold: groups, and what their `disconnect()` releases."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import acts_of
from codemods.cancellation.cleaning.callees import Callee, method_of, methods_of, variants
from codemods.cancellation.cleaning.groups import Group, group_calls
from codemods.cancellation.cleaning.place import receiver_of
from codemods.consumers import Consumer, library_bases
from codemods.stop_consumer.effects import has_effects

_LIBRARY = "channels."


class Held:
    """What the consumers that run the methods of a class hold.

    Args:
        cls: The class whose method has the clause.
        consumer: A consumer that runs it.
        project: The index.
    """

    def __init__(self, cls: Class, consumer: Consumer, project: Project) -> None:
        self.cls = cls
        self.consumer = consumer
        self.project = project

    # The method disconnect -------------------------------------------------------------------------------------------

    @property
    def heirs(self) -> list[Class]:
        """The consumer, and every class that runs the same method."""
        return list(dict.fromkeys([self.consumer.cls, self.cls, *self.project.descendants(self.cls)]))

    def disconnects(self) -> list[Callee]:
        """The methods `disconnect` of the project that do something."""
        found = (callee for callee in variants(self.cls, "disconnect", self.project) if callee)
        return [callee for callee in found if self._does_something(callee)]

    def _does_something(self, callee: Callee) -> bool:
        if any(_is_missed(statement, callee.function.name) for statement in callee.function.body):
            return True
        above = method_of(callee.origin, "disconnect", self.project, callee.cls) if callee.origin else None
        passes_on = any(isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(callee.function))
        return bool(above and passes_on and self._does_something(above))

    def library_disconnect(self) -> bool:
        """Whether the `disconnect()` comes from a package that adds something to the one of Channels."""
        for base in self.project.mro(self.consumer.cls):
            if isinstance(base, Class) and "disconnect" in base.scope.names and base.name not in library_bases():
                return False
            name = base.name if base is not None else ""
            if name in library_bases():
                kind = library_bases()[name]
                return kind.protocol == "websocket" and not name.startswith(_LIBRARY)
        return False

    def runs_disconnect_itself(self) -> bool:
        """Whether a cancelled handler has run `disconnect()` already: that of an HTTP consumer has a `finally`."""
        if "websocket" in self.consumer.protocols:
            return False
        request = method_of(self.consumer.cls, "http_request", self.project)
        if request is None:
            return True
        names = acts_of(request.function.body, request, self.project)
        calls_base = any(isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(request.function))
        return calls_base or "self.disconnect" in names

    # Groups ----------------------------------------------------------------------------------------------------------

    def has_own_groups(self) -> bool:
        """Whether `self.groups` may hold something, which the library joins for the consumer."""
        if not any(
            base and base.name in library_bases() and library_bases()[base.name].protocol == "websocket"
            for base in self.project.mro(self.consumer.cls)
        ):
            return False
        return any(_fills_groups(base) for base in self._classes())

    def joined(self) -> Iterator[Group | None]:
        """The groups that the methods of the class join, None for one that only its method can name."""
        for base in self.project.mro(self.cls):
            if not isinstance(base, Class):
                continue
            for method in methods_of(base):
                caller = Callee(method, base.module, (*base.within, method), base, receiver_of(method), self.cls)
                for call in group_calls(method.body, "group_add"):
                    group = call.group(caller, self.project)
                    known = group is not None and all(self._is_set_early(name) for name in group.attributes)
                    yield group if known else None

    def _is_set_early(self, attribute: str) -> bool:
        """Whether an attribute surely exists once the consumer runs: no clean-up may fail for want of it."""
        if attribute in {"scope", "channel_name", "channel_layer"}:
            return True
        for base in self.project.mro(self.cls):
            if isinstance(base, Class):
                if attribute in base.scope.names:
                    return True
                early = [base.method(name) for name in ("__init__", "connect", "websocket_connect", "__call__")]
                if any(_assigns(method, attribute) for method in early if method):
                    return True
        return False

    def _classes(self) -> Iterator[Class]:
        for heir in self.heirs:
            yield from (base for base in self.project.mro(heir) if isinstance(base, Class))


def _is_missed(statement: ast.stmt, name: str) -> bool:
    """Whether a statement of `disconnect` does more than to log, or to hand on to the base class."""
    match statement:
        case ast.Expr(value=ast.Await(value=call) | call) | ast.Return(value=ast.Await(value=call) | call):
            match call:
                case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute)):
                    return attribute != name
    return has_effects(statement)


def _assigns(method: Function, attribute: str) -> bool:
    receiver = receiver_of(method)
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == attribute
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == receiver
        for node in ast.walk(method)
    )


def _fills_groups(cls: Class) -> bool:
    """Whether a class gives itself groups, or puts some into `self.groups`."""
    if any(binding.value is not None and not _is_empty(binding.value) for binding in cls.scope.names.get("groups", ())):
        return True
    for method in methods_of(cls):
        for node in inner_nodes(method.body):
            match node:
                case ast.Assign(targets=[ast.Attribute(value=ast.Name(), attr="groups")], value=value):
                    if not _is_empty(value):
                        return True
                case ast.AugAssign(target=ast.Attribute(value=ast.Name(), attr="groups")):
                    return True
                case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(), attr="groups"), attr=verb)):
                    if verb in {"append", "extend", "add", "insert", "update"}:
                        return True
    return False


def _is_empty(value: ast.AST) -> bool:
    match value:
        case ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Constant(value=None) | ast.Call(args=[], keywords=[]):
            return True
    return False
