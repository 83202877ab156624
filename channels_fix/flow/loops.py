"""Follows loops, turn by turn, until nothing new comes up."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from channels_fix.flow import conditions
from channels_fix.flow.expressions import Evaluator
from channels_fix.flow.question import MAX_PATHS, UndecidableError
from channels_fix.flow.states import Exit, Frame, Outcome, State, distinct
from channels_fix.flow.values import UNKNOWN, Many, Value

if TYPE_CHECKING:
    from channels_fix.flow.interpreter import Interpreter

MAX_TURNS = 20


@dataclass(frozen=True)
class Loops:
    """Follows one loop."""

    interpreter: Interpreter
    frame: Frame
    node: ast.While | ast.For | ast.AsyncFor

    @property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self.interpreter, self.frame, self.node)

    def _block(self, body: Sequence[ast.stmt], state: State) -> list[Outcome]:
        return self.interpreter.block(body, state, self.frame)

    def follow(self, state: State) -> list[Outcome]:
        """Follow the loop to its end."""
        node = self.node
        if isinstance(node, ast.While):
            return self._iterate([state], certain_first=False)

        def iterate(value: Value, after: State) -> list[Outcome]:
            if isinstance(value, Many) and len(value.items) <= MAX_TURNS:
                return self._unroll(node, value.items, after)
            return self._iterate([after], certain_first=self.interpreter.takes_a_turn(value))

        return self._evaluator.then(node.iter, state, iterate)

    def _unroll(self, node: ast.For | ast.AsyncFor, items: Sequence[Value], state: State) -> list[Outcome]:
        """Follow a loop over values that are known, turn by turn."""
        done: list[Outcome] = []
        states = [state]
        for item in items:
            entered = [self._evaluator.assign([node.target], item, one) for one in states]
            outcomes = distinct(found for one in entered for found in self._block(node.body, one))
            states = [outcome.state for outcome in outcomes if outcome.exit in {Exit.FALL, Exit.CONTINUE}]
            done += [replace(o, exit=Exit.FALL, node=None) for o in outcomes if o.exit is Exit.BREAK]
            done += [o for o in outcomes if o.exit not in {Exit.FALL, Exit.CONTINUE, Exit.BREAK}]
            if len(states) + len(done) > MAX_PATHS:
                raise UndecidableError
        return done + [found for one in states for found in self._block(node.orelse, one)]

    def _iterate(self, states: list[State], *, certain_first: bool) -> list[Outcome]:
        left: list[Outcome] = []
        finished: list[State] = []
        turns = list(states)
        turned: list[State] = []
        seen: set[tuple[object, ...]] = set()
        first = True
        while turns:
            state = turns.pop(0)
            must_enter = first and certain_first
            if state.key in seen:
                continue
            if not must_enter:  # the loop cannot end there yet: the same state is seen again when it can
                seen.add(state.key)
            turned.append(state)
            if len(seen) > MAX_PATHS:
                raise UndecidableError
            entered = self._turn(state, left, finished, must_enter=must_enter)
            first = False
            for outcome in entered:
                if outcome.exit in {Exit.FALL, Exit.CONTINUE}:
                    turns.append(outcome.state)
                elif outcome.exit is Exit.BREAK:
                    left.append(Outcome(Exit.FALL, outcome.state))
                else:
                    left.append(outcome)
        left += [found for state in finished for found in self._block(self.node.orelse, state)]
        forever = [] if finished else [Outcome(Exit.NEVER, state) for state in turned]
        if self.interpreter.question.interrupts is None:
            return distinct(left) or forever
        return distinct([*left, *forever])  # to go round for ever is one way among others

    def _turn(
        self,
        state: State,
        left: list[Outcome],
        finished: list[State],
        *,
        must_enter: bool,
    ) -> list[Outcome]:
        """One turn of a loop: the ways out of its body; ways out of its head go to `left` and `finished`."""
        if not isinstance(self.node, ast.While):
            if isinstance(self.node, ast.AsyncFor):
                left += self._evaluator.interrupted(self.node, state)
            if not must_enter:
                finished.append(state)
            return self._block(self.node.body, self._evaluator.assign([self.node.target], UNKNOWN, state))

        def test(value: Value, after: State) -> list[Outcome]:
            truth = conditions.truth(value)
            if truth is not True:
                finished.append(after)
            return self._block(self.node.body, after) if truth is not False else []

        return self._evaluator.then(self.node.test, state, test)
