"""Follows `try` statements: clauses, `except*`, `else` and `finally`."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from channels_fix.flow import conditions
from channels_fix.flow.expressions import Evaluator
from channels_fix.flow.states import Exit, Frame, How, Outcome, State, Stop, distinct
from channels_fix.flow.thrown import Thrown, group_of
from channels_fix.flow.values import Instance

if TYPE_CHECKING:
    from channels_fix.flow.interpreter import Interpreter


@dataclass(frozen=True)
class Handlers:
    """Follows one `try` statement."""

    interpreter: Interpreter
    frame: Frame
    node: ast.Try

    def follow(self, state: State) -> list[Outcome]:
        """Follow the statement to its end."""
        outcomes: list[Outcome] = []
        for outcome in self.interpreter.block(self.node.body, state, self.frame):
            if outcome.exit is Exit.RAISE:
                outcomes += self._handle(outcome)
            elif outcome.exit is Exit.FALL:
                outcomes += self.interpreter.block(self.node.orelse, outcome.state, self.frame)
            else:
                outcomes.append(outcome)
        if not self.node.finalbody:
            return outcomes
        return [found for outcome in distinct(outcomes) for found in self._finally(outcome)]

    def _finally(self, outcome: Outcome) -> list[Outcome]:
        found: list[Outcome] = []
        for last in self.interpreter.block(self.node.finalbody, outcome.state, self.frame):
            if last.exit is Exit.FALL:
                # what a `finally` does, it does in any case: it is not "after" the exception
                found.append(replace(outcome, state=replace(last.state, after=outcome.state.after)))
            elif outcome.exit is Exit.RAISE and outcome.thrown and self._discards(outcome.thrown, last):
                stop = Stop(How.FINALLY, outcome.thrown, self.frame, self.node, None, last.node)
                found.append(replace(last, state=last.state.stopped(stop)))
            else:
                found.append(last)
        return found

    def _discards(self, thrown: Thrown, last: Outcome) -> bool:
        """Whether a way out of `finally` discards an exception, be it by another one in place of that in question."""
        question = self.interpreter.question
        replaced = thrown == question.thrown and last.thrown not in {thrown, question.mended}
        return last.exit is not Exit.RAISE or replaced

    def _handle(self, outcome: Outcome) -> list[Outcome]:
        thrown = outcome.thrown
        assert thrown is not None
        mends = self.interpreter.question.mends
        if (self.node in mends.reraise or self.node in mends.carried) and thrown == self.interpreter.question.mended:
            return [outcome]
        if is_try_star(self.node) and thrown.inside is None:
            # a clause gets the exception in a group, and what it raises leaves in one
            missed_by_all = replace(outcome, thrown=group_of(thrown))
            return [outcome if one is missed_by_all else one for one in self._handle(missed_by_all)]
        hoisted = [handler for owner, handler in mends.hoisted if owner is self.node]
        handlers = [*hoisted, *(handler for handler in self.node.handlers if handler not in hoisted)]
        found: list[Outcome] = []
        missed = outcome
        grouped = is_try_star(self.node)
        for handler in handlers:
            caught = self._catches(handler, thrown.inside or thrown if grouped else thrown, missed.state)
            if caught is False:
                continue
            state = missed.state if caught else replace(missed.state, certain=False)
            found += self._handler(handler, replace(missed, state=state))
            if caught:
                return found
        return [*found, missed]

    def _handler(self, handler: ast.ExceptHandler, caught: Outcome) -> list[Outcome]:
        thrown = caught.thrown
        assert thrown is not None
        state = replace(caught.state, handling=(*caught.state.handling, thrown))
        if handler.name:
            state = state.bind(handler.name, Instance(thrown))
        found: list[Outcome] = []
        for outcome in self.interpreter.block(handler.body, state, self.frame):
            left = self.interpreter.ended(outcome, handler)
            # what ran inside the handler is not "after" it
            after = replace(left.state, handling=caught.state.handling, after=caught.state.after)
            lost = thrown
            if is_try_star(self.node):
                lost = thrown.inside or thrown
                left = replace(left, thrown=_grouped(left.thrown))
            replaced = (
                left.thrown not in {thrown, self.interpreter.question.mended}
                and thrown == self.interpreter.question.thrown
            )
            if left.exit is not Exit.RAISE or replaced or lost != thrown:
                stop = Stop(How.HANDLER, lost, self.frame, self.node, handler, left.node)
                after = after.stopped(stop)
            found.append(replace(left, state=after))
        return found

    def _catches(self, handler: ast.ExceptHandler, thrown: Thrown, state: State) -> bool | None:
        if handler.type is None:
            return True
        return conditions.catches(
            Evaluator(self.interpreter, self.frame, self.node).peek(handler.type, state),
            thrown,
            self.interpreter.project,
        )


def is_try_star(node: ast.AST) -> bool:
    """Whether `node` is a try statement with `except*`; Python 3.10 has no class for it."""
    return type(node).__name__ == "TryStar"


def _grouped(thrown: Thrown | None) -> Thrown | None:
    return group_of(thrown) if thrown is not None and thrown.inside is None else thrown
