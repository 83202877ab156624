"""Follows the paths of one expression, in the order in which Python evaluates it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from channels_fix.flow import conditions
from channels_fix.flow.constants import concatenated, join, text_method
from channels_fix.flow.values import (
    UNKNOWN,
    Constant,
    Exit,
    Frame,
    Instance,
    Many,
    Method,
    Named,
    Object,
    Outcome,
    Pending,
    Routine,
    Source,
    State,
    Super,
    TypeOf,
    Value,
)
from channels_fix.module import Class
from channels_fix.project import Symbol

if TYPE_CHECKING:
    from channels_fix.flow.interpreter import Interpreter

Then = Callable[[Value, State], list[Outcome]]
ThenAll = Callable[[tuple[Value, ...], State], list[Outcome]]

PASS_THROUGH = frozenset({"asyncio.wait_for", "asyncio.shield", "asyncio.ensure_future", "asyncio.create_task"})
"""They give back, or await, the awaitable which is their first argument."""


@dataclass(frozen=True)
class Evaluator:
    """Evaluates expressions of one function."""

    interpreter: Interpreter
    frame: Frame

    def then(self, node: ast.expr, state: State, go_on: Then) -> list[Outcome]:
        """Evaluate `node` and go on with each value it can have; paths that raise end here."""
        self.interpreter.tick()
        match node:
            case ast.Constant(value=value):
                return go_on(Constant(value), state)
            case ast.Name():
                return go_on(self._name(node, state), state)
            case ast.Attribute(value=owner, attr=name):
                return self.then(owner, state, lambda value, after: go_on(self.attribute(value, name), after))
            case ast.Await(value=awaited):
                return self.then(awaited, state, lambda value, after: self._settle(value, after, go_on))
            case ast.Call():
                return self._call(node, state, go_on)
            case ast.Subscript(value=owner, slice=key):
                return self._all([owner, key], state, lambda found, after: go_on(self._item(*found), after))
            case ast.BoolOp():
                return self._bool(node.op, node.values, state, go_on)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
                return go_on(Constant(-number), state)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.then(operand, state, lambda value, after: go_on(_not(value), after))
            case ast.Compare(left=left, ops=operators, comparators=rest):
                return self._all(
                    [left, *rest], state, lambda found, after: go_on(self._compare(operators, found), after)
                )
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.then(test, state, lambda value, after: self._either(value, body, orelse, after, go_on))
            case ast.NamedExpr(target=target, value=value):
                return self.then(value, state, lambda found, after: go_on(found, after.bind(target.id, found)))
            case ast.BinOp(left=left, op=operator, right=right):
                return self._all([left, right], state, lambda found, after: go_on(join(operator, *found), after))
            case ast.JoinedStr(values=parts):
                return self._all(parts, state, lambda found, after: go_on(concatenated(found), after))
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                return self.then(value, state, go_on)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                return self._all(elements, state, lambda found, after: go_on(_many(elements, found), after))
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                return go_on(UNKNOWN, state)
        children = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        return self._all(children, state, lambda _, after: go_on(UNKNOWN, after))

    def peek(self, node: ast.expr, state: State) -> Value:
        """The value of an expression that is evaluated for its value alone; unknown when it has several."""
        found: list[Value] = []

        def keep(value: Value, after: State) -> list[Outcome]:
            del after
            found.append(value)
            return []

        self.then(node, state, keep)
        return found[0] if len(found) == 1 else UNKNOWN

    def _all(self, nodes: Sequence[ast.expr], state: State, go_on: ThenAll) -> list[Outcome]:
        def step(index: int, found: tuple[Value, ...], current: State) -> list[Outcome]:
            if index == len(nodes):
                return go_on(found, current)
            return self.then(nodes[index], current, lambda value, after: step(index + 1, (*found, value), after))

        return step(0, (), state)

    # Names and attributes --------------------------------------------------------------------------------------------

    def _name(self, node: ast.Name, state: State) -> Value:
        if node.id in state.variables:
            return state.variables[node.id]
        symbol = self.interpreter.project.resolve(node, self.frame.module, self.frame.within)
        return self._symbol(symbol) if symbol else UNKNOWN

    def _symbol(self, symbol: Symbol) -> Value:
        definition, module = symbol.definition, symbol.module
        match definition:
            case ast.Constant(value=value):
                return Constant(value)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements) if module:
                return Many(tuple(self._constant(element, symbol) for element in elements))
            case ast.FunctionDef() | ast.AsyncFunctionDef() if module and not definition.decorator_list:
                return Routine(definition, module, is_async=isinstance(definition, ast.AsyncFunctionDef))
        return Named(symbol)

    def _constant(self, node: ast.expr, owner: Symbol) -> Value:
        if isinstance(node, ast.Constant):
            return Constant(node.value)
        symbol = self.interpreter.project.resolve(node, owner.module) if owner.module else None
        return self._symbol(symbol) if symbol and symbol != owner else UNKNOWN

    def attribute(self, owner: Value, name: str) -> Value:
        """The value of `owner.name`."""
        known = self.interpreter.question.domain.attribute(owner, name, self.frame)
        if known is not None:
            return known
        match owner:
            case Object(cls=cls):
                return self.interpreter.question.domain.method(self.interpreter.project.mro(cls), name, owner)
            case Super(cls=cls, receiver=receiver):
                line = self.interpreter.project.mro(receiver)
                rest = line[line.index(cls) + 1 :] if cls in line else ()
                return self.interpreter.question.domain.method(rest, name, Object(receiver))
            case Instance(thrown=thrown) if name == "__class__":
                return TypeOf(thrown)
            case TypeOf(thrown=thrown) if name in {"__name__", "__qualname__"} and not thrown.open:
                return Constant(thrown.name.rpartition(".")[2]) if thrown.name[0] != "<" else UNKNOWN
            case Constant(value=str()):
                return Method(owner, name)
            case Instance() if name == "with_traceback":
                return Method(owner, name)
            case Named(symbol=symbol):
                found = self.interpreter.project.member(symbol, name)
                return self._symbol(found) if found else UNKNOWN
        return UNKNOWN

    def _item(self, owner: Value, key: Value) -> Value:
        known = self.interpreter.question.domain.item(owner, key)
        if known is not None:
            return known
        match owner, key:
            case Many(items=items), Constant(value=int(index)) if -len(items) <= index < len(items):
                return items[index]
            case Constant(value=str(text)), Constant(value=int(index)) if -len(text) <= index < len(text):
                return Constant(text[index])
        return UNKNOWN

    # Calls -----------------------------------------------------------------------------------------------------------

    def _call(self, node: ast.Call, state: State, go_on: Then) -> list[Outcome]:
        parts = [node.func, *node.args, *(keyword.value for keyword in node.keywords)]

        def called(found: tuple[Value, ...], after: State) -> list[Outcome]:
            split = len(node.args) + 1
            arguments = _spread(node.args, found[1:split])
            keywords = tuple((k.arg or "**", value) for k, value in zip(node.keywords, found[split:], strict=True))
            return self._apply(found[0], arguments, keywords, after, go_on)

        unstarred = [part.value if isinstance(part, ast.Starred) else part for part in parts]
        return self._all(unstarred, state, called)

    def _apply(
        self,
        function: Value,
        arguments: tuple[Value, ...],
        keywords: tuple[tuple[str, Value], ...],
        state: State,
        go_on: Then,
    ) -> list[Outcome]:
        known = self.interpreter.question.domain.call(function, arguments)
        if known is None:
            known = self._builtin(function, arguments, state)
        if known is not None:
            return go_on(known, state)
        match function:
            case Source() | Routine():
                pending = Pending(function, arguments, keywords)
                return go_on(pending, state) if function.is_async else self._run(pending, state, go_on)
        if any(_may_raise(value) for value in (*arguments, *(value for _, value in keywords))):
            # what an unknown function makes of the awaitable it is given cannot be known
            state = replace(state, certain=False)
        return self._unfollowed(state, go_on)

    def _settle(self, value: Value, state: State, go_on: Then) -> list[Outcome]:
        return self._run(value, state, go_on) if isinstance(value, Pending) else self._unfollowed(state, go_on)

    def _unfollowed(self, state: State, go_on: Then) -> list[Outcome]:
        question = self.interpreter.question
        raised = [Outcome(Exit.RAISE, state, None, question.thrown)] if question.anything else []
        return [*raised, *go_on(UNKNOWN, state)]

    def _run(self, pending: Pending, state: State, go_on: Then) -> list[Outcome]:
        action = pending.action
        question = self.interpreter.question
        if isinstance(action, Source):
            if question.anything:
                return self._unfollowed(state, go_on)
            return [Outcome(Exit.RAISE, state, None, question.thrown)]
        if not self._matters(pending, action):
            return self._unfollowed(state, go_on)
        outcomes: list[Outcome] = []
        depth = self.frame.depth + 1
        for outcome in self.interpreter.call(action, pending.arguments, pending.keywords, state, depth):
            if outcome.exit is Exit.RETURN:
                outcomes += go_on(outcome.value, outcome.state)
            elif outcome.exit is Exit.FALL:
                outcomes += go_on(Constant(None), outcome.state)
            else:
                outcomes.append(outcome)
        return outcomes

    def _matters(self, pending: Pending, routine: Routine) -> bool:
        """Whether following the call could change an answer: most functions have nothing to do with the question."""
        values = (*pending.arguments, *routine.bound, *(value for _, value in pending.keywords))
        enclosed = any(_may_raise(value) for _, value in routine.closure)
        if enclosed or any(_may_raise(value) or isinstance(value, Instance | TypeOf) for value in values):
            return not _is_generator(routine.node)
        names = self.interpreter.question.domain.sources
        return not _is_generator(routine.node) and any(
            isinstance(node, ast.Raise)
            or (isinstance(node, ast.Attribute) and node.attr in names)
            or (isinstance(node, ast.Name) and (node.id == "super" or node.id in names))
            for node in ast.walk(routine.node)
        )

    def _builtin(self, function: Value, arguments: tuple[Value, ...], state: State) -> Value | None:
        """What a function of Python itself returns."""
        if isinstance(function, Method):
            return text_method(function, arguments)
        if not isinstance(function, Named):
            return None
        project = self.interpreter.project
        match function.symbol.name, arguments:
            case "builtins.super", ():
                return self._super(None)
            case "builtins.super", (Named(symbol=Symbol(definition=Class() as cls)), Object()):
                return self._super(cls)
            case "builtins.super", (_, Object()):  # `super(type(self), self)`
                return self._super(None)
            case "builtins.isinstance", (Instance(thrown=thrown), classes):
                return _answer(conditions.catches(classes, thrown, project))
            case "builtins.issubclass", (TypeOf(thrown=thrown), classes):
                return _answer(conditions.catches(classes, thrown, project))
            case "builtins.type", (Instance(thrown=thrown),):
                return TypeOf(thrown)
            case "builtins.getattr", (owner, Constant(value=str(name)), *_):
                return self.attribute(owner, name)
            case "builtins.hasattr", (owner, Constant(value=str(name))):
                return _known_or_unknown(self.attribute(owner, name))
            case "sys.exc_info", () if state.handling:
                return Many((TypeOf(state.handling[-1]), Instance(state.handling[-1]), UNKNOWN))
            case "sys.exception", () if state.handling:
                return Instance(state.handling[-1])
            case "builtins.callable", (Source() | Routine(),):
                return Constant(True)
            case "functools.partial", (Source() as source, *_):
                return source
            case "functools.partial", (Routine() as routine, *bound):
                return replace(routine, bound=(*routine.bound, *bound))
            case name, (first, *_) if name in PASS_THROUGH:
                return first
        return None

    def _super(self, cls: Class | None) -> Value:
        start = cls or self.frame.cls
        receiver = self.frame.receiver or start
        return Super(start, receiver) if start and receiver else UNKNOWN

    # Conditions ------------------------------------------------------------------------------------------------------

    def _bool(self, operator: ast.boolop, nodes: Sequence[ast.expr], state: State, go_on: Then) -> list[Outcome]:
        stops_at = isinstance(operator, ast.Or)

        def step(index: int, current: State) -> list[Outcome]:
            def decide(value: Value, after: State) -> list[Outcome]:
                truth = conditions.truth(value)
                if index == len(nodes) - 1 or truth is stops_at:
                    return go_on(value, after)
                if truth is None:
                    # either this operand decides, or the next one is asked
                    return [*go_on(Constant(stops_at), after), *step(index + 1, after)]
                return step(index + 1, after)

            return self.then(nodes[index], current, decide)

        return step(0, state)

    def _either(self, test: Value, body: ast.expr, orelse: ast.expr, state: State, go_on: Then) -> list[Outcome]:
        truth = conditions.truth(test)
        taken: list[Outcome] = []
        if truth is not False:
            taken += self.then(body, state, go_on)
        if truth is not True:
            taken += self.then(orelse, state, go_on)
        return taken

    def _compare(self, operators: Sequence[ast.cmpop], values: tuple[Value, ...]) -> Value:
        answers = [
            conditions.compare(operator, left, right, self.interpreter.project)
            for operator, left, right in zip(operators, values, values[1:], strict=False)
        ]
        return _answer(False if False in answers else None if None in answers else True)

    def suppressed_by(self, node: ast.expr, state: State) -> list[ast.expr]:
        """The classes that a `contextlib.suppress(...)` names; empty for any other context manager."""
        if isinstance(node, ast.Call):
            manager = self.peek(node.func, state)
            if isinstance(manager, Named) and manager.symbol.name == "contextlib.suppress":
                return node.args
        return []


def _not(value: Value) -> Value:
    truth = conditions.truth(value)
    return UNKNOWN if truth is None else Constant(not truth)


def _answer(truth: bool | None) -> Value:
    return UNKNOWN if truth is None else Constant(truth)


def _known_or_unknown(value: Value) -> Value:
    return UNKNOWN if value == UNKNOWN else Constant(True)


def _may_raise(value: Value) -> bool:
    if isinstance(value, Many):
        return any(_may_raise(item) for item in value.items)
    return isinstance(value, Source | Pending)


def _is_generator(node: ast.AST) -> bool:
    stack = list(ast.iter_child_nodes(node))
    while stack:
        child = stack.pop()
        if isinstance(child, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            stack += ast.iter_child_nodes(child)
    return False


def _spread(nodes: Sequence[ast.expr], values: tuple[Value, ...]) -> tuple[Value, ...]:
    found: list[Value] = []
    for node, value in zip(nodes, values, strict=True):
        if isinstance(node, ast.Starred) and isinstance(value, Many):
            found += value.items
        else:
            found.append(UNKNOWN if isinstance(node, ast.Starred) else value)
    return tuple(found)


def _many(nodes: Sequence[ast.expr], values: tuple[Value, ...]) -> Value:
    return UNKNOWN if any(isinstance(node, ast.Starred) for node in nodes) else Many(values)
