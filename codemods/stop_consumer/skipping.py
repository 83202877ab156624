"""Finds where `dispatch` keeps the disconnect message from the library, and what lets it through."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from channels_fix.bindings import Function
from channels_fix.edits import AppendToFunction, InsertAfter, InsertBefore, NarrowCondition, ReplaceStatement
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.values import ANY_ERROR, Exit, Outcome, Pending, Routine, Task
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.consumers import ENDING_MESSAGES, Consumer, consumers_of
from codemods.stop_consumer.analysis import OTHER_TYPES, Fault, Root
from codemods.stop_consumer.branch_ends import Ending, ending_for
from codemods.stop_consumer.careful import Call, Careful, CarefulDomain
from codemods.stop_consumer.changed import Changes, faults_brought_to_light
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.effects import has_effects
from codemods.stop_consumer.hidden import around, inner_nodes
from codemods.stop_consumer.mends import Build
from codemods.stop_consumer.unhiding import entry

MAX_ROUNDS = 20
BY_HAND = "see by hand that the disconnect message is dispatched here too"
NOT_NAMED = "the method does not name the message that it handles, so its type cannot be tested"
PASSES = "the disconnect message will pass this condition: see that its handlers can cope with that"
ENDS_HERE = "the disconnect message will be dispatched here: see that its handlers can cope with that"


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


@dataclass(frozen=True)
class Remedy:
    """A way to let the message through: its effect on the paths, and the edits."""

    mends: Mends
    changes: Changes
    build: Build
    doubt: str = ""


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
        ways = self._ways_at_end if skip.place is function else self._ways_at_return
        root = Root(self.consumer, self.cls, self.method, self.ending)
        for remedy in ways(skip, ending, seen, others):
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

    def _ways_at_return(
        self, skip: Skip, ending: Ending, seen: set[ast.AST], others: frozenset[ast.AST] | None
    ) -> Iterator[Remedy]:
        del seen
        place, function = skip.place, skip.call.routine.node
        assert isinstance(place, ast.Return)
        outer = around(place, function.body)
        if any(isinstance(one, ast.Try) and place in inner_nodes(one.finalbody) for one in outer):
            return
        if others is not None and place not in others:
            branch = _branch_of(place, function, others)
            code = ending.code(branch)
            if code:
                yield _handing(place, code, _replacing(place, f"{_returned(code)}\n"))
            return
        if ending.test and (condition := _condition(place, outer)):
            negated = ending.test.replace("==", "!=")
            yield Remedy(
                Mends(),
                Changes(narrowed=frozenset({condition})),
                lambda module, stop: [NarrowCondition(module.span(condition), negated)],
                PASSES,
            )
        code = ending.code(())
        if ending.test and code:
            guard = f"if {ending.test}:\n    {_returned(code)}\n"
            yield _handing(
                place,
                code,
                lambda module, stop: [InsertBefore(module.span(place), guard.format(stop=stop))],
                ENDS_HERE,
            )

    def _ways_at_end(
        self, skip: Skip, ending: Ending, seen: set[ast.AST], others: frozenset[ast.AST] | None
    ) -> Iterator[Remedy]:
        function = skip.call.routine.node
        branch = _last_branch(function.body, seen, others)
        if branch and (code := ending.code(branch)):
            last = branch[-1]

            def append(module: Module, stop: str) -> list[Edit]:
                return [InsertAfter(module.span(last), f"{code}\n".format(stop=stop))]

            build = _replacing(last, f"{code}\n") if isinstance(last, ast.Pass) else append
            yield Remedy(Mends(), Changes(closed=(branch,)), build)
        code = ending.code(())
        if ending.test and code:
            guard = f"if {ending.test}:\n    {code}\n"
            yield Remedy(
                Mends(),
                Changes(closed=(function.body,)),
                lambda module, stop: [AppendToFunction(module.span(function), guard.format(stop=stop))],
                ENDS_HERE,
            )


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


def _handing(place: ast.stmt, code: str, build: Build, doubt: str = "") -> Remedy:
    """The remedy that ends the consumer in the place of a statement."""
    at = frozenset({place})
    if code.startswith("raise "):
        return Remedy(Mends(raises=at), Changes(), build, doubt)
    return Remedy(Mends(), Changes(handed=at), build, doubt)


def _returned(code: str) -> str:
    return code if code.startswith("raise ") else f"return {code}"


def _replacing(place: ast.stmt, code: str) -> Build:
    def build(module: Module, stop: str) -> list[Edit]:
        value = place.value if isinstance(place, ast.Return) else None
        kept = ""
        if value is not None and has_effects(ast.Expr(value)):
            kept = f"{ast.get_source_segment(module.text, value)}\n"
        return [ReplaceStatement(module.span(place), kept + code.format(stop=stop))]

    return build


def _condition(place: ast.stmt, outer: Sequence[ast.AST]) -> ast.If | None:
    """The innermost `if` in whose body a statement stands."""
    found = [one for one in outer if isinstance(one, ast.If) and place in inner_nodes(one.body)]
    return found[-1] if found else None


def _branch_of(place: ast.stmt, function: Function, others: frozenset[ast.AST]) -> Sequence[ast.stmt]:
    """The outermost suite around `place` that no other message enters."""
    for outer in [function, *around(place, function.body)]:
        for _, suite in ast.iter_fields(outer):
            is_suite = isinstance(suite, list) and suite and isinstance(suite[0], ast.stmt)
            if is_suite and place in inner_nodes(suite) and suite[0] not in others:
                return cast("Sequence[ast.stmt]", suite)
    return (place,)


def _last_branch(body: Sequence[ast.stmt], seen: set[ast.AST], others: frozenset[ast.AST] | None) -> Sequence[ast.stmt]:
    """The suite at the end of `body` that the disconnect message runs off and no other message enters, if there is."""
    suites: list[Sequence[ast.stmt]] = []
    match body[-1]:
        case ast.If(body=taken, orelse=orelse):
            suites = [taken, orelse]
        case ast.Match(cases=cases):
            suites = [case.body for case in cases]
    for suite in suites if others is not None else ():
        if suite and suite[-1] in seen:
            if others is not None and suite[0] not in others:
                return suite
            if inner := _last_branch(suite, seen, others):
                return inner
    return ()
