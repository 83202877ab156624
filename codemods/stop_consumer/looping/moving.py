"""Says whether a loop may be moved out of its handler, or why not and what to do by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.project import Project
from codemods.disconnects import has_disconnect, hindrance
from codemods.stop_consumer.looping.blocked import Blocked
from codemods.stop_consumer.looping.inline import reached
from codemods.stop_consumer.looping.movable import Content, Tail
from codemods.targets import python_of

TASKS_SINCE = "3.7"
"""The version of Python that brought `asyncio.create_task`."""
BY_HAND = "run the loop as a task kept on `self`, and cancel and await it in `{}.disconnect()`; not done here: {}"


@dataclass(frozen=True)
class Move:
    """How a loop leaves its handler: as a call that is no longer awaited, or with its statement, to a new method.

    `branches` leads to the statement, through the if statements at the end of the handler.
    """

    statement: ast.stmt
    branches: tuple[bool, ...]
    parameters: tuple[str, ...] = ()

    @property
    def call(self) -> ast.Call | None:
        """The call that is no longer awaited."""
        match self.statement:
            case ast.Expr(value=ast.Await(value=ast.Call() as call)):
                return call
        return None


def moves(fault: Blocked, project: Project) -> Move | str:
    """Tell how the loop can be moved, or what to do by hand and why it is not done."""
    consumers = fault.consumers
    names = {consumer.cls.node.name for consumer in consumers}
    if any(consumer.sync for consumer in consumers):
        return (
            "run the loop in a thread of its own that ends when a `threading.Event` is set, and set that in "
            f"`disconnect()`; or make {' and '.join(sorted(names))} an async consumer and run the loop as a task"
        )
    if any("http" in consumer.protocols for consumer in consumers):
        return (
            "start the loop in `http_request` as a task kept on `self` and do not await it, since the inherited "
            "`http_request` ends the consumer when `handle` is done; cancel and await it in `disconnect()`"
        )
    if any(not has_disconnect(consumer.cls, project) for consumer in consumers):
        return (
            "run the loop as a task kept on `self`; cancel and await it in `websocket_disconnect()` before that raises "
            "StopConsumer; a consumer without a generic base class has no `disconnect()` where this could be put"
        )
    python = python_of(fault.place.module, project)
    if python is not None and python.is_below(TASKS_SINCE):
        return by_hand(fault, f"the project runs on Python {python}, where `asyncio.create_task` is unknown")
    move = _Mover(fault, project).move()
    return by_hand(fault, move) if isinstance(move, str) else move


def by_hand(fault: Blocked, reason: str) -> str:
    """What to do with the loop, and why it is not done."""
    cls = fault.handler.cls
    owner = cls.node.name if cls else fault.consumers[0].cls.node.name
    return BY_HAND.format(owner, reason)


class _Mover:
    def __init__(self, fault: Blocked, project: Project) -> None:
        self.fault = fault
        self.project = project
        self.handler = fault.handler
        self.function = fault.handler.function

    def move(self) -> Move | str:
        tail = self._tail()
        if isinstance(tail, str):
            return tail
        content = Content(self.fault, tail, self.project)
        reason = self._odd_handler() or content.hindrance() or self._odd_ending()
        if reason:
            return reason
        if self.fault.place.function is not self.function:
            return Move(tail.statement, tail.branches)
        parameters = content.parameters()
        return Move(tail.statement, tail.branches, parameters) if isinstance(parameters, tuple) else parameters

    def _tail(self) -> Tail | str:
        """The statement that is moved, or why there is none."""
        if {way[0].function for way in self.fault.ways} != {self.function}:
            return "several handlers run the loop"
        tails = list(_tails(self.function.body, (), ()))
        if self.fault.place.function is self.function:
            found = next((tail for tail in tails if _holds_only(tail.statement, self.fault.loop)), None)
            return found or "the loop is not the last statement of the handler"
        if self.fault.place.module is not self.handler.module:
            return "the loop and its handler stand in two files"
        inline = self.fault.inlines[0]
        calls = [
            step.node
            for step in inline.steps(self.handler)
            if self.fault.place.function in {place.function for place in reached(inline, step.targets)}
        ]
        if len(calls) != 1:
            return "the handler calls the loop in several places"
        for tail in tails:
            match tail.statement:
                case ast.Expr(value=ast.Await(value=ast.Call() as call)) if call is calls[0]:
                    targets = [target.function for target in inline.targets(call.func, self.handler)]
                    if len(targets) == 1 and isinstance(targets[0], ast.AsyncFunctionDef):
                        return tail
        return "the call that runs the loop is not the last statement of the handler"

    def _odd_ending(self) -> str:
        assert self.handler.cls is not None
        return hindrance(self.handler.cls, self.fault.consumers, self.project)

    def _odd_handler(self) -> str:
        function, cls = self.function, self.handler.cls
        if not isinstance(function, ast.AsyncFunctionDef) or function.decorator_list or cls is None:
            return "the handler is no plain async method"
        if function not in cls.node.body or cls.node.body[0].lineno == cls.node.lineno:
            return "the handler does not stand in the class itself"
        facts = self.fault.inlines[0].facts["handlers"]
        if function.name not in {*facts["calls"], *facts["calls"].values()}:
            return ""
        for inline in self.fault.inlines:
            if inline.method(function.name)[:1] != (self.handler,):
                return f"{inline.consumer.cls.node.name}.{function.name} waits for the handler"
        return ""


def _holds_only(statement: ast.stmt, loop: ast.AST) -> bool:
    """Whether a statement is the loop, or a try or with statement around nothing but the loop."""
    match statement:
        case ast.Try(body=[inner]) | ast.With(body=[inner]) | ast.AsyncWith(body=[inner]):
            return _holds_only(inner, loop)
    return statement is loop


def _tails(body: Sequence[ast.stmt], branches: tuple[bool, ...], before: tuple[ast.stmt, ...]) -> Iterator[Tail]:
    """Yield the statements with which a block ends, on each way through its last if statement."""
    if not body:
        return
    last, before = body[-1], (*before, *body[:-1])
    if isinstance(last, ast.If):
        yield from _tails(last.body, (*branches, True), before)
        yield from _tails(last.orelse, (*branches, False), before)
    else:
        yield Tail(last, branches, before)
