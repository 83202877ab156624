"""Follows calls and what becomes of awaitables: awaited at once, run as a task, gathered, waited for."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from channels_fix.flow import builtin
from channels_fix.flow.states import Exit, Frame, How, Outcome, State, Stop
from channels_fix.flow.values import (
    UNKNOWN,
    Constant,
    ExitStack,
    Gathered,
    Identity,
    Instance,
    Managed,
    ManagerFactory,
    Many,
    Method,
    Named,
    Object,
    Pending,
    Routine,
    Source,
    Tagged,
    Task,
    TaskGroup,
    TypeOf,
    Value,
    Waited,
)
from channels_fix.nodes import all_nodes, children, last_name

if TYPE_CHECKING:
    from channels_fix.flow.expressions import Evaluator, Then

Keywords = tuple[tuple[str, Value], ...]

TASK_MAKERS = frozenset({"asyncio.create_task", "asyncio.ensure_future"})
ENTERING = frozenset({"enter_context", "enter_async_context", "push", "push_async_exit"})
KEEPING = frozenset({"add", "append", "add_done_callback", "appendleft"})
"""Methods that keep what they are given, or look at it later, but never await it."""
FORGETTING = KEEPING | {"cancel", "clear", "discard", "done", "remove"}
"""Methods of a task, or of a collection of them, that never give a result."""
LOOKING = frozenset(f"builtins.{name}" for name in ("bool", "hash", "id", "len", "print", "repr", "str", "type"))
LOGGING = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})
"""Methods of a logger."""


@dataclass(frozen=True)
class Calls:
    """Follows the calls in one statement."""

    evaluator: Evaluator

    def call(self, node: ast.Call, state: State, go_on: Then) -> list[Outcome]:
        """Evaluate a call expression."""
        parts = [node.func, *node.args, *(keyword.value for keyword in node.keywords)]

        def called(found: tuple[Value, ...], after: State) -> list[Outcome]:
            split = len(node.args) + 1
            arguments = spread(node.args, found[1:split])
            keywords = tuple((k.arg or "**", value) for k, value in zip(node.keywords, found[split:], strict=True))
            return self.apply(found[0], arguments, keywords, after, go_on, node)

        unstarred = [part.value if isinstance(part, ast.Starred) else part for part in parts]
        return self.evaluator.all(unstarred, state, called)

    def apply(
        self,
        function: Value,
        arguments: tuple[Value, ...],
        keywords: Keywords,
        state: State,
        go_on: Then,
        node: ast.Call | None = None,
    ) -> list[Outcome]:
        """Call a value."""
        known = self.evaluator.interpreter.question.domain.call(function, arguments)
        if known is None:
            known = builtin.returned(self.evaluator, function, arguments, keywords, state, node)
        if isinstance(known, Object):
            state = stored(state, *arguments, *(value for _, value in keywords))
        if known is not None:
            return go_on(known, state)
        match function, arguments:
            case ((Source() | Routine()), _):
                pending = Pending(function, arguments, keywords)
                return go_on(pending, state) if function.is_async else self.run(pending, state, go_on)
            case ManagerFactory(routine=routine), _:
                return go_on(Managed(Pending(routine, arguments, keywords)), state)
            case Identity(), (same, *_):
                return go_on(same, state)
            case Named(symbol=symbol), (awaitable, *_) if symbol.name in TASK_MAKERS:
                return self._start(awaitable, state, go_on)
            case Named(symbol=symbol), (owner, Constant(value=str(name)), value) if symbol.name == "builtins.setattr":
                return go_on(Constant(None), assigned(owner, name, value, state))
            case Method(owner=owner, name=name), _ if isinstance(owner, Task | ExitStack | TaskGroup):
                return self._method(owner, name, arguments, state, go_on)
        given = (*arguments, *(value for _, value in keywords))
        if any(carries(value, replace(state, handling=())) for value in given):
            if node is not None and self._keeps(node):
                state = stored(state, *given)
            elif node is None or not self._only_looks(node, function):
                # what an unknown function makes of the awaitable it is given cannot be known
                state = lost(state, *given)
        suspect = self.evaluator.interpreter.question.suspect
        if suspect is not None and suspect(function, given):
            state = replace(state, certain=False)
        return self._unfollowed(state, go_on)

    def _only_looks(self, node: ast.Call, function: Value) -> bool:
        """Whether a function that is not followed neither awaits nor raises what it is given."""
        match function, node.func:
            case Named(symbol=symbol), _ if symbol.name in LOOKING:
                return True
            case _, ast.Attribute(value=owner, attr=name):
                return name in KEEPING or (name in LOGGING and "log" in ast.unparse(owner).lower())
        return False

    def _keeps(self, node: ast.Call) -> bool:
        """Whether a function puts what it is given where something else may find it."""
        match node.func:
            case ast.Attribute(value=owner, attr=name) if name in KEEPING | {"put", "put_nowait", "set_exception"}:
                return is_read_elsewhere(owner, self.evaluator.frame)
        return False

    def run(self, pending: Pending, state: State, go_on: Then) -> list[Outcome]:
        """Follow a call that takes place now."""
        action = pending.action
        interpreter = self.evaluator.interpreter
        if isinstance(action, Source):
            if interpreter.question.anything:
                return self._unfollowed(state, go_on)
            return [Outcome(Exit.RAISE, state, None, interpreter.question.thrown)]
        if not self._matters(pending, action):
            return self._unfollowed(state, go_on)
        outcomes: list[Outcome] = []
        for outcome in interpreter.call(action, pending.arguments, pending.keywords, state, self.evaluator.frame):
            if outcome.exit is Exit.RETURN:
                outcomes += go_on(outcome.value, outcome.state)
            elif outcome.exit is Exit.FALL:
                outcomes += go_on(Constant(None), outcome.state)
            else:
                outcomes.append(outcome)
        return outcomes

    # Awaitables ------------------------------------------------------------------------------------------------------

    def settle(self, value: Value, state: State, go_on: Then) -> list[Outcome]:
        """Await a value."""
        match value:
            case Pending():
                return self.run(value, state, go_on)
            case Task():
                return _result(value, state, go_on)
            case Gathered():
                return self._gather(value, state, go_on)
            case Waited(items=items):
                return self._wait(items, (), state, go_on)
            case Tagged():
                return go_on(value, state)
        return self._unfollowed(state, go_on)

    def _start(self, awaitable: Value, state: State, go_on: Then) -> list[Outcome]:
        """Run an awaitable as a task: what it raises stays there until somebody asks for the result."""
        if not isinstance(awaitable, Pending | Gathered):
            return go_on(awaitable, state)
        found: list[Outcome] = []
        for outcome in self.settle(awaitable, state, _kept):
            if outcome.exit is Exit.RAISE and outcome.thrown:
                stop = Stop(How.TASK, outcome.thrown, self.evaluator.frame, self.evaluator.statement, None, None)
                found += go_on(Task(UNKNOWN, outcome.thrown, stop), outcome.state.stopped(stop))
            else:
                found += go_on(Task(outcome.value), outcome.state)
        return found

    def _gather(self, gathered: Gathered, state: State, go_on: Then) -> list[Outcome]:
        def step(index: int, results: tuple[Value, ...], current: State) -> list[Outcome]:
            if index == len(gathered.items):
                return go_on(Many(results), current)
            found: list[Outcome] = []
            for outcome in self.settle(gathered.items[index], current, _kept):
                if outcome.exit is Exit.FALL:
                    found += step(index + 1, (*results, outcome.value), outcome.state)
                elif outcome.exit is Exit.RAISE and outcome.thrown and gathered.returned:
                    thrown = outcome.thrown
                    stop = Stop(How.GATHER, thrown, self.evaluator.frame, self.evaluator.statement, None, None)
                    found += step(index + 1, (*results, Instance(thrown)), outcome.state.stopped(stop))
                else:
                    found.append(outcome)
            return found

        return step(0, (), state)

    def _wait(self, items: tuple[Value, ...], done: tuple[Value, ...], state: State, go_on: Then) -> list[Outcome]:
        if not items:
            return go_on(Many((Many(done), Many(()))), state)
        return self._start(items[0], state, lambda task, after: self._wait(items[1:], (*done, task), after, go_on))

    def _method(
        self, owner: Value, name: str, arguments: tuple[Value, ...], state: State, go_on: Then
    ) -> list[Outcome]:
        """Call a method of a task, an exit stack or a task group."""
        match owner, name, arguments:
            case Task(), "result", _:
                return _result(owner, state, go_on)
            case Task(thrown=thrown), "exception", _:
                return go_on(Instance(thrown) if thrown else Constant(None), state)
            case Task(), "done" | "cancelled", _:
                return go_on(Constant(name == "done"), state)
            case ExitStack(node=node), entering, (manager, *_) if entering in ENTERING:
                return go_on(UNKNOWN, replace(state, entered=(*state.entered, (node, manager))))
            case TaskGroup(node=node), "create_task", (awaitable, *_):
                return go_on(UNKNOWN, replace(state, entered=(*state.entered, (node, awaitable))))
        return go_on(UNKNOWN, state)

    # What is not followed --------------------------------------------------------------------------------------------

    def _unfollowed(self, state: State, go_on: Then) -> list[Outcome]:
        question = self.evaluator.interpreter.question
        raised = [Outcome(Exit.RAISE, state, None, question.thrown)] if question.anything else []
        return [*raised, *go_on(UNKNOWN, state)]

    def _matters(self, pending: Pending, routine: Routine) -> bool:
        """Whether following the call could change an answer: most functions have nothing to do with the question."""
        if is_generator(routine.node):
            return False
        if self.evaluator.frame.eager:
            return True
        values = (*pending.arguments, *routine.bound, *(value for _, value in pending.keywords))
        return self._concerns(routine) or any(
            isinstance(value, Instance | TypeOf) or _may_raise(value) or self._concerns(value) for value in values
        )

    def _concerns(self, function: Value) -> bool:
        """Whether a function may raise the exception, as far as its own body and what is enclosed in it tell."""
        if not isinstance(function, Routine):
            return False
        names = self.evaluator.interpreter.question.domain.sources
        return any(_may_raise(value) or self._concerns(value) for _, value in function.closure) or any(
            isinstance(node, ast.Raise)
            or (isinstance(node, ast.Attribute) and node.attr in names)
            or (isinstance(node, ast.Name) and (node.id == "super" or node.id in names))
            for node in all_nodes(function.node)
        )


def assigned(owner: Value, name: str, value: Value, state: State) -> State:
    """The state after `owner.name = value`; what is kept in mind are the attributes of the project's classes."""
    cls = owner.cls if isinstance(owner, Named) else None
    return replace(state, members=(*state.members, (cls, name, value))) if cls else state


def lost(state: State, *values: Value) -> State:
    """The state in which these values are out of sight: what becomes of an exception that is in them is not known."""
    return replace(state, certain=False) if any(carries(value, state) for value in values) else state


def stored(state: State, *values: Value) -> State:
    """The same where something may find them later: then also an exception that is being handled."""
    return replace(lost(replace(state, handling=()), *values), handling=state.handling)


def carries(value: Value, state: State) -> bool:
    """Whether a value may raise an exception, or is one that was kept; what a clause handles has been caught."""
    match value:
        case Many(items=items) | Gathered(items=items) | Waited(items=items):
            return any(carries(item, state) for item in items)
        case Instance(thrown=thrown):
            return thrown not in state.handling
    return _may_raise(value)


def is_read_elsewhere(place: ast.expr, frame: Frame, *, own: bool = True) -> bool:
    """Whether the module reads what is kept in a variable or an attribute, other than to forget it.

    Args:
        place: The variable or attribute.
        frame: The function that keeps something there.
        own: Whether reads in that function count.
    """
    name = last_name(place)
    if not name:
        return True
    nodes = list(all_nodes(frame.module.tree))
    harmless = {node.value for node in nodes if isinstance(node, ast.Attribute) and node.attr in FORGETTING}
    inside = set() if own else set(all_nodes(frame.node))
    return any(
        node not in harmless
        and node not in inside
        and isinstance(node, ast.Attribute | ast.Name)
        and isinstance(node.ctx, ast.Load)
        and name == last_name(node)
        for node in nodes
    )


def is_generator(node: ast.AST) -> bool:
    """Whether a function has a `yield` of its own."""
    stack = list(children(node))
    while stack:
        child = stack.pop()
        if isinstance(child, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            stack += children(child)
    return False


def _result(task: Task, state: State, go_on: Then) -> list[Outcome]:
    if task.thrown is None:
        return go_on(task.result, state)
    return [Outcome(Exit.RAISE, state.resumed(task.stop), None, task.thrown)]


def _kept(value: Value, after: State) -> list[Outcome]:
    return [Outcome(Exit.FALL, after, value=value)]


def _may_raise(value: Value) -> bool:
    match value:
        case Many(items=items) | Gathered(items=items) | Waited(items=items):
            return any(_may_raise(item) for item in items)
        case Task(thrown=thrown):
            return thrown is not None
    return isinstance(value, Source | Pending)


def spread(nodes: Sequence[ast.expr], values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values of a list of expressions, with what is known of the starred ones among them."""
    found: list[Value] = []
    for node, value in zip(nodes, values, strict=True):
        if isinstance(node, ast.Starred) and isinstance(value, Many):
            found += value.items
        else:
            found.append(UNKNOWN if isinstance(node, ast.Starred) else value)
    return tuple(found)
