"""Finds where `dispatch` keeps the disconnect message from the library, and what lets it through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from channels_fix.bindings import Function
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.states import Exit, Outcome
from channels_fix.flow.thrown import ANY_ERROR
from channels_fix.flow.values import Pending, Routine, Task
from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.consumers import ENDING_MESSAGES, Consumer, consumers_of
from codemods.stop_consumer.analysis import OTHER_TYPES, Fault
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.hiding.unhiding import entry
from codemods.stop_consumer.mends import Build
from codemods.stop_consumer.roots import Root
from codemods.stop_consumer.skipping.branch_ends import ending_for
from codemods.stop_consumer.skipping.careful import CarefulDomain
from codemods.stop_consumer.skipping.certainty import Call, Careful
from codemods.stop_consumer.skipping.changed import Changes, faults_brought_to_light
from codemods.stop_consumer.skipping.letting_through import Remedy, ways_at_end, ways_at_return

MAX_ROUNDS = 20
BY_HAND = "see by hand that the disconnect message is dispatched here too"
NOT_NAMED = "the method does not name the message that it handles, so its type cannot be tested"


@dataclass
class Skip:
    """A place where the disconnect message leaves without having been dispatched.

    `place` is the `return`, or the function whose end is reached. Without `builds` nothing may be changed, and
    `reason` says why; `doubt` says what a person should look at. `faults` are handlers that must be mended with it.
    """

    call: Call
    place: ast.stmt
    consumers: list[str]
    builds: list[Build] = field(default_factory=list)
    reason: str = ""
    doubt: str = ""
    faults: list[Fault] = field(default_factory=list)


def skips(module: Module, project: Project) -> Iterator[Skip]:
    """Yield every such place, as the `dispatch` methods of `module` run for each of their consumers."""
    for cls in module.classes.values():
        method = cls.method("dispatch")
        if method is None or not _is_dispatch(method):
            continue
        for consumer in consumers_of(cls, project):
            for protocol in consumer.protocols:
                yield from Skipping(consumer, cls, method, protocol, project).found()


def _is_dispatch(method: Function) -> bool:
    if isinstance(method, ast.FunctionDef) and not method.decorator_list:
        return False  # Channels awaits what it returns, and fails where that is nothing
    positional = [*method.args.posonlyargs, *method.args.args]
    required = len(positional) - len(method.args.defaults)
    return required <= 2 and (len(positional) > 1 or method.args.vararg is not None)


@dataclass
class Skipping:
    """The question to one `dispatch` of one consumer."""

    consumer: Consumer
    cls: Class
    method: Function
    protocol: str
    project: Project
    mends: Mends = field(default_factory=Mends)
    changes: Changes = field(default_factory=Changes)

    @property
    def ending(self) -> str:
        """The type of the message after which the consumer must end."""
        return ENDING_MESSAGES[self.protocol]

    def found(self) -> Iterator[Skip]:
        """Yield the places."""
        routine = entry(self.cls, self.method, self.consumer, self.project)
        if routine is None or not self._leaving(routine.node, self._followed(routine)):
            return
        reaching = self._reaching(routine)
        if self.protocol == "http" and self._ends_before(routine):
            return
        for function in self._to_blame(routine, reaching):
            others = self._seen_by_others(routine)
            yield from self._repaired(routine, function, others)
            self.changes = replace(self.changes, failing=self.changes.failing | {function})

    def _followed(self, routine: Routine, message_type: str = "") -> Careful | None:
        domain = CarefulDomain(self.project, self.consumer, message_type or self.ending)
        interpreter = Careful(self.project, Question(STOP, domain, self.mends, STOP, suspect=domain.is_suspect))
        interpreter.changes = self.changes
        return _started(interpreter, routine)

    def _leaving(self, function: Function, interpreter: Careful | None) -> list[Outcome]:
        """The ways on which the message surely leaves a function, and nobody has raised StopConsumer."""
        call = interpreter.calls.get(function) if interpreter else None
        found = [outcome for outcome in (call.outcomes if call else ()) if _is_skip(outcome)]
        return sorted(found, key=lambda outcome: (outcome.node is None, outcome.node.lineno if outcome.node else 0))

    def _reaching(self, routine: Routine) -> set[Function]:
        """The functions that raise StopConsumer for some message or other."""
        found: set[Function] = set()
        for message_type in (self.ending, *OTHER_TYPES):
            interpreter = self._followed(routine, message_type)
            for function, call in interpreter.calls.items() if interpreter else ():
                if any(one.state.stops or (one.exit is Exit.RAISE and one.thrown == STOP) for one in call.outcomes):
                    found.add(function)
        return found

    def _ends_before(self, routine: Routine) -> bool:
        """Whether the consumer has ended by the request: every server sends `http.disconnect` after the response."""
        interpreter = self._followed(routine, "http.request")
        call = interpreter.calls.get(routine.node) if interpreter else None
        return call is None or any(one.exit is Exit.RAISE and one.thrown == STOP for one in call.outcomes)

    def _to_blame(self, routine: Routine, reaching: set[Function]) -> list[Function]:
        """The functions that keep the message from a call which they make for other messages, the innermost first."""
        interpreter = self._followed(routine)
        calls = interpreter.calls if interpreter else {}
        inner = [one for one in calls if one is not routine.node and one in reaching]
        before = self.changes
        found = []
        for function in sorted(inner, key=lambda one: -calls[one].depth):
            if not self._leaving(function, interpreter):
                continue
            count = len(self._leaving(routine.node, self._followed(routine)))
            self.changes = replace(self.changes, failing=self.changes.failing | {function})
            if len(self._leaving(routine.node, self._followed(routine))) < count:
                found.append(function)
        if routine.node in reaching and self._leaving(routine.node, self._followed(routine)):
            found.append(routine.node)
        self.changes = before
        return found

    def _seen_by_others(self, routine: Routine) -> frozenset[ast.AST] | None:
        """What messages reach that do not end the connection; None when that cannot be known."""
        found: set[ast.AST] = set()
        for message_type in OTHER_TYPES:
            domain = CarefulDomain(self.project, self.consumer, message_type)
            interpreter = Careful(self.project, Question(ANY_ERROR, domain, Mends(), STOP, anything=True))
            if _started(interpreter, routine) is None:
                return None
            found |= interpreter.seen | interpreter.visited
        return frozenset(found)

    # What to do ------------------------------------------------------------------------------------------------------

    def _repaired(self, routine: Routine, function: Function, others: frozenset[ast.AST] | None) -> list[Skip]:
        found: dict[ast.stmt, Skip] = {}
        for _ in range(MAX_ROUNDS):
            interpreter = self._followed(routine)
            places = [one.node or function for one in self._leaving(function, interpreter)]
            place = next((one for one in places if one not in found or not found[one].reason), None)
            if place is None or interpreter is None:
                break
            skip = found.setdefault(place, Skip(interpreter.calls[function], place, [self.consumer.cls.node.name]))
            remedy = None if skip.builds else self._remedy(routine, skip, interpreter.seen, others)
            if isinstance(remedy, Remedy):
                self._take(remedy)
                skip.builds, skip.doubt = [remedy.build], remedy.doubt
            else:
                ending = ending_for(skip.call, self.consumer, self.project, self.protocol)
                skip.builds, skip.reason = [], BY_HAND if ending.test else NOT_NAMED
        return list(found.values())

    def _take(self, remedy: Remedy) -> None:
        self.mends, self.changes = self.mends | remedy.mends, self.changes | remedy.changes

    def _remedy(
        self, routine: Routine, skip: Skip, seen: set[ast.AST], others: frozenset[ast.AST] | None
    ) -> Remedy | None:
        """The first way that works: the message does not leave here any more, and what it raises can be let out."""
        function = skip.call.routine.node
        ending = ending_for(skip.call, self.consumer, self.project, self.protocol)
        ways = ways_at_end if skip.place is function else ways_at_return
        root = Root(self.consumer, self.cls, self.method, self.ending)
        for remedy in ways(skip.place, function, ending, seen, others):
            before = self.mends, self.changes
            self._take(remedy)
            interpreter = self._followed(routine)
            places = [one.node or function for one in self._leaving(function, interpreter)]
            faults = faults_brought_to_light(root, self.project, self.mends, self.changes)
            self.mends, self.changes = before
            if interpreter and skip.place not in places and all(map(_can_be_mended, faults)):
                skip.faults = faults
                return remedy
        return None


def _started(interpreter: Careful, routine: Routine) -> Careful | None:
    try:
        interpreter.start(routine)
    except UndecidableError:
        return None
    return interpreter


def _is_skip(outcome: Outcome) -> bool:
    leaves = outcome.exit in {Exit.RETURN, Exit.FALL} and not isinstance(outcome.value, Pending | Task)
    return leaves and outcome.state.certain and not outcome.state.stops


def _can_be_mended(fault: Fault) -> bool:
    return bool(fault.mends) and not fault.doubt
