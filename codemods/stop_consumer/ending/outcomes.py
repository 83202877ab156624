"""The ways on which a handler of an ending message ends, and on which of them StopConsumer is not raised."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.states import Exit, How, Outcome, Stop
from channels_fix.flow.thrown import SOME_ERROR, Thrown
from channels_fix.flow.values import Pending
from channels_fix.module import Class
from channels_fix.project import Project
from codemods.consumers import Consumer
from codemods.stop_consumer.analysis import MAX_ROUNDS, Analysis
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.effects import may_fail
from codemods.stop_consumer.ending.ending_domain import ENDING, EndingDomain
from codemods.stop_consumer.ending.raisers import Raisers
from codemods.stop_consumer.mends import Mend, mend_handler
from codemods.stop_consumer.roots import Root


def root_of(consumer: Consumer, cls: Class, method: Function) -> Root:
    """The handler `method` as `consumer` runs it on the message that ends it."""
    return Root(consumer, cls, method, ENDING[method.name])


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
