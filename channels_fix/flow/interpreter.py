"""Follows the paths of one function, statement by statement.

A `try` catches in its first handler that matches, `else` is not run, `finally` runs on every way out and its own exit
replaces the outcome; a handler left normally inside a loop lets the expression run again. What cannot be decided takes
both ways.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from channels_fix.bindings import Function, all_arguments
from channels_fix.flow import conditions
from channels_fix.flow.calls import Calls, lost
from channels_fix.flow.expressions import Evaluator, Then
from channels_fix.flow.handlers import Handlers, is_try_star
from channels_fix.flow.loops import Loops
from channels_fix.flow.managers import Managers
from channels_fix.flow.members import Members
from channels_fix.flow.patterns import Matcher
from channels_fix.flow.question import MAX_PATHS, Question, UndecidableError
from channels_fix.flow.states import Exit, Frame, How, Outcome, State, distinct
from channels_fix.flow.thrown import ANY_ERROR
from channels_fix.flow.values import UNKNOWN, Constant, Instance, Many, Named, Object, Routine, TypeOf, Value
from channels_fix.project import Project

MAX_STEPS = 20_000
MAX_DEPTH = 6


@dataclass
class Interpreter:
    """Answers one question about one function.

    Args:
        project: The index that names are resolved with.
        question: What is asked.
        limit: After how many steps it is too tangled.
    """

    project: Project
    question: Question
    limit: int = field(default=MAX_STEPS, kw_only=True)
    steps: int = field(default=0, init=False)
    visited: set[ast.AST] = field(default_factory=set, init=False)
    """What some path of the function itself reached: statements, and the ends of handlers and of the function."""
    lambdas: dict[ast.Lambda, Function] = field(default_factory=dict, init=False)

    def takes_a_turn(self, iterated: Value) -> bool:
        """Whether a loop over a value surely takes its first turn."""
        return conditions.is_nonempty(iterated)

    @cached_property
    def members(self) -> Members:
        """What the attributes of classes are."""
        return Members(self)

    def function_of(self, node: ast.Lambda) -> Function:
        """The function that a lambda expression makes."""
        if node not in self.lambdas:
            body = ast.copy_location(ast.Return(node.body), node.body)
            function = ast.FunctionDef("<lambda>", node.args, [body], [])
            self.lambdas[node] = ast.copy_location(function, node)
        return self.lambdas[node]

    def follow(self, routine: Routine, arguments: Sequence[Value]) -> list[Outcome]:
        """Follow a call of `routine`.

        Returns:
            All ways that control leaves it.

        Raises:
            UndecidableError: It is too tangled.
        """
        outcomes = self.call(routine, tuple(arguments), (), State())
        if routine.is_async:
            return outcomes
        frame = Frame(routine.node, routine.module, (*routine.within, routine.node), routine.cls, None)
        calls = Calls(Evaluator(self, frame, routine.node.body[-1]))
        return [left for outcome in outcomes for left in self._awaited(outcome, calls)]

    def _awaited(self, outcome: Outcome, calls: Calls) -> list[Outcome]:
        """Whoever calls a function that is not asynchronous awaits the awaitable that it returns."""
        if outcome.exit is not Exit.RETURN:
            return [outcome]
        return calls.settle(
            outcome.value, outcome.state, lambda value, after: [replace(outcome, value=value, state=after)]
        )

    def call(
        self,
        routine: Routine,
        arguments: tuple[Value, ...],
        keywords: tuple[tuple[str, Value], ...],
        state: State,
        caller: Frame | None = None,
        body: Outcome | None = None,
    ) -> list[Outcome]:
        """Follow a call and give back its outcomes in the state of the caller.

        A generator that manages a context is told by `body` how its block came to an end.
        """
        depth = caller.depth + 1 if caller else 0
        if depth > MAX_DEPTH:
            raise UndecidableError
        eager = caller is not None and caller.eager
        receiver = next((value.cls for value in routine.bound[:1] if isinstance(value, Object)), routine.cls)
        frame = Frame(
            routine.node, routine.module, (*routine.within, routine.node), routine.cls, receiver, depth, body, eager
        )
        variables = {
            **dict(routine.closure),
            **_bind(routine.node.args, (*routine.bound, *arguments), dict((*routine.keywords, *keywords))),
        }
        inner = replace(state, variables=variables)
        outcomes = self.block(routine.node.body, inner, frame)
        outcomes = [self.ended(outcome, routine.node) for outcome in outcomes]
        return distinct(
            replace(outcome, state=replace(outcome.state, variables=state.variables)) for outcome in outcomes
        )

    def ended(self, outcome: Outcome, owner: Function | ast.ExceptHandler) -> Outcome:
        """The outcome behind the end of a function or clause, where a mend may raise."""
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
        if self.steps > self.limit:
            raise UndecidableError

    def statement(self, node: ast.stmt, state: State, frame: Frame) -> list[Outcome]:
        """Follow one statement, and let go on behind it what it is to let go on."""
        outcomes = self._statement(node, state, frame)
        if node not in self.question.mends.resumed:
            return outcomes
        return [self._resumed(node, outcome) for outcome in outcomes]

    def _resumed(self, node: ast.stmt, outcome: Outcome) -> Outcome:
        for stop in outcome.state.stops:
            # a task gives away whatever it keeps once it is awaited, the results of `gather` what is looked for
            if stop.node is node and (stop.how is How.TASK or stop.thrown == self.question.mended):
                return Outcome(Exit.RAISE, outcome.state.resumed(stop), None, stop.thrown)
        return outcome

    def _statement(self, node: ast.stmt, state: State, frame: Frame) -> list[Outcome]:
        self.tick()
        if frame.depth == 0:
            self.visited.add(node)
        mends = self.question.mends
        if node in mends.raises:
            return [Outcome(Exit.RAISE, state, None, self.question.mended)]
        if node in mends.dropped:
            return [Outcome(Exit.FALL, state)]
        if node in mends.passed and self._knows_mended(state):
            return [Outcome(Exit.RETURN, state, node, value=Constant(False))]
        match node:
            case ast.If():
                return self._branch(node, state, frame)
            case ast.Try():
                return Handlers(self, frame, node).follow(state)
            case ast.While() | ast.For() | ast.AsyncFor():
                return Loops(self, frame, node).follow(state)
            case ast.With() | ast.AsyncWith():
                return Managers(self, frame, node).follow(state)
            case ast.Match():
                return self._match(node, state, frame)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                closure = tuple(state.variables.items())
                routine = Routine(
                    node, frame.module, frame.within, frame.cls, (), isinstance(node, ast.AsyncFunctionDef), closure
                )
                value = self.members.decorated(
                    routine, node.decorator_list, frame.module, frame.within, frame.cls, state
                )
                return [Outcome(Exit.FALL, state.bind(node.name, value))]
            case ast.Break():
                return [Outcome(Exit.BREAK, state, node)]
            case ast.Continue():
                return [Outcome(Exit.CONTINUE, state, node)]
        if is_try_star(node):
            return Handlers(self, frame, cast("ast.Try", node)).follow(state)
        return self._simple(node, state, frame)

    def _knows_mended(self, state: State) -> bool:
        """Whether a variable holds the exception that the mends let out, be it in a tuple of arguments."""
        error = Instance(self.question.mended)
        values = state.variables.values()
        return error in values or any(isinstance(value, Many) and error in value.items for value in values)

    def _simple(self, node: ast.stmt, state: State, frame: Frame) -> list[Outcome]:
        if state.stops and not isinstance(node, ast.Raise | ast.Pass):
            state = replace(state, after=(*state.after, node)) if node not in state.after else state
        evaluator = Evaluator(self, frame, node)

        def assign(targets: Sequence[ast.expr]) -> Then:
            return lambda value, after: [Outcome(Exit.FALL, evaluator.assign(targets, value, after))]

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
                return evaluator.then(value, state, assign(targets))
            case ast.AnnAssign(target=target, value=value) if value is not None:
                return evaluator.then(value, state, assign([target]))
            case ast.AugAssign(target=target, value=value):
                return evaluator.then(value, state, lambda found, after: assign([target])(UNKNOWN, lost(after, found)))
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

        evaluator = Evaluator(self, frame, node)
        if isinstance(expression, ast.Call):
            made = evaluator.peek(expression.func, state)
            if isinstance(made, TypeOf) or (
                isinstance(made, Named) and conditions.ancestors(made.symbol, self.project)
            ):
                return leave(made, state)  # the class decides what is raised, whatever it is given
        return evaluator.then(expression, state, leave)

    def _branch(self, node: ast.If, state: State, frame: Frame) -> list[Outcome]:
        def choose(value: Value, after: State) -> list[Outcome]:
            truth = conditions.truth(value)
            taken: list[Outcome] = []
            if truth is not False:
                taken += self.block(node.body, after, frame)
            if truth is not True:
                taken += self.block(node.orelse, after, frame)
            return taken

        return Evaluator(self, frame, node).then(node.test, state, choose)

    def _match(self, node: ast.Match, state: State, frame: Frame) -> list[Outcome]:
        evaluator = Evaluator(self, frame, node)

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


def _bind(parameters: ast.arguments, values: tuple[Value, ...], keywords: dict[str, Value]) -> dict[str, Value]:
    bound: dict[str, Value] = {argument.arg: UNKNOWN for argument in all_arguments(parameters)}
    positional = [*parameters.posonlyargs, *parameters.args]
    defaults = zip(positional[len(positional) - len(parameters.defaults) :], parameters.defaults, strict=True)
    for argument, default in (*defaults, *zip(parameters.kwonlyargs, parameters.kw_defaults, strict=True)):
        if isinstance(default, ast.Constant):
            bound[argument.arg] = Constant(default.value)
    for argument, value in zip(positional, values, strict=False):
        bound[argument.arg] = value
    if parameters.vararg:
        bound[parameters.vararg.arg] = Many(values[len(positional) :])
    for name, value in keywords.items():
        if name in bound:
            bound[name] = value
    return bound
