"""Follows the paths of one function, statement by statement.

A `try` catches in its first handler that matches, `else` is not run, `finally` runs on every way out and its own exit
replaces the outcome; a handler left normally inside a loop lets the expression run again. What cannot be decided takes
both ways.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from channels_fix.bindings import Function, all_arguments
from channels_fix.flow import conditions
from channels_fix.flow.expressions import Evaluator
from channels_fix.flow.patterns import Matcher
from channels_fix.flow.question import Question, UndecidableError
from channels_fix.flow.values import (
    ANY_ERROR,
    UNKNOWN,
    Constant,
    Exit,
    Frame,
    How,
    Instance,
    Many,
    Named,
    Object,
    Outcome,
    Routine,
    State,
    Stop,
    Thrown,
    TypeOf,
    Value,
    distinct,
)
from channels_fix.project import Project

MAX_STEPS = 20_000
MAX_DEPTH = 6
MAX_PATHS = 200


@dataclass
class Interpreter:
    """Answers one question about one function.

    Args:
        project: The index that names are resolved with.
        question: What is asked.
    """

    project: Project
    question: Question
    steps: int = field(default=0, init=False)
    visited: set[ast.AST] = field(default_factory=set, init=False)
    """What some path of the function itself reached: statements, and the ends of handlers and of the function."""

    def follow(self, routine: Routine, arguments: Sequence[Value]) -> list[Outcome]:
        """Follow a call of `routine`.

        Returns:
            All ways that control leaves it.

        Raises:
            UndecidableError: It is too tangled.
        """
        return self.call(routine, tuple(arguments), (), State(), depth=0)

    def call(
        self,
        routine: Routine,
        arguments: tuple[Value, ...],
        keywords: tuple[tuple[str, Value], ...],
        state: State,
        depth: int,
    ) -> list[Outcome]:
        """Follow a call and give back its outcomes in the state of the caller."""
        if depth > MAX_DEPTH:
            raise UndecidableError
        receiver = next((value.cls for value in routine.bound[:1] if isinstance(value, Object)), routine.cls)
        frame = Frame(routine.node, routine.module, (*routine.within, routine.node), routine.cls, receiver, depth)
        variables = {
            **dict(routine.closure),
            **_bind(routine.node.args, (*routine.bound, *arguments), dict(keywords)),
        }
        inner = replace(state, variables=variables)
        outcomes = self.block(routine.node.body, inner, frame)
        outcomes = [self._end(outcome, routine.node) for outcome in outcomes]
        return distinct(
            replace(outcome, state=replace(outcome.state, variables=state.variables)) for outcome in outcomes
        )

    def _end(self, outcome: Outcome, owner: Function | ast.ExceptHandler) -> Outcome:
        if outcome.exit is Exit.FALL:
            self.visited.add(owner)
        if outcome.exit is Exit.FALL and owner in self.question.mends.ends:
            return Outcome(Exit.RAISE, outcome.state, None, self.question.mended)
        return outcome

    def block(self, body: Sequence[ast.stmt], state: State, frame: Frame) -> list[Outcome]:
        """Follow statements one after the other."""
        done: list[Outcome] = []
        states = [state]
        for statement in body:
            outcomes = distinct(found for one in states for found in self.statement(statement, one, frame))
            done += [outcome for outcome in outcomes if outcome.exit is not Exit.FALL]
            states = [outcome.state for outcome in outcomes if outcome.exit is Exit.FALL]
            if len(states) + len(done) > MAX_PATHS:
                raise UndecidableError
        return done + [Outcome(Exit.FALL, one) for one in states]

    def tick(self) -> None:
        """Count a step of the way.

        Raises:
            UndecidableError: There were too many.
        """
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise UndecidableError

    def statement(self, node: ast.stmt, state: State, frame: Frame) -> list[Outcome]:
        """Follow one statement."""
        self.tick()
        if frame.depth == 0:
            self.visited.add(node)
        mends = self.question.mends
        if node in mends.raises:
            return [Outcome(Exit.RAISE, state, None, self.question.mended)]
        if node in mends.dropped:
            return [Outcome(Exit.FALL, state)]
        match node:
            case ast.If():
                return self._branch(node.test, state, frame, node.body, node.orelse)
            case ast.Try():
                return self._try(node, state, frame)
            case ast.While() | ast.For() | ast.AsyncFor():
                return self._loop(node, state, frame)
            case ast.With() | ast.AsyncWith():
                return self._with(node, state, frame)
            case ast.Match():
                return self._match(node, state, frame)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                closure = tuple(state.variables.items())
                routine = Routine(
                    node, frame.module, frame.within, frame.cls, (), isinstance(node, ast.AsyncFunctionDef), closure
                )
                value = UNKNOWN if node.decorator_list else routine
                return [Outcome(Exit.FALL, state.bind(node.name, value))]
            case ast.Break():
                return [Outcome(Exit.BREAK, state, node)]
            case ast.Continue():
                return [Outcome(Exit.CONTINUE, state, node)]
        if type(node).__name__ == "TryStar":
            # StopConsumer leaves `except*` as a group, which nothing here models
            return [replace(o, state=replace(o.state, certain=False)) for o in self.block(node.body, state, frame)]  # type: ignore[attr-defined]
        return self._simple(node, state, frame)

    def _simple(self, node: ast.stmt, state: State, frame: Frame) -> list[Outcome]:
        if state.stops and frame.depth == 0 and not isinstance(node, ast.Raise | ast.Pass):
            state = replace(state, after=(*state.after, node)) if node not in state.after else state
        evaluator = Evaluator(self, frame)
        match node:
            case ast.Return(value=value):
                if value is None:
                    return [Outcome(Exit.RETURN, state, node, value=Constant(None))]
                return evaluator.then(
                    value, state, lambda found, after: [Outcome(Exit.RETURN, after, node, value=found)]
                )
            case ast.Raise():
                return self._raise(node, state, frame)
            case ast.Assign(targets=targets, value=value):
                return evaluator.then(value, state, lambda found, after: [_assigned(targets, found, after)])
            case ast.AnnAssign(target=target, value=value) if value is not None:
                return evaluator.then(value, state, lambda found, after: [_assigned([target], found, after)])
            case ast.AugAssign(target=target, value=value):
                return evaluator.then(value, state, lambda _, after: [_assigned([target], UNKNOWN, after)])
            case ast.Expr(value=value):
                return evaluator.then(value, state, lambda _, after: [Outcome(Exit.FALL, after)])
            case ast.Assert(test=test):
                return evaluator.then(test, state, lambda _, after: [Outcome(Exit.FALL, after)])
        return [Outcome(Exit.FALL, state)]

    def _raise(self, node: ast.Raise, state: State, frame: Frame) -> list[Outcome]:
        if node.exc is None:
            thrown = state.handling[-1] if state.handling else None
            return [Outcome(Exit.RAISE, state, node, thrown or ANY_ERROR)]
        expression = node.exc

        def leave(value: Value, after: State) -> list[Outcome]:
            return [Outcome(Exit.RAISE, after, node, conditions.raised_by(value, self.project))]

        evaluator = Evaluator(self, frame)
        if isinstance(expression, ast.Call):
            made = evaluator.peek(expression.func, state)
            if isinstance(made, TypeOf) or (
                isinstance(made, Named) and conditions.ancestors(made.symbol, self.project)
            ):
                return leave(made, state)  # the class decides what is raised, whatever it is given
        return evaluator.then(expression, state, leave)

    def _branch(
        self, test: ast.expr, state: State, frame: Frame, body: Sequence[ast.stmt], orelse: Sequence[ast.stmt]
    ) -> list[Outcome]:
        def choose(value: Value, after: State) -> list[Outcome]:
            truth = conditions.truth(value)
            taken: list[Outcome] = []
            if truth is not False:
                taken += self.block(body, after, frame)
            if truth is not True:
                taken += self.block(orelse, after, frame)
            return taken

        return Evaluator(self, frame).then(test, state, choose)

    # Loops -----------------------------------------------------------------------------------------------------------

    def _loop(self, node: ast.While | ast.For | ast.AsyncFor, state: State, frame: Frame) -> list[Outcome]:
        if isinstance(node, ast.While):
            return self._iterate(node, [state], frame, certain_first=False)
        return Evaluator(self, frame).then(
            node.iter,
            state,
            lambda value, after: self._iterate(node, [after], frame, certain_first=conditions.is_nonempty(value)),
        )

    def _iterate(
        self, node: ast.While | ast.For | ast.AsyncFor, states: list[State], frame: Frame, *, certain_first: bool
    ) -> list[Outcome]:
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
            entered = self._turn(node, state, frame, left, finished, must_enter=must_enter)
            first = False
            for outcome in entered:
                if outcome.exit in {Exit.FALL, Exit.CONTINUE}:
                    turns.append(outcome.state)
                elif outcome.exit is Exit.BREAK:
                    left.append(Outcome(Exit.FALL, outcome.state))
                else:
                    left.append(outcome)
        left += [found for state in finished for found in self.block(node.orelse, state, frame)]
        return distinct(left) or [Outcome(Exit.NEVER, state) for state in turned]

    def _turn(
        self,
        node: ast.While | ast.For | ast.AsyncFor,
        state: State,
        frame: Frame,
        left: list[Outcome],
        finished: list[State],
        *,
        must_enter: bool,
    ) -> list[Outcome]:
        """One turn of a loop: the ways out of its body; ways out of its head go to `left` and `finished`."""
        if not isinstance(node, ast.While):
            if not must_enter:
                finished.append(state)
            return self.block(node.body, _assigned([node.target], UNKNOWN, state).state, frame)

        def test(value: Value, after: State) -> list[Outcome]:
            truth = conditions.truth(value)
            if truth is not True:
                finished.append(after)
            return self.block(node.body, after, frame) if truth is not False else []

        return Evaluator(self, frame).then(node.test, state, test)

    # Exceptions ------------------------------------------------------------------------------------------------------

    def _try(self, node: ast.Try, state: State, frame: Frame) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for outcome in self.block(node.body, state, frame):
            if outcome.exit is Exit.RAISE:
                outcomes += self._handle(node, outcome, frame)
            elif outcome.exit is Exit.FALL:
                outcomes += self.block(node.orelse, outcome.state, frame)
            else:
                outcomes.append(outcome)
        if not node.finalbody:
            return outcomes
        return [found for outcome in distinct(outcomes) for found in self._finally(node, outcome, frame)]

    def _finally(self, node: ast.Try, outcome: Outcome, frame: Frame) -> list[Outcome]:
        found: list[Outcome] = []
        for last in self.block(node.finalbody, outcome.state, frame):
            if last.exit is Exit.FALL:
                # what a `finally` does, it does in any case: it is not "after" the exception
                found.append(replace(outcome, state=replace(last.state, after=outcome.state.after)))
            elif outcome.exit is Exit.RAISE and outcome.thrown and last.exit is not Exit.RAISE:
                stop = Stop(How.FINALLY, outcome.thrown, frame, node, None, last.node)
                found.append(replace(last, state=last.state.stopped(stop)))
            else:
                found.append(last)
        return found

    def _handle(self, node: ast.Try, outcome: Outcome, frame: Frame) -> list[Outcome]:
        thrown = outcome.thrown
        assert thrown is not None
        mends = self.question.mends
        if node in mends.reraise and thrown == self.question.mended:
            return [outcome]
        hoisted = [handler for owner, handler in mends.hoisted if owner is node]
        handlers = [*hoisted, *(handler for handler in node.handlers if handler not in hoisted)]
        found: list[Outcome] = []
        missed = outcome
        for handler in handlers:
            caught = self._catches(handler, thrown, missed.state, frame)
            if caught is False:
                continue
            state = missed.state if caught else replace(missed.state, certain=False)
            found += self._handler(node, handler, replace(missed, state=state), frame)
            if caught:
                return found
        return [*found, missed]

    def _handler(self, node: ast.Try, handler: ast.ExceptHandler, caught: Outcome, frame: Frame) -> list[Outcome]:
        thrown = caught.thrown
        assert thrown is not None
        state = replace(caught.state, handling=(*caught.state.handling, thrown))
        if handler.name:
            state = state.bind(handler.name, Instance(thrown))
        found: list[Outcome] = []
        for outcome in self.block(handler.body, state, frame):
            left = self._end(outcome, handler)
            # what ran inside the handler is not "after" it
            after = replace(left.state, handling=caught.state.handling, after=caught.state.after)
            replaced = left.thrown not in {thrown, self.question.mended} and thrown == self.question.thrown
            if left.exit is not Exit.RAISE or replaced:
                stop = Stop(How.HANDLER, thrown, frame, node, handler, left.node)
                after = after.stopped(stop)
            found.append(replace(left, state=after))
        return found

    def _catches(self, handler: ast.ExceptHandler, thrown: Thrown, state: State, frame: Frame) -> bool | None:
        if handler.type is None:
            return True
        return conditions.catches(Evaluator(self, frame).peek(handler.type, state), thrown, self.project)

    def _with(self, node: ast.With | ast.AsyncWith, state: State, frame: Frame) -> list[Outcome]:
        suppressed: list[ast.expr] = []
        evaluator = Evaluator(self, frame)

        def enter(index: int, current: State) -> list[Outcome]:
            if index == len(node.items):
                return self.block(node.body, current, frame)
            item = node.items[index]
            if arguments := evaluator.suppressed_by(item.context_expr, current):
                suppressed.extend(arguments)
                return enter(index + 1, current)

            def entered(_: Value, after: State) -> list[Outcome]:
                bound = _assigned([item.optional_vars], UNKNOWN, after).state if item.optional_vars else after
                return enter(index + 1, bound)

            return evaluator.then(item.context_expr, current, entered)

        found: list[Outcome] = []
        for outcome in enter(0, state):
            thrown = outcome.thrown
            if outcome.exit is Exit.RAISE and thrown and self._suppresses(suppressed, thrown, outcome.state, frame):
                stop = Stop(How.SUPPRESS, thrown, frame, node, None, None)
                found.append(Outcome(Exit.FALL, outcome.state.stopped(stop)))
            else:
                found.append(outcome)
        return found

    def _suppresses(self, classes: Sequence[ast.expr], thrown: Thrown, state: State, frame: Frame) -> bool:
        peek = Evaluator(self, frame).peek
        return any(conditions.catches(peek(cls, state), thrown, self.project) for cls in classes)

    def _match(self, node: ast.Match, state: State, frame: Frame) -> list[Outcome]:
        evaluator = Evaluator(self, frame)

        def choose(subject: Value, after: State) -> list[Outcome]:
            found: list[Outcome] = []
            for case in node.cases:
                matcher = Matcher(evaluator, after)
                fits = matcher.fits(case.pattern, subject)
                if fits is False:
                    continue
                bound = matcher.bind(case.pattern, subject)
                guarded = True if case.guard is None else conditions.truth(evaluator.peek(case.guard, bound))
                if guarded is False:
                    continue
                found += self.block(case.body, bound, frame)
                if fits and guarded:
                    return found
            return [*found, Outcome(Exit.FALL, after)]

        return evaluator.then(node.subject, state, choose)


def _assigned(targets: Sequence[ast.expr], value: Value, state: State) -> Outcome:
    for target in targets:
        if isinstance(target, ast.Name):
            state = state.bind(target.id, value)
        elif isinstance(target, ast.Tuple | ast.List):
            items = value.items if isinstance(value, Many) and len(value.items) == len(target.elts) else ()
            for index, element in enumerate(target.elts):
                state = _assigned([element], items[index] if items else UNKNOWN, state).state
        elif isinstance(target, ast.Starred):
            state = _assigned([target.value], UNKNOWN, state).state
    return Outcome(Exit.FALL, state)


def _bind(parameters: ast.arguments, values: tuple[Value, ...], keywords: dict[str, Value]) -> dict[str, Value]:
    bound: dict[str, Value] = {argument.arg: UNKNOWN for argument in all_arguments(parameters)}
    positional = [*parameters.posonlyargs, *parameters.args]
    for argument, value in zip(positional, values, strict=False):
        bound[argument.arg] = value
    if parameters.vararg:
        bound[parameters.vararg.arg] = Many(values[len(positional) :])
    for name, value in keywords.items():
        if name in bound:
            bound[name] = value
    return bound
