"""Follows `with` statements: what context managers, exit stacks and task groups make of an exception."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from channels_fix.flow import conditions
from channels_fix.flow.calls import Calls
from channels_fix.flow.expressions import Evaluator
from channels_fix.flow.states import Exit, Frame, How, Outcome, State, Stop, distinct
from channels_fix.flow.thrown import group_of
from channels_fix.flow.values import (
    UNKNOWN,
    ExitStack,
    Instance,
    Managed,
    Object,
    Pending,
    Routine,
    Suppressor,
    TaskGroup,
    TypeOf,
    Value,
)

if TYPE_CHECKING:
    from channels_fix.flow.interpreter import Interpreter


@dataclass(frozen=True)
class Managers:
    """Follows one `with` statement."""

    interpreter: Interpreter
    frame: Frame
    node: ast.With | ast.AsyncWith

    def follow(self, state: State) -> list[Outcome]:
        """Follow the statement from its head to its end."""
        return self._enter(0, state)

    def _enter(self, index: int, state: State) -> list[Outcome]:
        if index == len(self.node.items):
            return self.interpreter.block(self.node.body, state, self.frame)
        item = self.node.items[index]
        evaluator = Evaluator(self.interpreter, self.frame, self.node)

        def entered(manager: Value, after: State) -> list[Outcome]:
            target = manager if isinstance(manager, ExitStack | TaskGroup) else UNKNOWN
            bound = evaluator.assign([item.optional_vars], target, after) if item.optional_vars else after
            inner = distinct(self._enter(index + 1, bound))
            interrupted = evaluator.interrupted(self.node, after) if isinstance(self.node, ast.AsyncWith) else []
            return [*interrupted, *(left for outcome in inner for left in self.leave(manager, outcome))]

        return evaluator.then(item.context_expr, state, entered)

    def leave(self, manager: Value, outcome: Outcome) -> list[Outcome]:
        """What becomes of an outcome of the block on its way through a manager."""
        match manager:
            case Suppressor(classes=classes):
                return self._suppress(classes, outcome)
            case Object():
                return self._exit(manager, outcome)
            case Managed(action=action):
                return self._resume(action, outcome)
            case ExitStack(node=node):
                return self._unwind(node, outcome)
            case TaskGroup(node=node):
                return self._join(node, outcome)
        return [outcome]

    def _suppress(self, classes: tuple[Value, ...], outcome: Outcome) -> list[Outcome]:
        thrown = outcome.thrown
        if outcome.exit is not Exit.RAISE or thrown is None or self._is_carried(outcome):
            return [outcome]
        if not any(conditions.catches(one, thrown, self.interpreter.project) for one in classes):
            return [outcome]
        return [self._stopped(How.SUPPRESS, outcome, self.frame, self.node, None)]

    def _is_carried(self, outcome: Outcome) -> bool:
        question = self.interpreter.question
        return self.node in question.mends.carried and outcome.thrown == question.mended

    def _exit(self, manager: Object, outcome: Outcome) -> list[Outcome]:
        """Call `__exit__`: what it returns says whether the exception ends here."""
        name = "__aexit__" if isinstance(self.node, ast.AsyncWith) else "__exit__"
        method = self.interpreter.members.of(manager, name)
        thrown = outcome.thrown
        if outcome.exit is not Exit.RAISE or thrown is None or not isinstance(method, Routine):
            return [outcome]
        found: list[Outcome] = []
        details = (TypeOf(thrown), Instance(thrown), UNKNOWN)
        handling = outcome.state.handling
        inside = replace(outcome.state, handling=(*handling, thrown))
        for ended in self.interpreter.call(method, details, (), inside, self.frame):
            left = replace(ended, state=replace(ended.state, handling=handling))
            answer = conditions.truth(left.value) if left.exit is Exit.RETURN else False
            if left.exit is Exit.RAISE:
                found.append(left)
            elif answer:
                assert left.node is not None
                within = (*method.within, method.node)
                own = Frame(method.node, method.module, within, method.cls, manager.cls, self.frame.depth + 1)
                found.append(self._stopped(How.EXIT, replace(outcome, state=left.state), own, left.node, left.node))
            else:
                certain = left.state.certain and answer is False
                found.append(replace(outcome, state=replace(left.state, certain=certain)))
        return found

    def _resume(self, action: Pending, outcome: Outcome) -> list[Outcome]:
        """Go on with a generator behind its `yield`: a clause around that may stop what the block raised."""
        assert isinstance(action.action, Routine)
        found: list[Outcome] = []
        given = action.arguments, action.keywords
        for left in self.interpreter.call(action.action, *given, outcome.state, self.frame, outcome):
            if left.exit in {Exit.RAISE, Exit.NEVER}:
                found.append(left)
            elif outcome.exit is Exit.RAISE:
                found.append(Outcome(Exit.FALL, left.state))
            else:
                found.append(replace(outcome, state=left.state))
        return found

    def _unwind(self, node: ast.expr, outcome: Outcome) -> list[Outcome]:
        """Leave what was entered into an exit stack, the latest first."""
        outcomes = [outcome]
        for owner, manager in reversed(outcome.state.entered):
            if owner is node:
                outcomes = [left for one in outcomes for left in self.leave(manager, one)]
        return outcomes

    def _join(self, node: ast.expr, outcome: Outcome) -> list[Outcome]:
        """Wait for the tasks of a group; errors, that of the block too, leave it as an exception group."""
        if outcome.exit is Exit.RAISE and outcome.thrown:
            return [self._grouped(outcome)] if outcome.thrown.is_a("builtins.Exception") else [outcome]
        calls = Calls(Evaluator(self.interpreter, self.frame, self.node))
        outcomes = [outcome]
        for owner, awaitable in outcome.state.entered:
            if owner is not node:
                continue
            ended = [left for one in outcomes for left in self._ended(calls, awaitable, one)]
            outcomes = [left for left in ended if left.exit is not Exit.RAISE]
            failed = [self._grouped(left) for left in ended if left.exit is Exit.RAISE]
            if failed:
                return [*failed, *outcomes]
        return outcomes

    def _ended(self, calls: Calls, awaitable: Value, outcome: Outcome) -> list[Outcome]:
        return calls.settle(awaitable, outcome.state, lambda _, after: [replace(outcome, state=after)])

    def _grouped(self, outcome: Outcome) -> Outcome:
        thrown = outcome.thrown
        assert thrown is not None
        question = self.interpreter.question
        if self.node in question.mends.carried and thrown == question.mended:
            return outcome
        stop = Stop(How.GROUP, thrown, self.frame, self.node, None, None)
        return Outcome(Exit.RAISE, outcome.state.stopped(stop), None, group_of(thrown))

    def _stopped(self, how: How, outcome: Outcome, frame: Frame, node: ast.stmt, left_by: ast.stmt | None) -> Outcome:
        assert outcome.thrown is not None
        return Outcome(Exit.FALL, outcome.state.stopped(Stop(how, outcome.thrown, frame, node, None, left_by)))
