"""Finds where StopConsumer, or an error in its place, is lost on the way out of a consumer's method.

A fault is followed to its end: once a place that stops the exception is taken as mended, the same paths are followed
again, until the exception leaves on all of them. So every swallowing `try` on a path is found in one run, and what the
mends achieve is known before anything is edited.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from channels_fix.bindings import Function, all_arguments
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.values import (
    ANY_ERROR,
    SOME_ERROR,
    Exit,
    How,
    Object,
    Outcome,
    Routine,
    Stop,
    Thrown,
    Value,
)
from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.consumers import ENDING_HANDLERS, ENDING_MESSAGES, Consumer, consumers_of
from codemods.stop_consumer.domain import MESSAGE, STOP, StopDomain
from codemods.stop_consumer.effects import cannot_fail, does_work, has_effects
from codemods.stop_consumer.mends import Mend, end_with_raise, mend_handler, move_exit

OTHER_TYPES = ("websocket.connect", "websocket.receive", "http.request", "some.event")
"""Messages that do not end a connection; what they can reach needs a test for the type of the message."""

TRIGGERS = (
    (b"async def dispatch",),
    (b"def dispatch", b"sync_to_async"),
    (b"def websocket_disconnect",),
    (b"def http_request", b"onsumer"),
    (b"def http_disconnect", b"onsumer"),
)

MAX_ROUNDS = 40


@dataclass(frozen=True)
class Root:
    """A method that must let StopConsumer out, as one consumer runs it on one message."""

    consumer: Consumer
    cls: Class
    method: Function
    message_type: str

    @property
    def name(self) -> str:
        """`Class.method`."""
        return f"{self.cls.node.name}.{self.method.name}"

    @property
    def guard(self) -> str:
        """The test for the ending message, or nothing where every message is one. `{}` stands for the message."""
        return f'{{}}["type"] == "{self.message_type}"' if self.method.name == "dispatch" else ""


@dataclass
class Fault:
    """A place that stops an exception which should have left.

    `mends` is empty where nothing may be changed; `reason` then says why. `doubt` says what a person should look at.
    """

    root: Root
    stop: Stop
    mends: list[Mend] = field(default_factory=list)
    reason: str = ""
    doubt: str = ""
    consumers: list[str] = field(default_factory=list)

    @property
    def place(self) -> ast.stmt | ast.ExceptHandler:
        """The node that is to blame."""
        return self.stop.place


def roots_of(module: Module, project: Project) -> Iterator[Root]:
    """Yield the methods of `module` that must let StopConsumer out."""
    for cls in module.classes.values():
        methods = [name for name in ("dispatch", *sum(ENDING_HANDLERS.values(), ())) if _may_swallow(cls.method(name))]
        if not methods:
            continue
        for consumer in consumers_of(cls, project):
            for protocol in consumer.protocols:
                for name in methods:
                    method = cls.method(name)
                    assert method is not None
                    if name == "dispatch":
                        yield Root(consumer, cls, method, ENDING_MESSAGES[protocol])
                    elif name in ENDING_HANDLERS[protocol] and not _is_made_up_for(name, consumer, project):
                        yield Root(consumer, cls, method, name.replace("_", ".", 1))


def _may_swallow(method: Function | None) -> bool:
    """A cheap look before the whole project is asked who inherits the class."""
    if method is None or len(all_arguments(method.args)) < 2:
        return False
    required = len(method.args.posonlyargs) + len(method.args.args) - len(method.args.defaults)
    if required > 2:
        return False  # Django's `dispatch(self, request, pk)`
    if method.name == "dispatch" and isinstance(method, ast.FunctionDef) and not method.decorator_list:
        return False  # Channels awaits what it returns, so no exception ever shows up inside
    return any(_may_catch(node) for node in ast.walk(method))


def _may_catch(node: ast.AST) -> bool:
    """Whether a node may stop an exception: a statement, or a call of something of the project's own."""
    match node:
        case ast.Try() | ast.With() | ast.AsyncWith():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"))):
            return True
        case ast.Call(func=ast.Name(id=name), args=[_, *_]):
            return name not in {"getattr", "get_handler_name", "handler", "super", "ValueError"}
    return False


def _is_made_up_for(name: str, consumer: Consumer, project: Project) -> bool:
    """Whether another handler ends the consumer: every server sends `http.disconnect` after the response."""
    if name != "http_request":
        return False
    for cls in project.mro(consumer.cls):
        method = cls.method("http_disconnect") if isinstance(cls, Class) else None
        if isinstance(cls, Class) and method is not None:
            return not Analysis(Root(consumer, cls, method, "http.disconnect"), project).stopped()
    return True


class Analysis:
    """The faults of one method on its way out.

    Args:
        root: The method.
        project: The index.
    """

    def __init__(self, root: Root, project: Project) -> None:
        self.root = root
        self.project = project
        self.mends = Mends()

    def stopped(self) -> list[Fault]:
        """Where StopConsumer itself is stopped."""
        return self._faults(STOP)

    def errors_stopped(self) -> list[Fault]:
        """Where an error of the disconnect code is stopped, once StopConsumer itself is not: then nobody raises it."""
        self.stopped()
        found = self._faults(SOME_ERROR)
        if not found or cannot_fail(self.root.consumer, self.root.cls, self.project):
            return []
        # a clause at fault is mended on all its paths, those for certain classes of errors among them
        return self._faults(ANY_ERROR, found)

    def _faults(self, thrown: Thrown, among: Sequence[Fault] | None = None) -> list[Fault]:
        """Find the faults for one exception and mend them; only the places that are in `among`, if it is given."""
        found = {fault.place: fault for fault in among or ()}
        hopeless = {fault.place for fault in among or () if not fault.mends}
        for _ in range(MAX_ROUNDS):
            lost = self._first_lost(thrown, hopeless, found if among is not None else None)
            if lost is None:
                break
            outcome, stop = lost
            fault = Fault(self.root, stop, consumers=[self.root.consumer.cls.node.name])
            fault = found.setdefault(fault.place, fault)
            mend = self._mend(outcome, stop, thrown)
            if isinstance(mend, str):
                fault.reason = mend
                fault.mends.clear()
                hopeless.add(fault.place)
                continue
            self.mends = mend.taken(self.mends)
            fault.mends.append(mend)
            fault.doubt = fault.doubt or mend.doubt
        return list(found.values())

    def _first_lost(
        self, thrown: Thrown, hopeless: set[ast.stmt | ast.ExceptHandler], among: Container[ast.AST] | None
    ) -> tuple[Outcome, Stop] | None:
        for outcome in self._outcomes(thrown, self.root.message_type):
            if outcome.exit is Exit.RAISE or not outcome.state.certain:
                continue
            for stop in outcome.state.stops:
                place = stop.place
                if stop.thrown == thrown and place not in hopeless and (among is None or place in among):
                    return outcome, stop
        return None

    def _outcomes(self, thrown: Thrown, message_type: str) -> Sequence[Outcome]:
        try:
            return self._interpreter(thrown, message_type, self.mends).follow(*self._call())
        except UndecidableError:
            return ()

    def _interpreter(self, thrown: Thrown, message_type: str, mends: Mends, *, anything: bool = False) -> Interpreter:
        domain = StopDomain(self.project, self.root.consumer, message_type)
        return Interpreter(self.project, Question(thrown, domain, mends, STOP, anything))

    def _call(self) -> tuple[Routine, tuple[Value, ...]]:
        cls, method = self.root.cls, self.root.method
        receiver = Object(self.root.consumer.cls)
        is_async = isinstance(method, ast.AsyncFunctionDef)
        return Routine(method, cls.module, cls.within, cls, (receiver,), is_async), (MESSAGE,)

    # What to do ------------------------------------------------------------------------------------------------------

    def _mend(self, outcome: Outcome, stop: Stop, thrown: Thrown) -> Mend | str:
        """The change that lets the exception out at `stop`, or why there is none."""
        if stop.how is How.SUPPRESS:
            return "contextlib.suppress is not rewritten: catch the errors that you expect with try/except instead"
        assert isinstance(stop.node, ast.Try)
        if stop.how is How.FINALLY:
            return move_exit(stop.node, stop.exit, stop.frame.node)
        assert stop.handler is not None
        own, leaves = stop.frame.depth == 0, outcome.exit in {Exit.FALL, Exit.RETURN}
        if own and leaves and any(has_effects(one) and not _inside(one, stop.node) for one in outcome.state.after):
            # what runs after the try must still run, so the consumer is ended behind it
            return self._raise_at(outcome.node or self.root.method, None)
        if thrown == STOP:
            mend = mend_handler(stop, self.project, STOP)
            works = own and not self.root.guard and any(does_work(one) for one in stop.handler.body)
            # every disconnect came to this clause: it goes on doing what it did, then lets the consumer end
            return self._raise_at(stop.exit or stop.handler, stop.handler) if works and mend.mends.reraise else mend
        if own and leaves and stop.node in self._retried:
            # the attempts that are left must still be made
            return self._raise_at(outcome.node or self.root.method, None)
        if not own:
            return "the handler does not know which message it handles: let it raise the error again"
        return self._raise_at(stop.exit or stop.handler, stop.handler)

    def _raise_at(
        self, place: ast.stmt | ast.ExceptHandler | Function, handler: ast.ExceptHandler | None
    ) -> Mend | str:
        guard = self.root.guard if place in self._reached_by_others else ""
        if guard:
            message = self._message_name()
            if message is None:
                return "the method does not name the message that it handles, so its type cannot be tested"
            guard = guard.format(message)
        return end_with_raise(place, handler, guard, self.root.method)

    def _message_name(self) -> str | None:
        positional = [*self.root.method.args.posonlyargs, *self.root.method.args.args]
        if len(positional) < 2:
            return None
        name = positional[1].arg
        bindings = self.project.function_scope(self.root.method).names.get(name, ())
        return name if len(bindings) == 1 else None

    @cached_property
    def _reached_by_others(self) -> frozenset[ast.AST]:
        """What messages reach that do not end the connection."""
        reached: set[ast.AST] = set()
        for message_type in OTHER_TYPES:
            # without the mends: a guarded raise is none for these messages
            interpreter = self._interpreter(ANY_ERROR, message_type, Mends(), anything=True)
            try:
                interpreter.follow(*self._call())
            except UndecidableError:
                return frozenset(ast.walk(self.root.method))
            reached |= interpreter.visited
        return frozenset(reached)

    @cached_property
    def _retried(self) -> frozenset[ast.AST]:
        """What stands in a loop of the method."""
        loops = [node for node in ast.walk(self.root.method) if isinstance(node, ast.For | ast.AsyncFor | ast.While)]
        return frozenset(inner for loop in loops for inner in ast.walk(loop))


def _inside(node: ast.AST, outer: ast.stmt) -> bool:
    return any(inner is node for inner in ast.walk(outer))
