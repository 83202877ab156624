"""Tells what something that was started does: whether it ends by itself, and what it touches."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from channels_fix.nodes import own_nodes
from codemods.cancellation.outliving.runs import Runs, own
from codemods.cancellation.outliving.starts import Kind, Start, Starts
from codemods.facts import table
from codemods.stop_consumer.looping.cancelling import Cancelling
from codemods.stop_consumer.looping.inline import Loop, Place, reached
from codemods.stop_consumer.looping.loops import Judge

THREADS = (Kind.THREAD, Kind.TIMER, Kind.JOB)


class Work:
    """What one start sets going.

    Args:
        start: The start.
        starts: What knows the values of names.
    """

    def __init__(self, start: Start, starts: Starts) -> None:
        self.start = start
        self.starts = starts
        self.runs: Runs = starts.runs
        self.facts = table("tasks")

    @cached_property
    def calls(self) -> list[tuple[ast.expr, Place]]:
        """The coroutines or functions that it may be, each with the function where it is written."""
        work, place = self.start.work, self.start.place
        if work is None:
            return []
        if not isinstance(work, ast.Name):
            return [(_unwrapped(work), place)]
        given = self._arguments(work.id)
        if given:
            return given
        values = self.starts.given(work, place)
        if any(isinstance(value, ast.Call | ast.Lambda) for value in values):
            return [(_unwrapped(value), place) for value in values if value is not None] if None not in values else []
        return [(work, place)]

    def _arguments(self, name: str) -> list[tuple[ast.expr, Place]]:
        """What a method is given for a parameter, wherever the consumer calls it by name."""
        function = self.start.place.function
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if name not in names:
            return []
        index = names.index(name) - bool(self.start.place.cls)
        return [
            (node.args[index], place)
            for place in self.runs.functions
            for node in own(place.function)
            if isinstance(node, ast.Call) and _called(node, place) == function.name and index < len(node.args)
        ]

    @cached_property
    def functions(self) -> list[Place]:
        """The functions that it runs as a whole."""
        if self.start.run is not None:
            return [self.start.run]
        found = [place for work, where in self.calls for place in self.runs.run_by(work, where)]
        return list({place.function: place for place in found}.values())

    @cached_property
    def places(self) -> list[Place]:
        """All functions of the project that run in it."""
        return reached(self.runs, self.functions)

    @cached_property
    def nodes(self) -> list[tuple[Place, ast.AST]]:
        """What runs in it, each node with its function."""
        return [(place, node) for place in self.places for node in own_nodes(place.function)]

    @property
    def name(self) -> str:
        """What it is called in a message."""
        if self.start.run is not None:
            return ast.unparse(self.start.call.func)
        work = self.calls[0][0] if self.calls else self.start.work
        called = work.func if isinstance(work, ast.Call) else work
        text = ast.unparse(called) if called is not None else ""
        return text.rpartition(".")[2] if self.functions else text

    # Its end ---------------------------------------------------------------------------------------------------------

    @cached_property
    def endless(self) -> list[Loop]:
        """The loops in it whose end is in other hands."""
        found: list[Loop] = []
        for place in self.places:
            judge = Judge(self.runs, place)
            found += [
                step.node
                for step in self.runs.steps(place)
                if not isinstance(step.node, ast.Call) and judge.is_endless(step.node)
            ]
        return found

    @cached_property
    def goes_on(self) -> bool:
        """Whether it goes on until others end it."""
        return bool(self.endless) or any(self._is_wait(node, place) for place, node in self.nodes) or self._is_poll

    @property
    def _is_poll(self) -> bool:
        """Whether it is nothing but a wait for somebody outside."""
        return any(
            isinstance(work, ast.Call) and Judge(self.runs, place).streams.is_poll(work) for work, place in self.calls
        )

    def _is_wait(self, node: ast.AST, place: Place) -> bool:
        """Whether a node waits for what only others bring about."""
        waiting = self.facts["waiting"]
        match node:
            case ast.Await(value=ast.Call(func=ast.Attribute(value=owner, attr=attr), args=[], keywords=[])):
                values = self.starts.given(owner, place) if attr in waiting["methods"] else []
            case ast.Await(value=ast.Name() | ast.Attribute() as owner):
                values = self.starts.given(owner, place)
                if not all(self._is_future(value, place) for value in values):
                    return False
            case _:
                return False
        return bool(values) and all(
            isinstance(value, ast.Call) and self.runs.resolve(value.func, place) in waiting["objects"]
            for value in values
        )

    def _is_future(self, value: ast.expr | None, place: Place) -> bool:
        return isinstance(value, ast.Call) and self.runs.resolve(value.func, place) == "asyncio.Future"

    def depends_on(self) -> tuple[frozenset[str], frozenset[str]]:
        """The attributes of the consumer that it looks at to decide something, and all that it uses."""
        decides, uses = set(), set()
        for place, node in self._with_start():
            for part in _deciding(node):
                decides |= set(_attributes(part, place))
            uses |= set(_attributes(node, place))
        return frozenset(decides), frozenset(uses)

    def _with_start(self) -> Iterator[tuple[Place, ast.AST]]:
        yield from self.nodes
        for part in (self.start.work, *self.start.arguments):
            if part is not None:
                yield self.start.place, part

    # What it touches -------------------------------------------------------------------------------------------------

    @cached_property
    def sends(self) -> bool:
        """Whether it talks to the client."""
        socket = self.facts["consumers"]["socket"]
        return any(
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == place.receiver != ""
            and node.attr in socket
            for place, node in self.nodes
        )

    @cached_property
    def writes(self) -> str:
        """By what it writes something that must not be cut short, if it does."""
        for place, node in self.nodes:
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                writing = self.facts["writing"]
                managed = isinstance(node.func, ast.Attribute) and "objects" in ast.unparse(node.func.value).split(".")
                if name in writing["methods"] or (managed and name in writing["managed"]):
                    return name
                if self.runs.resolve(node.func, place) in writing["functions"]:
                    return ast.unparse(node.func)
        return ""

    @property
    def _is_shielded(self) -> bool:
        """Whether a part of it goes on when it is cancelled."""
        started = [(place, node) for work, place in self.calls for node in ast.walk(work)]
        return any(
            isinstance(node, ast.Call) and self.runs.resolve(node.func, place) == "asyncio.shield"
            for place, node in (*started, *self.nodes)
        )

    def hindrance(self) -> str:
        """Why it cannot be cancelled and waited for, if that is so."""
        if not self.functions:
            return "what the task runs is not known here"
        if self._is_shielded:
            return "the task shields what it waits for, which would go on"
        whole = [place.function for place in self.functions]
        cancelling = Cancelling(self.runs, "the task", self.endless, whole)
        return next(
            (
                reason
                for place in self.places
                if (reason := cancelling.hindrance(place, list(own_nodes(place.function))))
            ),
            "",
        )


def _unwrapped(node: ast.expr) -> ast.expr:
    """The function in `partial(function, ...)`, and the body of a lambda."""
    match node:
        case ast.Call(func=ast.Name(id="partial") | ast.Attribute(attr="partial"), args=[first, *_]):
            return first
        case ast.Lambda(body=body):
            return body
    return node


def _called(call: ast.Call, place: Place) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id=me), attr=attribute) if me == place.receiver != "":
            return attribute
        case ast.Name(id=name):
            return name
    return ""


def _deciding(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node on which it depends how things go on."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
            yield test
        case ast.For(iter=part) | ast.AsyncFor(iter=part) | ast.Match(subject=part):
            yield part
        case ast.Await(value=ast.Call(func=ast.Attribute(value=part))):
            yield part


def _attributes(node: ast.AST, place: Place) -> Iterator[str]:
    for inner in (node, *own_nodes(node)):
        if (
            isinstance(inner, ast.Attribute)
            and isinstance(inner.value, ast.Name)
            and inner.value.id == place.receiver != ""
            and isinstance(inner.ctx, ast.Load)
        ):
            yield inner.attr
