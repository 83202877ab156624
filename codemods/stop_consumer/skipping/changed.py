"""Follows methods as they will be once the disconnect message is let through, and finds what that brings to light."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, UndecidableError
from channels_fix.flow.states import Exit, Frame, Outcome, State
from channels_fix.flow.thrown import Thrown
from channels_fix.flow.values import Routine, Value
from channels_fix.project import Project
from codemods.stop_consumer.analysis import Analysis, Fault
from codemods.stop_consumer.roots import Root, ask


@dataclass(frozen=True)
class Changes:
    """What is taken as changed, for the message that ends the connection.

    Attributes:
        narrowed: `if` statements that the message does not enter any more.
        handed: Statements in whose place the message is handed to the library.
        closed: Suites at whose end it is.
        failing: Functions that raise the exception in question on all ways.
    """

    narrowed: frozenset[ast.If] = frozenset()
    handed: frozenset[ast.stmt] = frozenset()
    closed: tuple[Sequence[ast.stmt], ...] = ()
    failing: frozenset[Function] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        """Both together."""
        return Changes(
            self.narrowed | other.narrowed,
            self.handed | other.handed,
            (*self.closed, *other.closed),
            self.failing | other.failing,
        )


@dataclass
class Changed(Interpreter):
    """Follows methods with such changes."""

    changes: Changes = field(default_factory=Changes)

    def _raised(self, state: State) -> Outcome:
        return Outcome(Exit.RAISE, state, None, self.question.thrown)

    def call(
        self,
        routine: Routine,
        arguments: tuple[Value, ...],
        keywords: tuple[tuple[str, Value], ...],
        state: State,
        caller: Frame | None = None,
        body: Outcome | None = None,
    ) -> list[Outcome]:
        """Follow a call."""
        if routine.node in self.changes.failing:
            return [self._raised(state)]
        return super().call(routine, arguments, keywords, state, caller, body)

    def block(self, body: Sequence[ast.stmt], state: State, frame: Frame) -> list[Outcome]:
        """Follow statements one after the other."""
        outcomes = super().block(body, state, frame)
        if not any(body is closed for closed in self.changes.closed):
            return outcomes
        return [self._raised(one.state) if one.exit is Exit.FALL else one for one in outcomes]

    def statement(self, node: ast.stmt, state: State, frame: Frame) -> list[Outcome]:
        """Follow one statement."""
        if node in self.changes.narrowed and isinstance(node, ast.If):
            return self.block(node.orelse, state, frame)
        if node in self.changes.handed:
            return [self._raised(state)]
        return super().statement(node, state, frame)


class AnalysisOfChanged(Analysis):
    """The faults of a method with such changes."""

    def __init__(self, root: Root, project: Project, mends: Mends, changes: Changes) -> None:
        super().__init__(root, project)
        self.mends = mends
        self.changes = changes

    def _outcomes(self, thrown: Thrown, mends: Mends) -> Sequence[Outcome]:
        plain = ask(self.root, self.project, thrown, mends, self.root.message_type)
        try:
            return Changed(plain.project, plain.question, self.changes).follow(*self.root.call)
        except UndecidableError:
            return ()


def faults_brought_to_light(root: Root, project: Project, mends: Mends, changes: Changes) -> list[Fault]:
    """The places that would keep the message from ending the consumer once it is let through, and did not before."""
    before, after = Analysis(root, project), AnalysisOfChanged(root, project, mends, changes)
    found: list[Fault] = []
    for question in (Analysis.stopped, Analysis.errors_stopped):
        known = {fault.place for fault in question(before)}
        found += [fault for fault in question(after) if fault.place not in known]
    return found
