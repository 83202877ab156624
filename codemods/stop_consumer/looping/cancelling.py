"""Says whether code ends where it is cancelled, so that whoever cancels it can wait for that."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function
from channels_fix.nodes import own_nodes
from codemods.stop_consumer.looping.inline import Inline, Loop, Place
from codemods.stop_consumer.looping.streams import Streams

CONTROL = frozenset({"StopConsumer", "AcceptConnection", "DenyConnection", "InvalidChannelLayerError"})
"""Exceptions by which a handler tells Channels something: a task has nobody to tell."""

CANCELLING = frozenset({"builtins.BaseException", "asyncio.CancelledError", "asyncio.exceptions.CancelledError"})
"""What a clause names that stops a cancellation."""

LEAVING = (ast.Return, ast.Break, ast.Continue)


class Cancelling:
    """Looks at what would run in a task of a consumer.

    Args:
        inline: What the consumer runs.
        what: What the code is called in a reason: `the loop`.
        loops: The loops that the task ends with; a clause that breaks out of one of them ends the task.
        whole: The functions that are the task as a whole; what is outside of all loops in them goes on to their end.
    """

    def __init__(self, inline: Inline, what: str, loops: Sequence[Loop], whole: Sequence[Function] = ()) -> None:
        self.inline = inline
        self.what = what
        self.loops = loops
        self.whole = whole

    def hindrance(self, place: Place, nodes: Sequence[ast.AST]) -> str:
        """Why a task with these nodes would not end when it is cancelled, or not be like it was, if that is so."""
        if self._holds_the_thread(nodes, place):
            return self._blocking
        return next((reason for node in nodes if (reason := self._odd_node(node, place))), "")

    @property
    def _blocking(self) -> str:
        return f"{self.what} blocks the event loop, so a task would not be cancelled: await what it waits for"

    def _odd_node(self, node: ast.AST, place: Place) -> str:
        inline = self.inline
        match node:
            case ast.Raise(exc=exception) if exception is not None and _mentions(exception, CONTROL):
                return f"{self.what} raises an exception that is meant for Channels"
            case ast.Call(func=ast.Attribute(attr="disconnect" | "websocket_disconnect")):
                return f"{self.what} calls `disconnect()`, which would wait for {self.what}"
            case ast.Call(func=ast.Name(id="locals" | "vars")):
                return f"{self.what} looks at all local names"
            case ast.Call(func=called) if inline.resolve(called, place) in inline.facts["blocking"]["functions"]:
                return self._blocking
            case ast.ExceptHandler() if self._swallows(node, place):
                return f"{self.what} catches CancelledError and goes on, so a task would not end"
            case ast.Call(func=called, args=kinds) if inline.resolve(called, place) == "contextlib.suppress":
                kinds_named = {inline.resolve(kind, place) for kind in kinds}
                if not kinds_named.isdisjoint(CANCELLING) and not self._is_outermost(node, place):
                    return f"{self.what} suppresses CancelledError, so a task would not end"
            case ast.Try(finalbody=final) if any(isinstance(one, LEAVING) for part in final for one in ast.walk(part)):
                return f"{self.what} leaves a `finally`, which discards a cancellation, so a task would not end"
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() if _mentions(node, {"nonlocal"}):
                return f"{self.what} shares names with inner functions"
        return ""

    def _holds_the_thread(self, nodes: Sequence[ast.AST], place: Place) -> bool:
        """Whether something waits for somebody outside without `await`."""
        awaited = {inner for node in nodes if isinstance(node, ast.Await) for inner in ast.walk(node)}
        inline = self.inline
        streams = Streams(inline, place, lambda _: False)
        for node in nodes:
            if isinstance(node, ast.Call) and node not in awaited and streams.is_poll(node):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                if called not in inline.facts["polls"]["instant"] or node.args or node.keywords:
                    return True
            if isinstance(node, ast.For) and streams.is_stream(node.iter):
                name = inline.resolve(node.iter.func, place) if isinstance(node.iter, ast.Call) else ""
                if not name.startswith("itertools."):
                    return True
        return False

    def _swallows(self, handler: ast.ExceptHandler, place: Place) -> bool:
        """Whether a clause stops a cancellation; an unknown class may be one that includes it."""
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type] if handler.type else [None]
        inline = self.inline
        names = {inline.resolve(kind, place) if kind is not None else "builtins.BaseException" for kind in kinds}
        if names.isdisjoint(CANCELLING) or isinstance(handler.body[-1], ast.Raise | ast.Return):
            return False
        if isinstance(handler.body[-1], ast.Break) and any(self._leaves(handler, loop) for loop in self.loops):
            return False
        return not self._is_outermost(handler, place)

    def _is_outermost(self, node: ast.AST, place: Place) -> bool:
        """Whether the task goes on to its end behind what stands here."""
        inner = (loop for loop in own_nodes(place.function) if isinstance(loop, Loop))
        return place.function in self.whole and not any(node in ast.walk(loop) for loop in inner)

    def _leaves(self, handler: ast.ExceptHandler, loop: Loop) -> bool:
        """Whether the clause stands in the loop, and in no other one in it."""
        inner = (node for node in ast.walk(loop) if isinstance(node, Loop) and node is not loop)
        return handler in ast.walk(loop) and not any(handler in ast.walk(node) for node in inner)


def _mentions(root: ast.AST, names: frozenset[str] | set[str]) -> bool:
    return any(
        getattr(node, "id", getattr(node, "attr", "")) in names
        or (isinstance(node, ast.Nonlocal) and "nonlocal" in names)
        for node in ast.walk(root)
    )
