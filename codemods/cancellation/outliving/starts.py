"""Finds where a consumer starts work that goes on by itself."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.module import Class
from channels_fix.resolution import Symbol
from codemods.cancellation.outliving.runs import Runs, own
from codemods.facts import table
from codemods.stop_consumer.looping.inline import Place


class Kind(enum.Enum):
    """What is started; the value is what a message calls it."""

    TASK = "task"
    THREAD = "thread"
    TIMER = "timer"
    JOB = "job"
    GROUP = "task group"


@dataclass(frozen=True)
class Start:
    """A call that starts something.

    `handle` is the expression whose value stands for what runs; `work` is what it runs: a coroutine or a function.
    """

    kind: Kind
    call: ast.Call
    handle: ast.expr
    place: Place
    work: ast.expr | None
    arguments: tuple[ast.expr, ...] = ()
    run: Place | None = None
    """The method `run` of a thread class of the project."""


class Starts:
    """Looks through the functions of one consumer.

    Args:
        runs: What the consumer runs.
    """

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.project = runs.project
        self.facts = table("tasks")["starters"]

    def of(self, place: Place) -> Iterator[Start]:
        """Yield what the function itself starts."""
        for node in own(place.function):
            if isinstance(node, ast.Call):
                start = self._start(node, place)
                if start is not None:
                    yield start

    def _start(self, call: ast.Call, place: Place) -> Start | None:
        name = self.runs.resolve(call.func, place)
        given = (*call.args, *(keyword.value for keyword in call.keywords))
        if name in self.facts["tasks"]:
            return Start(Kind.TASK, call, call, place, given[0] if given else None)
        if name in self.facts["threads"]:
            return Start(Kind.THREAD, call, call, place, _argument(call, "target", 1), given)
        if name in self.facts["timers"]:
            return Start(Kind.TIMER, call, call, place, _argument(call, "function", 1), given)
        match call.func:
            case ast.Attribute(value=owner, attr="create_task") if given and self.is_loop(owner, place):
                return Start(Kind.TASK, call, call, place, given[0])
            case ast.Attribute(value=owner, attr="run_in_executor") if len(given) > 1 and self.is_loop(owner, place):
                return Start(Kind.JOB, call, call, place, given[1], given)
            case ast.Attribute(value=owner, attr="submit") if given and self._is_a(owner, place, "executors"):
                return Start(Kind.JOB, call, call, place, given[0], given)
            case ast.Attribute(value=ast.Attribute() as owner, attr="__aenter__"):
                if self._is_a(owner, place, "groups"):
                    return Start(Kind.GROUP, call, owner, place, None)
        run = self._thread_of_the_project(call, place)
        return Start(Kind.THREAD, call, call, place, None, given, run) if run else None

    def _thread_of_the_project(self, call: ast.Call, place: Place) -> Place | None:
        """The method `run` of a class of the project that is a thread, if the call makes one."""
        symbol = self.project.resolve(call.func, place.module, place.scopes)
        cls = symbol.definition if symbol else None
        if not isinstance(cls, Class):
            return None
        line = self.project.mro(cls)
        if not any(isinstance(base, Symbol) and base.name in self.facts["threads"] for base in line):
            return None
        for base in line:
            run = base.method("run") if isinstance(base, Class) else None
            if run is not None and isinstance(base, Class):
                return Place(run, base.module, base, base.within)
        return None

    def is_loop(self, node: ast.expr, place: Place) -> bool:
        """Whether an expression stands for an event loop."""
        return self._is_a(node, place, "loops")

    def _is_a(self, node: ast.expr, place: Place, kind: str) -> bool:
        """Whether an expression, or all that its name is given, is a call of one of the known names."""
        values = [node] if isinstance(node, ast.Call) else self.given(node, place)
        return bool(values) and all(
            isinstance(value, ast.Call) and self.runs.resolve(value.func, place) in self.facts[kind] for value in values
        )

    def given(self, node: ast.expr, place: Place) -> list[ast.expr | None]:
        """What a name, or an attribute of the consumer, is given anywhere, apart from None."""
        match node:
            case ast.Attribute(value=ast.Name(id=me), attr=attribute) if me == place.receiver != "":
                return self.attribute_values(attribute)
            case ast.Name(id=name):
                for scope in reversed(place.scopes):
                    bindings = self.project.function_scope(scope).names.get(name)
                    if bindings:
                        found = [binding.value for binding in bindings]
                        return [value if isinstance(value, ast.expr) else None for value in found]
                symbol = self.project.resolve(node, place.module, place.scopes)
                return [symbol.definition] if symbol and isinstance(symbol.definition, ast.expr) else []
        return []

    def attribute_values(self, attribute: str) -> list[ast.expr | None]:
        """What the consumer's classes, and their methods, give an attribute, apart from None."""
        found: list[ast.expr | None] = []
        for place in self.runs.functions:
            for node in own(place.function):
                found += _given(node, attribute, place)
        for cls in self.project.mro(self.runs.consumer.cls):
            if isinstance(cls, Class):
                values = [binding.value for binding in cls.scope.names.get(attribute, ())]
                found += [value if isinstance(value, ast.expr) else None for value in values]
        return [value for value in found if not (isinstance(value, ast.Constant) and value.value is None)]


def _given(node: ast.AST, attribute: str, place: Place) -> Iterator[ast.expr | None]:
    """Yield what a statement assigns to an attribute of the consumer; None where that is no expression."""
    match node:
        case ast.Assign(targets=targets, value=value):
            pass
        case ast.AnnAssign(target=target, value=value) if value is not None:
            targets = [target]
        case ast.NamedExpr(target=target, value=value):
            targets = [target]
        case ast.AugAssign(target=target) | ast.For(target=target) | ast.AsyncFor(target=target):
            targets, value = [target], None
        case ast.withitem(optional_vars=ast.expr() as target):
            targets, value = [target], None
        case _:
            return
    for target in targets:
        if is_own(target, attribute, place):
            yield value
        elif any(is_own(inner, attribute, place) and not _is_read(inner) for inner in ast.walk(target)):
            yield None


def _is_read(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", None), ast.Load)


def is_own(node: ast.AST | None, attribute: str, place: Place) -> bool:
    """Whether a node is this attribute of the consumer."""
    match node:
        case ast.Attribute(value=ast.Name(id=me), attr=name):
            return name == attribute and me == place.receiver != ""
    return False


def _argument(call: ast.Call, name: str, index: int) -> ast.expr | None:
    by_name = next((keyword.value for keyword in call.keywords if keyword.arg == name), None)
    return by_name or (call.args[index] if index < len(call.args) else None)
