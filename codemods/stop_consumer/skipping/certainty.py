"""Follows the disconnect message through `dispatch` and keeps what is certain from what is merely possible.

A condition that depends on the message in a way that cannot be decided makes all behind it uncertain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.expressions import Evaluator
from channels_fix.flow.patterns import Matcher
from channels_fix.flow.states import Exit, Frame, Outcome, State
from channels_fix.flow.values import Routine, Value
from codemods.stop_consumer.domain import MESSAGE
from codemods.stop_consumer.skipping.careful import VARIABLE, CarefulDomain
from codemods.stop_consumer.skipping.changed import Changed


@dataclass
class Call:
    """What was seen of the calls of one function."""

    routine: Routine
    message: str
    depth: int
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass
class Careful(Changed):
    """Keeps what it sees of each function that it follows."""

    calls: dict[Function, Call] = field(default_factory=dict, init=False)
    seen: set[ast.AST] = field(default_factory=set, init=False)

    @property
    def domain(self) -> CarefulDomain:
        """What is known of the consumer."""
        assert isinstance(self.question.domain, CarefulDomain)
        return self.question.domain

    def start(self, routine: Routine) -> list[Outcome]:
        """Follow a method that is handed the message, and all that it calls."""
        before = Frame(routine.node, routine.module, routine.within, routine.cls, None, depth=-1, eager=True)
        return self.call(routine, (MESSAGE,), (), State(), before)

    def call(
        self,
        routine: Routine,
        arguments: tuple[Value, ...],
        keywords: tuple[tuple[str, Value], ...],
        state: State,
        caller: Frame | None = None,
        body: Outcome | None = None,
    ) -> list[Outcome]:
        """Follow a call, and keep its outcomes."""
        outcomes = super().call(routine, arguments, keywords, state, caller, body)
        positional = [one.arg for one in (*routine.node.args.posonlyargs, *routine.node.args.args)]
        given = [*zip(positional, (*routine.bound, *arguments), strict=False), *keywords]
        name = next((name for name, value in given if value == MESSAGE and name in positional), "")
        depth = caller.depth + 1 if caller else 0
        self.calls.setdefault(routine.node, Call(routine, name, depth)).outcomes += outcomes
        return outcomes

    def statement(self, node: ast.stmt, state: State, frame: Frame) -> list[Outcome]:
        """Follow one statement, and note where certainty ends."""
        self.seen.add(node)
        doubtful = any(self._is_doubtful(test, node, state, frame) for test in _tests(node, frame))
        if doubtful or (isinstance(node, ast.Match) and self._is_guessed(node, state, frame)):
            state = replace(state, certain=False)
        outcomes = super().statement(node, state, frame)
        if isinstance(node, ast.While) and self._may_be_missed(node, state, frame):
            return _uncertain(outcomes)
        is_compound = any(isinstance(child, ast.stmt | ast.match_case) for child in ast.iter_child_nodes(node))
        if is_compound or not _mentions_any(node, self.domain.sources):
            return outcomes
        # whatever becomes of a coroutine that the statement made: the message was not kept from it
        return _uncertain(outcomes)

    def takes_a_turn(self, iterated: Value) -> bool:
        """That there is nothing to loop over is a mere possibility."""
        del iterated
        return True

    def _may_be_missed(self, node: ast.While, state: State, frame: Frame) -> bool:
        """Whether a loop that hands the message on may take no turn at all, for all that is known."""
        truth = conditions.truth(Evaluator(self, frame, node).peek(node.test, state))
        names = self.domain.sources
        return truth is None and any(isinstance(one, ast.Attribute) and one.attr in names for one in ast.walk(node))

    def _is_guessed(self, node: ast.Match, state: State, frame: Frame) -> bool:
        """Whether a pattern that is held against something of the message cannot be decided."""
        evaluator = Evaluator(self, frame, node)
        subject = evaluator.peek(node.subject, state)
        if not _depends(node.subject, self._told(evaluator, state, frame), evaluator, state):
            return False
        for case in node.cases:
            fits = Matcher(evaluator, state).fits(case.pattern, subject)
            known = subject == MESSAGE and _asks_for_nothing_else(case.pattern)
            if (fits is None and not known) or (fits and subject == MESSAGE and not known):
                return True
            if fits and case.guard is None:
                break
        return False

    def _told(self, evaluator: Evaluator, state: State, frame: Frame) -> set[str]:
        """The names that have to do with the message."""
        told = {name for name, value in state.variables.items() if self.domain.is_told(value)}
        return told | _derived(frame.node, told, evaluator, state)

    def _is_doubtful(self, test: ast.expr, node: ast.stmt, state: State, frame: Frame) -> bool:
        """Whether a condition depends on the message and cannot be decided."""
        evaluator = Evaluator(self, frame, node)
        if conditions.truth(evaluator.peek(test, state)) is not None:
            return False
        told = self._told(evaluator, state, frame)
        return any(
            conditions.truth(evaluator.peek(operand, state)) is None and _depends(operand, told, evaluator, state)
            for operand in _operands(test)
        )


def _uncertain(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [o if o.exit is Exit.RAISE else replace(o, state=replace(o.state, certain=False)) for o in outcomes]


def _asks_for_nothing_else(pattern: ast.pattern) -> bool:
    """Whether a pattern for the disconnect message asks for what every such message has, with one value or another."""
    mappings = [one for one in ast.walk(pattern) if isinstance(one, ast.MatchMapping)]
    keys = [key.value if isinstance(key, ast.Constant) else None for one in mappings for key in one.keys]
    return all(key in {"type", *VARIABLE} for key in keys)


def _tests(node: ast.stmt, frame: Frame) -> Iterator[ast.expr]:
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.Assert(test=test):
            yield test
        case ast.For(iter=iterated) | ast.AsyncFor(iter=iterated):
            yield iterated
        case ast.Return(value=value) if value is not None and frame.depth > 0:
            yield value
        case ast.Match(cases=cases):
            yield from (case.guard for case in cases if case.guard is not None)


def _operands(test: ast.expr) -> Iterator[ast.expr]:
    match test:
        case ast.BoolOp(values=values):
            for value in values:
                yield from _operands(value)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield from _operands(operand)
        case _:
            yield test


def _derived(function: Function, told: set[str], evaluator: Evaluator, state: State) -> set[str]:
    """The names of `function` that get their values from these names, however indirectly."""
    found = set(told)
    before = -1
    while before != len(found):
        before = len(found)
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=targets, value=value):
                    pass
                case (
                    ast.AnnAssign(target=target, value=ast.expr() as value) | ast.AugAssign(target=target, value=value)
                ):
                    targets = [target]
                case ast.NamedExpr(target=name, value=value):
                    targets = [name]
                case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                    targets = [target]
                case ast.Match(subject=value, cases=cases):
                    if _depends(value, found, evaluator, state):
                        found |= {name for case in cases for name in _captured(case.pattern)}
                    continue
                case _:
                    continue
            if _depends(value, found, evaluator, state):
                found |= {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    return found - {"self"}


def _captured(pattern: ast.pattern) -> Iterator[str]:
    for node in ast.walk(pattern):
        name = node.rest if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
        if name:
            yield name


def _depends(node: ast.AST, told: set[str], evaluator: Evaluator, state: State) -> bool:
    """Whether an expression has its value from these names; what a function does that is followed is seen there."""
    match node:
        case ast.Name(id=name):
            return name in told
        case ast.Call(func=function) if isinstance(evaluator.peek(function, state), Routine):
            return False
        case (
            ast.Subscript(value=owner, slice=ast.Constant(value=str(key)))
            | ast.Call(func=ast.Attribute(value=owner, attr="get"), args=[ast.Constant(value=str(key)), *_])
        ) if key in VARIABLE and evaluator.peek(owner, state) == MESSAGE:
            return False
    return any(_depends(child, told, evaluator, state) for child in ast.iter_child_nodes(node))


def _mentions_any(node: ast.stmt, names: frozenset[str]) -> bool:
    """Whether a statement has a method of one of these names and does not just await it."""
    awaited = {
        inner.value.func
        for inner in ast.walk(node)
        if isinstance(inner, ast.Await) and isinstance(inner.value, ast.Call)
    }
    mentioned = [inner for inner in ast.walk(node) if isinstance(inner, ast.Attribute) and inner.attr in names]
    return any(inner not in awaited for inner in mentioned)
