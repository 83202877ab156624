"""Finds the handlers of an ending message that some path leaves without raising StopConsumer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeGuard

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.values import (
    SOME_ERROR,
    UNKNOWN,
    Exit,
    Frame,
    How,
    Named,
    Object,
    Outcome,
    Pending,
    Routine,
    Source,
    Stop,
    Super,
    Tagged,
    Thrown,
    TypeOf,
    Value,
)
from channels_fix.module import Class, Module
from channels_fix.project import Project, Symbol
from codemods.consumers import ENDING_MESSAGES, Consumer, as_consumer, is_consumer_class, library_bases
from codemods.stop_consumer.analysis import MAX_ROUNDS, Analysis
from codemods.stop_consumer.domain import MESSAGE, STOP, STOP_NAME, TO_THREAD, StopDomain
from codemods.stop_consumer.effects import has_effects, may_fail
from codemods.stop_consumer.ending.raisers import HANDLERS, Raisers, is_fully_known, is_plain_method
from codemods.stop_consumer.mends import Mend, mend_handler
from codemods.stop_consumer.roots import Root, runs

ENDING = {message.replace(".", "_"): message for message in ENDING_MESSAGES.values()}
"""For each handler after which a consumer must have ended its message."""

HANDLED = Tagged("handled")

OTHER_EVENT = "some.event"
"""A message that ends nothing: what `dispatch` makes of it tells how it calls its handlers."""

[_RAISING] = [node for node in ast.parse(f"def f(*_): raise {STOP_NAME}").body if isinstance(node, ast.FunctionDef)]


def above(cls: Class, name: str, receiver: Class, project: Project) -> Class | Symbol | None:
    """What `super().name` reaches from a method of `cls`: a class of the project, of a library, or nothing."""
    line = project.mro(receiver)
    for base in line[line.index(cls) + 1 :] if cls in line else ():
        if isinstance(base, Class) and name in base.scope.names:
            return base
        if isinstance(base, Symbol) and _library_has(base, name, project):
            return base
    return None


def _library_has(base: Symbol, name: str, project: Project) -> bool:
    configured = project.options.get("consumer-bases", ())
    if base.name in library_bases():
        return library_bases()[base.name].protocol == name.partition("_")[0]
    return isinstance(configured, list | tuple) and base.name in configured and name.startswith("websocket")


def is_awaited(base: Class | Symbol, name: str, consumer: Consumer, project: Project) -> bool:
    """Whether what `super().name` reaches gives a coroutine."""
    if isinstance(base, Symbol):
        return not library_bases()[base.name].sync if base.name in library_bases() else not consumer.sync
    method = base.method(name)
    if isinstance(method, ast.AsyncFunctionDef):
        return True
    symbols = [project.resolve(one, base.module, base.within) for one in method.decorator_list] if method else []
    return any(symbol is not None and symbol.name in TO_THREAD for symbol in symbols)


@dataclass(frozen=True)
class EndingDomain(StopDomain):
    """Follows the calls of other handlers, or, when `modular`, takes those of `super()` as raising.

    With `idle` no handler raises: what remains is what `dispatch` does itself. With `failing` the question is about
    errors, and the handlers raise StopConsumer all the same.
    """

    raisers: frozenset[str] = frozenset()
    modular: bool = True
    idle: bool = False
    failing: bool = False
    reached: list[str] = field(default_factory=list)

    @property
    def sources(self) -> frozenset[str]:
        """The names whose call may raise StopConsumer."""
        return super().sources | self.raisers

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        """The handlers, each as the class that it is asked of has it."""
        if owner == MESSAGE:
            return super().attribute(owner, name, frame)
        if name not in HANDLERS and name != "dispatch":
            return None
        match owner:
            case Super(cls=cls, receiver=receiver):
                return self._above(cls, name, receiver)
            case Object(cls=receiver) if name != "dispatch":
                return self._own(name, receiver)
            case Named(symbol=symbol) if is_consumer_class(symbol, self.project):
                return self._idle(name) or self._source(name == "dispatch" or not self.consumer.sync)
        return None

    def call(self, function: Value, arguments: Sequence[Value]) -> Value | None:
        """Also the calls of handlers that do not raise."""
        if HANDLED in (function, *arguments):
            return HANDLED
        return super().call(function, arguments)

    def _source(self, is_async: bool) -> Value:
        if not self.failing:
            return Source(is_async)
        module = self.consumer.cls.module
        return Routine(_RAISING, module, closure=((STOP_NAME, TypeOf(STOP)),), is_async=is_async)

    def _idle(self, name: str) -> Value | None:
        if self.idle:
            self.reached.append(name)
            return HANDLED
        return None

    def _above(self, cls: Class, name: str, receiver: Class) -> Value | None:
        if self.idle and name != "dispatch":
            return HANDLED
        found = above(cls, name, receiver, self.project)
        if name == "dispatch":
            line = self.project.mro(receiver)
            rest = line[line.index(cls) + 1 :] if cls in line else ()
            if any(isinstance(base, Class) and name in base.scope.names for base in rest) and self.idle:
                return None  # the project's own, which is followed
            return self._idle(name) or self._source(is_async=True)
        if found is None:
            return UNKNOWN
        if isinstance(found, Class) and not self.modular:
            return None
        return self._source(is_awaited(found, name, self.consumer, self.project))

    def _own(self, name: str, receiver: Class) -> Value | None:
        if known := self._idle(name):
            return known
        line = self.project.mro(receiver)
        if any(isinstance(base, Class) and name in base.scope.names for base in line):
            return None
        return self._source(not self.consumer.sync)


class Ending(Analysis):
    """The ways on which a handler ends, once the faults that other rules find in it are mended.

    Args:
        root: The handler.
        project: The index.
        raisers: What may raise StopConsumer.
        modular: Whether `super()` is taken as raising.
    """

    def __init__(self, root: Root, project: Project, raisers: Raisers, *, modular: bool = True) -> None:
        super().__init__(root, project)
        self.raisers = raisers
        self.modular = modular
        others = Analysis(root, project)
        others.stopped()
        self.mends = others.mends
        if others.errors_stopped():
            self.mends = others.mends

    def _outcomes(self, thrown: Thrown, mends: Mends) -> Sequence[Outcome]:
        message_type = self.root.message_type
        domain = EndingDomain(self.project, self.root.consumer, message_type, self.raisers.names, self.modular)
        try:
            return Interpreter(self.project, Question(thrown, domain, mends, STOP)).follow(*self.root.call)
        except UndecidableError:
            return ()

    def outcomes(self) -> list[Outcome]:
        """All ways out; none when they cannot be followed."""
        return list(self._outcomes(STOP, self.mends))

    def ways(self) -> list[Outcome]:
        """All ways out, those after an error in the clean-up among them."""
        found = [*self.outcomes(), *(one for error in self._errors for one in self._after(error))]
        return [one for one in found if all(stop.thrown == STOP or self._may_stop(stop) for stop in one.state.stops)]

    def lost(self) -> list[Outcome]:
        """The ways out on which nobody raises."""
        return [one for one in self.ways() if self._is_lost(one) and not _stops(one)]

    @cached_property
    def _errors(self) -> list[Thrown]:
        """The errors that the handler itself catches: one of no special class, and those it names."""
        cls, method = self.root.cls, self.root.method
        clauses = [node for node in ast.walk(method) if isinstance(node, ast.ExceptHandler)]
        types = [name for clause in clauses for name in _parts(clause.type)]
        symbols = [self.project.resolve(name, cls.module, (*cls.within, method)) for name in types]
        named = [conditions.ancestors(symbol, self.project) for symbol in symbols if symbol]
        errors = [thrown for thrown in named if thrown and thrown.is_a(STOP.name) is False]
        return list(dict.fromkeys([SOME_ERROR, *errors])) if clauses else []

    def _after(self, error: Thrown) -> list[Outcome]:
        """The ways out when the clean-up may fail with `error`."""
        domain = EndingDomain(
            self.project, self.root.consumer, self.root.message_type, self.raisers.names, self.modular, failing=True
        )
        question = Question(error, domain, self.mends, STOP, anything=True)
        try:
            return Interpreter(self.project, question).follow(*self.root.call)
        except UndecidableError:
            return []

    def _may_stop(self, stop: Stop) -> bool:
        """Whether an error that is stopped there is one of the clean-up's own."""
        if not isinstance(stop.node, ast.Try) or stop.frame.depth:
            return False
        return may_fail(stop.node.body, self.root.method, self.root.cls, self.project)

    def stops(self) -> set[ast.AST]:
        """The places that stop StopConsumer on some way."""
        return {stop.place for one in self.ways() for stop in _stops(one)}

    def freed(self, before: set[ast.AST]) -> list[Mend] | None:
        """The changes that let out what the mends raise; None where there are none.

        Args:
            before: What stopped StopConsumer without the mends.
        """
        found: list[Mend] = []
        for _ in range(MAX_ROUNDS):
            stops = [stop for one in self.ways() for stop in _stops(one) if stop.place not in before]
            if not stops:
                return found
            if stops[0].how is not How.HANDLER:
                return None
            mend = mend_handler(stops[0], self.project, STOP)
            self.mends |= mend.mends
            found.append(mend)
        return None

    def never_raises(self) -> bool:
        """Whether StopConsumer leaves the handler on no way, not even on one that cannot be followed."""
        found = self.outcomes()
        return bool(found) and all(one.state.certain and one.thrown != STOP for one in found)

    def swallowed(self) -> bool:
        """Whether some way that was mended still ends without raising."""
        return any(self._is_lost(one) for one in self.ways())

    def _is_lost(self, outcome: Outcome) -> bool:
        if outcome.exit not in {Exit.FALL, Exit.RETURN} or not outcome.state.certain:
            return False
        returned = isinstance(outcome.value, Pending) and isinstance(self.root.method, ast.FunctionDef)
        return not (returned and not self.root.consumer.sync)  # Channels awaits what it is given


def _stops(outcome: Outcome) -> list[Stop]:
    """Where StopConsumer itself was stopped on the way."""
    return [stop for stop in outcome.state.stops if stop.thrown == STOP]


def _parts(node: ast.expr | None) -> list[ast.expr]:
    if isinstance(node, ast.Tuple):
        return node.elts
    return [node] if node else []


@dataclass
class Unended:
    """A handler that does not end its consumers."""

    cls: Class
    method: Function
    hurt: list[Consumer]
    runners: list[Consumer]
    raisers: Raisers
    dependent: str = ""
    """A method that goes on after it has called this one."""

    @property
    def name(self) -> str:
        """`Class.method`."""
        return f"{self.cls.node.name}.{self.method.name}"

    def endings(self, project: Project) -> Iterator[Ending]:
        """Yield the analysis for each consumer that it hurts."""
        for consumer in self.hurt:
            yield Ending(root_of(consumer, self.cls, self.method), project, self.raisers)


def root_of(consumer: Consumer, cls: Class, method: Function) -> Root:
    """The handler `method` as `consumer` runs it on the message that ends it."""
    return Root(consumer, cls, method, ENDING[method.name])


def unended(module: Module, project: Project) -> Iterator[Unended]:
    """Yield the handlers of `module` that some consumer is not ended by."""
    for cls in module.classes.values():
        for name in ENDING:
            method = cls.method(name)
            if method is None or _is_settled(method) or _asks_in_finally(method):
                continue
            if not is_plain_method(method, cls, project):
                continue
            found = _examined(cls, method, project)
            if found is not None:
                yield found


def _is_settled(method: Function) -> bool:
    """A cheap look before the whole project is asked who inherits the class."""
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(method)):
        return True  # a generator is no handler
    last = method.body[-1]
    return isinstance(last, ast.Raise) and not any(isinstance(node, ast.Return) for node in ast.walk(method))


def _asks_in_finally(method: Function) -> bool:
    """Whether a `finally` raises under a condition, which most often is that no other error is on its way."""
    conditions_last = (
        inner
        for node in ast.walk(method)
        if isinstance(node, ast.Try)
        for statement in node.finalbody
        for inner in ast.walk(statement)
        if isinstance(inner, ast.If)
    )
    return any(isinstance(node, ast.Raise) for condition in conditions_last for node in ast.walk(condition))


def is_super_call(node: ast.AST | None, name: str) -> TypeGuard[ast.Call]:
    """Whether `node` is `super().name(...)`."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute)):
            return attribute == name
    return False


def _examined(cls: Class, method: Function, project: Project) -> Unended | None:
    heirs = project.descendants(cls)
    consumers = [found for one in (cls, *heirs) if (found := as_consumer(one, project)) and _connects(found, method)]
    runners = [one for one in consumers if runs(one, cls, method.name, project)]
    suspects = [one for one in runners if is_fully_known(one.cls, project) and _seems_hurt(one, cls, method, project)]
    if not suspects:
        return None
    raisers = raisers_for(runners, project)
    hurt = [one for one in suspects if _is_hurt(one, cls, method, project, raisers)]
    below = [one for one in consumers if one.cls is not cls]
    if not hurt:
        return None
    if [one.cls for one in hurt] == [cls] and below and (len(runners) > 1 or _is_placeholder(method)):
        return None  # a template: what derives from it ends by itself
    return Unended(cls, method, hurt, runners, raisers, _dependent(cls, method.name, heirs))


def raisers_for(consumers: Iterable[Consumer], project: Project) -> Raisers:
    """What may raise StopConsumer in the modules of some consumers."""
    lines = [project.mro(consumer.cls) for consumer in consumers]
    modules = tuple(dict.fromkeys(base.module for line in lines for base in line if isinstance(base, Class)))
    return project.once(("raisers", modules), lambda: Raisers.among(modules, project))


def _connects(consumer: Consumer, method: Function) -> bool:
    return method.name.partition("_")[0] in consumer.protocols


def _is_placeholder(method: Function) -> bool:
    return not any(has_effects(statement) for statement in method.body)


def _dependent(cls: Class, name: str, heirs: Iterable[Class]) -> str:
    """An override of the handler which still does something after it has called the one of `cls`."""
    for heir in heirs:
        method = heir.method(name)
        calls = [node for node in ast.walk(method) if is_super_call(node, name)] if method else []
        for call in calls:
            assert method is not None
            later = [
                one for one in ast.walk(method) if isinstance(one, ast.stmt) and one.lineno > (call.end_lineno or 0)
            ]
            if any(has_effects(one) for one in later if not isinstance(one, ast.Raise)):
                return f"{heir.node.name}.{name}"
    return ""


def is_mismatched(consumer: Consumer, method: Function) -> bool:
    """Whether a consumer whose handlers are plain functions has a coroutine for one: nothing ever runs it."""
    return consumer.sync and isinstance(method, ast.AsyncFunctionDef)


def _seems_hurt(consumer: Consumer, cls: Class, method: Function, project: Project) -> bool:
    """Whether the handler has a way out without raising, as far as can be seen without a look at other modules."""
    return is_mismatched(consumer, method) or bool(
        Ending(root_of(consumer, cls, method), project, Raisers(project)).lost()
    )


def _is_hurt(consumer: Consumer, cls: Class, method: Function, project: Project, raisers: Raisers) -> bool:
    line = project.mro(consumer.cls)
    first = next(base for base in line if isinstance(base, Class) and method.name in base.scope.names)
    between = [base for base in line[: line.index(cls) + 1] if isinstance(base, Class)]
    for base in between:
        own = base.method(method.name)
        if own and (not is_plain_method(own, base, project) or raisers.may_hide_in(own, base, consumer.cls)):
            return False
    if may_end_in_dispatch(consumer, ENDING[method.name], project, raisers, lets_fall=False):
        return False
    if method.name == "http_disconnect" and not request_never_ends(consumer, project, raisers):
        return False
    entry = first.method(method.name)
    assert entry is not None
    if is_mismatched(consumer, entry):
        return first is cls
    ending = Ending(root_of(consumer, cls, method), project, raisers)
    if not ending.lost() or (method.name == "http_disconnect" and not ending.never_raises()):
        return False
    return first is cls or bool(Ending(root_of(consumer, first, entry), project, raisers, modular=False).lost())


def request_never_ends(consumer: Consumer, project: Project, raisers: Raisers) -> bool:
    """Whether `http_request` is overridden too and raises on no path; one handler that may raise is enough."""
    for base in project.mro(consumer.cls):
        if isinstance(base, Symbol) and base.name in library_bases():
            return library_bases()[base.name].protocol != "http"
        method = base.method("http_request") if isinstance(base, Class) else None
        if isinstance(base, Class) and method:
            if not is_plain_method(method, base, project) or raisers.may_hide_in(method, base, consumer.cls):
                return False
            root = Root(consumer, base, method, "http.request")
            return Ending(root, project, raisers, modular=False).never_raises()
    return False


def may_end_in_dispatch(
    consumer: Consumer, message_type: str, project: Project, raisers: Raisers, *, lets_fall: bool = True
) -> bool:
    """Whether a `dispatch` of the project may end the consumer itself, whatever its handlers do.

    One that lets the message fall may, as far as is known, unless `lets_fall` is false: then it may only if it calls
    no handler for other messages either.
    """
    for base in project.mro(consumer.cls):
        method = base.method("dispatch") if isinstance(base, Class) else None
        if not isinstance(base, Class) or method is None:
            continue
        for handled in (message_type,) if lets_fall else (message_type, OTHER_EVENT):
            domain = EndingDomain(project, consumer, handled, raisers.names, idle=True)
            interpreter = Interpreter(project, Question(STOP, domain, Mends(), STOP))
            try:
                routine = interpreter.members.value(base, "dispatch")  # with its decorators on
                if not isinstance(routine, Routine) or any(
                    raisers.may_hide_in(one, base, consumer.cls) for one in {method, routine.node}
                ):
                    return True
                outcomes = interpreter.follow(
                    replace(routine, bound=(Object(consumer.cls), *routine.bound)), (MESSAGE,)
                )
            except UndecidableError:
                return True
            if handled == message_type and any(one.thrown == STOP or not one.state.certain for one in outcomes):
                return True
            if domain.reached:
                return False
        return True  # it looks for its handlers in a way of its own
    return False
